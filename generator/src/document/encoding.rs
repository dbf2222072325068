//! The Encoding Object.

use indexmap::IndexMap;

use super::header::Header;
use super::parameter::Style;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use crate::source::{At, Node};

/// How one property of a form or multipart body is written.
#[derive(Clone, PartialEq, Debug)]
pub struct Encoding {
    /// `contentType`.
    pub content_type: Option<String>,
    /// `headers`, in order.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// Where it is written.
    pub at: At,
}

impl Read for Encoding {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "an encoding", cx)?;
        let content_type = object.optional("contentType");
        let headers = object.or_empty("headers");
        let style = object.optional("style");
        let explode = object.optional("explode");
        let allow_reserved = object.flag("allowReserved");
        object.finish();
        Some(Self { content_type, headers, style, explode, allow_reserved, at: node.at })
    }
}
