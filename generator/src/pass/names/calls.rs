//! Operations of a group, and the inputs of an operation.

use super::scope::{Reserved, Wish};
use super::spell::{self, Case};
use super::{Claimant, FREE, claim, first_operation, halves, with_underscore};
use crate::diag::Diagnostics;
use crate::ir::{
    Api, Body, BodyField, BodyShape, Content, Field, Form, FormField, Ident, Location, Name,
    Operation, OperationId, Parameter, Shortcut, TypeRef,
};
use crate::pass::refs;

/// What a group has beside its operations. An operation may be called `clone` all the same: clients are what
/// people clone, and a group is still `Clone`. The conversions of the prelude take a group by value, so they are
/// found before a method that borrows it.
const METHODS: Reserved<'_> =
    Reserved { idents: &["into", "new", "try_into"], instead: with_underscore };

/// What a group's file has beside the types of its calls: the type that they are aliases of.
const CALLS: Reserved<'_> = Reserved { idents: &["Call"], instead: with_s };

fn with_s(ident: &str) -> String {
    format!("{ident}s")
}

/// What every call has beside the setters of its optional inputs.
const SETTERS: [&str; 13] = [
    "attempt_timeout",
    "clone",
    "download",
    "request",
    "retry",
    "send",
    "send_with_response",
    "timeout",
    "unsent",
    "url",
    "with_base_url",
    "with_header",
    "with_query",
];

/// And what some calls end in.
fn setters(operation: &Operation) -> Vec<&'static str> {
    let mut idents = SETTERS.to_vec();
    let ends = [
        (operation.pagination.is_some(), &["items", "pages"][..]),
        (operation.wait.is_some(), &["wait"]),
        (operation.events.is_some(), &["events"]),
        (operation.lines.is_some(), &["lines"]),
    ];
    idents.extend(ends.iter().filter(|(is, _)| *is).flat_map(|(_, ends)| *ends));
    idents
}

/// Parameters come before what is in the body.
const BODY: u8 = 4;

/// Methods, the types of calls and the constants that describe them.
pub(super) fn operations(api: &mut Api, diags: &mut Diagnostics) {
    for index in 0..api.groups.len() {
        let ids: Vec<OperationId> = api.groups[index].operations.clone();
        let methods = ids.iter().map(|id| {
            let operation = api.operation(*id);
            // Two operations that are one without the words of their group keep those words.
            let wish = Wish::new(&operation.name, Case::Snake, METHODS);
            let wish = match &operation.alternative {
                None => wish.or(spell::name(&Name(operation.id.clone()), Case::Snake), METHODS),
                Some(words) => {
                    let whole = Name(format!("{} as {}", operation.id, words.0));
                    wish.or(spell::name(&whole, Case::Snake), METHODS).rank(1)
                }
            };
            let method = format!("{} {:?}", operation.path, operation.verb);
            Claimant { wish: wish.told_by(&method), at: operation.at }
        });
        // Nothing else is named after what is made of operations, so it gives way to them.
        let shortcuts = ids.iter().flat_map(|id| {
            let operation = api.operation(*id);
            let wish = |shortcut: &Shortcut| Wish::new(&shortcut.name, Case::Snake, METHODS);
            let claimant = |wish: Wish| Claimant { wish: wish.rank(1), at: operation.at };
            operation.shortcuts.iter().map(wish).map(claimant)
        });
        let claimants = methods.chain(shortcuts).collect();
        let mut methods = claim(claimants, METHODS.idents, Case::Snake, diags);
        let mut shortcuts = methods.split_off(ids.len()).into_iter();

        let group = Name(api.groups[index].ident.as_str().to_owned());
        let mut calls = vec![Claimant {
            wish: Wish::new(&group, Case::Camel, CALLS),
            at: first_operation(api, &api.groups[index]),
        }];
        for (id, method) in ids.iter().zip(&methods) {
            let name = Name(method.as_str().trim_start_matches("r#").to_owned());
            let call = format!("{}Call", spell::name(&name, Case::Camel));
            let wish = Wish::new(&name, Case::Camel, FREE).or(call, FREE).rank(1);
            calls.push(Claimant { wish, at: api.operation(*id).at });
        }
        let mut calls = claim(calls, CALLS.idents, Case::Camel, diags);
        api.groups[index].ident = calls.remove(0);

        for ((id, method), call) in ids.iter().zip(methods).zip(calls) {
            let operation = &mut api.operations[id.0 as usize];
            let bare = method.as_str().trim_start_matches("r#").to_owned();
            // Methods are lower case and differ, so their upper case differs too.
            operation.constant = Ident::claimed(bare.to_ascii_uppercase());
            operation.method = method;
            operation.ident = call;
            for (shortcut, ident) in operation.shortcuts.iter_mut().zip(&mut shortcuts) {
                shortcut.ident = ident;
            }
        }
    }
}

/// Arguments and setters.
pub(super) fn inputs(api: &mut Api, diags: &mut Diagnostics) {
    let mut operations = std::mem::take(&mut api.operations);
    halves::change(&mut operations, diags, |operation, diags| {
        let idents = setters(operation);
        let setters = Reserved { idents: &idents, instead: with_underscore };
        let parameters = operation.parameters.iter().map(|input| parameter(input, setters));
        let mut claimants: Vec<Claimant> = parameters.collect();
        if let Some(body) = &operation.body {
            claimants.extend(body_inputs(api, operation, body, setters));
        }
        let mut idents = claim(claimants, &[], Case::Snake, diags).into_iter();
        let parameters = operation.parameters.iter_mut().map(|parameter| &mut parameter.ident);
        let body = operation.body.iter_mut().flat_map(body_idents);
        for (place, ident) in parameters.chain(body).zip(&mut idents) {
            *place = ident;
        }
    });
    api.operations = operations;
}

/// A parameter gives way to those of the path, and tells where it goes if it must.
fn parameter(parameter: &Parameter, setters: Reserved<'_>) -> Claimant {
    let (rank, place) = match parameter.location {
        Location::Path => (0, "path"),
        Location::Query => (1, "query"),
        Location::Header => (2, "header"),
        Location::Cookie => (3, "cookie"),
    };
    let wish = input(&parameter.name, parameter.required, place, setters);
    Claimant { wish: wish.rank(rank), at: parameter.at }
}

/// The inputs of a body, in the order of [`body_idents`].
fn body_inputs(
    api: &Api,
    operation: &Operation,
    body: &Body,
    setters: Reserved<'_>,
) -> Vec<Claimant> {
    let claimant = |name: &Name, required, place, at| {
        let wish = input(name, required, place, setters).rank(BODY);
        Claimant { wish, at }
    };
    let whole = || claimant(&Name("body".to_owned()), body.required, "request", operation.at);
    let mut claimants = match &body.content {
        Content::Json { shape: BodyShape::Whole(_), .. } | Content::Text(_) | Content::Bytes(_) => {
            vec![whole()]
        }
        Content::Json { ty, shape: BodyShape::Fields(fields) } => fields
            .iter()
            .filter_map(|field| member(api, ty, field))
            .map(|field| claimant(&field.name, field.presence.is_required(), "body", field.at))
            .collect(),
        Content::Form(form) | Content::Multipart(form) => {
            let fields =
                asked(form).map(|field| claimant(&field.name, field.required, "body", field.at));
            let others = form.others.iter().map(|others| {
                if form.fields.is_empty() {
                    return whole();
                }
                let wish =
                    input(&Name("other_fields".to_owned()), others.required, "body", setters);
                Claimant { wish: wish.rank(BODY + 1), at: operation.at }
            });
            fields.chain(others).collect()
        }
    };
    claimants.extend(body.range.iter().map(|range| {
        let wish = input(&Name("content type".to_owned()), range.required, "body", setters);
        Claimant { wish: wish.rank(BODY + 1), at: operation.at }
    }));
    claimants
}

/// Where the names of a body's inputs go.
fn body_idents(body: &mut Body) -> Vec<&mut Ident> {
    let mut idents: Vec<&mut Ident> = match &mut body.content {
        Content::Json { shape: BodyShape::Whole(ident), .. }
        | Content::Text(ident)
        | Content::Bytes(ident) => vec![ident],
        Content::Json { shape: BodyShape::Fields(fields), .. } => {
            fields.iter_mut().map(|field| &mut field.ident).collect()
        }
        Content::Form(form) | Content::Multipart(form) => {
            let fields = form.fields.iter_mut().filter(|field| field.constant.is_none());
            let others = form.others.iter_mut().map(|others| &mut others.ident);
            fields.map(|field| &mut field.ident).chain(others).collect()
        }
    };
    idents.extend(body.range.iter_mut().map(|range| &mut range.ident));
    idents
}

/// The fields that callers give.
fn asked(form: &Form) -> impl Iterator<Item = &FormField> {
    form.fields.iter().filter(|field| field.constant.is_none())
}

fn member<'a>(api: &'a Api, ty: &'a TypeRef, field: &BodyField) -> Option<&'a Field> {
    refs::structure(api, ty)?.fields.get(field.field as usize)
}

fn input(name: &Name, required: bool, place: &str, setters: Reserved<'_>) -> Wish {
    let reserved = if required { FREE } else { setters };
    let with_place = Name(format!("{place} {}", name.0));
    Wish::new(name, Case::Snake, reserved).or(spell::name(&with_place, Case::Snake), reserved)
}
