//! Schemas with one legal value.

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
