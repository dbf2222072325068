//! The types of an API: a module for those of each group, and one for what groups share.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::ty::{Scope, file_name, raw, tokens};
use super::{Chunk, Cx, alias, features, markdown, numbers, string_enum, structs, union};
use crate::ir::{Api, GroupUse, TypeId, TypeKind};

/// The module for types of several groups, and of none.
const SHARED: &str = "shared";

/// Types of more users than this are in the module for all that is shared.
const MOST_USERS: usize = 3;

/// A module of types.
pub(super) struct Module<'a> {
    /// Its name and that of its file, without extension.
    pub(super) name: String,
    /// What it says about itself.
    doc: String,
    /// The types that are defined in it, in order.
    types: Vec<TypeId>,
    /// For whom it is there; always where there is nothing.
    users: Option<Users<'a>>,
}

/// Whose features switch a type on.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Users<'a> {
    These(&'a [u32]),
    Many,
    Nobody,
}

impl<'a> Users<'a> {
    fn of(api: &'a Api, id: TypeId) -> Option<Self> {
        let users = api.features.as_ref()?.types.get(id.0 as usize)?;
        Some(match users.len() {
            0 => Self::Nobody,
            1..=MOST_USERS => Self::These(users),
            _ => Self::Many,
        })
    }

    fn all(self, api: &Api) -> Vec<u32> {
        match self {
            Self::These(users) => users.to_vec(),
            Self::Nobody => Vec::new(),
            Self::Many => {
                let all = api.features.iter().flat_map(|features| &features.types);
                let many = all.filter(|users| users.len() > MOST_USERS).flatten().copied();
                many.collect::<BTreeSet<u32>>().into_iter().collect()
            }
        }
    }
}

impl Module<'_> {
    /// Whether a type is defined here.
    pub(super) fn holds(&self, id: TypeId) -> bool {
        self.types.binary_search(&id).is_ok()
    }
}

/// The modules of types of an API that hold any.
pub(super) fn modules(api: &Api) -> Vec<Module<'_>> {
    match api.features {
        Some(_) => switched(api),
        None => by_group(api),
    }
}

fn ids(api: &Api) -> impl Iterator<Item = TypeId> + use<> {
    (0..u32::try_from(api.types.len()).unwrap_or(u32::MAX)).map(TypeId)
}

/// A module for each group, of the types that its operations alone use, and one for all others: that of the group
/// with the name if there is one.
fn by_group(api: &Api) -> Vec<Module<'_>> {
    let mut own: BTreeMap<u32, Vec<TypeId>> = BTreeMap::new();
    let mut rest = Vec::new();
    let mut groups = (0..).zip(&api.groups);
    let shared = groups.find(|(_, group)| group.module.as_str() == SHARED).map(|(index, _)| index);
    for id in ids(api) {
        let home = match api.ty(id).usage.group {
            GroupUse::One(group) => Some(group),
            GroupUse::None | GroupUse::Shared => shared,
        };
        home.map_or(&mut rest, |group| own.entry(group).or_default()).push(id);
    }
    let own = own.into_iter().filter_map(|(index, types)| {
        let name = file_name(&api.groups.get(index as usize)?.module);
        let doc = format!("Types of {}.", markdown::code(name));
        Some(Module { name: name.to_owned(), doc, types, users: None })
    });
    let rest = (!rest.is_empty()).then(|| Module {
        name: SHARED.to_owned(),
        doc: "Types that no single group of operations has to itself.".to_owned(),
        types: rest,
        users: None,
    });
    own.chain(rest).collect()
}

/// A module for each choice of features that some types need.
fn switched(api: &Api) -> Vec<Module<'_>> {
    let mut all: BTreeMap<_, Vec<TypeId>> = BTreeMap::new();
    for id in ids(api) {
        let Some(users) = Users::of(api, id) else { continue };
        // Those of few come first; what many use, and what nobody does, comes last.
        let size = match users {
            Users::These(these) => these.len(),
            Users::Many | Users::Nobody => usize::MAX,
        };
        all.entry((size, users)).or_default().push(id);
    }
    let mut taken = BTreeSet::new();
    let module = |users: Users<'_>| match users {
        Users::These(these) => {
            let mut names: Vec<&str> = these
                .iter()
                .map(|user| match api.groups.get(*user as usize) {
                    Some(group) => file_name(&group.module),
                    None => "webhook_events",
                })
                .collect();
            // Of all orders the one that the document does not decide.
            names.sort_unstable();
            let codes: Vec<String> = names.iter().map(|name| markdown::code(name)).collect();
            let name = match &names[..] {
                [one] => (*one).to_owned(),
                // Two underscores in a row are no snake case.
                all => {
                    all.iter().map(|name| name.trim_matches('_')).collect::<Vec<_>>().join("_and_")
                }
            };
            (name, format!("Types of {}.", codes.join(" and ")))
        }
        Users::Many => (SHARED.to_owned(), "Types of many groups of operations.".to_owned()),
        Users::Nobody => ("unused".to_owned(), "Types that no operation uses.".to_owned()),
    };
    all.into_iter()
        .map(|((_, users), types)| {
            let (mut name, doc) = module(users);
            while !taken.insert(name.clone()) {
                name.push_str("_types");
            }
            Module { name, doc, types, users: Some(users) }
        })
        .collect()
}

/// `types/mod.rs`: all types under one path.
pub(super) fn index(cx: Cx<'_>) -> Vec<TokenStream> {
    let doc = Doc::of(format!("The types of {}.", markdown::line(&cx.api.title))).inner();
    let (mut definitions, mut uses) = (Vec::new(), Vec::new());
    for module in modules(cx.api) {
        let users = module.users.map(|users| users.all(cx.api));
        let gate = users.as_ref().and_then(|users| features::cfg(cx.api, users));
        let gate = gate.map(|gate| tokens(&gate));
        let public = users.map(|users| tokens(&features::gate(cx.api, &users).concat()));
        let name = raw(&module.name);
        definitions.push(quote!(#gate mod #name;));
        uses.push(quote!(#public pub use self::#name::*;));
    }
    vec![doc, quote!(#(#definitions)*), quote!(#(#uses)*)]
}

/// A file of types.
pub(super) fn module(cx: Cx<'_>, module: &Module<'_>) -> Vec<Chunk> {
    let doc = Doc::of(module.doc.clone());
    let mut chunks: Vec<Chunk> = vec![doc.inner().into()];
    let scope = Scope::Types(module);
    for id in &module.types {
        let def = cx.api.ty(*id);
        match &def.kind {
            TypeKind::Struct(body) => chunks.extend(structs::chunks(cx, def, body, scope)),
            TypeKind::Enum(body) => chunks.extend(string_enum::chunks(def, body)),
            TypeKind::Numbers(body) => chunks.extend(numbers::chunks(cx, def, body, scope)),
            TypeKind::Union(body) => chunks.extend(union::chunks(cx, def, body, scope)),
            TypeKind::Alias(target) => chunks.push(alias::chunk(cx, def, target, scope).into()),
        }
    }
    chunks
}
