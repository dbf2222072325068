//! Servers: those of the document, among which a client chooses, and those of single operations.

use super::docs;
use crate::ir::{Docs, Ident, Name, Server, ServerValue, ServerVariable};
use crate::resolve::{self, Operation, Resolved};

/// A description of more words is a sentence and no name.
const LONGEST_NAME: usize = 3;

/// The document's servers.
pub(super) fn all(resolved: &Resolved) -> Vec<Server> {
    resolved.servers.iter().map(server).collect()
}

fn server(server: &resolve::Server) -> Server {
    let address = address(&server.template);
    let name = server.name.clone().or_else(|| server.description.as_deref().and_then(short));
    let name = name.unwrap_or_else(|| address.clone());
    Server {
        url: server.url.clone(),
        template: server.template.clone(),
        name: Name(name),
        other_name: Name(address),
        ident: Ident::PENDING,
        docs: Docs { description: server.description.clone(), ..Docs::default() },
        variables: server.variables.iter().map(variable).collect(),
    }
}

fn variable(variable: &resolve::ServerVariable) -> ServerVariable {
    let mut facts = Vec::new();
    if !variable.default.is_empty() {
        facts.push(format!("Default: {}.", docs::code(&variable.default)));
    }
    let values = variable
        .values
        .iter()
        .map(|wire| ServerValue { wire: wire.clone(), ident: Ident::PENDING });
    ServerVariable {
        name: Name(variable.name.clone()),
        ident: Ident::PENDING,
        ty: Ident::PENDING,
        docs: Docs { description: variable.description.clone(), facts, ..Docs::default() },
        values: values.collect(),
    }
}

/// A description that is a name: "Production server" is "production".
fn short(description: &str) -> Option<String> {
    let mut words = Name(description.to_owned()).words();
    words.retain(|word| !matches!(word.as_str(), "the" | "server" | "api" | "url" | "environment"));
    let is_name = words.len() <= LONGEST_NAME
        && words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()));
    is_name.then(|| words.join(" "))
}

/// The host and what follows, as words. The names of variables are part of it.
fn address(template: &str) -> String {
    let rest = template.split_once("://").map_or(template, |(_, rest)| rest);
    let words = Name(rest.replace(['{', '}'], " ")).words().join(" ");
    if words.is_empty() { "server".to_owned() } else { words }
}

/// The base URL that an operation has to itself, and what its documentation says of it.
pub(super) fn own(
    resolved: &Resolved,
    source: &Operation,
    facts: &mut Vec<String>,
) -> Option<String> {
    let (first, others) = source.servers.split_first()?;
    if !others.is_empty() {
        let names: Vec<String> = others.iter().map(|server| docs::code(&server.url)).collect();
        facts.push(format!(
            "Other servers of this operation, for `with_base_url`: {}.",
            names.join(", ")
        ));
    }
    if resolved.servers.first().is_some_and(|server| server.url == first.url) {
        return None;
    }
    let url = if first.url.contains("://") {
        first.url.clone()
    } else {
        // A path at the server that is asked, wherever the document is.
        format!("/{}", first.url.trim_start_matches(['/', '.']))
    };
    let to = docs::code(&url);
    facts.push(if url.contains("://") {
        format!("Sent to {to}, credentials included, unless the client or the call has a `base_url` of its own.")
    } else {
        format!("Sent to the path {to} of the server, unless the client or the call has a `base_url` of its own.")
    });
    Some(url)
}
