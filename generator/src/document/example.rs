//! The Example Object.

use super::Version;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// An example.
#[derive(Clone, PartialEq, Debug)]
pub struct Example {
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `dataValue`, new in 3.2, or `value`; of any type.
    pub value: Option<Node>,
    /// `serializedValue`, new in 3.2: the value as it is sent.
    pub serialized_value: Option<String>,
    /// `externalValue`.
    pub external_value: Option<String>,
    /// Where it is written.
    pub at: At,
}

impl Read for Example {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "an example", cx)?;
        let summary = object.optional("summary");
        let description = object.optional("description");
        let value = object.optional("value");
        let value = object.since(Version::V3_2, "dataValue").or(value);
        let serialized_value = object.since(Version::V3_2, "serializedValue");
        let external_value = object.optional("externalValue");
        object.finish();
        Some(Self { summary, description, value, serialized_value, external_value, at: node.at })
    }
}
