//! The XML Object.

use super::Version;
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
    /// `nodeType`, new in 3.2.
    pub node_type: Option<String>,
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
        let node_type = object.since(Version::V3_2, "nodeType");
        object.finish();
        Some(Self { name, namespace, prefix, attribute, wrapped, node_type, at: node.at })
    }
}
