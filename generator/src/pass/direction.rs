//! Members of one direction: `required` counts for `readOnly` members in answers only, and for
//! `writeOnly` members in requests only (OpenAPI 3.0.4, Schema Object, fixed fields).
//!
//! So a struct that travels where such a member does not must be able to be without it.

use crate::diag::Diagnostics;
use crate::ir::{Api, Field, Presence, TypeKind, Usage};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    for definition in &mut api.types {
        let TypeKind::Struct(found) = &mut definition.kind else { continue };
        for field in &mut found.fields {
            if let Some(fact) = fact(field, definition.usage) {
                field.presence = without_need(field.presence);
                if !field.docs.facts.iter().any(|said| said == fact) {
                    field.docs.facts.push(fact.to_owned());
                }
            }
        }
        // Required fields come first.
        found.fields.sort_by_key(|field| !field.presence.is_required());
    }
}

/// What to say of a member that one of its struct's directions is without.
fn fact(field: &Field, usage: Usage) -> Option<&'static str> {
    match (field.read_only, field.write_only) {
        (true, false) if usage.request => {
            Some("Read-only: the API sets it, and requests are sent without it.")
        }
        (false, true) if usage.response => {
            Some("Write-only: requests are sent with it, and answers are without it.")
        }
        // A member that is both is a contradiction that decides nothing.
        (true | false, true | false) => None,
    }
}

fn without_need(presence: Presence) -> Presence {
    match presence {
        Presence::Required | Presence::Optional => Presence::Optional,
        Presence::Nullable | Presence::Maybe => Presence::Maybe,
    }
}
