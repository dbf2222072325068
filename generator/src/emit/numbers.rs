//! Integers of which some have names: a type around the integer, with a constant for each name.
//!
//! Not an enum: whatever integer arrives is a value like any other, and reading and writing need no table.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::ty::{Scope, ident, tokens};
use super::{Chunk, Cx, Impl, Row, Table, markdown};
use crate::ir::{Numbers, TypeDef};

/// All chunks of such a type.
pub(super) fn chunks(cx: Cx<'_>, def: &TypeDef, body: &Numbers, scope: Scope<'_>) -> [Chunk; 3] {
    let integer = cx.ty(&body.ty, scope);
    [
        definition(def, body, &integer).into(),
        json(def, &integer).into(),
        constants(def, body).into(),
    ]
}

fn definition(def: &TypeDef, body: &Numbers, integer: &str) -> TokenStream {
    let integer = tokens(integer);
    let name = ident(&def.ident);
    let mut doc = Doc::named(&def.docs, &def.ident, &def.name.0);
    if let Some(first) = body.values.first() {
        let first = first.ident.as_str();
        doc.paragraph(format!(
            "A constant such as [`{first}`](Self::{first}), or any other integer."
        ));
    }
    let old = deprecated(&def.docs).map(|it| tokens(&it));
    quote! {
        #doc
        #old
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(pub #integer);
    }
}

fn constants(def: &TypeDef, body: &Numbers) -> Impl {
    let constants = body.values.iter().map(|named| {
        let doc =
            Doc::spec(&named.docs, || format!("{}.", markdown::code(&named.value.to_string())));
        let constant = format!("pub const {}: Self = Self({});", named.ident.as_str(), named.value);
        Row::of(doc, deprecated(&named.docs), constant)
    });
    Impl { of: def.ident.as_str().to_owned(), rows: constants.collect() }
}

/// The table of its JSON form.
fn json(def: &TypeDef, integer: &str) -> Table {
    Table::code("integer", format!("{}({integer})", def.ident.as_str()))
}
