//! Whether what the document says can be meant. One file per thing that is checked.
//!
//! Runs last, on the resolved description, and changes nothing in it but to fill in what OpenAPI gives
//! where a document is silent, and to settle what extensions of other tools amount to.

mod default;
mod foreign;
mod member;
mod pages;
mod pattern;
mod pointers;
mod schema;
mod shortcuts;

pub(crate) use pointers::{member_sent, of_query};

use super::server::NOWHERE;
use super::{Operation, Parameter, Resolved, Server};
use crate::diag::{Diagnostics, codes};
use crate::document::{Document, suggest};
use crate::source::{At, Sources};

/// What checks need.
#[derive(Debug)]
struct Check<'a> {
    resolved: &'a Resolved,
    sources: &'a Sources,
    diags: &'a mut Diagnostics,
}

pub(super) fn check(
    resolved: &mut Resolved,
    sources: &Sources,
    document: &Document,
    diags: &mut Diagnostics,
) {
    if resolved.servers.is_empty() {
        // OpenAPI: without servers, the one at `/`.
        let at = document.at;
        resolved.servers.push(Server {
            url: NOWHERE.to_owned(),
            template: NOWHERE.to_owned(),
            variables: Vec::new(),
            name: None,
            description: None,
            env: None,
            is_example: false,
            at,
        });
    }
    verify(resolved, document, diags);
    foreign::run(resolved, diags);
    pages::run(resolved, diags);
    let mut check = Check { resolved, sources, diags };
    for schema in &check.resolved.schemas {
        check.schema(schema);
    }
    for operation in &check.resolved.operations {
        check.pointers(operation);
        check.shortcuts(operation);
    }
}

fn verify(resolved: &mut Resolved, document: &Document, diags: &mut Diagnostics) {
    let Some((id, at)) = &document.verify.operation else { return };
    let ids: Vec<&str> = resolved.operations.iter().filter_map(|o| o.id.as_deref()).collect();
    if let Some(operation) = resolved.operations.iter().find(|o| o.id.as_deref() == Some(id)) {
        match input(resolved, operation) {
            None => resolved.verify = Some(id.clone()),
            Some((input, place)) => {
                diags
                    .report(codes::INVALID_EXTENSION, *at, format!("`{id}` needs {input}"))
                    .help("name an operation that can be called without any input")
                    .label(place, "this is needed");
            }
        }
        return;
    }
    diags
        .report(codes::INVALID_EXTENSION, *at, format!("there is no operation `{id}`"))
        .help(suggest::one_of(id, &ids, "the operations are"));
}

/// What an operation cannot be called without, if there is anything.
fn input(resolved: &Resolved, operation: &Operation) -> Option<(String, At)> {
    inputs(resolved, operation, |_| true)
}

/// What an operation cannot be called without beside the parameters that do not count.
fn inputs(
    resolved: &Resolved,
    operation: &Operation,
    counts: impl Fn(&Parameter) -> bool,
) -> Option<(String, At)> {
    let mut parameters = operation.parameters.iter().filter(|parameter| parameter.required);
    let parameter = parameters.find(|p| counts(p) && !is_told(resolved, p));
    let parameter = parameter.map(|p| (format!("the parameter `{}`", p.name), p.at));
    let body = operation.body.as_ref().filter(|body| body.required == Some(true));
    parameter.or_else(|| body.map(|body| ("a body".to_owned(), body.at)))
}

/// Whether a parameter has one legal value, which nobody has to give.
fn is_told(resolved: &Resolved, parameter: &Parameter) -> bool {
    let schema = resolved.schema(parameter.schema);
    schema.constant.is_some() || matches!(schema.enumeration.as_deref(), Some([_]))
}

impl Check<'_> {
    /// The place of a member of the object at a place; the object itself where it has no such member.
    fn member_at(&self, at: At, keys: &[&str]) -> At {
        let mut pointer = self.sources.pointer(at);
        for key in keys {
            pointer.push(*key);
        }
        self.sources.find(at.file, &pointer).map_or(at, |node| node.at)
    }
}
