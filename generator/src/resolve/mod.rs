//! Meaningful OpenAPI: references followed, 3.0 and 3.1 made one dialect, inherited things inherited.
//!
//! Takes the [`Document`](crate::document::Document) as written and gives plain data that refers by index.
//! Knows nothing of Rust: no identifier, no type, no case conversion happens here.

mod extension;
mod operation;
mod schema;

pub use extension::*;
pub use operation::*;
pub use schema::*;

use crate::source::At;

/// A whole description.
#[derive(Clone, PartialEq, Debug)]
pub struct Resolved {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.summary`.
    pub summary: Option<String>,
    /// `info.description`.
    pub description: Option<String>,
    /// `servers`; one with the URL `/` where the document has none.
    pub servers: Vec<Server>,
    /// `components.securitySchemes`, in order.
    pub schemes: Vec<SecurityScheme>,
    /// The root's `security`.
    pub security: Option<Security>,
    /// `tags`, in order.
    pub tags: Vec<Tag>,
    /// Every schema that something refers to or that is a component.
    pub schemas: Vec<Schema>,
    /// `components.schemas` of the root document, in order, then those of other files reached by reference.
    pub named: Vec<(String, SchemaId)>,
    /// Operations in order of the document.
    pub operations: Vec<Operation>,
    /// `x-sdk-timeout`.
    pub timeout: Option<f64>,
    /// `x-sdk-retry`.
    pub retry: Option<Retry>,
    /// `x-sdk-verify`: an operationId that exists.
    pub verify: Option<String>,
    /// The root object.
    pub at: At,
}

impl Resolved {
    /// A schema.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }
}

/// A base URL.
#[derive(Clone, PartialEq, Debug)]
pub struct Server {
    /// The URL with its variables replaced by their defaults.
    pub url: String,
    /// Its description.
    pub description: Option<String>,
    /// `x-sdk-env`.
    pub env: Option<String>,
    /// The server object, or the document where there is none.
    pub at: At,
}

/// A tag.
#[derive(Clone, PartialEq, Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
}

/// Alternatives (OR) of scheme indices that go together (AND). No alternative, or an empty one, is public.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Security(pub Vec<Vec<u32>>);

/// A security scheme.
#[derive(Clone, PartialEq, Debug)]
pub struct SecurityScheme {
    /// Its key.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// Its kind.
    pub kind: SchemeKind,
    /// `x-sdk-env`: one variable, or user name and password for basic.
    pub env: Vec<String>,
    /// The scheme object.
    pub at: At,
}

/// What a security scheme asks for.
#[derive(Clone, PartialEq, Debug)]
pub enum SchemeKind {
    /// `http` with any registered scheme name, lower case: `bearer`, `basic`, …
    Http(String),
    /// `apiKey` in a header.
    Header(String),
    /// `apiKey` in the query.
    Query(String),
    /// `apiKey` in a cookie.
    Cookie(String),
    /// `oauth2`.
    OAuth2,
    /// `openIdConnect`.
    OpenIdConnect,
    /// `mutualTLS`.
    MutualTls,
}
