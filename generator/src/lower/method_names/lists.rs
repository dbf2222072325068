//! Whether an operation gives many things of a kind.

use super::one;
use crate::ir::Name;
use crate::resolve::{Operation, Resolved, SchemaId, Status, Type};

/// How many schemas lead from a body to its list at most: references and the parts of `allOf`.
const DEPTH: u8 = 4;

/// Whether the answer is a list, or has the one that the path is about.
pub(super) fn of(resolved: &Resolved, operation: &Operation) -> bool {
    let successes = operation.responses.iter().filter(|response| {
        matches!(response.status, Status::Code(200..=299) | Status::Range(2) | Status::Default)
    });
    let Some(success) = successes.min_by_key(|response| matches!(response.status, Status::Default))
    else {
        return false;
    };
    let mut segments = operation.path.rsplit('/').filter(|segment| !segment.contains('{'));
    let about = segments.next().and_then(last_word);
    let mut schemas = success.content.iter().filter_map(|content| content.schema);
    schemas.any(|schema| {
        is_list(resolved, schema, DEPTH) || has_list(resolved, schema, about.as_deref(), DEPTH)
    })
}

fn is_list(resolved: &Resolved, id: SchemaId, depth: u8) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let schema = resolved.schema(id);
    schema.types.contains(&Type::Array)
        || (schema.types.is_empty() && schema.items.is_some())
        || schema.all_of.iter().chain(&schema.reference).any(|id| is_list(resolved, *id, depth))
}

/// Whether a member is a list that is called by what the path is about, or as envelopes call it.
fn has_list(resolved: &Resolved, id: SchemaId, about: Option<&str>, depth: u8) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let schema = resolved.schema(id);
    let mut parts = schema.all_of.iter().chain(&schema.reference);
    schema.properties.iter().any(|property| {
        let word = last_word(&property.name);
        let is_wrapper = ENVELOPES.contains(&property.name.as_str())
            || (word.is_some() && word.as_deref() == about);
        is_wrapper && is_list(resolved, property.schema, DEPTH)
    }) || parts.any(|part| has_list(resolved, *part, about, depth))
}

/// Members that hold what a list is asked for.
const ENVELOPES: &[&str] = &[
    "content",
    "data",
    "edges",
    "elements",
    "entries",
    "hits",
    "items",
    "list",
    "nodes",
    "objects",
    "records",
    "resources",
    "result",
    "results",
    "rows",
    "value",
    "values",
];

fn last_word(text: &str) -> Option<String> {
    Name(text.to_owned()).words().last().map(|word| one(word))
}
