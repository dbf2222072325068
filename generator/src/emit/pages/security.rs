//! Credentials: which ones a call needs, where they go, and where they come from.

use super::page::cell;
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::ir::{Api, SchemeKind, Security, SecurityScheme};

/// The rows of the schemes: builder's method, how it is sent, variables, description.
pub(super) fn rows(api: &Api) -> Vec<Vec<String>> {
    let row = |scheme: &SecurityScheme| {
        let mut sent = sent(&scheme.kind);
        if let SchemeKind::OAuth2 { token_url, scopes } = &scheme.kind {
            let scopes: Vec<String> = scopes.iter().map(|scope| markdown::code(scope)).collect();
            let scopes = match &scopes[..] {
                [] => String::new(),
                scopes => format!(", with {}", scopes.join(", ")),
            };
            sent = format!("{sent}, got at {}{scopes}", markdown::code(token_url));
        }
        vec![
            markdown::code(&format!(".{}({})", file_name(&scheme.ident), inputs(scheme))),
            sent,
            variables(scheme),
            cell(&scheme.docs),
        ]
    };
    api.schemes.iter().map(row).collect()
}

/// What a credential is made of.
fn inputs(scheme: &SecurityScheme) -> &'static str {
    match scheme.kind {
        SchemeKind::Basic => "username, password",
        SchemeKind::OAuth2 { .. } => "client_id, client_secret",
        SchemeKind::Bearer
        | SchemeKind::Http(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => "…",
    }
}

fn sent(kind: &SchemeKind) -> String {
    match kind {
        SchemeKind::Bearer => "`Authorization: Bearer …`".to_owned(),
        SchemeKind::Basic => "`Authorization: Basic …`".to_owned(),
        SchemeKind::Http(name) => markdown::code(&format!("Authorization: {name} …")),
        SchemeKind::Header(name) => markdown::code(&format!("{name}: …")),
        SchemeKind::Query(name) => format!("query parameter {}", markdown::code(name)),
        SchemeKind::Cookie(name) => format!("cookie {}", markdown::code(name)),
        SchemeKind::OAuth2 { .. } => "`Authorization: Bearer …`, a token".to_owned(),
    }
}

fn variables(scheme: &SecurityScheme) -> String {
    let variables: Vec<String> = scheme.env.iter().map(|name| markdown::code(name)).collect();
    variables.join(", ")
}

/// What a call needs, in words: "`token` (`FASTLY_API_TOKEN`), or `email` and `key`".
pub(super) fn needed(api: &Api, security: &Security) -> String {
    let alternatives: Vec<String> = security
        .0
        .iter()
        .map(|alternative| {
            let schemes = alternative.iter().filter_map(|index| api.schemes.get(*index as usize));
            let named: Vec<String> = schemes.map(named).collect();
            if named.is_empty() { "none".to_owned() } else { named.join(" and ") }
        })
        .collect();
    if alternatives.is_empty() { "none needed".to_owned() } else { alternatives.join(", or ") }
}

fn named(scheme: &SecurityScheme) -> String {
    let name = markdown::code(file_name(&scheme.ident));
    match variables(scheme).as_str() {
        "" => name,
        variables => format!("{name} ({variables})"),
    }
}

/// The statuses that say that credentials were refused.
pub(super) fn refusals(api: &Api) -> Vec<String> {
    let mut statuses: Vec<u16> = api.refused.iter().copied().chain([401]).collect();
    statuses.sort_unstable();
    statuses.dedup();
    statuses.into_iter().map(|status| markdown::code(&status.to_string())).collect()
}

/// What one of a scheme's variables holds.
pub(super) fn part(scheme: &SecurityScheme, index: usize, said: &str) -> String {
    let parts = match scheme.kind {
        SchemeKind::Basic => ["User name", "Password"],
        SchemeKind::OAuth2 { .. } => ["Client id", "Client secret"],
        SchemeKind::Bearer
        | SchemeKind::Http(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => return said.to_owned(),
    };
    parts.get(index).map_or_else(|| said.to_owned(), |part| format!("{part}. {said}"))
}

/// The builder's method that takes a provider, of the first scheme that a client needs.
pub(super) fn provider(api: &Api) -> Option<&str> {
    let first = api.security.0.first()?;
    let [only] = first[..] else { return None };
    let scheme = api.schemes.get(only as usize)?;
    match scheme.kind {
        SchemeKind::Basic | SchemeKind::OAuth2 { .. } => None,
        SchemeKind::Bearer
        | SchemeKind::Http(_)
        | SchemeKind::Header(_)
        | SchemeKind::Query(_)
        | SchemeKind::Cookie(_) => Some(scheme.provider.as_str()),
    }
}
