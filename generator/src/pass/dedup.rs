//! Equal things once: anonymous types of one structure, and sets of answers of one list of bodies.
//!
//! Types that the document names stay, however alike: their author meant two things. Of a kind the one with the
//! shortest name gives its name, or the first of these by the alphabet: one that stands deeper, or longer words,
//! rename nothing when they are added. A union of a few scalars that stands in several places belongs to none of
//! them, and is called by what it is of: `TextOrInteger`.

use std::collections::BTreeMap;

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{AnswerType, Api, Docs, Name, Payload, Presence, Scalar, SetKind, TypeDef, TypeId};
use crate::ir::{TypeKind, TypeRef};

/// Equality of containing types follows from that of contained ones, one level a round.
const MOST_ROUNDS: usize = 64;

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    types(api);
    answers(api);
}

/// A union of more is not called by what it is of.
const MOST_SCALARS: usize = 3;

/// A number for each type, which those that are equal share: most have members or values that no other has.
fn outlines(api: &Api) -> Vec<usize> {
    let mut known: BTreeMap<Vec<&str>, usize> = BTreeMap::new();
    let outlines = api.types.iter().map(|definition| outline(&definition.kind));
    outlines
        .map(|outline| {
            let next = known.len();
            *known.entry(outline).or_insert(next)
        })
        .collect()
}

/// What types that are equal have in common and that no round changes.
fn outline(kind: &TypeKind) -> Vec<&str> {
    match kind {
        TypeKind::Struct(found) => {
            let mut wires: Vec<&str> = found.fields.iter().map(|f| f.wire.as_str()).collect();
            wires.sort_unstable();
            wires
        }
        TypeKind::Enum(found) => found.variants.iter().map(|v| v.wire.as_str()).collect(),
        TypeKind::Numbers(found) => found.values.iter().map(|v| v.name.0.as_str()).collect(),
        TypeKind::Union(found) => found.branches.iter().map(|b| b.name.0.as_str()).collect(),
        TypeKind::Alias(_) => Vec::new(),
    }
}

fn types(api: &mut Api) {
    let outlines = outlines(api);
    let mut sharing = vec![0; outlines.len()];
    outlines.iter().for_each(|outline| sharing[*outline] += 1);
    let mut open: Vec<bool> = sharing.iter().map(|sharing| *sharing > 1).collect();
    // What each type is equal to: itself, unless another stays in its place.
    let mut target: Vec<TypeId> = (0..).map(TypeId).take(api.types.len()).collect();
    for _ in 0..MOST_ROUNDS {
        let found = equal(api, |id| target[id.0 as usize] == id && open[outlines[id.0 as usize]]);
        if found.is_empty() {
            break;
        }
        for (id, best) in found {
            target[id.0 as usize] = best;
        }
        open.fill(false);
        // Only what contains one of them can be equal to something now.
        for (definition, outline) in api.types.iter_mut().zip(&outlines) {
            for id in definition.kind.types_mut().into_iter().filter_map(TypeRef::named_mut) {
                let best = target[id.0 as usize];
                open[*outline] |= best != *id;
                *id = best;
            }
        }
    }
    // One that stayed may have gone in a later round.
    for index in 0..target.len() {
        let mut last = target[index];
        while target[last.0 as usize] != last {
            last = target[last.0 as usize];
        }
        target[index] = last;
    }
    let keep: Vec<bool> =
        (0..).map(TypeId).zip(&target).map(|(id, target)| id == *target).collect();
    if keep.contains(&false) {
        refs::renumber(api, &target, &keep);
    }
}

/// Of the types that count, those that are equal to another one, each with the one that stays.
fn equal(api: &mut Api, counts: impl Fn(TypeId) -> bool) -> Vec<(TypeId, TypeId)> {
    let mut alike: BTreeMap<Key<'_>, Vec<TypeId>> = BTreeMap::new();
    for (id, definition) in (0..).map(TypeId).zip(&api.types).filter(|(id, _)| counts(*id)) {
        if let Some(key) = key(definition) {
            alike.entry(key).or_default().push(id);
        }
    }
    let mut found = Vec::new();
    let mut renamed: Vec<(TypeId, Name)> = Vec::new();
    for ids in alike.into_values().filter(|ids| ids.len() > 1) {
        let best = ids.iter().copied().min_by_key(|id| {
            let definition = api.ty(*id);
            let names = std::iter::once(&definition.name).chain(&definition.longer);
            // Places whose short names are the same are told apart by the longer ones.
            names.map(|name| (name.0.len(), name)).collect::<Vec<_>>()
        });
        let Some(best) = best else { continue };
        found.extend(ids.into_iter().filter(|id| *id != best).map(|id| (id, best)));
        renamed.extend(of_scalars(api.ty(best)).map(|name| (best, name)));
    }
    for (id, name) in renamed {
        let definition = &mut api.types[id.0 as usize];
        let summary = Some(sentence(&name));
        definition.docs = Docs { summary, ..Docs::default() };
        let place = std::mem::replace(&mut definition.name, name);
        definition.longer.insert(0, place);
    }
    found
}

/// The name of an anonymous union by what it is of, where that is a few scalars or lists of them.
fn of_scalars(definition: &TypeDef) -> Option<Name> {
    let TypeKind::Union(found) = &definition.kind else { return None };
    let mut scalars = found.branches.iter().map(|branch| is_of_scalars(&branch.ty));
    if !definition.inline || found.branches.len() > MOST_SCALARS || !scalars.all(|scalar| scalar) {
        return None;
    }
    let names: Vec<&str> = found.branches.iter().map(|branch| branch.name.0.as_str()).collect();
    Some(Name(names.join(" or ")))
}

/// `A text or an integer.`
fn sentence(name: &Name) -> String {
    let with_article = |part: &str| {
        let article = if part.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        format!("{article} {part}")
    };
    let parts: Vec<String> = name.0.split(" or ").map(with_article).collect();
    let words = parts.join(" or ");
    format!("A{}.", words.strip_prefix('a').unwrap_or(&words))
}

fn is_of_scalars(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Bool
        | TypeRef::Int32
        | TypeRef::Int64
        | TypeRef::Uint64
        | TypeRef::Int128
        | TypeRef::Uint128
        | TypeRef::Double
        | TypeRef::String
        | TypeRef::DateTime => true,
        TypeRef::List(item) => is_of_scalars(item),
        TypeRef::Secret
        | TypeRef::Json
        | TypeRef::Map(_)
        | TypeRef::Nullable(_)
        | TypeRef::Boxed(_)
        | TypeRef::Named(_) => false,
    }
}

/// What makes two types equal. Those with a name of their own must share that too.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Key<'a> {
    name: Option<&'a Name>,
    shape: Shape<'a>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Shape<'a> {
    Struct(Vec<Member<'a>>, Option<&'a TypeRef>),
    Enum(Vec<(&'a str, &'a Name)>),
    Numbers(&'a TypeRef, Vec<(i128, &'a Name)>),
    Union(Option<&'a str>, Vec<Branch<'a>>),
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Branch<'a> {
    name: &'a Name,
    ty: &'a TypeRef,
    tags: &'a [String],
    is_default: bool,
    fixed: &'a [(String, Vec<String>)],
    closed: bool,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Member<'a> {
    wire: &'a str,
    name: &'a Name,
    ty: &'a TypeRef,
    presence: u8,
    constant: Option<String>,
    direction: (bool, bool),
    said: (Option<&'a str>, Option<&'a str>, &'a [String], bool),
}

fn key(definition: &TypeDef) -> Option<Key<'_>> {
    let shape = match &definition.kind {
        TypeKind::Struct(found) => {
            let mut members: Vec<Member<'_>> = found.fields.iter().map(member).collect();
            // JSON gives members no order, and neither do descriptions.
            members.sort_by_key(|member| member.wire);
            Shape::Struct(members, found.additional.as_ref())
        }
        TypeKind::Enum(found) => {
            Shape::Enum(found.variants.iter().map(|v| (v.wire.as_str(), &v.name)).collect())
        }
        TypeKind::Numbers(found) => {
            Shape::Numbers(&found.ty, found.values.iter().map(|v| (v.value, &v.name)).collect())
        }
        TypeKind::Union(found) => {
            Shape::Union(found.tag.as_deref(), found.branches.iter().map(branch).collect())
        }
        TypeKind::Alias(_) => return None,
    };
    Some(Key { name: (!definition.inline).then_some(&definition.name), shape })
}

fn branch(branch: &crate::ir::Branch) -> Branch<'_> {
    Branch {
        name: &branch.name,
        ty: &branch.ty,
        tags: &branch.tags,
        is_default: branch.is_default,
        fixed: &branch.fixed,
        closed: branch.closed,
    }
}

fn member(field: &crate::ir::Field) -> Member<'_> {
    let Docs { summary, description, link: _, facts, deprecated, example: _, sample: _ } =
        &field.docs;
    Member {
        wire: &field.wire,
        name: &field.name,
        ty: &field.ty,
        presence: match field.presence {
            Presence::Required => 0,
            Presence::Optional => 1,
            Presence::Nullable => 2,
            Presence::Maybe => 3,
        },
        constant: field.constant.as_ref().map(written),
        direction: (field.read_only, field.write_only),
        said: (summary.as_deref(), description.as_deref(), facts, *deprecated),
    }
}

fn written(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => format!("bool {value}"),
        Scalar::Int(value) => format!("int {value}"),
        Scalar::Float(value) => format!("float {value}"),
        Scalar::String(value) => format!("string {value}"),
    }
}

fn answers(api: &mut Api) {
    let mut first: BTreeMap<(SetKind, Vec<(Name, Payload)>), u32> = BTreeMap::new();
    let mut places = Vec::with_capacity(api.answers.len());
    let mut kept = Vec::new();
    for set in std::mem::take(&mut api.answers) {
        let bodies = set.variants.iter().map(|v| (v.name.clone(), v.payload.clone())).collect();
        let next = u32::try_from(kept.len()).expect("answers are counted in 32 bits");
        let place = *first.entry((set.kind, bodies)).or_insert(next);
        places.push(place);
        if place == next {
            kept.push(set);
            continue;
        }
        // What one operation says about a status need not hold for another.
        let shared = &mut kept[place as usize];
        if set.name < shared.name {
            shared.name = set.name;
        }
        for (known, other) in shared.variants.iter_mut().zip(set.variants) {
            if known.docs.description != other.docs.description {
                known.docs.description = None;
            }
        }
    }
    api.answers = kept;
    for operation in &mut api.operations {
        for ty in operation.answer_types_mut() {
            match ty {
                AnswerType::Set(index) => *index = places[*index as usize],
                AnswerType::Empty | AnswerType::One(_) => {}
            }
        }
    }
}
