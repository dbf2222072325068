//! What is the same for all operations of an API, told once: credentials, environment variables, limits of
//! time, retries. For the documentation of its module and for the README.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::docs::{self, Doc};
use super::ty::file_name;
use super::{Cx, client, markdown, prose, shortcut};
use crate::ir::{Ident, Operation, Retry, SchemeKind, SecurityScheme, Status};

/// Seconds that an attempt may take where the API says nothing: the runtime's default.
const ATTEMPT: f64 = 60.0;

/// The statuses after which calls are sent again where the API says nothing: the runtime's default.
const STATUSES: [u16; 6] = [408, 429, 500, 502, 503, 504];

/// The sections of the module's documentation.
pub(super) fn sections(cx: Cx<'_>, doc: &mut Doc) {
    operations(cx, doc);
    authentication(cx, doc);
    environment(cx, doc);
    doc.heading("Time limits and retries");
    doc.paragraph(limits(cx));
    doc.paragraph(policy(cx));
    doc.heading("Errors");
    doc.paragraph(
        "A call fails with [`Error`](crate::Error), which keeps status, headers and request id. Each \
         operation lists the statuses that the API documents, with the type that [`Error::api`](crate::Error::api) \
         then gives.",
    );
    doc.paragraph(client::refused(cx.api));
}

/// The accessors of the client.
fn operations(cx: Cx<'_>, doc: &mut Doc) {
    if cx.api.groups.is_empty() {
        return;
    }
    doc.heading("Operations");
    let rows = cx.api.groups.iter().map(|group| {
        let module = group.module.as_str();
        let operations = || group.operations.iter().map(|id| cx.api.operation(*id));
        let made = operations().flat_map(|operation| &operation.shortcuts);
        let methods = operations().map(|operation| &operation.method);
        let methods: Vec<String> = methods
            .chain(made.map(|made| &made.ident))
            .map(|method| listed(module, &group.ident, method))
            .collect();
        vec![
            format!("[`client.{0}()`](Client::{0})", file_name(&group.module)),
            docs::sentence(&cell(&docs::short(&group.docs))),
            methods.join(", "),
        ]
    });
    doc.table(&["Accessor", "About", "Methods"], rows);
}

fn listed(module: &str, group: &Ident, method: &Ident) -> String {
    let name = method.as_str();
    match name.strip_prefix("r#") {
        Some(bare) => format!("`{bare}`"),
        None => format!("[`{name}`]({module}::{}::{name})", group.as_str()),
    }
}

/// The operations of one group, and the methods that are made of them.
pub(super) fn table<'a>(
    group: &Ident,
    operations: impl IntoIterator<Item = &'a Operation> + Clone,
    doc: &mut Doc,
) {
    let made = operations.clone().into_iter().flat_map(|operation| {
        operation.shortcuts.iter().map(move |made| {
            vec![
                prose::member(group, &made.ident),
                format!("made of {}", prose::member(group, &operation.method)),
                docs::sentence(&cell(&shortcut::summary(made))),
            ]
        })
    });
    let rows = operations.into_iter().map(|operation| {
        vec![
            prose::member(group, &operation.method),
            cell(&prose::request(operation)),
            docs::sentence(&cell(&docs::short(&operation.docs))),
        ]
    });
    doc.table(&["Method", "Request", "Summary"], rows.chain(made));
}

/// Text that stays in its cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn authentication(cx: Cx<'_>, doc: &mut Doc) {
    if cx.api.schemes.is_empty() {
        return;
    }
    doc.heading("Authentication");
    doc.items(cx.api.schemes.iter().map(|scheme| {
        let method = format!("[`{0}`](Builder::{0})", scheme.ident.as_str());
        let text = docs::short(&scheme.docs);
        let text =
            if text.is_empty() { String::new() } else { format!(" {}", docs::sentence(&text)) };
        format!("{method}, sent as {}.{text}", sent(scheme))
    }));
    if cx.api.schemes.len() > 1 {
        doc.paragraph(alternatives(cx));
    }
}

/// What a request carries.
fn sent(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SchemeKind::Bearer => "`Authorization: Bearer …`".to_owned(),
        SchemeKind::Basic => "`Authorization: Basic …`".to_owned(),
        SchemeKind::Http(name) => markdown::code(&format!("Authorization: {name} …")),
        SchemeKind::Header(name) => format!("the header {}", markdown::code(name)),
        SchemeKind::Query(name) => format!("the query parameter {}", markdown::code(name)),
        SchemeKind::Cookie(name) => format!("the cookie {}", markdown::code(name)),
        SchemeKind::OAuth2 { .. } => {
            "`Authorization: Bearer …`, with access tokens that the client gets".to_owned()
        }
    }
}

/// Which credentials go together, best first.
fn alternatives(cx: Cx<'_>) -> String {
    let all = cx.api.security.0.iter();
    let all = all.map(|together| {
        let schemes = together.iter().filter_map(|index| cx.api.schemes.get(*index as usize));
        let schemes: Vec<String> =
            schemes.map(|scheme| format!("`{}`", file_name(&scheme.ident))).collect();
        if schemes.is_empty() { "none".to_owned() } else { schemes.join(" with ") }
    });
    let all: Vec<String> = all.collect();
    match &all[..] {
        [] => String::new(),
        [only] => format!("Operations that say nothing else take {only}."),
        several => format!(
            "Of what the client has, a request carries the first of these: {}.",
            several.join("; ")
        ),
    }
}

fn environment(cx: Cx<'_>, doc: &mut Doc) {
    let mut rows = Vec::new();
    for scheme in &cx.api.schemes {
        let method = format!("[`{0}`](Builder::{0})", scheme.ident.as_str());
        let parts: &[&str] = match scheme.kind {
            SchemeKind::Basic => &[", user name", ", password"],
            SchemeKind::OAuth2 { .. } => &[", client id", ", client secret"],
            SchemeKind::Bearer
            | SchemeKind::Http(_)
            | SchemeKind::Header(_)
            | SchemeKind::Query(_)
            | SchemeKind::Cookie(_) => &[""],
        };
        let variables = scheme.env.iter().zip(parts);
        rows.extend(
            variables.map(|(variable, part)| vec![code_cell(variable), format!("{method}{part}")]),
        );
    }
    rows.extend(
        cx.api.server_env.iter().map(|variable| {
            vec![code_cell(variable), "[`base_url`](Builder::base_url)".to_owned()]
        }),
    );
    if rows.is_empty() {
        return;
    }
    doc.heading("Environment");
    doc.paragraph("[`Client::from_env`] reads these variables; an empty one counts as unset.");
    doc.table(&["Variable", "Setting"], rows);
}

fn code_cell(text: &str) -> String {
    cell(&markdown::code(text))
}

/// The names of the variables that a client is made from, as code.
pub(super) fn variables(cx: Cx<'_>) -> Vec<String> {
    let schemes = cx.api.schemes.iter().flat_map(|scheme| &scheme.env);
    let server = cx.api.server_env.iter();
    // What has to be set comes first.
    let (before, after) =
        if cx.api.self_hosted { (Some(server), None) } else { (None, Some(server)) };
    let mut seen = BTreeSet::new();
    before
        .into_iter()
        .flatten()
        .chain(schemes)
        .chain(after.into_iter().flatten())
        .map(|variable| markdown::code(variable))
        .filter(|variable| seen.insert(variable.clone()))
        .collect()
}

/// How long things may take.
pub(super) fn limits(cx: Cx<'_>) -> String {
    let seconds = cx.api.timeout.unwrap_or(ATTEMPT);
    format!(
        "An attempt may take {seconds} seconds, of which connecting may take 10; an answer may be silent \
         for 30 seconds. A call with its retries has no limit of its own until `timeout` sets one."
    )
}

/// When calls are sent again.
pub(super) fn policy(cx: Cx<'_>) -> String {
    let said = cx.api.retry.clone().unwrap_or_default();
    // What is not said is left to the runtime.
    let retry = Retry {
        attempts: said.attempts.or(said.max_elapsed.is_none().then_some(3)),
        initial_interval: said.initial_interval.or(Some(0.5)),
        max_interval: said.max_interval.or(Some(8.0)),
        statuses: said.statuses.or_else(|| Some(STATUSES.map(Status::Code).to_vec())),
        connection_errors: said.connection_errors.or(Some(true)),
        ..said
    };
    if retry.attempts == Some(1) {
        return "Calls are not sent again after a failure.".to_owned();
    }
    let after: Vec<String> = retry
        .statuses
        .iter()
        .flatten()
        .filter_map(|status| match status {
            Status::Code(code) => Some(code.to_string()),
            Status::Range(digit) => Some(format!("{digit}XX")),
            Status::Default => None,
        })
        .chain((retry.connection_errors == Some(true)).then(|| "failed connections".to_owned()))
        .collect();
    let Some((last, others)) = after.split_last() else { return String::new() };
    let after = match others {
        [] => last.clone(),
        others => format!("{} and {last}", others.join(", ")),
    };
    let mut text = format!("Calls that may be sent twice are sent again after {after}");
    if let Some(attempts) = retry.attempts {
        let _ = write!(text, ", {attempts} times in all");
    }
    if let Some(seconds) = retry.max_elapsed {
        let _ = write!(text, ", for {seconds} s at most");
    }
    if let (Some(first), Some(longest)) = (retry.initial_interval, retry.max_interval) {
        let _ = write!(text, ", with pauses of up to {first} s that grow to {longest} s");
    }
    text + "."
}
