//! The variants of the enum of webhooks.

use super::name_all;
use super::scope::Reserved;
use super::spell::Case;
use crate::diag::Diagnostics;
use crate::ir::Api;

/// The variant for webhooks that the description does not name.
const VARIANTS: Reserved<'_> =
    Reserved { idents: &["Unknown"], instead: |ident| format!("{ident}Webhook") };

pub(super) fn run(api: &mut Api, diags: &mut Diagnostics) {
    let things = api.webhooks.iter_mut().map(|hook| (&hook.name, hook.at, &mut hook.ident));
    name_all(things, Case::Camel, VARIANTS, diags);
}
