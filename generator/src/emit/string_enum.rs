//! An open enum of strings: known values are variants, any other is kept.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{Doc, deprecated};
use super::rt::UNKNOWN_VALUE;
use super::table::Entry;
use super::ty::ident;
use super::{Chunk, markdown, table};
use crate::ir::{Enum, TypeDef};

/// All chunks of an enum.
pub(super) fn chunks(def: &TypeDef, body: &Enum) -> [Chunk; 2] {
    [definition(def, body).into(), json(def, body).into()]
}

fn definition(def: &TypeDef, body: &Enum) -> TokenStream {
    let name = ident(&def.ident);
    let doc = Doc::named(&def.docs, &def.ident, &def.name.0);
    let old = deprecated(&def.docs);
    let variants = body.variants.iter().map(|variant| {
        let doc = Doc::spec(&variant.docs, || match variant.wire.as_str() {
            "" => "The empty text.".to_owned(),
            wire => format!("{}.", markdown::code(wire)),
        });
        let old = deprecated(&variant.docs);
        let name = ident(&variant.ident);
        quote!(#doc #old #name)
    });
    let unknown = ident(&body.unknown_ident);
    quote! {
        #doc
        #old
        #[derive(Clone)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version does not know.
            #unknown(#UNKNOWN_VALUE),
        }
    }
}

/// The table of its values.
fn json(def: &TypeDef, body: &Enum) -> String {
    let known = body
        .variants
        .iter()
        .map(|variant| format!("{} => {}", Literal::string(&variant.wire), ident(&variant.ident)));
    let unknown = format!("_ => {}", ident(&body.unknown_ident));
    let values = known.chain([unknown]).map(Entry::of).collect();
    table::braced("string_enum", &ident(&def.ident).to_string(), &[values], "")
}
