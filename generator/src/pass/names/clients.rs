//! What stands on the client and its builder: groups and credentials.

use super::scope::{Reserved, Wish};
use super::spell::{self, Case};
use super::{Claimant, NOWHERE, claim, first_operation};
use crate::diag::Diagnostics;
use crate::ir::{Api, Ident, Name};

/// What the root of the client crate has beside the modules of APIs: names of its own, files and folders
/// that cargo gives a meaning, and features.
const ROOT: Reserved = Reserved {
    idents: &["bin", "default", "http", "lib", "main", "reqwest", "rt", "serde"],
    instead: |ident| format!("{ident}_api"),
};

/// The client's own methods, and the modules beside those of the groups.
const GROUPS: Reserved = Reserved {
    idents: &["builder", "client", "clone", "errors", "from_env", "mod", "new", "types", "verify"],
    instead: |ident| format!("{ident}_api"),
};

/// The builder's own methods.
const SCHEMES: Reserved = Reserved {
    idents: &[
        "allow_http",
        "attempt_timeout",
        "base_url",
        "body_limit",
        "build",
        "clock",
        "connect_timeout",
        "error_body_limit",
        "header",
        "hook",
        "layer",
        "new",
        "query",
        "random",
        "read_timeout",
        "retry",
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

/// Methods of the builder.
pub(super) fn schemes(api: &mut Api, diags: &mut Diagnostics) {
    let at = api.operations.first().map_or(NOWHERE, |operation| operation.at);
    let claimants = api
        .schemes
        .iter()
        .map(|scheme| Claimant { wish: Wish::new(&scheme.name, Case::Snake, SCHEMES), at })
        .collect();
    let idents = claim(claimants, SCHEMES.idents, Case::Snake, diags);
    for (scheme, ident) in api.schemes.iter_mut().zip(idents) {
        scheme.ident = ident;
    }
}
