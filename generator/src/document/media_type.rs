//! The Media Type Object.

use indexmap::IndexMap;

use super::encoding::Encoding;
use super::example::Example;
use super::extension::Unwrap;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::schema::Schema;
use crate::source::{At, Node};

/// A body in one media type.
#[derive(Clone, PartialEq, Debug)]
pub struct MediaType {
    /// `schema`.
    pub schema: Option<Schema>,
    /// `example`.
    pub example: Option<Node>,
    /// `examples`, in order.
    pub examples: IndexMap<String, RefOr<Example>>,
    /// `encoding`, in order.
    pub encoding: IndexMap<String, Encoding>,
    /// `x-sdk-unwrap`.
    pub unwrap: Option<Unwrap>,
    /// Where it is written.
    pub at: At,
}

impl Read for MediaType {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a media type", cx)?;
        let schema = object.optional("schema");
        let example = object.optional("example");
        let examples = object.or_empty("examples");
        let encoding = object.or_empty("encoding");
        let unwrap = object.optional("x-sdk-unwrap");
        object.finish();
        Some(Self { schema, example, examples, encoding, unwrap, at: node.at })
    }
}
