//! The Server Object and its variables.

use indexmap::IndexMap;

use super::Version;
use super::extension::{Env, foreign};
use super::read::{Cx, Object, Read};
use crate::source::{At, Node};

/// A base URL.
#[derive(Clone, PartialEq, Debug)]
pub struct Server {
    /// `url`, a template.
    pub url: String,
    /// `name`, new in 3.2, or what other tools call it.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `variables`, in order.
    pub variables: IndexMap<String, ServerVariable>,
    /// `x-sdk-env`.
    pub env: Option<Env>,
    /// Where it is written.
    pub at: At,
}

impl Read for Server {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a server", cx)?;
        let url = object.required("url");
        let name = object.since(Version::V3_2, "name");
        let name = name.or_else(|| foreign::server_name(&mut object));
        let description = object.optional("description");
        let variables = object.or_empty("variables");
        let env = object.optional("x-sdk-env");
        object.finish();
        Some(Self { url: url?, name, description, variables, env, at: node.at })
    }
}

/// A variable of a server's URL.
#[derive(Clone, PartialEq, Debug)]
pub struct ServerVariable {
    /// `enum`, in order.
    pub values: Vec<String>,
    /// `default`.
    pub default: String,
    /// `description`.
    pub description: Option<String>,
    /// Where it is written.
    pub at: At,
}

impl Read for ServerVariable {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a server variable", cx)?;
        let values = object.or_empty("enum");
        let default = object.required("default");
        let description = object.optional("description");
        object.finish();
        Some(Self { values, default: default?, description, at: node.at })
    }
}
