//! The vocabularies "applicator" and "unevaluated": keywords that hold schemas.

use indexmap::IndexMap;

use super::super::discriminator::Discriminator;
use super::super::read::Object;
use super::{Schema, older};
use crate::source::At;

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
    pub discriminator: Option<Box<Discriminator>>,
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
    /// `contentSchema`.
    pub content_schema: Option<Schema>,
    /// `contains`, `propertyNames`, `contentSchema`, with their places: keywords that can only refuse values.
    pub conditions: Vec<(&'static str, At)>,
}

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Applicators {
    let mut applicators = Applicators {
        all_of: object.or_empty("allOf"),
        any_of: object.or_empty("anyOf"),
        one_of: object.or_empty("oneOf"),
        not: object.optional("not"),
        properties: object.or_empty("properties"),
        additional_properties: object.with("additionalProperties", Schema::additional),
        items: None,
        discriminator: object.optional("discriminator"),
        newer: None,
    };
    let mut newer = newer(object);
    older::items(object, &mut applicators, &mut newer);
    older::dependencies(object, &mut newer);
    applicators.newer = (newer != Newer::default()).then(|| Box::new(newer));
    applicators
}

fn newer(object: &mut Object<'_, '_, '_>) -> Newer {
    let mut newer = Newer {
        pattern_properties: object.or_empty("patternProperties"),
        prefix_items: object.or_empty("prefixItems"),
        unevaluated_properties: object.optional("unevaluatedProperties"),
        unevaluated_items: None,
        branches: Vec::new(),
        dependent_schemas: object.or_empty("dependentSchemas"),
        content_schema: None,
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
            // The others are read for their problems; what they say is not used.
            let schema = object.read(key, node);
            if key == "contentSchema" {
                newer.content_schema = schema;
            }
            newer.conditions.push((key, node.at));
        }
    }
    newer
}
