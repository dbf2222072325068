//! Where things are: pages, the anchors of their headings, and links from one page to another.

use std::collections::BTreeMap;

use crate::emit::Cx;
use crate::emit::ty::file_name;
use crate::ir::{
    AnswerType, Api, Body, BodyShape, Content, Group, GroupUse, Operation, OperationId, Payload,
    Shortcut, TypeDef, TypeId, TypeRef,
};

/// The page of what several resources use. No group has that name: it is a module of the API.
pub(super) const SHARED: &str = "types.md";

/// The heading above the types of a page.
pub(super) const TYPES: &str = "Types";

/// A page that has anchors.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Place {
    /// The page of a group, by index.
    Group(usize),
    /// The page of shared types.
    Shared,
}

/// All pages of an API.
pub(super) struct Site<'a> {
    pub(super) cx: Cx<'a>,
    types: BTreeMap<TypeId, Target>,
    sets: BTreeMap<u32, Target>,
    /// What is told about on a page, in order of the document.
    told: BTreeMap<Place, Told>,
    operations: BTreeMap<OperationId, Target>,
    shortcuts: BTreeMap<(OperationId, &'a str), String>,
}

/// What is told about on a page beside operations.
#[derive(Default)]
struct Told {
    types: Vec<TypeId>,
    sets: Vec<u32>,
}

/// What a link leads to.
struct Target {
    place: Place,
    anchor: String,
}

impl<'a> Site<'a> {
    pub(super) fn new(cx: Cx<'a>) -> Self {
        let mut site = Self {
            cx,
            types: BTreeMap::new(),
            sets: BTreeMap::new(),
            told: BTreeMap::new(),
            operations: BTreeMap::new(),
            shortcuts: BTreeMap::new(),
        };
        let mentioned = mentioned(cx.api);
        let mut anchors: BTreeMap<Place, Anchors> = BTreeMap::new();
        for (index, group) in cx.api.groups.iter().enumerate() {
            let place = Place::Group(index);
            let anchors = anchors.entry(place).or_default();
            anchors.claim(&title(group));
            for id in &group.operations {
                let anchor = anchors.claim(file_name(&cx.api.operation(*id).method));
                site.operations.insert(*id, Target { place, anchor });
            }
            for id in &group.operations {
                for made in &cx.api.operation(*id).shortcuts {
                    let name = file_name(&made.ident);
                    site.shortcuts.insert((*id, name), anchors.claim(name));
                }
            }
        }
        let mut claim = |place: Place, name: &str| {
            let anchors = anchors.entry(place).or_default();
            anchors.claim_once(TYPES);
            Target { place, anchor: anchors.claim(name) }
        };
        for (id, def) in (0..).map(TypeId).zip(&cx.api.types) {
            if mentioned[id.0 as usize] {
                let place = match def.usage.group {
                    GroupUse::One(group) => Place::Group(group as usize),
                    GroupUse::None | GroupUse::Shared => Place::Shared,
                };
                site.types.insert(id, claim(place, file_name(&def.ident)));
                site.told.entry(place).or_default().types.push(id);
            }
        }
        for (index, place) in places_of_sets(cx.api) {
            if let Some(set) = cx.api.answers.get(index as usize) {
                site.sets.insert(index, claim(place, file_name(&set.ident)));
                site.told.entry(place).or_default().sets.push(index);
            }
        }
        site
    }

    /// Whether several resources have types in common.
    pub(super) fn has_shared(&self) -> bool {
        self.told.contains_key(&Place::Shared)
    }

    /// The types that are told about on a page, in order of the document.
    pub(super) fn types(&self, place: Place) -> impl Iterator<Item = &'a TypeDef> {
        let here = self.told.get(&place).into_iter().flat_map(|told| &told.types);
        here.map(|id| self.cx.api.ty(*id))
    }

    /// The sets of answers that are told about on a page.
    pub(super) fn sets(&self, place: Place) -> impl Iterator<Item = u32> {
        self.told.get(&place).into_iter().flat_map(|told| told.sets.iter().copied())
    }

    /// The link from a page to a type.
    pub(super) fn ty(&self, id: TypeId, from: Place) -> Option<String> {
        self.types.get(&id).map(|target| self.link(target, Some(from)))
    }

    /// The link from a page to a set of answers.
    pub(super) fn set(&self, index: u32, from: Place) -> Option<String> {
        self.sets.get(&index).map(|target| self.link(target, Some(from)))
    }

    /// The link to an operation from the page of a resource, or from the API's first page.
    pub(super) fn operation(&self, id: OperationId, from: Option<Place>) -> Option<String> {
        self.operations.get(&id).map(|target| self.link(target, from))
    }

    /// The link to a method that is made of an operation, on the same page.
    pub(super) fn shortcut(&self, id: OperationId, made: &Shortcut) -> Option<String> {
        self.shortcuts.get(&(id, file_name(&made.ident))).map(|anchor| format!("#{anchor}"))
    }

    fn link(&self, target: &Target, from: Option<Place>) -> String {
        let file = match target.place {
            place if Some(place) == from => String::new(),
            Place::Group(index) => self.cx.api.groups.get(index).map(file).unwrap_or_default(),
            Place::Shared => SHARED.to_owned(),
        };
        format!("{file}#{}", target.anchor)
    }
}

/// The path of an API's page.
pub(super) fn path(api: &Api, file: &str) -> String {
    format!("docs/{}/{file}", file_name(&api.module))
}

/// The file of a resource's page. That of the API is called `README.md`, and some systems do not tell
/// capitals from small letters.
pub(super) fn file(group: &Group) -> String {
    match file_name(&group.module) {
        "readme" => "readme-operations.md".to_owned(),
        name => format!("{name}.md"),
    }
}

/// What a resource is called in headings: "Access service tokens".
pub(super) fn title(group: &Group) -> String {
    let words = group.name.words().join(" ");
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}

/// The anchors of a page, as GitHub makes them from headings in their order.
#[derive(Default)]
struct Anchors {
    taken: BTreeMap<String, u32>,
}

impl Anchors {
    fn claim(&mut self, heading: &str) -> String {
        let slug = slug(heading);
        let count = self.taken.entry(slug.clone()).or_default();
        *count += 1;
        match *count - 1 {
            0 => slug,
            more => format!("{slug}-{more}"),
        }
    }

    fn claim_once(&mut self, heading: &str) {
        // The first letter differs from every anchor, so this is a key of its own.
        if self.taken.insert(format!("#{heading}"), 1).is_none() {
            self.claim(heading);
        }
    }
}

/// A heading of letters, digits, spaces and underscores as an anchor.
fn slug(heading: &str) -> String {
    heading.to_ascii_lowercase().replace(' ', "-")
}

/// Whether each type is named on some page. The body whose fields a call asks for one by one is not.
fn mentioned(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    let mut say = |ty: &TypeRef| {
        if let Some(id) = ty.named() {
            found[id.0 as usize] = true;
        }
    };
    for def in &api.types {
        def.kind.types().into_iter().for_each(&mut say);
    }
    for operation in &api.operations {
        operation.parameters.iter().for_each(|parameter| say(&parameter.ty));
        match &operation.body {
            None => {}
            Some(Body { content: Content::Json { shape: BodyShape::Fields(_), .. }, .. }) => {}
            Some(body) => body.types().for_each(&mut say),
        }
        let bodies = operation.responses.iter().flat_map(|response| &response.bodies);
        let payloads = bodies.map(|body| &body.payload);
        let types = operation.answer_types().filter_map(|ty| match ty {
            AnswerType::One(payload) => Some(payload),
            AnswerType::Empty | AnswerType::Set(_) => None,
        });
        payloads.chain(types).filter_map(Payload::ty).for_each(&mut say);
        if let Some(pagination) = &operation.pagination {
            say(&pagination.item);
            pagination.page.iter().for_each(&mut say);
        }
        operation.headers.iter().chain(&operation.error_headers).for_each(&mut say);
    }
    for set in &api.answers {
        let payloads = set.variants.iter().map(|variant| &variant.payload);
        payloads.filter_map(Payload::ty).for_each(&mut say);
    }
    found
}

/// The page of each set of answers: that of the group that has it to itself.
fn places_of_sets(api: &Api) -> BTreeMap<u32, Place> {
    let mut places = BTreeMap::new();
    for (group, found) in api.groups.iter().enumerate() {
        let operations = found.operations.iter().map(|id| api.operation(*id));
        for index in operations.flat_map(sets) {
            let place = places.entry(index).or_insert(Place::Group(group));
            if *place != Place::Group(group) {
                *place = Place::Shared;
            }
        }
    }
    places
}

fn sets(operation: &Operation) -> Vec<u32> {
    let set = |ty: &AnswerType| match ty {
        AnswerType::Set(index) => Some(*index),
        AnswerType::Empty | AnswerType::One(_) => None,
    };
    operation.answer_types().filter_map(set).collect()
}
