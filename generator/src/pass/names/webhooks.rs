//! The variants of the enum of webhooks.

use super::scope::{Reserved, Wish};
use super::spell::Case;
use super::{Claimant, claim};
use crate::diag::Diagnostics;
use crate::ir::Api;

/// The variant for webhooks that the description does not name.
const VARIANTS: Reserved<'_> =
    Reserved { idents: &["Unknown"], instead: |ident| format!("{ident}Webhook") };

pub(super) fn run(api: &mut Api, diags: &mut Diagnostics) {
    let claimants = api.webhooks.iter().map(|webhook| Claimant {
        wish: Wish::new(&webhook.name, Case::Camel, VARIANTS),
        at: webhook.at,
    });
    let idents = claim(claimants.collect(), VARIANTS.idents, Case::Camel, diags);
    for (webhook, ident) in api.webhooks.iter_mut().zip(idents) {
        webhook.ident = ident;
    }
}
