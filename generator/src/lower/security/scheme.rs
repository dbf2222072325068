//! One security scheme: the credential that the client takes for it, and where that goes.

use crate::diag::codes;
use crate::ir::{Docs, Ident, Name, SchemeKind, SecurityScheme};
use crate::lower::{Cx, docs};
use crate::resolve;

/// What became of a scheme of the document.
#[derive(Clone, Copy)]
pub(super) enum Target {
    /// Index into the client's schemes.
    Offered(u32),
    /// Nothing to send: mutual TLS is the transport's business.
    Transport,
    /// No operation uses it, or the client cannot do it.
    Missing,
}

/// Offers a scheme, if the client can do it.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    scheme: &resolve::SecurityScheme,
    out: &mut Vec<SecurityScheme>,
) -> Target {
    let kind = match kind(cx, scheme) {
        Ok(kind) => kind,
        Err(target) => return target,
    };
    let env = match kind {
        // Two variables, and the client takes one token.
        SchemeKind::Bearer if scheme.env.len() > 1 => Vec::new(),
        _ => scheme.env.clone(),
    };
    let mut facts = match &scheme.kind {
        resolve::SchemeKind::OAuth2(None) | resolve::SchemeKind::OpenIdConnect => {
            vec![
                "An access token; how it is got is between you and the authorization server."
                    .to_owned(),
            ]
        }
        _ => Vec::new(),
    };
    if scheme.deprecated {
        facts.push("Deprecated: the API may stop accepting it.".to_owned());
    }
    let index = u32::try_from(out.len()).expect("schemes are counted in 32 bits");
    out.push(SecurityScheme {
        id: scheme.name.clone(),
        name: Name(scheme.name.clone()),
        ident: Ident::PENDING,
        provider: Ident::PENDING,
        docs: Docs { description: scheme.description.clone(), facts, ..Docs::default() },
        kind,
        env,
    });
    Target::Offered(index)
}

/// The kind of credential; `Err` where the client takes none.
fn kind(cx: &mut Cx<'_>, scheme: &resolve::SecurityScheme) -> Result<SchemeKind, Target> {
    Ok(match &scheme.kind {
        resolve::SchemeKind::Http(name) if name.eq_ignore_ascii_case("bearer") => {
            SchemeKind::Bearer
        }
        resolve::SchemeKind::Http(name) if name.eq_ignore_ascii_case("basic") => SchemeKind::Basic,
        resolve::SchemeKind::Http(name) => match spelling(name) {
            Some(name) => SchemeKind::Http(name),
            None => {
                let name = docs::code(name);
                let message = format!("the HTTP authentication scheme {name} is not generated");
                let help = "send the credential with a header of the client";
                cx.degrade(codes::UNSUPPORTED, scheme.at, message, help);
                return Err(Target::Missing);
            }
        },
        resolve::SchemeKind::Header(name) | resolve::SchemeKind::Cookie(name)
            if !resolve::is_token(name) =>
        {
            let message = format!("no header and no cookie can be called {}", docs::code(name));
            let help = "write the name that it has in the request";
            cx.degrade(codes::INVALID_VALUE, scheme.at, message, help);
            return Err(Target::Missing);
        }
        resolve::SchemeKind::Header(name) => SchemeKind::Header(name.clone()),
        resolve::SchemeKind::Query(name) => SchemeKind::Query(name.clone()),
        resolve::SchemeKind::Cookie(name) => SchemeKind::Cookie(name.clone()),
        resolve::SchemeKind::OAuth2(Some(flow)) if is_whole(&flow.token_url) => {
            SchemeKind::OAuth2 { token_url: flow.token_url.clone(), scopes: flow.scopes.clone() }
        }
        resolve::SchemeKind::OAuth2(Some(flow)) => {
            let message = format!(
                "the client takes an access token for {} and cannot get one at {}",
                docs::code(&scheme.name),
                docs::code(&flow.token_url)
            );
            let help = "write a whole URL as `tokenUrl`, without a query";
            cx.degrade(codes::UNSUPPORTED, scheme.at, message, help);
            SchemeKind::Bearer
        }
        // Whatever the flow: people take part in it, and its end is an access token.
        resolve::SchemeKind::OAuth2(None) | resolve::SchemeKind::OpenIdConnect => {
            SchemeKind::Bearer
        }
        resolve::SchemeKind::MutualTls => return Err(Target::Transport),
    })
}

/// Where a credential stands in a request. Names of headers have no case.
pub(super) fn place(scheme: &resolve::SecurityScheme) -> (&'static str, String) {
    match &scheme.kind {
        resolve::SchemeKind::Http(_)
        | resolve::SchemeKind::OAuth2(_)
        | resolve::SchemeKind::OpenIdConnect => ("the header", "authorization".to_owned()),
        resolve::SchemeKind::Header(name) => ("the header", name.to_ascii_lowercase()),
        resolve::SchemeKind::Query(name) => ("the query parameter", name.clone()),
        resolve::SchemeKind::Cookie(name) => ("the cookie", name.clone()),
        resolve::SchemeKind::MutualTls => ("the connection", String::new()),
    }
}

/// How an HTTP authentication scheme is written; `None` for those whose credential depends on the request
/// or on a challenge (IANA's registry of HTTP authentication schemes), and for what is no scheme.
///
/// Case has no meaning (RFC 9110, section 11.1), but some servers give it one: what is all in lower case is
/// written as it usually is.
fn spelling(name: &str) -> Option<String> {
    const NO_TOKEN: [&str; 10] = [
        "concealed",
        "digest",
        "dpop",
        "gnap",
        "hoba",
        "mutual",
        "negotiate",
        "oauth",
        "scram-sha-1",
        "scram-sha-256",
    ];
    if NO_TOKEN.iter().any(|known| known.eq_ignore_ascii_case(name)) || !resolve::is_token(name) {
        return None;
    }
    Some(match name {
        "privatetoken" => "PrivateToken".to_owned(),
        "vapid" => name.to_owned(),
        _ if name.chars().any(|c| c.is_ascii_uppercase()) => name.to_owned(),
        _ => name[..1].to_ascii_uppercase() + &name[1..],
    })
}

/// Whether an address can be asked as it is.
fn is_whole(url: &str) -> bool {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        !rest.is_empty()
            && rest
                .bytes()
                .all(|b| b.is_ascii_graphic() && !matches!(b, b'?' | b'#' | b'@' | b'\\'))
    })
}
