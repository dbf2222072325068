//! Methods of a group that are made of one operation: waiting for it, finding by it, calling it many times.
//!
//! Each is one expression; what they do is the runtime's.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::argument::{Argument, generics};
use super::docs::{Doc, deprecated};
use super::function::Function;
use super::input::{self, Input, Kind, local};
use super::rt::{FIND_CALL, INTO, INTO_ITERATOR, MANY_CALL, STRING, TO_STRING, WAIT_FOR};
use super::ty::{Scope, file_name, ident};
use super::{Cx, ends, example, markdown, operation};
use crate::ir::{Group, Location, Operation, Parameter, Shortcut, ShortcutKind, TypeRef};

/// The methods that are made of an operation.
pub(super) fn methods<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
) -> impl Iterator<Item = Function> {
    let method = move |shortcut: &'a Shortcut| match &shortcut.kind {
        ShortcutKind::Wait => wait(cx, group, operation, shortcut),
        ShortcutKind::Find { parameter, .. } => find(cx, group, operation, shortcut, parameter),
        ShortcutKind::Many => many(cx, group, operation, shortcut),
    };
    operation.shortcuts.iter().filter_map(method)
}

/// What it does, for tables.
pub(super) fn summary(made: &Shortcut) -> String {
    match &made.kind {
        ShortcutKind::Wait => "Repeats the call until its answer is final".to_owned(),
        ShortcutKind::Find { parameter, .. } => {
            format!("Gives the one item that has this {}", markdown::code(parameter))
        }
        ShortcutKind::Many => "Makes the call for each of many ids".to_owned(),
    }
}

/// The operation's method, as documentation links to it.
fn link(operation: &Operation) -> String {
    let method = ident(&operation.method);
    format!("[`{}`](Self::{method})", file_name(&operation.method))
}

fn wait<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    shortcut: &'a Shortcut,
) -> Option<Function> {
    let required = input::required(cx, operation);
    let sentence = format!("Calls {}", link(operation));
    let mut doc = ends::wait_doc(&sentence, operation.wait.as_ref()?);
    input::describe(&mut doc, &required);
    doc.example(example::shortcut(
        cx,
        group,
        operation,
        shortcut,
        &required,
        "let answer = ",
        ".await?",
    ));
    let (name, method) = (ident(&shortcut.ident), ident(&operation.method));
    let (success, errors) = (cx.success(&operation.success), cx.errors(&operation.errors));
    let Forwarded { generics, arguments, names } = Forwarded::of(cx, &required);
    Some(Function {
        doc,
        attributes: deprecated(&operation.docs).into_iter().collect(),
        name,
        generics,
        arguments,
        output: quote!(#WAIT_FOR<#success, #errors>),
        body: vec![quote!(self.#method(#(#names),*).wait())],
    })
}

fn find<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    shortcut: &'a Shortcut,
    parameter: &str,
) -> Option<Function> {
    let item = cx.ty(&operation.pagination.as_ref()?.item, Scope::Api);
    let all = found_by(cx, operation, parameter)?;
    let (filter, required) = all.split_last()?;
    let Forwarded { generics, mut arguments, names } = Forwarded::of(cx, required);
    let value = ident(filter.ident);
    let Argument { ty, .. } = filter.argument(cx, &value);
    arguments.push(quote!(#value: #ty));

    let list = link(operation);
    let mut doc = Doc::of(format!(
        "Gives the one item of {list} that has this {}.",
        markdown::code(parameter)
    ));
    doc.paragraph(
        "The API filters. Where nothing is found, or more than one thing, sending it fails with \
         [`Error::Find`](crate::Error::Find).",
    );
    input::describe(&mut doc, &all);
    doc.example(example::shortcut(
        cx,
        group,
        operation,
        shortcut,
        &all,
        "let item = ",
        ".send().await?",
    ));
    let (name, method) = (ident(&shortcut.ident), ident(&operation.method));
    let call = ident(&operation.ident);
    let errors = cx.errors(&operation.errors);
    Some(Function {
        doc,
        attributes: deprecated(&operation.docs).into_iter().collect(),
        name,
        generics,
        arguments,
        output: quote!(#FIND_CALL<#item, #errors>),
        body: vec![quote!(self.#method(#(#names),*).#value(#value).call.find(#call::FIND))],
    })
}

/// The inputs of a call that finds by a filter: those that the list requires, and the filter.
pub(super) fn found_by<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    parameter: &str,
) -> Option<Vec<Input<'a>>> {
    let mut inputs = input::inputs(cx, operation);
    let is_filter = |input: &Input<'_>| match input.kind {
        Kind::Parameter(found) => found.location == Location::Query && found.wire == parameter,
        _ => false,
    };
    let filter = inputs.remove(inputs.iter().position(is_filter)?);
    inputs.retain(|input| input.required);
    inputs.push(filter);
    Some(inputs)
}

/// What tells the calls of many ids apart.
pub(super) fn id(operation: &Operation) -> Option<&Parameter> {
    operation.parameters.iter().find(|id| id.location == Location::Path)
}

fn many<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    shortcut: &'a Shortcut,
) -> Option<Function> {
    let id = id(operation)?;
    let wire = &id.wire;
    let number = match cx.resolved(&id.ty) {
        number @ (TypeRef::Int32
        | TypeRef::Int64
        | TypeRef::Uint64
        | TypeRef::Int128
        | TypeRef::Uint128) => Some(cx.ty(number, Scope::Api)),
        _ => None,
    };
    let (item, text) = match number {
        Some(number) => (number, quote!(|id| #TO_STRING::to_string(&id))),
        None => (quote!(impl #INTO<#STRING>), quote!(#INTO::into)),
    };
    let mut doc = Doc::of(format!(
        "Calls {} for each of these ids, whatever becomes of the others.",
        link(operation)
    ));
    doc.paragraph(
        "One after the other, unless `concurrency` is set. The result tells for each id, in their order, \
         what came of it.",
    );
    doc.example(example::many(cx, group, operation, shortcut, id));
    let (name, constant) = (ident(&shortcut.ident), ident(&operation.constant));
    let (success, errors) = (cx.success(&operation.success), cx.errors(&operation.errors));
    let call = local("call", "unsent", &[]);
    let steps = operation::steps(cx, operation, &[], &call);
    let mutable = (!steps.is_empty()).then(|| quote!(mut));
    let ids = format_ident!("ids");
    let begin = quote!(let #mutable #call = self.client.call(#constant););
    let end = quote!(#call.many(#wire, #ids.into_iter().map(#text).collect()));
    Some(Function {
        doc,
        attributes: deprecated(&operation.docs).into_iter().collect(),
        name,
        generics: None,
        arguments: vec![quote!(#ids: impl #INTO_ITERATOR<Item = #item>)],
        output: quote!(#MANY_CALL<#success, #errors>),
        body: [begin].into_iter().chain(steps).chain([end]).collect(),
    })
}

/// What a method has that calls another with its own arguments.
struct Forwarded {
    generics: Option<TokenStream>,
    arguments: Vec<TokenStream>,
    names: Vec<proc_macro2::Ident>,
}

impl Forwarded {
    fn of<'a>(cx: Cx<'a>, inputs: &[Input<'a>]) -> Self {
        let names: Vec<_> = inputs.iter().map(|input| ident(input.ident)).collect();
        let given = inputs.iter().zip(&names).map(|(input, name)| input.argument(cx, name));
        let given: Vec<Argument> = given.collect();
        let arguments =
            names.iter().zip(&given).map(|(name, Argument { ty, .. })| quote!(#name: #ty));
        Self { generics: generics(&given), arguments: arguments.collect(), names }
    }
}
