//! Schemas with one legal value.

use super::schema::{self, Kind};
use crate::ir::Scalar;
use crate::resolve::Schema;
use crate::source::{Node, Value};

/// The one legal value of a schema: its `const`, or the only entry of its `enum`. `None` for null and for
/// values that are not scalars.
pub(super) fn of(schema: &Schema) -> Option<Scalar> {
    scalar(node(schema)?)
}

/// Where the one legal value is written.
pub(super) fn node(schema: &Schema) -> Option<&Node> {
    if schema.secret {
        return None;
    }
    match (&schema.constant, schema.enumeration.as_deref()) {
        (Some(value), _) => Some(value),
        (None, Some([value])) => Some(value),
        (None, Some([] | [_, _, ..]) | None) => None,
    }
}

/// Whether the one legal value is a text of which nothing else is said: the schema has no name, and the value neither
/// name nor description.
pub(super) fn is_text(schema: &Schema) -> bool {
    schema.component.is_none()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.rename.name.is_none()
        && schema.rename.values.is_empty()
        && schema::kind(schema) == Kind::String
        && node(schema).is_some_and(|node| matches!(node.value, Value::String(_)))
}

/// A scalar as a path, query or header has it on the wire.
pub(super) fn text(scalar: &Scalar) -> String {
    match scalar {
        Scalar::Bool(value) => value.to_string(),
        Scalar::Int(value) => value.to_string(),
        Scalar::Float(value) => value.to_string(),
        Scalar::String(value) => value.clone(),
    }
}

fn scalar(node: &Node) -> Option<Scalar> {
    match &node.value {
        Value::Bool(value) => Some(Scalar::Bool(*value)),
        Value::Int(value) => Some(Scalar::Int(*value)),
        Value::Float(value) => Some(Scalar::Float(*value)),
        Value::String(value) => Some(Scalar::String(value.clone())),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
