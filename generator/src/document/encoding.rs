//! The Encoding Object.

use indexmap::IndexMap;

use super::Version;
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
    /// `encoding`, `prefixEncoding` and `itemEncoding` of what is in the part, new in 3.2.
    pub within: Within,
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
        let within = Within::of(&mut object);
        object.finish();
        Some(Self { content_type, headers, style, explode, allow_reserved, within, at: node.at })
    }
}

/// How the parts of a body, or of a part, are written.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Within {
    /// `encoding`, in order.
    pub named: IndexMap<String, Encoding>,
    /// `prefixEncoding`: of the first parts.
    pub prefix: Vec<Encoding>,
    /// `itemEncoding`: of all others.
    pub item: Option<Box<Encoding>>,
}

impl Within {
    /// Of an encoding.
    fn of(object: &mut Object<'_, '_, '_>) -> Self {
        let named = object.since(Version::V3_2, "encoding").unwrap_or_default();
        Self { named, ..Self::by_place(object) }
    }

    /// Of a media type, whose `encoding` every version has.
    pub(super) fn of_media(object: &mut Object<'_, '_, '_>) -> Self {
        let named = object.or_empty("encoding");
        Self { named, ..Self::by_place(object) }
    }

    fn by_place(object: &mut Object<'_, '_, '_>) -> Self {
        let prefix = object.since(Version::V3_2, "prefixEncoding").unwrap_or_default();
        let item = object.since(Version::V3_2, "itemEncoding");
        Self { named: IndexMap::new(), prefix, item }
    }
}
