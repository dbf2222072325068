//! An open enum of strings: known values are variants, any other is kept.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::markdown;
use super::rt::{
    FMT_DISPLAY, FMT_RESULT, FORMATTER, FROM, JSON, JSON_RESULT, READER, RESULT, UNKNOWN,
    UNKNOWN_VALUE, WRITER,
};
use super::structs::debug;
use super::ty::ident;
use crate::ir::{Enum, TypeDef};

/// All chunks of an enum.
pub(super) fn chunks(def: &TypeDef, body: &Enum) -> Vec<TokenStream> {
    vec![
        definition(def, body),
        text(def, body),
        from(def, body),
        json(def),
        debug(def),
        display(def),
    ]
}

fn definition(def: &TypeDef, body: &Enum) -> TokenStream {
    let name = ident(&def.ident);
    let doc = Doc::spec(&def.docs, || format!("{}.", markdown::code(&def.name.0)));
    let old = deprecated(&def.docs);
    let variants = body.variants.iter().map(|variant| {
        let doc = Doc::spec(&variant.docs, || format!("{}.", markdown::code(&variant.wire)));
        let old = deprecated(&variant.docs);
        let name = ident(&variant.ident);
        quote!(#doc #old #name)
    });
    let unknown = ident(&body.unknown_ident);
    quote! {
        #doc
        #old
        #[derive(Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
            /// A value that this version does not know.
            #unknown(#UNKNOWN_VALUE),
        }
    }
}

fn text(def: &TypeDef, body: &Enum) -> TokenStream {
    let name = ident(&def.ident);
    let variants = body.variants.iter().map(|variant| ident(&variant.ident));
    let wires = body.variants.iter().map(|variant| &variant.wire);
    let unknown = ident(&body.unknown_ident);
    quote! {
        impl #name {
            /// The value on the wire.
            #[inline]
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#variants => #wires,)*
                    Self::#unknown(value) => value.as_str(),
                }
            }
        }
    }
}

fn from(def: &TypeDef, body: &Enum) -> TokenStream {
    let name = ident(&def.ident);
    let variants = body.variants.iter().map(|variant| ident(&variant.ident));
    let wires = body.variants.iter().map(|variant| &variant.wire);
    let unknown = ident(&body.unknown_ident);
    quote! {
        impl #FROM<&str> for #name {
            #[inline]
            fn from(value: &str) -> Self {
                match value {
                    #(#wires => Self::#variants,)*
                    other => Self::#unknown(#UNKNOWN(other)),
                }
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
                <Self as #FROM<&str>>::from("")
            }
            #[inline]
            fn read(&mut self, r: &mut #READER<'_>) -> #JSON_RESULT {
                *self = <Self as #FROM<&str>>::from(&*r.str()?);
                #RESULT::Ok(())
            }
            #[inline]
            fn write(&self, w: &mut #WRITER<'_>) {
                w.str(self.as_str());
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
                f.write_str(self.as_str())
            }
        }
    }
}
