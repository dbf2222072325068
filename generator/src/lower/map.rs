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
    TypeRef::Map(Box::new(values(cx, object, depth).unwrap_or(TypeRef::Json)))
}

/// The type of additional members, if the schema speaks of them and allows them.
pub(super) fn values(cx: &mut Cx<'_>, object: &Schema, depth: u32) -> Option<TypeRef> {
    if !object.patterns.is_empty() {
        return Some(of_patterns(cx, object, depth));
    }
    match object.additional {
        Additional::Unsaid | Additional::Forbidden => None,
        Additional::Any => Some(TypeRef::Json),
        Additional::Schema(values) => Some(schema::lower(cx, values, depth + 1).whole()),
    }
}

/// The type of members by the patterns of their names: one type where all agree and no other name is
/// allowed, else JSON. Types never execute patterns.
fn of_patterns(cx: &mut Cx<'_>, object: &Schema, depth: u32) -> TypeRef {
    let takes_any_name = object.patterns.iter().any(|(pattern, _)| ANY_NAME.contains(&&**pattern));
    let rest = match object.additional {
        Additional::Schema(values) => Some(values),
        Additional::Forbidden => None,
        Additional::Unsaid | Additional::Any if takes_any_name => None,
        Additional::Unsaid | Additional::Any => {
            let message = "`patternProperties` describes some names and leaves others open; such members stay JSON";
            let help = "add `additionalProperties: false`, or a schema";
            cx.degrade(codes::UNTYPED, object.at, message, help);
            return TypeRef::Json;
        }
    };
    let values = object.patterns.iter().map(|(_, values)| *values).chain(rest);
    let values: Vec<_> = values.filter(|values| !cx.schema(*values).never).collect();
    let mut types = values.into_iter().map(|values| schema::lower(cx, values, depth + 1).whole());
    let first = types.next().unwrap_or(TypeRef::Json);
    if types.all(|ty| ty == first) {
        return first;
    }
    let message = "`patternProperties` gives members several types; they stay JSON";
    cx.degrade(codes::UNTYPED, object.at, message, "use `additionalProperties` with `oneOf`");
    TypeRef::Json
}

/// Patterns that every name matches.
const ANY_NAME: &[&str] = &["", ".*", "^.*$", "^.*", ".*$", "^", "$"];
