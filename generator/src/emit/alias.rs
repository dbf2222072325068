//! Another name of a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::Cx;
use super::docs::{Doc, deprecated};
use super::ty::{Scope, ident, tokens};
use crate::ir::{TypeDef, TypeRef};

/// The alias.
pub(super) fn chunk(cx: Cx<'_>, def: &TypeDef, target: &TypeRef, scope: Scope<'_>) -> TokenStream {
    let name = ident(&def.ident);
    let doc = Doc::named(&def.docs, &def.ident, &def.name.0);
    let old = deprecated(&def.docs).map(|it| tokens(&it));
    let target = tokens(&cx.ty(target, scope));
    quote!(#doc #old pub type #name = #target;)
}
