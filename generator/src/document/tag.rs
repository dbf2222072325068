//! The Tag Object.

use super::Version;
use super::extension::Called;
use super::external_docs::ExternalDocs;
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// A tag.
#[derive(Clone, PartialEq, Debug)]
pub struct Tag {
    /// `name`.
    pub name: String,
    /// `summary`, new in 3.2.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `parent`, new in 3.2: the name of the tag that this one is a part of.
    pub parent: Option<Parent>,
    /// `kind`, new in 3.2.
    pub kind: Option<String>,
    /// `aliases` of `x-sdk-name`.
    pub aliases: Vec<String>,
    /// Where it is written.
    pub at: At,
}

impl Read for Tag {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a tag", cx)?;
        let name = object.required("name");
        let summary = object.since(Version::V3_2, "summary");
        let description = object.optional("description");
        let external_docs = object.optional("externalDocs");
        let parent = object.since(Version::V3_2, "parent");
        let kind = object.since(Version::V3_2, "kind");
        let aliases = Called::tag(&mut object);
        object.finish();
        Some(Self {
            name: name?,
            summary,
            description,
            external_docs,
            parent,
            kind,
            aliases,
            at: node.at,
        })
    }
}

/// A tag's `parent`.
#[derive(Clone, PartialEq, Debug)]
pub struct Parent {
    /// The name of a tag.
    pub name: String,
    /// Where it is written.
    pub at: At,
}

impl Read for Parent {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Some(Self { name: String::read(node, cx)?, at: node.at })
    }
}
