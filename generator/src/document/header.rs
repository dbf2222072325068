//! The Header Object: a parameter whose name and place are given by where it stands.

use indexmap::IndexMap;

use super::example::Example;
use super::media_type::Content;
use super::parameter::Style;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::schema::Schema;
use crate::source::{At, Node};

/// A header of a response or of a part.
#[derive(Clone, PartialEq, Debug)]
pub struct Header {
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `allowEmptyValue`.
    pub allow_empty_value: bool,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`.
    pub schema: Option<Schema>,
    /// `content`, in order.
    pub content: Content,
    /// `example`.
    pub example: Option<Node>,
    /// `examples`, in order.
    pub examples: IndexMap<String, RefOr<Example>>,
    /// Where it is written.
    pub at: At,
}

impl Read for Header {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a header", cx)?;
        let description = object.optional("description");
        let required = object.flag("required");
        let deprecated = object.flag("deprecated");
        let allow_empty_value = object.flag("allowEmptyValue");
        let style = object.optional("style");
        let explode = object.optional("explode");
        let allow_reserved = object.flag("allowReserved");
        let schema = object.optional("schema");
        let content = object.or_empty("content");
        let example = object.optional("example");
        let examples = object.or_empty("examples");
        object.finish();
        Some(Self {
            description,
            required,
            deprecated,
            allow_empty_value,
            style,
            explode,
            allow_reserved,
            schema,
            content,
            example,
            examples,
            at: node.at,
        })
    }
}
