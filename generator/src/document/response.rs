//! The Response Object.

use indexmap::IndexMap;

use super::extension::foreign;
use super::header::Header;
use super::link::Link;
use super::media_type::MediaType;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use crate::diag::codes;
use crate::source::{At, Node};

/// A response as written.
#[derive(Clone, PartialEq, Debug)]
pub struct Response {
    /// `description`.
    pub description: Option<String>,
    /// `headers`, in order.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// `content`: media type to body, in order.
    pub content: IndexMap<String, MediaType>,
    /// `links`, in order.
    pub links: IndexMap<String, RefOr<Link>>,
    /// `x-ms-error-response`.
    pub is_error: Option<(bool, At)>,
    /// Where it is written.
    pub at: At,
}

impl Read for Response {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a response", cx)?;
        let description = object.optional("description");
        if description.is_none() && object.peek("description").is_none() {
            object
                .diags()
                .report(codes::TOLERATED, node.at, "a response has no `description`")
                .help("add `description`");
        }
        let headers = object.or_empty("headers");
        let content = object.or_empty("content");
        let links = object.or_empty("links");
        let is_error = foreign::is_error(&mut object);
        object.finish();
        Some(Self { description, headers, content, links, is_error, at: node.at })
    }
}
