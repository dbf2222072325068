//! Integers of which some have names: a type around the integer, with a constant for each name.
//!
//! Not an enum: whatever integer arrives is a value like any other, and reading and writing need no table.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::docs::{Doc, deprecated};
use super::rt::{FMT_DISPLAY, FMT_RESULT, FORMATTER, FROM, JSON, JSON_RESULT, READER, WRITER};
use super::structs::debug;
use super::ty::{Scope, ident};
use super::{Cx, markdown};
use crate::ir::{Numbers, TypeDef};

/// All chunks of such a type.
pub(super) fn chunks(
    cx: Cx<'_>,
    def: &TypeDef,
    body: &Numbers,
    scope: Scope<'_>,
) -> Vec<TokenStream> {
    let integer = cx.ty(&body.ty, scope);
    vec![
        definition(def, body, &integer),
        constants(def, body),
        conversions(def, &integer),
        json(def),
        debug(def),
        display(def),
    ]
}

fn definition(def: &TypeDef, body: &Numbers, integer: &TokenStream) -> TokenStream {
    let name = ident(&def.ident);
    let mut doc = Doc::spec(&def.docs, || format!("{}.", markdown::code(&def.name.0)));
    if let Some(first) = body.values.first() {
        let first = first.ident.as_str();
        doc.paragraph(format!(
            "A constant such as [`{first}`](Self::{first}), or any other integer."
        ));
    }
    let old = deprecated(&def.docs);
    quote! {
        #doc
        #old
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(pub #integer);
    }
}

fn constants(def: &TypeDef, body: &Numbers) -> TokenStream {
    let name = ident(&def.ident);
    let constants = body.values.iter().map(|named| {
        let value = named.value.to_string();
        let doc = Doc::spec(&named.docs, || format!("{}.", markdown::code(&value)));
        let old = deprecated(&named.docs);
        let name = ident(&named.ident);
        let value = literal(named.value);
        quote!(#doc #old pub const #name: Self = Self(#value);)
    });
    quote!(impl #name { #(#constants)* })
}

fn literal(value: i128) -> TokenStream {
    let digits = Literal::u128_unsuffixed(value.unsigned_abs());
    if value < 0 { quote!(-#digits) } else { quote!(#digits) }
}

fn conversions(def: &TypeDef, integer: &TokenStream) -> TokenStream {
    let name = ident(&def.ident);
    quote! {
        impl #FROM<#integer> for #name {
            #[inline]
            fn from(value: #integer) -> Self {
                Self(value)
            }
        }
    }
}

fn json(def: &TypeDef) -> TokenStream {
    let name = ident(&def.ident);
    quote! {
        impl #JSON for #name {
            #[inline]
            fn empty() -> Self {
                Self(0)
            }
            #[inline]
            fn read(&mut self, r: &mut #READER<'_>) -> #JSON_RESULT {
                self.0.read(r)
            }
            #[inline]
            fn write(&self, w: &mut #WRITER<'_>) {
                self.0.write(w);
            }
        }
    }
}

fn display(def: &TypeDef) -> TokenStream {
    let name = ident(&def.ident);
    quote! {
        impl #FMT_DISPLAY for #name {
            #[inline]
            fn fmt(&self, f: &mut #FORMATTER<'_>) -> #FMT_RESULT {
                #FMT_DISPLAY::fmt(&self.0, f)
            }
        }
    }
}
