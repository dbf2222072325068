//! What the API sends unasked: an enum of its webhooks.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::{Doc, deprecated};
use super::rt::{DECODE, DECODE_ERROR, OPTION, RESULT, STRING, VALUE, VEC};
use super::ty::{Scope, ident, tokens};
use super::{Cx, markdown};
use crate::ir::{Incoming, Webhook};

/// `webhook_events.rs`.
pub(super) fn webhooks(cx: Cx<'_>) -> Vec<TokenStream> {
    let mut doc = Doc::of("What the API sends on its own account: webhooks.");
    doc.paragraph(
        "Whether a request is the API's is for you to check before its body is decoded, by the signature \
         that its documentation describes.",
    );
    vec![doc.inner(), definition(cx), methods(cx)]
}

fn definition(cx: Cx<'_>) -> TokenStream {
    let variants = cx.api.webhooks.iter().map(|webhook| {
        let doc = Doc::spec(&webhook.docs, || markdown::code(&webhook.wire));
        let old = deprecated(&webhook.docs).map(|it| tokens(&it));
        let name = ident(&webhook.ident);
        let payload = payload(cx, &webhook.payload).map(|ty| quote!((#ty)));
        quote!(#doc #old #name #payload)
    });
    quote! {
        /// The body of a webhook.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum Event {
            #(#variants,)*
            /// A webhook that this version does not know.
            Unknown {
                /// Its name.
                name: #STRING,
                /// Its body.
                body: #VALUE,
            },
        }
    }
}

fn payload(cx: Cx<'_>, payload: &Incoming) -> Option<TokenStream> {
    match payload {
        Incoming::Empty => None,
        Incoming::Json(ty) => Some(tokens(&cx.ty(ty, Scope::Api))),
        Incoming::Bytes => Some(quote!(#VEC<u8>)),
    }
}

fn methods(cx: Cx<'_>) -> TokenStream {
    let mut known: Vec<&str> = Vec::new();
    let arms = cx.api.webhooks.iter().filter_map(|webhook| {
        if known.contains(&webhook.wire.as_str()) {
            return None;
        }
        known.push(&webhook.wire);
        Some(arm(webhook))
    });
    let arms: Vec<_> = arms.collect();
    let names = cx.api.webhooks.iter().map(|webhook| {
        let (name, wire) = (ident(&webhook.ident), &webhook.wire);
        let fields = match webhook.payload {
            Incoming::Empty => None,
            Incoming::Json(_) | Incoming::Bytes => Some(quote!((_))),
        };
        quote!(Self::#name #fields => #wire)
    });
    let from_json = from_json(cx);
    quote! {
        impl Event {
            /// The name of the webhook in the description of the API.
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    #(#names,)*
                    Self::Unknown { name, .. } => name,
                }
            }
            /// The body of the webhook of this name.
            ///
            /// # Errors
            ///
            /// A body that is not what the description says; for a name that it does not have, one that
            /// is not JSON.
            pub fn decode(name: &str, body: &[u8]) -> #RESULT<Self, #DECODE_ERROR> {
                #RESULT::Ok(match name {
                    #(#arms,)*
                    other => Self::Unknown { name: #STRING::from(other), body: #DECODE(body)? },
                })
            }
            #from_json
        }
    }
}

fn arm(webhook: &Webhook) -> TokenStream {
    let (name, wire) = (ident(&webhook.ident), &webhook.wire);
    match webhook.payload {
        Incoming::Empty => quote!(#wire => Self::#name),
        Incoming::Json(_) => quote!(#wire => Self::#name(#DECODE(body)?)),
        Incoming::Bytes => quote!(#wire => Self::#name(body.to_vec())),
    }
}

fn from_json(cx: Cx<'_>) -> Option<TokenStream> {
    let tag = cx.api.webhook_tag.as_ref()?;
    let arms = cx.api.webhooks.iter().filter_map(|webhook| {
        let (name, value) = (ident(&webhook.ident), webhook.tag.as_ref()?);
        Some(quote!(#OPTION::Some(#value) => Self::#name(#DECODE(body)?)))
    });
    let doc =
        Doc::of(format!("The body of the webhook that its member {} names.", markdown::code(tag)));
    Some(quote! {
        #doc
        ///
        /// # Errors
        ///
        /// A body that is not JSON, or not what the description says of such a webhook.
        pub fn from_json(body: &[u8]) -> #RESULT<Self, #DECODE_ERROR> {
            let value: #VALUE = #DECODE(body)?;
            #RESULT::Ok(match value.get(#tag).and_then(#VALUE::as_str) {
                #(#arms,)*
                other => Self::Unknown {
                    name: #STRING::from(other.unwrap_or_default()),
                    body: value,
                },
            })
        }
    })
}
