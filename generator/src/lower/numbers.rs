//! `enum` of integers that have names: integers with constants.

use super::schema::Shape;
use super::{Cx, constant, docs, scalar};
use crate::ir::{Ident, Name, NamedNumber, Numbers, TypeRef};
use crate::resolve::Schema;
use crate::source::{Node, Value};

/// The shape of a schema of integers. Without a name for any of them a list of values is documentation:
/// constants called after their digits would say no more than the digits.
pub(super) fn shape(cx: &mut Cx<'_>, schema: &Schema) -> Shape {
    let ty = scalar::integer(cx, schema);
    // One legal value is sent unasked.
    let listed = schema.enumeration.as_deref().filter(|_| constant::node(schema).is_none());
    let Some(listed) = listed.filter(|_| is_named(schema) && ty != TypeRef::Json) else {
        return Shape::Type(ty);
    };
    let mut values: Vec<NamedNumber> = Vec::with_capacity(listed.len());
    for node in listed {
        let Some(value) = integer(node) else { continue };
        if values.iter().all(|known| known.value != value) {
            values.push(named(schema, value, node));
        }
    }
    if values.is_empty() { Shape::Type(ty) } else { Shape::Numbers(Numbers { ty, values }) }
}

/// Whether some value of a schema has a name.
pub(super) fn is_named(schema: &Schema) -> bool {
    schema.rename.values.iter().any(|note| note.name.is_some())
}

fn integer(node: &Node) -> Option<i128> {
    if let Value::Int(value) = node.value { Some(value) } else { None }
}

/// What a value without a name is called.
fn unnamed(value: i128) -> String {
    let sign = if value < 0 { "minus " } else { "" };
    format!("value {sign}{}", value.unsigned_abs())
}

fn named(schema: &Schema, value: i128, node: &Node) -> NamedNumber {
    let digits = value.to_string();
    let note = schema.rename.values.iter().find(|note| note.value == digits);
    let name = note.and_then(|note| note.name.clone());
    NamedNumber {
        value,
        name: Name(name.unwrap_or_else(|| unnamed(value))),
        ident: Ident::PENDING,
        docs: note.map(docs::of_value).unwrap_or_default(),
        at: node.at,
    }
}
