//! The Callback Object.

use indexmap::IndexMap;

use super::path_item::PathItem;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// Requests that the API sends in return.
#[derive(Clone, PartialEq, Debug)]
pub struct Callback {
    /// Runtime expression of the URL to what is sent there, in order.
    pub expressions: IndexMap<String, PathItem>,
    /// Where it is written.
    pub at: At,
}

impl Read for Callback {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a callback", cx)?;
        let expressions = object.rest();
        object.finish_extensions();
        Some(Self { expressions, at: node.at })
    }
}
