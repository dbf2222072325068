//! The Request Body Object.

use super::media_type::Content;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// A request body.
#[derive(Clone, PartialEq, Debug)]
pub struct RequestBody {
    /// `description`.
    pub description: Option<String>,
    /// `content`: media type to body, in order.
    pub content: Content,
    /// `required`.
    pub required: Option<bool>,
    /// Where it is written.
    pub at: At,
}

impl Read for RequestBody {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a request body", cx)?;
        let description = object.optional("description");
        let content = object.required("content");
        let required = object.optional("required");
        object.finish();
        Some(Self { description, content: content?, required, at: node.at })
    }
}
