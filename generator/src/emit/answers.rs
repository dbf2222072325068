//! Sets of answers: one enum for all operations whose answers differ by status in the same way.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{self, Doc, deprecated};
use super::rt::{ANSWER, SLOT};
use super::ty::ident;
use super::{Cx, features, markdown};
use crate::ir::{AnswerSet, AnswerVariant, Payload, SetKind, TypeRef};

/// `errors.rs`.
pub(super) fn answers(cx: Cx<'_>) -> Vec<TokenStream> {
    let doc = Doc::of("What operations answer with where the type depends on the status.");
    let mut chunks = vec![doc.inner()];
    for (index, set) in cx.api.answers.iter().enumerate() {
        let users = cx.api.features.as_ref().and_then(|features| features.answers.get(index));
        let needed = features::predicate(cx.api, users.map_or(&[], Vec::as_slice));
        let gate = needed.map(|needed| quote!(#[cfg(#needed)]));
        let (definition, answer) = (definition(cx, set), answer(cx, set));
        chunks.extend([quote!(#gate #definition), quote!(#gate #answer)]);
    }
    chunks
}

fn definition(cx: Cx<'_>, set: &AnswerSet) -> TokenStream {
    let name = ident(&set.ident);
    let doc = Doc::of(match set.kind {
        SetKind::Errors => {
            "The documented errors of operations: one variant for each kind of body. The status is in \
             [`Error`](crate::Error)."
        }
        SetKind::Answers => {
            "The documented answers of operations: one variant for each kind of body."
        }
        SetKind::Events => "The data of documented events: one variant for each kind of them.",
    });
    let variants = set.variants.iter().map(|variant| {
        let doc = Doc::spec(&variant.docs, || body(cx, variant));
        let old = deprecated(&variant.docs);
        let name = ident(&variant.ident);
        let payload = cx.payload(&variant.payload);
        quote!(#doc #old #name(#payload))
    });
    quote! {
        #doc
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name { #(#variants),* }
    }
}

/// What is said about the body of a variant.
fn body(cx: Cx<'_>, variant: &AnswerVariant) -> String {
    let text = match &variant.payload {
        Payload::Json(TypeRef::Named(id)) => docs::short(&cx.api.ty(*id).docs),
        Payload::Json(_) | Payload::Empty | Payload::Text | Payload::Bytes => String::new(),
    };
    if text.is_empty() {
        format!("{}.", markdown::code(&variant.name.0))
    } else {
        docs::sentence(&text)
    }
}

fn answer(cx: Cx<'_>, set: &AnswerSet) -> TokenStream {
    let name = ident(&set.ident);
    let Some((last, others)) = set.variants.split_last() else {
        // A set of nothing has no value; lowering makes none.
        return TokenStream::new();
    };
    let pick = |variant: &AnswerVariant| {
        let name = ident(&variant.ident);
        match variant.payload {
            Payload::Empty => quote!(Self::#name(())),
            Payload::Json(_) | Payload::Text | Payload::Bytes => {
                let payload = cx.payload(&variant.payload);
                quote!(Self::#name(<#payload as #ANSWER>::pick(0)))
            }
        }
    };
    let indices = (0..others.len()).map(proc_macro2::Literal::usize_unsuffixed);
    let picks = others.iter().map(pick);
    let rest = pick(last);
    let slots = set.variants.iter().map(|variant| {
        let name = ident(&variant.ident);
        match variant.payload {
            Payload::Empty => quote!(Self::#name(()) => #SLOT::Empty,),
            Payload::Json(_) | Payload::Text | Payload::Bytes => {
                quote!(Self::#name(body) => #ANSWER::slot(body),)
            }
        }
    });
    let pick = if others.is_empty() {
        quote!(fn pick(_variant: usize) -> Self { #rest })
    } else {
        quote! {
            fn pick(variant: usize) -> Self {
                match variant {
                    #(#indices => #picks,)*
                    _ => #rest,
                }
            }
        }
    };
    quote! {
        impl #ANSWER for #name {
            #[inline]
            #pick
            #[inline]
            fn slot(&mut self) -> #SLOT<'_> {
                match self {
                    #(#slots)*
                }
            }
        }
    }
}
