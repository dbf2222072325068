//! The Path Item Object.

use std::borrow::Cow;

use indexmap::IndexMap;

use super::Version;
use super::operation::Operation;
use super::parameter::Parameter;
use super::read::{Cx, Object, Read};
use super::reference::{RefOr, Reference};
use super::server::Server;
use crate::diag::{Place, codes};
use crate::source::{At, Node};

/// The methods with a field of their own: as it is called, and as they are sent. `query` is new in 3.2.
pub const METHODS: &[(&str, &str, Version)] = &[
    ("get", "GET", Version::V3_0),
    ("put", "PUT", Version::V3_0),
    ("post", "POST", Version::V3_0),
    ("delete", "DELETE", Version::V3_0),
    ("options", "OPTIONS", Version::V3_0),
    ("head", "HEAD", Version::V3_0),
    ("patch", "PATCH", Version::V3_0),
    ("trace", "TRACE", Version::V3_0),
    ("query", "QUERY", Version::V3_2),
];

/// A method as it is sent: it has a case (RFC 9110, section 9.1), so that `COPY` and `copy` are two.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Method(Cow<'static, str>);

impl Method {
    /// The method as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The method as people say it: `get`.
    #[must_use]
    pub fn word(&self) -> String {
        self.0.to_lowercase()
    }
}

/// What can be done at a path.
#[derive(Clone, PartialEq, Debug)]
pub struct PathItem {
    /// `$ref` to another path item, whose fields the ones written here add to.
    pub reference: Option<Reference>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// Method and operation, in order of the text.
    pub operations: Vec<(Method, Operation)>,
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
        let operations = operations(&mut object);
        let servers = object.or_empty("servers");
        let parameters = object.or_empty("parameters");
        object.finish();
        Some(Self { reference, summary, description, operations, servers, parameters, at: node.at })
    }
}

impl From<&'static str> for Method {
    fn from(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }
}

fn operations(object: &mut Object<'_, '_, '_>) -> Vec<(Method, Operation)> {
    let mut operations = Vec::new();
    for (field, method, since) in METHODS {
        let operation = object.since(*since, field);
        operations.extend(operation.map(|operation| (Method::from(*method), operation)));
    }
    let more: Option<IndexMap<String, Operation>> =
        object.since(Version::V3_2, "additionalOperations");
    for (name, operation) in more.unwrap_or_default() {
        let method = Method(Cow::Owned(name));
        if is_additional(object, &method, &operation, &operations) {
            operations.push((method, operation));
        }
    }
    operations.sort_by_key(|(_, operation)| operation.at);
    operations
}

/// Whether a key of `additionalOperations` is a method that the path item does not have yet.
fn is_additional(
    object: &mut Object<'_, '_, '_>,
    method: &Method,
    operation: &Operation,
    known: &[(Method, Operation)],
) -> bool {
    let name = method.as_str();
    let at = Place::Key(operation.at);
    if !is_token(name) {
        let message = format!("no method of HTTP can be called `{name}`");
        let help = "write it as it is sent, such as `COPY`";
        object.diags().report(codes::INVALID_VALUE, at, message).help(help);
        return false;
    }
    let Some((field, ..)) = METHODS.iter().find(|(_, other, _)| *other == name) else {
        return true;
    };
    let help = format!("write it as `{field}` of the path item");
    let is_new = known.iter().all(|(known, _)| known != method);
    let (code, message) = if is_new {
        (codes::TOLERATED, format!("`{name}` has a field of its own"))
    } else {
        (codes::INVALID_VALUE, format!("the path item has `{field}` besides `{name}`"))
    };
    object.diags().report(code, at, message).help(help);
    is_new
}

/// Whether this is a token of HTTP (RFC 9110, section 5.6.2): a method, a name of a header.
#[must_use]
pub fn is_token(name: &str) -> bool {
    let legal = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(c);
    !name.is_empty() && name.chars().all(legal)
}

fn reference(object: &mut Object<'_, '_, '_>) -> Option<Reference> {
    let to_at = object.peek("$ref")?.at;
    let to = object.optional("$ref")?;
    Some(Reference { to, to_at, summary: None, description: None, at: to_at })
}
