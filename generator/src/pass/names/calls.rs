//! Operations of a group, and the inputs of an operation.

use super::scope::{Reserved, Wish};
use super::spell::{self, Case};
use super::{Claimant, FREE, claim, first_operation, with_underscore};
use crate::diag::Diagnostics;
use crate::ir::{Api, Body, BodyShape, Ident, Name, Operation, OperationId, Parameter};
use crate::ir::{ParameterPlace, TypeKind};
use crate::pass::refs;

/// What a group has beside its operations.
const METHODS: Reserved<'_> = Reserved { idents: &["clone", "new"], instead: with_underscore };

/// What every call has beside the setters of its optional inputs.
const SETTERS: [&str; 11] = [
    "attempt_timeout",
    "clone",
    "download",
    "request",
    "retry",
    "send",
    "send_with_response",
    "timeout",
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

/// Methods, the types of calls and the constants that describe them.
pub(super) fn operations(api: &mut Api, diags: &mut Diagnostics) {
    for index in 0..api.groups.len() {
        let ids: Vec<OperationId> = api.groups[index].operations.clone();
        let methods = ids.iter().map(|id| {
            let operation = api.operation(*id);
            // Two operations that are one without the words of their group keep those words.
            let wish = Wish::new(&operation.name, Case::Snake, METHODS)
                .or(spell::name(&Name(operation.id.clone()), Case::Snake), METHODS);
            Claimant { wish, at: operation.at }
        });
        let methods = claim(methods.collect(), METHODS.idents, Case::Snake, diags);

        let group = Name(api.groups[index].ident.as_str().to_owned());
        let mut calls = vec![Claimant {
            wish: Wish::new(&group, Case::Camel, FREE),
            at: first_operation(api, &api.groups[index]),
        }];
        for (id, method) in ids.iter().zip(&methods) {
            let name = Name(method.as_str().trim_start_matches("r#").to_owned());
            let call = format!("{}Call", spell::name(&name, Case::Camel));
            let wish = Wish::new(&name, Case::Camel, FREE).or(call, FREE).rank(1);
            calls.push(Claimant { wish, at: api.operation(*id).at });
        }
        let mut calls = claim(calls, &[], Case::Camel, diags);
        api.groups[index].ident = calls.remove(0);

        for ((id, method), call) in ids.iter().zip(methods).zip(calls) {
            let operation = &mut api.operations[id.0 as usize];
            let bare = method.as_str().trim_start_matches("r#").to_owned();
            // Methods are lower case and differ, so their upper case differs too.
            operation.constant = Ident::claimed(bare.to_ascii_uppercase());
            operation.method = method;
            operation.ident = call;
        }
    }
}

/// Arguments and setters.
pub(super) fn inputs(api: &mut Api, diags: &mut Diagnostics) {
    for index in 0..api.operations.len() {
        let operation = &api.operations[index];
        let idents = setters(operation);
        let setters = Reserved { idents: &idents, instead: with_underscore };
        let parameters = operation.parameters.iter().map(|input| parameter(input, setters));
        let mut claimants: Vec<Claimant> = parameters.collect();
        if let Some(body) = &operation.body {
            claimants.extend(body_inputs(api, operation, body, setters));
        }
        let mut idents = claim(claimants, &[], Case::Snake, diags).into_iter();
        let operation = &mut api.operations[index];
        for (parameter, ident) in operation.parameters.iter_mut().zip(&mut idents) {
            parameter.ident = ident;
        }
        match operation.body.as_mut().map(|body| &mut body.shape) {
            Some(BodyShape::Fields(fields)) => {
                for (field, ident) in fields.iter_mut().zip(&mut idents) {
                    field.ident = ident;
                }
            }
            Some(BodyShape::Whole(place)) => {
                if let Some(ident) = idents.next() {
                    *place = ident;
                }
            }
            None => {}
        }
    }
}

/// A parameter gives way to those of the path, and tells where it goes if it must.
fn parameter(parameter: &Parameter, setters: Reserved<'_>) -> Claimant {
    let (rank, place) = match parameter.place {
        ParameterPlace::Path => (0, "path"),
        ParameterPlace::Query => (1, "query"),
        ParameterPlace::Header => (2, "header"),
    };
    let wish = input(&parameter.name, parameter.required, place, setters);
    Claimant { wish: wish.rank(rank), at: parameter.at }
}

fn body_inputs(
    api: &Api,
    operation: &Operation,
    body: &Body,
    setters: Reserved<'_>,
) -> Vec<Claimant> {
    match &body.shape {
        BodyShape::Whole(_) => {
            let wish = input(&Name("body".to_owned()), body.required, "request", setters).rank(3);
            vec![Claimant { wish, at: operation.at }]
        }
        BodyShape::Fields(fields) => {
            let found = match refs::unaliased(api, &body.ty) {
                crate::ir::TypeRef::Named(id) => &api.ty(*id).kind,
                _ => return Vec::new(),
            };
            let TypeKind::Struct(found) = found else { return Vec::new() };
            let fields = fields.iter().filter_map(|field| found.fields.get(field.field as usize));
            fields
                .map(|field| {
                    let required = field.presence.is_required();
                    Claimant {
                        wish: input(&field.name, required, "body", setters).rank(3),
                        at: field.at,
                    }
                })
                .collect()
        }
    }
}

fn input(name: &Name, required: bool, place: &str, setters: Reserved<'_>) -> Wish {
    let reserved = if required { FREE } else { setters };
    let with_place = Name(format!("{place} {}", name.0));
    Wish::new(name, Case::Snake, reserved).or(spell::name(&with_place, Case::Snake), reserved)
}
