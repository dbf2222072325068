//! The XML Object.

use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// How a schema is written as XML.
#[derive(Clone, PartialEq, Debug)]
pub struct Xml {
    /// `name`.
    pub name: Option<String>,
    /// `namespace`.
    pub namespace: Option<String>,
    /// `prefix`.
    pub prefix: Option<String>,
    /// `attribute`.
    pub attribute: bool,
    /// `wrapped`.
    pub wrapped: bool,
    /// Where it is written.
    pub at: At,
}

impl Read for Xml {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the xml object", cx)?;
        let name = object.optional("name");
        let namespace = object.optional("namespace");
        let prefix = object.optional("prefix");
        let attribute = object.flag("attribute");
        let wrapped = object.flag("wrapped");
        object.finish();
        Some(Self { name, namespace, prefix, attribute, wrapped, at: node.at })
    }
}
