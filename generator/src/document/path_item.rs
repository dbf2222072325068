//! The Path Item Object.

use super::operation::Operation;
use super::parameter::Parameter;
use super::read::{Cx, Object, Read};
use super::reference::{RefOr, Reference};
use super::server::Server;
use crate::source::{At, Node};

/// The methods of OpenAPI, lower case, in its order.
pub const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// What can be done at a path.
#[derive(Clone, PartialEq, Debug)]
pub struct PathItem {
    /// `$ref` to another path item, whose fields the ones written here add to.
    pub reference: Option<Reference>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// Method, lower case, and operation, in order of the text.
    pub operations: Vec<(&'static str, Operation)>,
    /// `servers`, in order.
    pub servers: Vec<Server>,
    /// `parameters` of all operations, in order.
    pub parameters: Vec<RefOr<Parameter>>,
    /// Where it is written.
    pub at: At,
}

impl Read for PathItem {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a path item", cx)?;
        let reference = reference(&mut object);
        let summary = object.optional("summary");
        let description = object.optional("description");
        let mut operations: Vec<(&'static str, Operation)> = Vec::new();
        for method in METHODS {
            operations.extend(object.optional(method).map(|operation| (*method, operation)));
        }
        operations.sort_by_key(|(_, operation)| operation.at);
        let servers = object.or_empty("servers");
        let parameters = object.or_empty("parameters");
        object.finish();
        Some(Self { reference, summary, description, operations, servers, parameters, at: node.at })
    }
}

fn reference(object: &mut Object<'_, '_, '_>) -> Option<Reference> {
    let to_at = object.peek("$ref")?.at;
    let to = object.optional("$ref")?;
    Some(Reference { to, to_at, summary: None, description: None, at: to_at })
}
