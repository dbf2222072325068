//! Requests that the API sends.

use super::{Docs, Ident, Name, TypeRef};
use crate::source::At;

/// What a webhook sends.
#[derive(Clone, PartialEq, Debug)]
pub struct Webhook {
    /// The name in the description, which senders often give in a header or member.
    pub wire: String,
    /// Words of its Rust name.
    pub name: Name,
    /// Its variant. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// What it carries.
    pub payload: Incoming,
    /// The value by which its body is told from those of all others, see
    /// [`Api::webhook_tag`](super::Api::webhook_tag).
    pub tag: Option<String>,
    /// The operation object.
    pub at: At,
}

/// What a callback sends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Callback {
    /// Its name.
    pub name: String,
    /// Method and runtime expression of the URL.
    pub target: String,
    /// What it carries.
    pub payload: Incoming,
}

/// The body of a request that the API sends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Incoming {
    /// None.
    Empty,
    /// JSON of this type.
    Json(TypeRef),
    /// Anything else.
    Bytes,
}
