//! Operations.

use super::docs::code;
use super::security::{self, Schemes};
use super::{
    Cx, answer, body, group, header, incoming, pages, parameter, retry, server, shortcuts, stream,
};
use crate::diag::codes;
use crate::ir::{self, Docs, Ident, Name, Operation, Verb};
use crate::resolve::{self, Pieces};

/// Lowers an operation of the group with these words, as the method of this name: once for each of its bodies that says something of
/// its own, the one that is sent by default first.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    source: &resolve::Operation,
    group: &[String],
    name: String,
    schemes: &Schemes,
) -> Vec<Operation> {
    let inputs = parameter::lower(cx, source);
    let bodies = body::lower(cx, source);
    let subject = subject(source, group);
    let answers = answer::lower(cx, source, &subject);
    let mut facts = bodies.facts;
    let of_bodies = facts.len();
    facts.extend(answers.facts.iter().cloned());
    let server = server::own(cx.resolved, source, &mut facts);
    if source.responses.iter().any(|response| response.status == resolve::Status::Code(101)) {
        facts.push(UPGRADE.to_owned());
    }
    if source.method.as_str() == "CONNECT" {
        let message =
            format!("{} cannot be sent: CONNECT names a host and no path", called(source));
        let help = "describe an operation by another method; CONNECT is for proxies";
        cx.degrade(codes::UNSUPPORTED, source.at, message, help);
        facts.push(TUNNEL.to_owned());
    }
    let own = security::own(cx, schemes, source, &mut facts);
    let pagination = pages::pagination(cx, source, bodies.main.as_ref(), &answers);
    let shortcuts = shortcuts::lower(source, pagination.as_ref());
    let idempotency_key = retry::key(&inputs.parameters);
    let main = Operation {
        id: source.id.clone().unwrap_or_else(|| method_and_path(source)),
        name: Name(name),
        method: Ident::PENDING,
        ident: Ident::PENDING,
        constant: Ident::PENDING,
        alternative: None,
        aliases: source.aliases.clone(),
        docs: Docs {
            summary: source.summary.clone(),
            description: source.description.clone(),
            link: source.link.clone(),
            facts,
            deprecated: source.deprecated,
            ..Docs::default()
        },
        verb: verb(source),
        path: format!("{}{}", cx.resolved.base_path, inputs.path),
        server,
        parameters: inputs.parameters,
        constant_headers: inputs.constant_headers,
        constant_query: inputs.constant_query,
        constant_cookies: inputs.constant_cookies,
        body: bodies.main,
        accept: answers.accept,
        success: answers.success,
        errors: answers.errors,
        security: own.filter(|own| *own != schemes.default),
        timeout: source.timeout,
        retry: retry::of_operation(cx.resolved, source),
        safe: retry::is_safe(cx.resolved, source),
        idempotency_key,
        pagination,
        wait: pages::wait(source),
        shortcuts,
        events: stream::lower(cx, source, Pieces::Events, &subject),
        lines: stream::lower(cx, source, Pieces::Lines, &subject),
        headers: header::of_successes(cx, source),
        error_headers: header::of_errors(cx, source),
        envelopes: answers.envelopes,
        callbacks: incoming::callbacks(cx, source),
        responses: answers.documented,
        at: source.at,
    };
    let mut operations = vec![main];
    for (words, body) in bodies.others {
        operations.push(alternative(&operations[0], words, body, of_bodies));
    }
    operations
}

/// RFC 9110, section 9.3.6.
const TUNNEL: &str = "`CONNECT` asks a proxy for a tunnel to a host, without a path: HTTP libraries do not send it to \
     this one.";

const UPGRADE: &str = "This client does not go on in another protocol: the status 101 ends the call as an error. \
     Where the API asks for an upgrade, begin with the URL and the headers that `request` gives.";

/// The same operation with another body. What is said about the main one's body, its first facts, is not said
/// again.
fn alternative(main: &Operation, words: String, body: ir::Body, of_bodies: usize) -> Operation {
    let mut other = main.clone();
    other.name = Name(format!("{} {words}", main.name.0));
    let sends = format!("Sends the body as {}.", code(&body.media_type));
    other.docs.facts.splice(..of_bodies, [sends]);
    other.shortcuts.clear();
    other.alternative = Some(Name(words));
    other.pagination = other.pagination.filter(|pages| pages::fits(pages.inputs(), Some(&body)));
    other.body = Some(body);
    other
}

/// What the anonymous schemas of an operation are named after.
pub(super) fn identity(source: &resolve::Operation) -> String {
    let id = source.function.as_ref().or(source.id.as_ref());
    id.cloned().unwrap_or_else(|| method_and_words(source).join(" "))
}

/// What the types of an operation's answers are named after: the group and the method where somebody gave the
/// method its name, since they had a reason to.
fn subject(source: &resolve::Operation, group: &[String]) -> String {
    match &source.rename.name {
        Some(name) => format!("{} {name}", group.join(" ")),
        None => identity(source),
    }
}

/// The key of an operation in messages: "`CreateMachine`" or "`post /machines`".
pub(super) fn called(source: &resolve::Operation) -> String {
    code(&source.id.clone().unwrap_or_else(|| method_and_path(source)))
}

fn verb(source: &resolve::Operation) -> Verb {
    match source.method.as_str() {
        "GET" => Verb::Get,
        "PUT" => Verb::Put,
        "POST" => Verb::Post,
        "DELETE" => Verb::Delete,
        "OPTIONS" => Verb::Options,
        "HEAD" => Verb::Head,
        "PATCH" => Verb::Patch,
        "TRACE" => Verb::Trace,
        "QUERY" => Verb::Query,
        other => Verb::Other(other.to_owned()),
    }
}

fn method_and_path(source: &resolve::Operation) -> String {
    format!("{} {}", source.method.word(), source.path)
}

/// `get`, `machines`, `by`, `machine_id`.
pub(super) fn method_and_words(source: &resolve::Operation) -> Vec<String> {
    let mut words = vec![source.method.word()];
    for segment in source.path.split('/').filter(|segment| !segment.is_empty()) {
        if segment.starts_with('{') {
            words.push("by".to_owned());
        }
        words.extend(Name(segment.to_owned()).words());
    }
    words
}

/// What a path is about: its words without templates and versions.
pub(super) fn words_of_path(path: &str) -> Vec<String> {
    let segments = path.split('/').filter(|segment| group::tells_something(segment));
    segments.flat_map(|segment| Name(segment.to_owned()).words()).collect()
}
