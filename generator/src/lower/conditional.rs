//! Members that `if`, `then`, `else` and `dependentSchemas` describe: they hold for some values only.

use std::collections::BTreeSet;

use super::{Cx, all_of, union};
use crate::resolve::{Schema, SchemaId};

/// More schemas than this are not looked into for one object.
const MOST_SEEN: usize = 1024;

/// The members that conditions describe, with the first description of each.
pub(super) fn members(cx: &Cx<'_>, conditional: &[SchemaId]) -> Vec<(String, SchemaId)> {
    let mut members: Vec<(String, SchemaId)> = Vec::new();
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut open: Vec<SchemaId> = conditional.iter().rev().copied().collect();
    while let Some(id) = open.pop() {
        for part in all_of::parts(cx, id).unwrap_or_default() {
            if seen.len() > MOST_SEEN || !seen.insert(part) {
                continue;
            }
            let schema = cx.schema(part);
            for property in &schema.properties {
                if names.insert(property.name.clone()) {
                    members.push((property.name.clone(), property.schema));
                }
            }
            let inner = schema.conditional.iter().chain(&schema.one_of).chain(&schema.any_of);
            open.extend(inner.rev());
        }
    }
    members
}

/// Whether the conditions of a schema, and of those that it consists of, describe no member but those that
/// `known` has anyway.
pub(super) fn adds_nothing(cx: &Cx<'_>, schema: &Schema, known: SchemaId) -> bool {
    let parts = schema.reference.iter().chain(&schema.all_of).filter(|part| **part != known);
    let parts = parts.flat_map(|part| &cx.schema(*part).conditional);
    let conditional: Vec<SchemaId> = schema.conditional.iter().chain(parts).copied().collect();
    if conditional.is_empty() {
        return true;
    }
    let known = union::facts(cx, known);
    members(cx, &conditional).iter().all(|(name, _)| known.property(name).is_some())
}
