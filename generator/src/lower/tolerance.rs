//! `x-sdk-aliases`, `x-sdk-null` and `x-sdk-array`: whether what an object tolerates leaves no doubt.

use super::{Cx, docs, pointer};
use crate::diag::codes;
use crate::ir::{Field, Presence};
use crate::resolve::Schema;

/// Leaves of the aliases and nulls of fields those that say one thing.
pub(super) fn of_fields(cx: &mut Cx<'_>, fields: &mut [Field]) {
    let mut names: Vec<String> = fields.iter().map(|field| field.wire.clone()).collect();
    for field in fields {
        for alias in std::mem::take(&mut field.tolerated.aliases) {
            if names.contains(&alias) {
                let message = format!("there is another member {}", docs::code(&alias));
                let help = "an alias is a name that no other member and no other alias has";
                cx.degrade(codes::INVALID_EXTENSION, field.at, message, help);
                continue;
            }
            let fact = format!("Some answers call it {}.", docs::code(&alias));
            field.docs.facts.push(fact);
            names.push(alias.clone());
            field.tolerated.aliases.push(alias);
        }
        if field.presence == Presence::Required && !field.tolerated.nulls.is_empty() {
            field.tolerated.nulls.clear();
            let message = "`x-sdk-null` stands on a member that is never null";
            let help = "take it out of `required`, or add `'null'` to its types";
            cx.degrade(codes::INVALID_EXTENSION, field.at, message, help);
        }
    }
}

/// The member that an array in the place of an object is.
pub(super) fn array(cx: &mut Cx<'_>, schema: &Schema, fields: &[Field]) -> Option<String> {
    let wire = schema.array.as_ref()?;
    let field = fields.iter().find(|field| field.wire == *wire);
    let is_list = field.is_some_and(|field| pointer::item(cx, &field.ty).is_some());
    let missed = fields.iter().find(|field| field.presence.is_required() && field.wire != *wire);
    let (message, help) = match missed {
        _ if !is_list => {
            let message = format!("the object has no array {} for `x-sdk-array`", docs::code(wire));
            (message, "name a property with `type: array`")
        }
        Some(missed) => {
            let missed = docs::code(&missed.wire);
            let message = format!("an array in the place of the object has no {missed}");
            (message, "leave what an array does not have out of `required`")
        }
        None => return Some(wire.clone()),
    };
    cx.degrade(codes::INVALID_EXTENSION, schema.at, message, help);
    None
}
