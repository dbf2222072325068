//! Security schemes and requirements.

use super::operation::called;
use super::{Cx, docs};
use crate::diag::codes;
use crate::ir::{Docs, Ident, Name, SchemeKind, Security, SecurityScheme};
use crate::resolve::{self, Resolved};

/// The schemes that some operation uses, and where each of the document's went.
pub(super) struct Schemes {
    /// What the client offers.
    pub(super) lowered: Vec<SecurityScheme>,
    /// By index into the document's schemes.
    targets: Vec<Target>,
    /// What applies unless an operation says otherwise.
    pub(super) default: Security,
    /// Whether the document never says what its schemes are for.
    is_unsaid: bool,
}

#[derive(Clone, Copy)]
enum Target {
    /// Index into the client's schemes.
    Offered(u32),
    /// Nothing to send: mutual TLS is the transport's business.
    Transport,
    /// No operation uses it, or the client cannot do it.
    Missing,
}

/// Lowers what is used.
pub(super) fn schemes(cx: &mut Cx<'_>) -> Schemes {
    let resolved = cx.resolved;
    let mut lowered = Vec::new();
    let mut targets = Vec::new();
    let is_unsaid = is_unsaid(resolved);
    for (index, scheme) in resolved.schemes.iter().enumerate() {
        let target = if is_unsaid || is_used(resolved, index) {
            target(cx, scheme, &mut lowered)
        } else {
            Target::Missing
        };
        targets.push(target);
    }
    let mut schemes = Schemes { lowered, targets, default: Security::default(), is_unsaid };
    schemes.default = match &resolved.security {
        Some(written) => fulfil(&schemes, resolved, written).offer,
        None if is_unsaid => declared(cx, &schemes),
        None => shared(&schemes, resolved),
    };
    schemes
}

/// Whether the document declares schemes and never says what they are for.
fn is_unsaid(resolved: &Resolved) -> bool {
    let says_nothing = resolved.operations.iter().all(|operation| operation.security.is_none());
    resolved.security.is_none() && says_nothing && !resolved.operations.is_empty()
}

/// Each scheme by itself, for who has the credential; nobody must.
fn declared(cx: &mut Cx<'_>, schemes: &Schemes) -> Security {
    let Some(first) = cx.resolved.schemes.first().filter(|_| !schemes.lowered.is_empty()) else {
        return Security::default();
    };
    let message =
        "nothing says what the security schemes are for; credentials that are given are sent";
    let help = "add `security` to the document or to operations";
    cx.degrade(codes::TOLERATED, first.at, message, help);
    let alone = (0..).take(schemes.lowered.len()).map(|index| vec![index]);
    Security([Vec::new()].into_iter().chain(alone).collect())
}

/// What all operations that need credentials need: it is what the API needs, said operation by operation. How
/// many they are does not count, so that one more without credentials changes nothing for the others.
fn shared(schemes: &Schemes, resolved: &Resolved) -> Security {
    let written = resolved.operations.iter().filter_map(|operation| operation.security.as_ref());
    let offers = written.map(|written| fulfil(schemes, resolved, written).offer);
    let mut offers = offers.filter(|offer| !offer.0.is_empty());
    let first = offers.next().unwrap_or_default();
    if offers.all(|other| other == first) { first } else { Security::default() }
}

/// What an operation says itself. What the client cannot fulfil of that, or of what the operation
/// inherits, is reported at the operation, and a fact of its documentation.
pub(super) fn own(
    cx: &mut Cx<'_>,
    schemes: &Schemes,
    source: &resolve::Operation,
    facts: &mut Vec<String>,
) -> Option<Security> {
    let resolved = cx.resolved;
    let Some(written) = source.security.as_ref().or(resolved.security.as_ref()) else {
        // What operations share is not for those that say nothing.
        return (!schemes.is_unsaid).then(Security::default);
    };
    let fulfilled = fulfil(schemes, resolved, written);
    for (first, second) in &fulfilled.clashes {
        report_clash(cx, source, &resolved.schemes[*first], &resolved.schemes[*second]);
    }
    if !fulfilled.missing.is_empty() {
        report_missing(cx, source, &fulfilled);
        let names = listed(&fulfilled.missing);
        facts.push(format!("The API requires {names} too, which this client does not send."));
    }
    if !fulfilled.certificates.is_empty() {
        let names = listed(&fulfilled.certificates);
        facts.push(format!(
            "The transport shows the client certificate ({names}): see `ReqwestTransport::with_identity`."
        ));
    }
    source.security.is_some().then_some(fulfilled.offer)
}

/// What the client makes of a requirement.
struct Fulfilled {
    /// The alternatives that it offers, the public one last.
    offer: Security,
    /// Where no alternative is offered whole: the names of the schemes that are not sent.
    missing: Vec<String>,
    /// The names of schemes that the transport fulfils.
    certificates: Vec<String>,
    /// Schemes that go together and into the same place: indices into the document's.
    clashes: Vec<(usize, usize)>,
}

/// Keeps the alternatives that can be sent whole. Where none can, what can be sent of the first that has
/// such a part: what needs a credential never becomes public while there is one to send.
fn fulfil(schemes: &Schemes, resolved: &Resolved, written: &resolve::Security) -> Fulfilled {
    let mut whole: Vec<Vec<u32>> = Vec::new();
    let mut part: Option<(Vec<u32>, Vec<String>)> = None;
    let mut clashes = Vec::new();
    let mut certificates = Vec::new();
    for alternative in &written.0 {
        let mut offered = Vec::new();
        let mut sent: Vec<usize> = Vec::new();
        let mut missing = Vec::new();
        for scheme in alternative.iter().map(|index| *index as usize) {
            match schemes.targets.get(scheme) {
                Some(Target::Offered(index)) => {
                    let place = place(&resolved.schemes[scheme]);
                    let other =
                        sent.iter().find(|other| self::place(&resolved.schemes[**other]) == place);
                    match other {
                        Some(other) if *other == scheme => {}
                        Some(other) => {
                            clashes.push((*other, scheme));
                            missing.push(resolved.schemes[scheme].name.clone());
                        }
                        None => {
                            sent.push(scheme);
                            offered.push(*index);
                        }
                    }
                }
                Some(Target::Transport) => {
                    let name = &resolved.schemes[scheme].name;
                    if !certificates.contains(name) {
                        certificates.push(name.clone());
                    }
                }
                Some(Target::Missing) => missing.push(resolved.schemes[scheme].name.clone()),
                // Requirements name schemes that exist, or resolving left them out.
                None => {}
            }
        }
        if missing.is_empty() {
            if !whole.contains(&offered) {
                whole.push(offered);
            }
        } else if part.as_ref().is_none_or(|(known, _)| known.is_empty() && !offered.is_empty()) {
            part = Some((offered, missing));
        }
    }
    let mut missing = Vec::new();
    if whole.is_empty()
        && let Some((offered, lost)) = part
    {
        whole.push(offered);
        missing = lost;
    }
    // A credential that is there is sent even where the call would be answered without.
    whole.sort_by_key(Vec::is_empty);
    if whole.iter().all(Vec::is_empty) {
        whole.clear();
    }
    Fulfilled { offer: Security(whole), missing, certificates, clashes }
}

/// Where a credential stands in a request. Names of headers have no case.
fn place(scheme: &resolve::SecurityScheme) -> (&'static str, String) {
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

fn report_missing(cx: &mut Cx<'_>, source: &resolve::Operation, fulfilled: &Fulfilled) {
    let names = listed(&fulfilled.missing);
    let called = called(source);
    let message = if fulfilled.offer.0.is_empty() {
        format!("{called} is sent without credentials: it requires {names}, which is not generated")
    } else {
        format!("{called} is sent without {names}, which it requires beside what is sent")
    };
    let help = "add the credential to the call by hand, as a header";
    cx.degrade(codes::UNSUPPORTED, source.at, message, help);
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| docs::code(name)).collect::<Vec<_>>().join(", ")
}

fn report_clash(
    cx: &mut Cx<'_>,
    source: &resolve::Operation,
    first: &resolve::SecurityScheme,
    second: &resolve::SecurityScheme,
) {
    let (kind, name) = place(first);
    let (one, other) = (docs::code(&first.name), docs::code(&second.name));
    let message = format!(
        "{} requires {one} and {other} together, but both are sent in {kind} {}",
        called(source),
        docs::code(&name)
    );
    if cx.reported.insert((source.at, message.clone())) {
        cx.diags
            .report(codes::UNSUPPORTED, source.at, message)
            .help("make them alternatives: each in an item of `security` of its own")
            .label(first.at, "one of them")
            .label(second.at, "the other");
    }
}

fn is_used(resolved: &Resolved, index: usize) -> bool {
    let names_it = |security: &resolve::Security| {
        security.0.iter().flatten().any(|used| *used as usize == index)
    };
    resolved.operations.iter().any(|operation| {
        operation.security.as_ref().or(resolved.security.as_ref()).is_some_and(names_it)
    })
}

fn target(
    cx: &mut Cx<'_>,
    scheme: &resolve::SecurityScheme,
    out: &mut Vec<SecurityScheme>,
) -> Target {
    let kind = match &scheme.kind {
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
                return Target::Missing;
            }
        },
        resolve::SchemeKind::Header(name) | resolve::SchemeKind::Cookie(name)
            if !resolve::is_token(name) =>
        {
            let message = format!("no header and no cookie can be called {}", docs::code(name));
            let help = "write the name that it has in the request";
            cx.degrade(codes::INVALID_VALUE, scheme.at, message, help);
            return Target::Missing;
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
        resolve::SchemeKind::MutualTls => return Target::Transport,
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
