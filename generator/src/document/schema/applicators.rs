//! The vocabularies "applicator" and "unevaluated": keywords that hold schemas.

use indexmap::IndexMap;

use super::super::Version;
use super::super::discriminator::Discriminator;
use super::super::read::{Cx, Object, Read};
use super::Schema;
use crate::diag::codes;
use crate::source::{At, Node, Value};

/// Keywords that hold schemas, and OpenAPI's `discriminator`.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Applicators {
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `not`.
    pub not: Option<Schema>,
    /// `properties`, in order.
    pub properties: IndexMap<String, Schema>,
    /// `additionalProperties`.
    pub additional_properties: Option<Schema>,
    /// `items`.
    pub items: Option<Schema>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// What is new in 3.1.
    pub newer: Option<Box<Newer>>,
}

/// Keywords that hold schemas and are new in 3.1.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Newer {
    /// `patternProperties`, in order.
    pub pattern_properties: IndexMap<String, Schema>,
    /// `prefixItems`.
    pub prefix_items: Vec<Schema>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<Schema>,
    /// `unevaluatedItems`, and where it is written.
    pub unevaluated_items: Option<(Schema, At)>,
    /// `if`, `then` and `else`, with their places.
    pub branches: Vec<(&'static str, Schema, At)>,
    /// `dependentSchemas`, in order.
    pub dependent_schemas: IndexMap<String, Schema>,
    /// `contains`, `propertyNames`, `contentSchema`, `dependencies`, with their places: keywords that can
    /// only refuse values.
    pub conditions: Vec<(&'static str, At)>,
}

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Applicators {
    Applicators {
        all_of: object.or_empty("allOf"),
        any_of: object.or_empty("anyOf"),
        one_of: object.or_empty("oneOf"),
        not: object.optional("not"),
        properties: object.or_empty("properties"),
        additional_properties: object.with("additionalProperties", Schema::additional),
        items: object.with("items", items),
        discriminator: object.optional("discriminator"),
        newer: newer(object),
    }
}

fn newer(object: &mut Object<'_, '_, '_>) -> Option<Box<Newer>> {
    let mut newer = Newer {
        pattern_properties: object.or_empty("patternProperties"),
        prefix_items: object.or_empty("prefixItems"),
        unevaluated_properties: object.optional("unevaluatedProperties"),
        unevaluated_items: None,
        branches: Vec::new(),
        dependent_schemas: object.or_empty("dependentSchemas"),
        conditions: Vec::new(),
    };
    for key in ["if", "then", "else"] {
        let Some(node) = object.node(key) else { continue };
        newer.branches.extend(object.read(key, node).map(|schema| (key, schema, node.at)));
    }
    if let Some(node) = object.node("unevaluatedItems") {
        let schema = object.read("unevaluatedItems", node);
        newer.unevaluated_items = schema.map(|schema| (schema, node.at));
    }
    for key in ["contains", "propertyNames", "contentSchema"] {
        if let Some(node) = object.node(key) {
            // Read for its problems; what it says is not used.
            let _: Option<Schema> = object.read(key, node);
            newer.conditions.push((key, node.at));
        }
    }
    newer.conditions.extend(object.node("dependencies").map(|node| ("dependencies", node.at)));
    (newer != Newer::default()).then(|| Box::new(newer))
}

fn items(node: &Node, cx: &mut Cx<'_>) -> Option<Schema> {
    if let Value::Array(_) = node.value {
        let help = match cx.version {
            Version::V3_0 => "write one schema that all items have in common",
            Version::V3_1 => "write `prefixItems` for a list of schemas, one for each item",
        };
        cx.wrong_type_as(codes::WRONG_TYPE, node, "a schema").help(help);
        return None;
    }
    Schema::read(node, cx)
}
