//! The Security Requirement Object.

use super::read::{Cx, Read};
use crate::source::{At, Node, Value};

/// Schemes that a call must satisfy together; none is public access.
#[derive(Clone, PartialEq, Debug)]
pub struct SecurityRequirement {
    /// The schemes in order.
    pub schemes: Vec<RequiredScheme>,
    /// Where it is written.
    pub at: At,
}

/// One scheme of a requirement.
#[derive(Clone, PartialEq, Debug)]
pub struct RequiredScheme {
    /// The key in `components.securitySchemes`.
    pub name: String,
    /// Scopes or roles.
    pub scopes: Vec<String>,
    /// The list of scopes, whose key is the name.
    pub at: At,
}

impl Read for SecurityRequirement {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            cx.wrong_type(node, "an object");
            return None;
        };
        let mut schemes = Vec::with_capacity(members.len());
        for (name, node) in members {
            let scopes = Vec::read(node, cx).unwrap_or_default();
            schemes.push(RequiredScheme { name: name.clone(), scopes, at: node.at });
        }
        Some(Self { schemes, at: node.at })
    }
}
