//! Objects without named members.

use super::{Cx, schema};
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Additional, Schema};

/// Whether an object has no members of its own. One that may have no member at all is an empty struct.
pub(super) fn is_map(schema: &Schema) -> bool {
    schema.properties.is_empty()
        && schema.required.is_empty()
        && (schema.additional != Additional::Forbidden || !schema.patterns.is_empty())
}

/// The map. A free-form object is a map of JSON values.
pub(super) fn lower(cx: &mut Cx<'_>, object: &Schema, depth: u32) -> TypeRef {
    report_patterns(cx, object);
    TypeRef::Map(Box::new(values(cx, object, depth).unwrap_or(TypeRef::Json)))
}

/// The type of additional members, if the schema speaks of them and allows them.
pub(super) fn values(cx: &mut Cx<'_>, object: &Schema, depth: u32) -> Option<TypeRef> {
    if !object.patterns.is_empty() {
        return Some(TypeRef::Json);
    }
    match object.additional {
        Additional::Unsaid | Additional::Forbidden => None,
        Additional::Any => Some(TypeRef::Json),
        Additional::Schema(values) => Some(schema::lower(cx, values, depth + 1).whole()),
    }
}

/// `patternProperties` only narrows what other members are.
pub(super) fn report_patterns(cx: &mut Cx<'_>, object: &Schema) {
    if !object.patterns.is_empty() {
        let message = "`patternProperties` has no Rust type yet; such members stay JSON";
        cx.degrade(codes::UNSUPPORTED, object.at, message, "use `additionalProperties`");
    }
}
