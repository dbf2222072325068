//! Whether an operation gives many things of a kind.

use std::collections::BTreeSet;

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
    schemas.any(|schema| is_list(resolved, schema) || has_list(resolved, schema, about.as_deref()))
}

fn is_list(resolved: &Resolved, id: SchemaId) -> bool {
    parts(resolved, id).into_iter().any(|part| {
        let schema = resolved.schema(part);
        schema.types.contains(&Type::Array) || (schema.types.is_empty() && schema.items.is_some())
    })
}

/// Whether a member is a list that is called by what the path is about, or as envelopes call it.
fn has_list(resolved: &Resolved, id: SchemaId, about: Option<&str>) -> bool {
    let parts = parts(resolved, id).into_iter();
    let mut members = parts.flat_map(|part| &resolved.schema(part).properties);
    members.any(|property| {
        let word = last_word(&property.name);
        let is_wrapper = ENVELOPES.contains(&property.name.as_str())
            || (word.is_some() && word.as_deref() == about);
        is_wrapper && is_list(resolved, property.schema)
    })
}

/// A schema, what it refers to and the parts of `allOf`: each once, however many lead to it.
fn parts(resolved: &Resolved, id: SchemaId) -> Vec<SchemaId> {
    let mut seen = BTreeSet::from([id]);
    let mut parts = vec![id];
    let mut nearer = 0;
    for _ in 1..DEPTH {
        let known = parts.len();
        for index in nearer..known {
            let schema = resolved.schema(parts[index]);
            let next = schema.all_of.iter().chain(&schema.reference);
            parts.extend(next.filter(|id| seen.insert(**id)));
        }
        nearer = known;
    }
    parts
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
