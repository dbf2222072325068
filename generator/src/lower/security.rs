//! Security requirements: which credentials the client takes, and which of them each operation sends.

mod scheme;

use super::operation::called;
use super::{Cx, docs};
use crate::diag::codes;
use crate::ir::{Security, SecurityScheme};
use crate::resolve::{self, Resolved};
use scheme::Target;

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

/// Lowers what is used.
pub(super) fn schemes(cx: &mut Cx<'_>) -> Schemes {
    let resolved = cx.resolved;
    let mut lowered = Vec::new();
    let mut targets = Vec::new();
    let is_unsaid = is_unsaid(resolved);
    for (index, scheme) in resolved.schemes.iter().enumerate() {
        let target = if is_unsaid || is_used(resolved, index) {
            scheme::lower(cx, scheme, &mut lowered)
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
    for schemes_of_one in &written.0 {
        let Alternative { offered, missing, certificates: shown, clashes: met } =
            alternative(schemes, resolved, schemes_of_one);
        clashes.extend(met);
        for name in shown {
            if !certificates.contains(&name) {
                certificates.push(name);
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

/// One alternative of a requirement.
#[derive(Default)]
struct Alternative {
    /// What is sent of it.
    offered: Vec<u32>,
    /// The names of the schemes that are not.
    missing: Vec<String>,
    /// The names of those that the transport fulfils.
    certificates: Vec<String>,
    /// Those that go into the same place: indices into the document's.
    clashes: Vec<(usize, usize)>,
}

fn alternative(schemes: &Schemes, resolved: &Resolved, written: &[u32]) -> Alternative {
    let mut found = Alternative::default();
    let mut sent: Vec<usize> = Vec::new();
    for index in written.iter().map(|index| *index as usize) {
        // Requirements name schemes that exist, or resolving left them out.
        let Some((scheme, target)) = resolved.schemes.get(index).zip(schemes.targets.get(index))
        else {
            continue;
        };
        match target {
            Target::Offered(offered) => {
                let place = scheme::place(scheme);
                let is_there = |other: &&usize| scheme::place(&resolved.schemes[**other]) == place;
                match sent.iter().find(is_there) {
                    Some(other) if *other == index => {}
                    Some(other) => {
                        found.clashes.push((*other, index));
                        found.missing.push(scheme.name.clone());
                    }
                    None => {
                        sent.push(index);
                        found.offered.push(*offered);
                    }
                }
            }
            Target::Transport => found.certificates.push(scheme.name.clone()),
            Target::Missing => found.missing.push(scheme.name.clone()),
        }
    }
    found
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
    let (kind, name) = scheme::place(first);
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
