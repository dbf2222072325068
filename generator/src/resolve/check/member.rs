//! Where a JSON Pointer leads in values of a schema.

use std::collections::BTreeSet;

use super::super::{Additional, Resolved, SchemaId, Type};

/// What a schema says about one of its members.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Member {
    /// It may be there, with one of these schemas.
    Schemas(Vec<SchemaId>),
    /// Nothing is said: it may be there.
    Unsaid,
    /// It is none of those that are named, which are these.
    Missing(Vec<String>),
}

/// Where a pointer leads.
pub(super) enum Target {
    /// To one of these schemas.
    Schemas(Vec<SchemaId>),
    /// That is not said.
    Unsaid,
    /// Nowhere: there is no such member, but there are those that are named.
    Nowhere(String, Vec<String>),
}

/// Follows the tokens of a pointer from any of the schemas.
pub(super) fn follow(resolved: &Resolved, from: &[SchemaId], tokens: &[String]) -> Target {
    let mut schemas = from.to_vec();
    for token in tokens {
        match member(resolved, &schemas, token) {
            Member::Schemas(next) => schemas = next,
            Member::Unsaid => return Target::Unsaid,
            Member::Missing(names) => return Target::Nowhere(token.clone(), names),
        }
    }
    Target::Schemas(schemas)
}

/// Follows one token of a pointer from any of the schemas.
pub(super) fn member(resolved: &Resolved, from: &[SchemaId], token: &str) -> Member {
    let mut found = Vec::new();
    let mut names = Vec::new();
    let mut unsaid = false;
    let mut seen = BTreeSet::new();
    let mut pending: Vec<SchemaId> = from.to_vec();
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = resolved.schema(id);
        pending.extend(schema.reference);
        for parts in [&schema.all_of, &schema.any_of, &schema.one_of] {
            pending.extend(parts);
        }
        for property in &schema.properties {
            if property.name == token {
                found.push(property.schema);
            } else {
                names.push(property.name.clone());
            }
        }
        match schema.additional {
            Additional::Schema(value) => found.push(value),
            Additional::Any => unsaid = true,
            Additional::Unsaid | Additional::Forbidden => {}
        }
        found.extend(schema.patterns.iter().map(|(_, value)| *value));
        if token.bytes().all(|byte| byte.is_ascii_digit()) {
            found.extend(schema.items);
            found.extend(&schema.prefix_items);
        }
        unsaid |= schema.is_any() || is_untold(schema);
    }
    if !found.is_empty() {
        Member::Schemas(found)
    } else if unsaid {
        Member::Unsaid
    } else {
        Member::Missing(names)
    }
}

/// Whether a schema is an object or array of which nothing more is told.
fn is_untold(schema: &super::super::Schema) -> bool {
    let container = |kind: &Type| matches!(kind, Type::Object | Type::Array);
    schema.types.iter().any(container)
        && schema.properties.is_empty()
        && schema.items.is_none()
        && schema.prefix_items.is_empty()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.any_of.is_empty()
        && schema.one_of.is_empty()
        && schema.additional == Additional::Unsaid
}

/// Whether values of one of the schemas can be of a type.
pub(super) fn can_be(resolved: &Resolved, from: &[SchemaId], kind: Type) -> bool {
    let mut seen = BTreeSet::new();
    let mut pending: Vec<SchemaId> = from.to_vec();
    let mut said = false;
    while let Some(id) = pending.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = resolved.schema(id);
        if schema.types.contains(&kind) || schema.is_any() {
            return true;
        }
        said |= !schema.types.is_empty();
        pending.extend(schema.reference);
        for parts in [&schema.all_of, &schema.any_of, &schema.one_of] {
            pending.extend(parts);
        }
    }
    !said
}
