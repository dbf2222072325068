//! The Components Object.

use indexmap::IndexMap;

use super::Version;
use super::callback::Callback;
use super::example::Example;
use super::header::Header;
use super::link::Link;
use super::media_type::Content;
use super::parameter::Parameter;
use super::path_item::PathItem;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::request_body::RequestBody;
use super::response::Response;
use super::schema::Schema;
use super::security_scheme::SecurityScheme;
use crate::source::{At, Node};

/// What the document names for reuse.
#[derive(Clone, PartialEq, Debug)]
pub struct Components {
    /// `schemas`, in order.
    pub schemas: IndexMap<String, Schema>,
    /// `responses`, in order.
    pub responses: IndexMap<String, RefOr<Response>>,
    /// `parameters`, in order.
    pub parameters: IndexMap<String, RefOr<Parameter>>,
    /// `examples`, in order.
    pub examples: IndexMap<String, RefOr<Example>>,
    /// `requestBodies`, in order.
    pub request_bodies: IndexMap<String, RefOr<RequestBody>>,
    /// `headers`, in order.
    pub headers: IndexMap<String, RefOr<Header>>,
    /// `securitySchemes`, in order.
    pub security_schemes: IndexMap<String, RefOr<SecurityScheme>>,
    /// `links`, in order.
    pub links: IndexMap<String, RefOr<Link>>,
    /// `callbacks`, in order.
    pub callbacks: IndexMap<String, RefOr<Callback>>,
    /// `pathItems`, in order, new in 3.1.
    pub path_items: IndexMap<String, PathItem>,
    /// `mediaTypes`, in order, new in 3.2.
    pub media_types: Content,
    /// Where it is written.
    pub at: At,
}

impl Read for Components {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the components", cx)?;
        let schemas = object.or_empty("schemas");
        let responses = object.or_empty("responses");
        let parameters = object.or_empty("parameters");
        let examples = object.or_empty("examples");
        let request_bodies = object.or_empty("requestBodies");
        let headers = object.or_empty("headers");
        let security_schemes = object.or_empty("securitySchemes");
        let links = object.or_empty("links");
        let callbacks = object.or_empty("callbacks");
        let path_items = object.since(Version::V3_1, "pathItems").unwrap_or_default();
        let media_types = object.since(Version::V3_2, "mediaTypes").unwrap_or_default();
        object.finish();
        Some(Self {
            schemas,
            responses,
            parameters,
            examples,
            request_bodies,
            headers,
            security_schemes,
            links,
            callbacks,
            path_items,
            media_types,
            at: node.at,
        })
    }
}
