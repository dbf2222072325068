//! The types of an API: a module for those of each group, and one for what groups share.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::docs::Doc;
use super::rt::SERDE_BRIDGE;
use super::ty::{Scope, file_name, ident};
use super::{Chunk, Cx, alias, markdown, numbers, string_enum, structs, union};
use crate::ir::{Api, Group, GroupUse, TypeDef, TypeKind};

/// The module for types of several groups, and of none.
const SHARED: &str = "shared";

/// A module of types.
pub(super) struct Module<'a> {
    /// The group whose types it holds, with its index; `None` for the shared module.
    group: Option<(u32, &'a Group)>,
    /// Whether it holds the shared types as well: that of a group that is called `shared`.
    shared: bool,
}

impl<'a> Module<'a> {
    /// Whether a type is defined here.
    pub(super) fn holds(&self, def: &TypeDef) -> bool {
        match def.usage.group {
            GroupUse::None | GroupUse::Shared => self.shared,
            GroupUse::One(index) => self.group.is_some_and(|(own, _)| own == index),
        }
    }

    /// The name of its file, without extension.
    pub(super) fn file_name(&self) -> &'a str {
        self.group.map_or(SHARED, |(_, group)| file_name(&group.module))
    }
}

/// The modules of types of an API that hold any.
pub(super) fn modules(api: &Api) -> Vec<Module<'_>> {
    let named_shared = api.groups.iter().any(|group| group.module.as_str() == SHARED);
    let mut modules: Vec<Module<'_>> = api
        .groups
        .iter()
        .zip(0..)
        .map(|(group, index)| Module {
            group: Some((index, group)),
            shared: group.module.as_str() == SHARED,
        })
        .collect();
    if !named_shared {
        modules.push(Module { group: None, shared: true });
    }
    modules.retain(|module| api.types.iter().any(|def| module.holds(def)));
    modules
}

/// `types/mod.rs`: all types under one path.
pub(super) fn index(cx: Cx<'_>) -> Vec<TokenStream> {
    let doc = Doc::of(format!("The types of {}.", markdown::line(&cx.api.title))).inner();
    let names: Vec<_> = modules(cx.api)
        .iter()
        .map(|module| match module.group {
            Some((_, group)) => ident(&group.module),
            None => format_ident!("{SHARED}"),
        })
        .collect();
    vec![doc, quote!(#(mod #names;)*), quote!(#(pub use self::#names::*;)*)]
}

/// A file of types.
pub(super) fn module(cx: Cx<'_>, module: &Module<'_>) -> Vec<Chunk> {
    let doc = match module.group {
        Some((_, group)) => {
            Doc::of(format!("Types of {}.", markdown::code(file_name(&group.module))))
        }
        None => Doc::of("Types that no single group of operations has to itself."),
    };
    let mut chunks: Vec<Chunk> = vec![doc.inner().into()];
    let scope = Scope::Types(module);
    let mut bridged = Vec::new();
    for def in cx.api.types.iter().filter(|def| module.holds(def)) {
        match &def.kind {
            TypeKind::Struct(body) => chunks.extend(structs::chunks(cx, def, body, scope)),
            TypeKind::Enum(body) => chunks.extend(string_enum::chunks(def, body)),
            TypeKind::Numbers(body) => chunks.extend(numbers::chunks(cx, def, body, scope)),
            TypeKind::Union(body) => chunks.extend(union::chunks(cx, def, body, scope)),
            TypeKind::Alias(target) => chunks.push(alias::chunk(cx, def, target, scope).into()),
        }
        match &def.kind {
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Union(_) => {
                bridged.push(ident(&def.ident))
            }
            TypeKind::Alias(_) => {}
        }
    }
    if !bridged.is_empty() {
        chunks.push(quote!(#[cfg(feature = "serde")] #SERDE_BRIDGE!(#(#bridged),*);).into());
    }
    chunks
}
