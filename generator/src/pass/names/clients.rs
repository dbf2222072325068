//! What stands on the client and its builder: groups and credentials.

use super::scope::{Reserved, Wish};
use super::spell::{self, Case};
use super::{Claimant, NOWHERE, claim, first_operation};
use crate::diag::Diagnostics;
use crate::ir::{Api, Ident, Name, SecurityScheme};

/// What the root of the client crate has beside the modules of APIs: names of its own, crates that it names,
/// files and folders that cargo gives a meaning, features, and the modules of an API that is alone in it.
const ROOT: Reserved<'_> = Reserved {
    idents: &[
        "alloc",
        "bin",
        "blocking",
        "core",
        "default",
        "errors",
        "gzip",
        "http",
        "json",
        "lib",
        "main",
        "reqwest",
        "rt",
        "serde",
        "specsmith_runtime",
        "std",
        "test",
        "tracing",
        "types",
        "webhook_events",
    ],
    instead: |ident| format!("{ident}_api"),
};

/// The client's own methods, the modules beside those of the groups, and what the root of a crate hides that has all
/// of them.
const GROUPS: Reserved<'_> = Reserved {
    idents: &[
        "builder",
        "client",
        "clone",
        "errors",
        "from_env",
        "mod",
        "new",
        "rt",
        "types",
        "verified",
        "verify",
        "webhook_events",
    ],
    instead: |ident| format!("{ident}_api"),
};

/// The builder's own methods.
const SCHEMES: Reserved<'_> = Reserved {
    idents: &[
        "allow_http",
        "attempt_timeout",
        "base_url",
        "body_limit",
        "build",
        "clock",
        "connect_timeout",
        "error_body_limit",
        "from_env",
        "header",
        "hook",
        "layer",
        "new",
        "query",
        "random",
        "read_timeout",
        "retry",
        "server",
        "timeout",
        "transport",
        "user_agent",
    ],
    instead: |ident| format!("{ident}_credential"),
};

/// The module of the API, which is a folder and a feature too.
pub(super) fn module(api: &mut Api, diags: &mut Diagnostics) {
    let wish = Wish::new(&api.name, Case::Module, ROOT);
    let claimant = Claimant { wish, at: NOWHERE };
    let idents = claim(vec![claimant], ROOT.idents, Case::Module, diags);
    api.module = idents.into_iter().next().expect("every wish is granted");
}

/// Accessors, which are modules and files too, and the types behind them.
pub(super) fn groups(api: &mut Api, diags: &mut Diagnostics) {
    let claimants = api
        .groups
        .iter()
        .map(|group| Claimant {
            wish: Wish::new(&group.name, Case::Module, GROUPS),
            at: first_operation(api, group),
        })
        .collect();
    let idents = claim(claimants, GROUPS.idents, Case::Module, diags);
    for (group, ident) in api.groups.iter_mut().zip(idents) {
        let words = Name(ident.as_str().to_owned()).words();
        group.ident = Ident::claimed(spell::words(&words, Case::Camel));
        group.module = ident;
    }
}

/// Methods of the builder: those that take a credential, then those that take a provider of one.
pub(super) fn schemes(api: &mut Api, diags: &mut Diagnostics) {
    let at = api.operations.first().map_or(NOWHERE, |operation| operation.at);
    let method = |scheme: &SecurityScheme| Wish::new(&scheme.name, Case::Snake, SCHEMES);
    let provider = |scheme: &SecurityScheme| {
        let name = Name(format!("{} provider", scheme.name.0));
        let instead = Name(format!("{} token provider", scheme.name.0));
        let wish = Wish::new(&name, Case::Snake, SCHEMES);
        wish.or(spell::name(&instead, Case::Snake), SCHEMES).rank(1)
    };
    let wishes = api.schemes.iter().map(method).chain(api.schemes.iter().map(provider));
    let claimants = wishes.map(|wish| Claimant { wish, at }).collect();
    let mut idents = claim(claimants, SCHEMES.idents, Case::Snake, diags);
    let providers = idents.split_off(api.schemes.len());
    for (scheme, (ident, provider)) in api.schemes.iter_mut().zip(idents.into_iter().zip(providers))
    {
        scheme.ident = ident;
        scheme.provider = provider;
    }
}
