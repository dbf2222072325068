//! `x-sdk-many`.

use super::super::read::{Cx, Read};
use crate::source::{At, Node};

/// `x-sdk-many`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Many {
    /// The name of the method.
    pub name: String,
    /// The extension's value.
    pub at: At,
}

impl Read for Many {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Some(Self { name: String::read(node, cx)?, at: node.at })
    }
}
