//! How examples make a client.

use std::collections::BTreeSet;

use super::Cx;
use super::ty::file_name;
use crate::ir::{Operation, SchemeKind, SecurityScheme};

/// The argument for the base URL, where there is no default.
const BASE_URL: &str = "base_url";

/// What makes a client: from the environment if that gives what the operations need.
pub(super) fn made(cx: Cx<'_>) -> String {
    let made = if teaches_environment(cx) {
        "from_env()".to_owned()
    } else if let Some(names) = of_constructor(cx) {
        format!("new({})", quoted(&names))
    } else {
        format!("builder(){}.build()", needed(cx).concat())
    };
    format!("{}::Client::{made}", cx.path())
}

/// What makes a client for one operation: with the credentials that it asks for, where those are not what all do.
pub(super) fn made_for(cx: Cx<'_>, operation: &Operation) -> String {
    let own = operation.security.as_ref().and_then(|own| own.0.first());
    let Some(own) = own.filter(|own| !own.is_empty()) else { return made(cx) };
    let schemes: Vec<&SecurityScheme> =
        own.iter().filter_map(|index| cx.api.schemes.get(*index as usize)).collect();
    if teaches_environment(cx) && schemes.iter().all(|scheme| !scheme.env.is_empty()) {
        return made(cx);
    }
    let setters = schemes.into_iter().map(setter);
    let setters: String = address_setter(cx).into_iter().chain(setters).collect();
    format!("{}::Client::builder(){setters}.build()", cx.path())
}

/// What makes a client of the arguments that it needs at least, if there is such a constructor.
pub(super) fn constructed(cx: Cx<'_>) -> Option<String> {
    let values = of_constructor(cx)?.into_iter().map(|name| match name {
        BASE_URL => format!("\"{}\"", address(cx)),
        name => format!("\"{name}\""),
    });
    let values = values.collect::<Vec<_>>().join(", ");
    Some(format!("{}::Client::new({values})", cx.path()))
}

/// What gives a builder all that it needs: the base URL where there is no default, and the credentials
/// that operations need by default.
pub(super) fn needed(cx: Cx<'_>) -> Vec<String> {
    address_setter(cx).into_iter().chain(first_alternative(cx).map(setter)).collect()
}

/// What gives a builder a credential.
fn setter(scheme: &SecurityScheme) -> String {
    format!(".{}({})", scheme.ident.as_str(), quoted(&inputs(scheme)))
}

/// What tells a builder where the server is, if there is no default.
pub(super) fn address_setter(cx: Cx<'_>) -> Option<String> {
    cx.api.self_hosted.then(|| format!(".base_url(\"{}\")", address(cx)))
}

/// An address of the API's server; that of the description is text of a stranger.
fn address(cx: Cx<'_>) -> &str {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || ":/._-".contains(c);
    let written = cx.api.servers.first().map(|server| server.url.as_str());
    let plain = written.filter(|url| url.starts_with("https://") && url.chars().all(is_plain));
    plain.unwrap_or("https://api.example.com")
}

/// Whether the environment holds all credentials that the constructor takes.
pub(super) fn teaches_environment(cx: Cx<'_>) -> bool {
    super::client::reads_environment(cx.api)
        && first_alternative(cx).all(|scheme| !scheme.env.is_empty())
}

/// The arguments of the constructor; `None` where there is no constructor, because they cannot be told
/// apart.
pub(super) fn of_constructor(cx: Cx<'_>) -> Option<Vec<&str>> {
    let server = cx.api.self_hosted.then_some(BASE_URL);
    let names: Vec<&str> =
        server.into_iter().chain(first_alternative(cx).flat_map(inputs)).collect();
    let distinct: BTreeSet<&&str> = names.iter().collect();
    (distinct.len() == names.len()).then_some(names)
}

/// The schemes that go together by default.
fn first_alternative<'a>(cx: Cx<'a>) -> impl Iterator<Item = &'a SecurityScheme> {
    let first = cx.api.security.0.first();
    first.into_iter().flatten().filter_map(move |index| cx.api.schemes.get(*index as usize))
}

fn inputs(scheme: &SecurityScheme) -> Vec<&str> {
    match scheme.kind {
        SchemeKind::Basic => vec!["username", "password"],
        SchemeKind::OAuth2 { .. } => vec!["client_id", "client_secret"],
        SchemeKind::Bearer
        | SchemeKind::Http(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => vec![file_name(&scheme.ident)],
    }
}

fn quoted(names: &[&str]) -> String {
    let value = |name: &&str| match *name {
        BASE_URL => "\"https://server.example\"".to_owned(),
        name => format!("\"{name}\""),
    };
    names.iter().map(value).collect::<Vec<_>>().join(", ")
}
