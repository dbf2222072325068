//! The Tag Object.

use super::extension::Called;
use super::external_docs::ExternalDocs;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// A tag.
#[derive(Clone, PartialEq, Debug)]
pub struct Tag {
    /// `name`.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `aliases` of `x-sdk-name`.
    pub aliases: Vec<String>,
    /// Where it is written.
    pub at: At,
}

impl Read for Tag {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a tag", cx)?;
        let name = object.required("name");
        let description = object.optional("description");
        let external_docs = object.optional("externalDocs");
        let aliases = Called::tag(&mut object);
        object.finish();
        Some(Self { name: name?, description, external_docs, aliases, at: node.at })
    }
}
