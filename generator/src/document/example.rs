//! The Example Object.

use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// An example.
#[derive(Clone, PartialEq, Debug)]
pub struct Example {
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `value`, of any type.
    pub value: Option<Node>,
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
        let external_value = object.optional("externalValue");
        object.finish();
        Some(Self { summary, description, value, external_value, at: node.at })
    }
}
