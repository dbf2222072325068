//! Security schemes and requirements.

use super::Cx;
use crate::diag::codes;
use crate::ir::{Docs, Ident, Name, SchemeKind, Security, SecurityScheme};
use crate::resolve::{self, Resolved};

/// The schemes that some operation uses, and where each of the document's went.
pub(super) struct Schemes {
    /// What the client offers.
    pub(super) lowered: Vec<SecurityScheme>,
    /// By index into the document's schemes.
    targets: Vec<Target>,
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
    for (index, scheme) in resolved.schemes.iter().enumerate() {
        let target = if is_used(resolved, index) {
            target(cx, scheme, &mut lowered)
        } else {
            Target::Missing
        };
        targets.push(target);
    }
    Schemes { lowered, targets }
}

/// What applies unless an operation says otherwise.
pub(super) fn default(schemes: &Schemes, resolved: &Resolved) -> Security {
    resolved.security.as_ref().map(|security| requirement(schemes, security)).unwrap_or_default()
}

/// The alternatives of a requirement that the client can fulfil, the public one last.
pub(super) fn requirement(schemes: &Schemes, security: &resolve::Security) -> Security {
    let mut alternatives: Vec<Vec<u32>> = Vec::new();
    for alternative in &security.0 {
        let mut offered = Vec::new();
        let mut possible = true;
        for index in alternative {
            match schemes.targets.get(*index as usize) {
                Some(Target::Offered(index)) => offered.push(*index),
                Some(Target::Transport) => {}
                Some(Target::Missing) | None => possible = false,
            }
        }
        if possible && !alternatives.contains(&offered) {
            alternatives.push(offered);
        }
    }
    // A credential that is there is sent even where the call would be answered without.
    alternatives.sort_by_key(Vec::is_empty);
    if alternatives.iter().all(Vec::is_empty) {
        alternatives.clear();
    }
    Security(alternatives)
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
        resolve::SchemeKind::Http(name) if name == "bearer" => SchemeKind::Bearer,
        resolve::SchemeKind::Http(name) if name == "basic" => SchemeKind::Basic,
        resolve::SchemeKind::Http(name) => {
            let message = format!("the HTTP authentication scheme `{name}` is not generated");
            let help = "send the credential with a header of the client";
            cx.degrade(codes::UNSUPPORTED, scheme.at, message, help);
            return Target::Missing;
        }
        resolve::SchemeKind::Header(name) => SchemeKind::Header(name.clone()),
        resolve::SchemeKind::Query(name) => SchemeKind::Query(name.clone()),
        resolve::SchemeKind::Cookie(name) => SchemeKind::Cookie(name.clone()),
        resolve::SchemeKind::OAuth2 | resolve::SchemeKind::OpenIdConnect => {
            let message = format!(
                "the flows of `{}` are not generated; the client takes an access token",
                scheme.name
            );
            cx.degrade(codes::UNSUPPORTED, scheme.at, message, "obtain the token elsewhere");
            SchemeKind::Bearer
        }
        resolve::SchemeKind::MutualTls => {
            let message =
                format!("`{}` (mutual TLS) is the business of the transport", scheme.name);
            cx.degrade(codes::UNSUPPORTED, scheme.at, message, "give the transport a certificate");
            return Target::Transport;
        }
    };
    let index = u32::try_from(out.len()).expect("schemes are counted in 32 bits");
    out.push(SecurityScheme {
        id: scheme.name.clone(),
        name: Name(scheme.name.clone()),
        ident: Ident::PENDING,
        docs: Docs { description: scheme.description.clone(), ..Docs::default() },
        kind,
        env: scheme.env.clone(),
    });
    Target::Offered(index)
}
