//! Methods of a group that are made of one operation: waiting for it, finding by it, calling it many times.
//!
//! Each is one expression; what they do is the runtime's.

use super::argument::{Argument, generics, parameters};
use super::docs::{Doc, deprecated};
use super::function::{Function, INLINE};
use super::input::{self, Input, Kind, local};
use super::rt::{FIND_CALL, INTO, INTO_ITERATOR, MANY_CALL, STRING, TO_STRING, WAIT_FOR};
use super::ty::{Scope, file_name};
use super::{Cx, ends, example, literal, markdown, operation};
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
    let method = operation.method.as_str();
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
    let (success, errors) = (cx.success(&operation.success), cx.errors(&operation.errors));
    let Forwarded { generics, arguments, call } = Forwarded::of(cx, operation, &required);
    Some(Function {
        doc,
        attributes: attributes(operation),
        name: format!("{}{generics}", shortcut.ident.as_str()),
        arguments,
        output: format!("{WAIT_FOR}<{success}, {errors}>"),
        body: vec![format!("{call}.wait()")],
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
    let Forwarded { generics, mut arguments, call } = Forwarded::of(cx, operation, required);
    let value = filter.ident.as_str();
    let Argument { ty, .. } = filter.argument(cx, value);
    arguments.push(format!("{value}: {ty}"));

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
    let errors = cx.errors(&operation.errors);
    Some(Function {
        doc,
        attributes: attributes(operation),
        name: format!("{}{generics}", shortcut.ident.as_str()),
        arguments,
        output: format!("{FIND_CALL}<{item}, {errors}>"),
        body: vec![format!(
            "{call}.{value}({value}).call.find({}::FIND)",
            operation.ident.as_str()
        )],
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
    let number = match cx.resolved(&id.ty) {
        number @ (TypeRef::Int32
        | TypeRef::Int64
        | TypeRef::Uint64
        | TypeRef::Int128
        | TypeRef::Uint128) => Some(cx.ty(number, Scope::Api)),
        _ => None,
    };
    let (item, text) = match number {
        Some(number) => (number, format!("|id| {TO_STRING}::to_string(&id)")),
        None => (format!("impl {INTO}<{STRING}>"), format!("{INTO}::into")),
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
    let (success, errors) = (cx.success(&operation.success), cx.errors(&operation.errors));
    let call = local("call", "unsent", &[]);
    let steps = operation::steps(cx, operation, &[], &call);
    let mutable = if steps.is_empty() { "" } else { "mut " };
    let begin = format!("let {mutable}{call} = self.client.call({});", operation.constant.as_str());
    let wire = literal::text(&id.wire);
    let end = format!("{call}.many({wire}, ids.into_iter().map({text}).collect())");
    Some(Function {
        doc,
        attributes: attributes(operation),
        name: shortcut.ident.as_str().to_owned(),
        arguments: vec!["&self".to_owned(), format!("ids: impl {INTO_ITERATOR}<Item = {item}>")],
        output: format!("{MANY_CALL}<{success}, {errors}>"),
        body: [begin].into_iter().chain(steps).chain([end]).collect(),
    })
}

fn attributes(operation: &Operation) -> Vec<String> {
    deprecated(&operation.docs).into_iter().chain([INLINE.to_owned()]).collect()
}

/// What a method has that calls another with its own arguments.
struct Forwarded {
    generics: String,
    arguments: Vec<String>,
    /// How it calls the other.
    call: String,
}

impl Forwarded {
    fn of<'a>(cx: Cx<'a>, operation: &Operation, inputs: &[Input<'a>]) -> Self {
        let names: Vec<&str> = inputs.iter().map(|input| input.ident.as_str()).collect();
        let given = inputs.iter().zip(&names).map(|(input, name)| input.argument(cx, name));
        let given: Vec<Argument> = given.collect();
        Self {
            generics: generics(&given),
            arguments: parameters(&names, &given),
            call: format!("self.{}({})", operation.method.as_str(), names.join(", ")),
        }
    }
}
