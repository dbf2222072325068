//! The servers that a client can choose from.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::rt::STRING;
use super::ty::ident;
use super::{Cx, markdown};
use crate::ir::{Server, ServerVariable};

/// The names that the module of an API gives on.
pub(super) fn names(cx: Cx<'_>) -> Vec<TokenStream> {
    let choice = cx.api.choice();
    let server = (!choice.is_empty()).then(|| quote!(Server));
    let enums = enums(&choice).into_iter().map(|variable| {
        let name = ident(&variable.ty);
        quote!(#name)
    });
    server.into_iter().chain(enums).collect()
}

/// All chunks: the enum of servers, and those of the values of their variables.
pub(super) fn chunks(cx: Cx<'_>) -> Vec<TokenStream> {
    let choice = cx.api.choice();
    if choice.is_empty() {
        return Vec::new();
    }
    let mut chunks = vec![definition(&choice), addresses(&choice)];
    chunks.extend(enums(&choice).into_iter().map(values));
    chunks
}

/// The method of the builder that takes one.
pub(super) fn setter(cx: Cx<'_>) -> Option<TokenStream> {
    (!cx.api.choice().is_empty()).then(|| {
        quote! {
            /// Sends requests to another of the API's servers. `base_url` goes before it.
            #[inline]
            pub fn server(self, server: Server) -> Self {
                let (template, variables) = server.address();
                Self { inner: self.inner.server(template, &variables) }
            }
        }
    })
}

fn definition(choice: &[&Server]) -> TokenStream {
    let variants = choice.iter().map(|server| {
        let url = markdown::code(&server.template);
        let mut doc = Doc::spec(&server.docs, || format!("{url}."));
        if server.docs.description.is_some() {
            doc.paragraph(format!("{url}."));
        }
        let name = ident(&server.ident);
        if server.variables.is_empty() {
            return quote!(#doc #name);
        }
        let fields = server.variables.iter().map(|variable| {
            let text = format!("The part {} of the URL.", markdown::code(&variable.name.0));
            let doc = Doc::spec(&variable.docs, || text);
            let (name, ty) = (ident(&variable.ident), ty(variable));
            quote!(#doc #name: #ty)
        });
        quote!(#doc #name { #(#fields),* })
    });
    quote! {
        /// A server of the API, for [`Builder::server`].
        ///
        /// A part of the name of a host can hold letters, digits, `-`, `_` and `.` only, so that no other
        /// host is asked, whoever the value comes from.
        #[derive(Clone, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum Server {
            #(#variants,)*
        }
    }
}

fn ty(variable: &ServerVariable) -> TokenStream {
    if variable.values.is_empty() {
        quote!(#STRING)
    } else {
        let name = ident(&variable.ty);
        quote!(#name)
    }
}

fn addresses(choice: &[&Server]) -> TokenStream {
    let arms = choice.iter().map(|server| {
        let name = ident(&server.ident);
        let template = &server.template;
        let fields: Vec<_> =
            server.variables.iter().map(|variable| ident(&variable.ident)).collect();
        let pattern = (!fields.is_empty()).then(|| quote!({ #(#fields),* }));
        let values = server.variables.iter().zip(&fields).map(|(variable, field)| {
            let name = &variable.name.0;
            quote!((#name, #field.as_str()))
        });
        quote!(Self::#name #pattern => (#template, ::std::vec![#(#values),*]))
    });
    quote! {
        impl Server {
            /// The template of the URL, and its variables.
            fn address(&self) -> (&'static str, ::std::vec::Vec<(&'static str, &str)>) {
                match self {
                    #(#arms,)*
                }
            }
        }
    }
}

/// One variable for each enum.
fn enums<'a>(choice: &[&'a Server]) -> Vec<&'a ServerVariable> {
    let mut seen = BTreeSet::new();
    let variables = choice.iter().flat_map(|server| &server.variables);
    variables
        .filter(|variable| !variable.values.is_empty() && seen.insert(variable.ty.as_str()))
        .collect()
}

fn values(variable: &ServerVariable) -> TokenStream {
    let name = ident(&variable.ty);
    let part = markdown::code(&variable.name.0);
    let doc = Doc::of(format!("The values of {part} in the URL of a [`Server`]."));
    let variants: Vec<_> = variable.values.iter().map(|value| ident(&value.ident)).collect();
    let docs = variable.values.iter().map(|value| {
        Doc::of(match value.wire.as_str() {
            "" => "Nothing.".to_owned(),
            wire => format!("{}.", markdown::code(wire)),
        })
    });
    let wires = variable.values.iter().map(|value| &value.wire);
    quote! {
        #doc
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[non_exhaustive]
        pub enum #name {
            #(#docs #variants,)*
        }
        impl #name {
            /// The value in the URL.
            #[inline]
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self {
                    #(Self::#variants => #wires,)*
                }
            }
        }
    }
}
