//! The Link Object.

use indexmap::IndexMap;

use super::read::{Cx, Object, Read};
use super::server::Server;
use crate::source::{At, Node};

/// What can be called with parts of a response.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// `operationRef`.
    pub operation_ref: Option<String>,
    /// `operationId`.
    pub operation_id: Option<String>,
    /// `parameters`, in order.
    pub parameters: IndexMap<String, Node>,
    /// `requestBody`.
    pub request_body: Option<Node>,
    /// `description`.
    pub description: Option<String>,
    /// `server`.
    pub server: Option<Server>,
    /// Where it is written.
    pub at: At,
}

impl Read for Link {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a link", cx)?;
        let operation_ref = object.optional("operationRef");
        let operation_id = object.optional("operationId");
        let parameters = object.or_empty("parameters");
        let request_body = object.optional("requestBody");
        let description = object.optional("description");
        let server = object.optional("server");
        object.finish();
        Some(Self {
            operation_ref,
            operation_id,
            parameters,
            request_body,
            description,
            server,
            at: node.at,
        })
    }
}
