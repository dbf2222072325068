//! The type of an operation's unsent call: setters for what is optional, options of every call, its ends.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::argument::Argument;
use super::docs::{self, Doc, deprecated};
use super::input::{self, Input, Kind};
use super::rt::{
    BODY, CALL, DURATION, ERROR, OPTION, REQUEST, RESULT, RETRY_POLICY, SEND, SEND_WITH_RESPONSE,
    URI,
};
use super::ty::{Scope, file_name, ident};
use super::{Cx, ends, markdown, prose};
use crate::ir::{BodyShape, Group, Operation, TypeRef};

/// All chunks of the call.
pub(super) fn chunks<'a>(cx: Cx<'a>, group: &Group, operation: &'a Operation) -> Vec<TokenStream> {
    vec![definition(cx, group, operation), methods(cx, operation)]
}

fn definition<'a>(cx: Cx<'a>, group: &Group, operation: &'a Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let method = prose::member(&group.ident, &operation.method);
    let doc = Doc::of(format!("The call {method}, not sent yet."));
    let body = held(operation).map(|(ty, required)| {
        let ty = cx.ty(ty, Scope::Api);
        if required { quote!(body: #ty,) } else { quote!(body: #OPTION<#ty>,) }
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

/// The type of the body that the call holds while its fields are set, and whether there always is one.
fn held(operation: &Operation) -> Option<(&TypeRef, bool)> {
    let body = operation.body.as_ref()?;
    match body.json()? {
        (ty, BodyShape::Fields(_)) => Some((ty, body.required)),
        (_, BodyShape::Whole(_)) => None,
    }
}

fn methods<'a>(cx: Cx<'a>, operation: &'a Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let optional = input::inputs(cx, operation).into_iter().filter(|input| !input.required);
    let setters = optional.map(|input| setter(cx, operation, &input));
    let options = options();
    let ends = ends(cx, operation);
    let constants = ends::constants(operation);
    quote! {
        impl #name {
            #constants
            #(#setters)*
            #options
            #ends
        }
    }
}

fn setter<'a>(cx: Cx<'a>, operation: &'a Operation, input: &Input<'a>) -> TokenStream {
    let doc = Doc::spec(input.docs, || match input.wire() {
        Some(wire) => format!("Sets {}.", markdown::code(wire)),
        None => "Sets the body.".to_owned(),
    });
    let old = deprecated(input.docs);
    // Those who know the API look for what it says.
    let aliases = docs::aliases(file_name(input.ident), input.wire());
    let method = ident(input.ident);
    let name = format_ident!("value");
    let Argument { ty, value } = input.argument(cx, &name);
    let steps = match input.kind {
        Kind::Member(field) => {
            let target = ident(&field.ident);
            // A body that may be left out begins with the first thing that is said in it.
            let begin = operation.body.as_ref().filter(|body| !body.required);
            let begin = begin.map(|_| quote!(.get_or_insert_default()));
            quote!(self.body #begin.#target = #value;)
        }
        _ => {
            let call = quote!(self.call);
            let step = input.step(cx, &call, &name);
            // So do the constants of a form that may be left out.
            let form = match input.kind {
                Kind::Field(_) | Kind::Part(_) | Kind::Others(_) | Kind::OtherParts(_) => {
                    operation.body.as_ref()
                }
                _ => None,
            };
            let form = form.filter(|body| !body.required);
            let constants = form.into_iter().flat_map(|body| input::constants(body, &call));
            quote!(#(#constants)* #step)
        }
    };
    quote! {
        #doc
        #old
        #aliases
        #[inline]
        pub fn #method(mut self, value: #ty) -> Self {
            #steps
            self
        }
    }
}

fn options() -> TokenStream {
    quote! {
        /// Limits the whole call: all attempts and the pauses between them.
        #[inline]
        pub fn timeout(mut self, limit: #DURATION) -> Self {
            self.call.timeout(limit);
            self
        }
        /// Limits each attempt, from sending it to the end of its answer.
        #[inline]
        pub fn attempt_timeout(mut self, limit: #DURATION) -> Self {
            self.call.attempt_timeout(limit);
            self
        }
        /// Sets which failures of this call are worth another attempt, in place of the client's policy.
        #[inline]
        pub fn retry(mut self, policy: #RETRY_POLICY) -> Self {
            self.call.retry(policy);
            self
        }
        /// Sets a header of this call, in place of any of the same name: `authorization` replaces the
        /// credential. Cookies are added to others.
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
        /// Sends this call, credentials included, to another base URL: one that you trust.
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
    let call = match held(operation) {
        Some((_, true)) => quote!(self.call.body(&self.body)),
        Some((_, false)) => quote!(self.call.optional_body(&self.body)),
        None => quote!(self.call),
    };
    let headers = operation.headers.as_ref().map(|headers| {
        let headers = cx.ty(headers, Scope::Api);
        quote!(, #headers)
    });
    let more = ends::methods(cx, operation, &call);
    quote! {
        /// Sends the call when it is awaited, and gives what the API answers.
        #[inline]
        pub fn send(self) -> #SEND<#success, #errors> {
            #call.send()
        }
        /// Like `send`, and gives status, headers and request id as well.
        #[inline]
        pub fn send_with_response(self) -> #SEND_WITH_RESPONSE<#success, #errors #headers> {
            #call.send_with_response()
        }
        #more
        /// The address of the call, without credentials. Fails where an argument fits in none.
        #[inline]
        pub fn url(&self) -> #RESULT<#URI, #ERROR<#errors>> {
            self.call.url()
        }
        /// The request as `send` would send it, credentials included.
        ///
        /// # Errors
        ///
        /// An argument that no request can carry, or a missing credential.
        #[inline]
        pub fn request(self) -> #RESULT<#REQUEST<#BODY>, #ERROR<#errors>> {
            #call.request()
        }
    }
}
