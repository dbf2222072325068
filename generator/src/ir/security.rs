//! Credentials.

use super::{Docs, Ident, Name};

/// Alternatives (OR) of schemes that go together (AND), as indices into
/// [`Api::schemes`](super::Api::schemes). No alternative at all means public.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Security(pub Vec<Vec<u32>>);

/// A security scheme that some operation uses.
#[derive(Clone, PartialEq, Debug)]
pub struct SecurityScheme {
    /// Its key in the components.
    pub id: String,
    /// Words of its Rust name.
    pub name: Name,
    /// The builder's method and the constructor's argument. Set by the names pass.
    pub ident: Ident,
    /// The builder's method that takes a provider. Set by the names pass; of no use for basic.
    pub provider: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// How it is sent.
    pub kind: SchemeKind,
    /// Environment variables: one, user name and password for basic, or client id and secret for OAuth 2.
    pub env: Vec<String>,
}

/// How a credential is sent.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SchemeKind {
    /// RFC 6750 bearer token.
    Bearer,
    /// RFC 7617 basic.
    Basic,
    /// A token under this scheme of the header `authorization`.
    Http(String),
    /// A header of this name.
    Header(String),
    /// A query parameter of this name.
    Query(String),
    /// A cookie of this name.
    Cookie(String),
    /// RFC 6750 bearer token that an application gets for itself (RFC 6749, section 4.4).
    OAuth2 {
        /// Where it gets them.
        token_url: String,
        /// What it asks for; nothing means what the server gives by default.
        scopes: Vec<String>,
    },
}
