//! The type of an operation's unsent call: setters for what is optional, options of every call, its ends. Where
//! there is nothing of its own, it is one of the runtime's.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::argument::Argument;
use super::docs::{self, Doc, deprecated};
use super::input::{self, Input, Kind};
use super::rt::{CALL, OPTION, READY_CALL};
use super::ty::{Scope, file_name, ident};
use super::{Chunk, Cx, ends, prose, table};
use crate::ir::{BodyShape, Group, Operation, TypeRef};

/// All chunks of the call.
pub(super) fn chunks<'a>(cx: Cx<'a>, group: &Group, operation: &'a Operation) -> Vec<Chunk> {
    if is_ready(cx, operation) {
        return vec![alias(cx, group, operation).into()];
    }
    let mut chunks = vec![definition(cx, group, operation).into()];
    chunks.extend(methods(cx, operation).map(Chunk::Items));
    chunks.push(common(cx, operation).into());
    chunks
}

/// Whether the call has nothing of its own: neither inputs that may be left out nor other ends than an answer.
pub(super) fn is_ready(cx: Cx<'_>, operation: &Operation) -> bool {
    input::inputs(cx, operation).iter().all(|input| input.required)
        && !ends::are_special(cx, operation)
}

fn alias(cx: Cx<'_>, group: &Group, operation: &Operation) -> TokenStream {
    let doc = definition_doc(group, operation);
    let name = ident(&operation.ident);
    let types = types(cx, operation);
    quote! {
        #doc
        pub type #name = #READY_CALL<#(#types),*>;
    }
}

fn definition_doc(group: &Group, operation: &Operation) -> Doc {
    let method = prose::member(&group.ident, &operation.method);
    Doc::of(format!("The call {method}, not sent yet."))
}

/// What it is answered with, its documented errors, and the headers of the answer if they have a type.
fn types(cx: Cx<'_>, operation: &Operation) -> Vec<TokenStream> {
    let mut types = vec![cx.success(&operation.success), cx.errors(&operation.errors)];
    types.extend(operation.headers.as_ref().map(|headers| cx.ty(headers, Scope::Api)));
    types
}

fn definition(cx: Cx<'_>, group: &Group, operation: &Operation) -> TokenStream {
    let name = ident(&operation.ident);
    let doc = definition_doc(group, operation);
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

/// What the call has of its own.
fn methods<'a>(cx: Cx<'a>, operation: &'a Operation) -> Option<TokenStream> {
    let name = ident(&operation.ident);
    let optional = input::inputs(cx, operation).into_iter().filter(|input| !input.required);
    let setters = optional.map(|input| setter(cx, operation, &input));
    let held = held(operation).map(|(_, required)| taken(required));
    let call = match held.map(|method| format_ident!("{method}")) {
        Some(method) => quote!(self.call.#method(&self.body)),
        None => quote!(self.call),
    };
    let constants = ends::constants(operation);
    let ends = ends::methods(cx, operation, &call);
    let all = quote!(#constants #(#setters)* #ends);
    (!all.is_empty()).then(|| quote!(impl #name { #all }))
}

/// The method of the runtime's call that takes the body.
fn taken(required: bool) -> &'static str {
    if required { "body" } else { "optional_body" }
}

/// The table of what it has in common with all calls.
fn common(cx: Cx<'_>, operation: &Operation) -> String {
    let name = ident(&operation.ident);
    let name = match held(operation) {
        Some((_, required)) => format!("{name}({})", taken(required)),
        None => name.to_string(),
    };
    table::arrow("call", &name, &types(cx, operation))
}

fn setter<'a>(cx: Cx<'a>, operation: &'a Operation, input: &Input<'a>) -> TokenStream {
    let doc = match input.wire() {
        Some(wire) => Doc::named(input.docs, input.ident, wire),
        None => Doc::spec(input.docs, || "Sets the body.".to_owned()),
    };
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
            let headers = input::constant_headers(operation, input, &call);
            quote!(#(#constants)* #step #(#headers)*)
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
