//! The type of an operation's unsent call: setters for what is optional, options of every call, its ends.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::argument::Argument;
use super::docs::{Doc, deprecated};
use super::operation::{body_fields, put};
use super::rt::{
    BODY, CALL, DURATION, ERROR, OPTION, REQUEST, RESULT, RETRY_POLICY, SEND, SEND_WITH_RESPONSE,
};
use super::structs::is_asked;
use super::ty::{Scope, ident};
use super::{Cx, ends, markdown};
use crate::ir::{Body, BodyShape, Field, Ident, Operation, Parameter};

/// All chunks of the call.
pub(super) fn chunks<'a>(cx: Cx<'a>, operation: &'a Operation) -> Vec<TokenStream> {
    vec![definition(cx, operation), methods(cx, operation)]
}

fn definition<'a>(cx: Cx<'a>, operation: &'a Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let doc =
        Doc::of(format!("The call {}, not sent yet.", markdown::code(operation.method.as_str())));
    let body = operation.body.as_ref().filter(|body| is_flat(body)).map(|body| {
        let ty = cx.ty(&body.ty, Scope::Api);
        if body.required { quote!(body: #ty,) } else { quote!(body: #OPTION<#ty>,) }
    });
    quote! {
        #doc
        #[must_use = "nothing is sent until `send` is called"]
        #[derive(Clone, Debug)]
        pub struct #name {
            call: #CALL,
            #body
        }
    }
}

/// Whether the call holds the body while its fields are set.
fn is_flat(body: &Body) -> bool {
    match body.shape {
        BodyShape::Fields(_) => true,
        BodyShape::Whole(_) => false,
    }
}

fn methods<'a>(cx: Cx<'a>, operation: &'a Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let parameters = operation
        .parameters
        .iter()
        .filter(|parameter| !parameter.required)
        .map(|parameter| parameter_setter(cx, parameter));
    let body = operation.body.iter().flat_map(|body| match &body.shape {
        BodyShape::Fields(_) => body_fields(cx, body)
            .filter(|(_, field)| !is_asked(field))
            .map(|(name, field)| field_setter(cx, name, field, body))
            .collect(),
        BodyShape::Whole(name) if !body.required => vec![body_setter(cx, name, body)],
        BodyShape::Whole(_) => Vec::new(),
    });
    let options = options();
    let ends = ends(cx, operation);
    let constants = ends::constants(operation);
    quote! {
        impl #name {
            #constants
            #(#parameters)*
            #(#body)*
            #options
            #ends
        }
    }
}

fn parameter_setter<'a>(cx: Cx<'a>, parameter: &'a Parameter) -> TokenStream {
    let doc = Doc::spec(&parameter.docs, || format!("Sets {}.", markdown::code(&parameter.wire)));
    let old = deprecated(&parameter.docs);
    let method = ident(&parameter.ident);
    let argument = format_ident!("value");
    let Argument { ty, value } = cx.argument(&parameter.ty, &argument, Scope::Api);
    let exact = cx.ty(&parameter.ty, Scope::Api);
    let conversion = (value.to_string() != "value").then(|| quote!(let value: #exact = #value;));
    let put = put(parameter);
    let (put, wire) = (format_ident!("{}", put.method), put.wire);
    quote! {
        #doc
        #old
        #[inline]
        pub fn #method(mut self, value: #ty) -> Self {
            #conversion
            self.call.#put(#wire, &value);
            self
        }
    }
}

fn field_setter<'a>(cx: Cx<'a>, name: &Ident, field: &'a Field, body: &Body) -> TokenStream {
    let doc = Doc::spec(&field.docs, || format!("Sets {}.", markdown::code(&field.wire)));
    let old = deprecated(&field.docs);
    let method = ident(name);
    let target = ident(&field.ident);
    let argument = format_ident!("value");
    let Argument { ty, value } = cx.optional(&field.ty, field.presence, &argument, Scope::Api);
    // A body that may be left out begins with the first thing that is said in it.
    let whole = (!body.required).then(|| quote!(.get_or_insert_default()));
    quote! {
        #doc
        #old
        #[inline]
        pub fn #method(mut self, value: #ty) -> Self {
            self.body #whole.#target = #value;
            self
        }
    }
}

fn body_setter<'a>(cx: Cx<'a>, name: &Ident, body: &'a Body) -> TokenStream {
    let doc = Doc::spec(&body.docs, || "Sets the body.".to_owned());
    let method = ident(name);
    let argument = format_ident!("value");
    let Argument { ty, value } = cx.argument(&body.ty, &argument, Scope::Api);
    let exact = cx.ty(&body.ty, Scope::Api);
    let conversion = (value.to_string() != "value").then(|| quote!(let value: #exact = #value;));
    quote! {
        #doc
        #[inline]
        pub fn #method(mut self, value: #ty) -> Self {
            #conversion
            self.call = self.call.body(&value);
            self
        }
    }
}

fn options() -> TokenStream {
    quote! {
        /// Limits the time that this call may take in all, with every further attempt and the pauses
        /// between them.
        #[inline]
        pub fn timeout(mut self, limit: #DURATION) -> Self {
            self.call.timeout(limit);
            self
        }
        /// Limits the time that one attempt may take, from sending the request to the end of the answer.
        #[inline]
        pub fn attempt_timeout(mut self, limit: #DURATION) -> Self {
            self.call.attempt_timeout(limit);
            self
        }
        /// Decides whether and when this call is sent again after a failure, in place of what the client
        /// does.
        #[inline]
        pub fn retry(mut self, policy: #RETRY_POLICY) -> Self {
            self.call.retry(policy);
            self
        }
        /// Adds a header to this call, in place of one of the same name: `authorization` replaces the
        /// client's credential. Cookies are added to that of the credential.
        #[inline]
        pub fn with_header(mut self, name: &str, value: &str) -> Self {
            self.call.with_header(name, value);
            self
        }
        /// Adds a query parameter to this call.
        #[inline]
        pub fn with_query(mut self, name: &str, value: &str) -> Self {
            self.call.with_query(name, value);
            self
        }
        /// Sends this call to another base URL, with the client's credentials; use it only with addresses
        /// you trust.
        #[inline]
        pub fn with_base_url(mut self, url: &str) -> Self {
            self.call.with_base_url(url);
            self
        }
    }
}

fn ends(cx: Cx<'_>, operation: &Operation) -> TokenStream {
    let success = cx.success(&operation.success);
    let errors = cx.errors(&operation.errors);
    let call = match operation.body.as_ref().filter(|body| is_flat(body)) {
        Some(body) if body.required => quote!(self.call.body(&self.body)),
        Some(_) => quote!(self.call.optional_body(&self.body)),
        None => quote!(self.call),
    };
    let headers = operation.headers.as_ref().map(|headers| {
        let headers = cx.ty(headers, Scope::Api);
        quote!(, #headers)
    });
    let more = ends::methods(cx, operation, &call);
    quote! {
        /// Sends the call. Await the result for what the API answers.
        #[inline]
        pub fn send(self) -> #SEND<#success, #errors> {
            #call.send()
        }
        /// Sends the call. Await the result for the answer with its status, headers and request id.
        #[inline]
        pub fn send_with_response(self) -> #SEND_WITH_RESPONSE<#success, #errors #headers> {
            #call.send_with_response()
        }
        #more
        /// The request as it would be sent, credentials included. Nothing is sent.
        ///
        /// # Errors
        ///
        /// What `send` would fail with before anything is sent: an argument that cannot be part of a
        /// request, or a missing credential.
        #[inline]
        pub fn request(self) -> #RESULT<#REQUEST<#BODY>, #ERROR<#errors>> {
            #call.request()
        }
    }
}
