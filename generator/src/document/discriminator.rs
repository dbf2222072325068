//! The Discriminator Object.

use indexmap::IndexMap;

use super::Version;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// Which member tells the alternatives of a schema apart.
#[derive(Clone, PartialEq, Debug)]
pub struct Discriminator {
    /// `propertyName`.
    pub property_name: String,
    /// `mapping`: value to schema name or reference, in order.
    pub mapping: IndexMap<String, Target>,
    /// `defaultMapping`, new in 3.2: what values are that no other rule tells.
    pub default_mapping: Option<Target>,
    /// Where it is written.
    pub at: At,
}

impl Read for Discriminator {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the discriminator", cx)?;
        let property_name = object.required("propertyName");
        let mapping = object.or_empty("mapping");
        let default_mapping = object.since(Version::V3_2, "defaultMapping");
        object.finish();
        Some(Self { property_name: property_name?, mapping, default_mapping, at: node.at })
    }
}

/// A schema that a discriminator's value stands for.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// The name of a component schema, or a reference to a schema.
    pub to: String,
    /// Where it is written.
    pub at: At,
}

impl Read for Target {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Some(Self { to: String::read(node, cx)?, at: node.at })
    }
}
