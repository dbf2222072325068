//! The External Documentation Object.

use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// `externalDocs`.
#[derive(Clone, PartialEq, Debug)]
pub struct ExternalDocs {
    /// `description`.
    pub description: Option<String>,
    /// `url`.
    pub url: String,
    /// Where it is written.
    pub at: At,
}

impl Read for ExternalDocs {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the external documentation", cx)?;
        let description = object.optional("description");
        let url = object.required("url");
        object.finish();
        Some(Self { description, url: url?, at: node.at })
    }
}
