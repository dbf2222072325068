//! The types of an API: a module for those of each group, and one for what groups share.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::ty::{Scope, file_name, raw};
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
    members: Members<'a>,
}

/// Which types a module holds.
enum Members<'a> {
    /// Those that operations of one group use, and the shared ones as well where the group is called
    /// `shared`.
    Group { index: u32, shared: bool },
    /// All others.
    Rest,
    /// Those that are switched by the same features: of exactly these users, or of more than a few.
    Users(Users<'a>),
}

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
}

impl Module<'_> {
    /// Whether a type is defined here.
    pub(super) fn holds(&self, api: &Api, id: TypeId) -> bool {
        match (&self.members, api.ty(id).usage.group) {
            (Members::Users(users), _) => Users::of(api, id).as_ref() == Some(users),
            (Members::Group { shared, .. }, GroupUse::None | GroupUse::Shared) => *shared,
            (Members::Group { index, .. }, GroupUse::One(group)) => *index == group,
            (Members::Rest, GroupUse::None | GroupUse::Shared) => true,
            (Members::Rest, GroupUse::One(_)) => false,
        }
    }

    /// The users for whom it is there; `None` where it always is.
    fn users(&self, api: &Api) -> Option<Vec<u32>> {
        let Members::Users(users) = &self.members else { return None };
        Some(match users {
            Users::These(users) => users.to_vec(),
            Users::Nobody => Vec::new(),
            Users::Many => {
                let all = api.features.iter().flat_map(|features| &features.types);
                let many = all.filter(|users| users.len() > MOST_USERS).flatten().copied();
                many.collect::<BTreeSet<u32>>().into_iter().collect()
            }
        })
    }
}

/// The modules of types of an API that hold any.
pub(super) fn modules(api: &Api) -> Vec<Module<'_>> {
    let mut modules = match api.features {
        Some(_) => switched(api),
        None => by_group(api),
    };
    modules.retain(|module| ids(api).any(|id| module.holds(api, id)));
    modules
}

fn ids(api: &Api) -> impl Iterator<Item = TypeId> + use<> {
    (0..u32::try_from(api.types.len()).unwrap_or(u32::MAX)).map(TypeId)
}

fn by_group(api: &Api) -> Vec<Module<'_>> {
    let named_shared = api.groups.iter().any(|group| group.module.as_str() == SHARED);
    let mut modules: Vec<Module<'_>> = (0..)
        .zip(&api.groups)
        .map(|(index, group)| Module {
            name: file_name(&group.module).to_owned(),
            doc: format!("Types of {}.", markdown::code(file_name(&group.module))),
            members: Members::Group { index, shared: group.module.as_str() == SHARED },
        })
        .collect();
    if !named_shared {
        modules.push(Module {
            name: SHARED.to_owned(),
            doc: "Types that no single group of operations has to itself.".to_owned(),
            members: Members::Rest,
        });
    }
    modules
}

/// A module for each choice of features that some types need.
fn switched(api: &Api) -> Vec<Module<'_>> {
    let mut all: Vec<Users<'_>> = ids(api).filter_map(|id| Users::of(api, id)).collect();
    all.sort_by_key(|users| match users {
        Users::These(these) => (these.len(), *users),
        Users::Many | Users::Nobody => (usize::MAX, *users),
    });
    all.dedup();
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
        .map(|users| {
            let (mut name, doc) = module(users);
            while !taken.insert(name.clone()) {
                name.push_str("_types");
            }
            Module { name, doc, members: Members::Users(users) }
        })
        .collect()
}

/// `types/mod.rs`: all types under one path.
pub(super) fn index(cx: Cx<'_>) -> Vec<TokenStream> {
    let doc = Doc::of(format!("The types of {}.", markdown::line(&cx.api.title))).inner();
    let (mut definitions, mut uses) = (Vec::new(), Vec::new());
    for module in modules(cx.api) {
        let users = module.users(cx.api);
        let needed = users.as_ref().and_then(|users| features::predicate(cx.api, users));
        let gate = needed.map(|needed| quote!(#[cfg(#needed)]));
        let public = users.and_then(|users| features::gate(cx.api, &users));
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
    for id in ids(cx.api).filter(|id| module.holds(cx.api, *id)) {
        let def = cx.api.ty(id);
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
