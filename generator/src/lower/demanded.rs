//! Bodies of which nobody said whether they are required.
//!
//! They may be left out, says OpenAPI. Mostly the word was forgotten: of a body that has required members, an
//! operation that writes can do nothing with none. Whoever means it says `required: false`.

use super::constant;
use crate::resolve::{Operation, RequestBody, Resolved, SchemaId};

/// How many schemas lead from a body to what it requires at most: references, parts and branches.
const DEPTH: u8 = 8;

/// Whether the operation cannot do without the body, though nobody says so.
pub(super) fn is_demanded(resolved: &Resolved, operation: &Operation, body: &RequestBody) -> bool {
    let writes = matches!(operation.method.as_str(), "POST" | "PUT" | "PATCH");
    let mut content = body.content.iter().peekable();
    writes
        && body.required.is_none()
        && content.peek().is_some()
        && content.all(|media| media.schema.is_some_and(|id| asks(resolved, id, DEPTH)))
}

/// Whether a schema requires something that callers give.
fn asks(resolved: &Resolved, id: SchemaId, depth: u8) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return false };
    let schema = resolved.schema(id);
    let is_given = |name: &String| {
        let property = schema.properties.iter().find(|property| property.name == *name);
        property.is_some_and(|property| {
            let property = resolved.schema(property.schema);
            !property.read_only && constant::node(property).is_none()
        })
    };
    let branches =
        |ids: &[SchemaId]| !ids.is_empty() && ids.iter().all(|id| asks(resolved, *id, depth));
    schema.required.iter().any(is_given)
        || schema.reference.iter().chain(&schema.all_of).any(|id| asks(resolved, *id, depth))
        || branches(&schema.one_of)
        || branches(&schema.any_of)
}
