//! The Response Object.

use indexmap::IndexMap;

use super::Version;
use super::extension::foreign;
use super::header::Header;
use super::link::Link;
use super::media_type::Content;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use crate::diag::codes;
use crate::source::{At, Node};

/// A response as written.
#[derive(Clone, PartialEq, Debug)]
pub struct Response {
    /// `summary`, new in 3.2.
    pub summary: Option<String>,
    /// `description`; 3.0 and 3.1 require it.
    pub description: Option<String>,
    /// `headers`, in order.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// `content`: media type to body, in order.
    pub content: Content,
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
        let summary = object.since(Version::V3_2, "summary");
        let description = object.optional("description");
        if object.version() < Version::V3_2 && object.peek("description").is_none() {
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
        Some(Self { summary, description, headers, content, links, is_error, at: node.at })
    }
}
