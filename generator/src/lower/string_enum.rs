//! `enum` and `const` of strings: open enums.

use std::collections::BTreeSet;

use super::schema::{self, Kind, Shape};
use super::{Cx, docs};
use crate::diag::codes;
use crate::ir::{Enum, Ident, Name, TypeRef, Variant};
use crate::resolve::Schema;
use crate::source::{At, Node, Value};

/// The shape of a schema that lists its values, if those decide it. Lists of booleans and numbers do
/// not: such values keep their plain type, and the documentation lists them.
pub(super) fn shape(cx: &mut Cx<'_>, schema: &Schema) -> Option<Shape> {
    let values = listed(schema)?;
    if schema.secret || schema::kind(schema) != Kind::String {
        return None;
    }
    let mut seen = BTreeSet::new();
    let mut variants = Vec::new();
    for node in values {
        let wire = match &node.value {
            Value::String(wire) => wire.clone(),
            Value::Null => continue,
            Value::Bool(value) => meant(cx, node, value.to_string()),
            Value::Int(value) => meant(cx, node, value.to_string()),
            Value::Float(value) => meant(cx, node, value.to_string()),
            Value::Array(_) | Value::Object(_) => {
                let message = format!(
                    "a string schema lists {}; its values stay plain strings",
                    node.value.kind()
                );
                cx.degrade(codes::UNTYPED, node.at, message, "quote the value");
                return Some(Shape::Type(TypeRef::String));
            }
        };
        if seen.insert(wire.clone()) {
            variants.push(variant(schema, &wire, node.at));
        } else {
            let message = format!("the value {} is listed twice", docs::code(&wire));
            cx.degrade(codes::TOLERATED, node.at, message, "remove one of them");
        }
    }
    if variants.is_empty() {
        let message = "the `enum` lists no value; its values stay plain strings";
        cx.degrade(codes::TOLERATED, schema.at, message, "list the values, or remove `enum`");
        return Some(Shape::Type(TypeRef::String));
    }
    Some(Shape::Enum(Enum { variants, unknown_ident: Ident::PENDING }))
}

/// YAML takes `1` and `true` without quotes for what they look like; the schema says that they are strings.
fn meant(cx: &mut Cx<'_>, node: &Node, wire: String) -> String {
    let message = format!("a string schema lists {}; it is read as text", node.value.kind());
    cx.degrade(codes::TOLERATED, node.at, message, "quote the value");
    wire
}

fn listed(schema: &Schema) -> Option<&[Node]> {
    match &schema.constant {
        Some(value) => Some(std::slice::from_ref(value)),
        None => schema.enumeration.as_deref(),
    }
}

fn variant(schema: &Schema, wire: &str, at: At) -> Variant {
    let note = schema.rename.values.iter().find(|note| note.value == wire);
    let name = match note.and_then(|note| note.name.as_ref()) {
        Some(name) => name.clone(),
        None if wire.is_empty() => "empty".to_owned(),
        None => wire.to_owned(),
    };
    Variant {
        wire: wire.to_owned(),
        name: Name(name),
        ident: Ident::PENDING,
        docs: note.map(docs::of_value).unwrap_or_default(),
        at,
    }
}
