//! Meaningful OpenAPI: references followed, all versions made one dialect, inherited things inherited.
//!
//! Takes the [`Document`] as written and gives plain data that refers by index.
//! Knows nothing of Rust: no identifier, no type, no case conversion happens here.

mod body;
mod check;
mod extension;
mod functions;
mod heirs;
mod inherit;
mod kind;
mod operation;
mod parameter;
mod path_template;
mod paths;
mod refs;
mod resolver;
mod schema;
mod security;
mod seek;
mod server;
mod stream;
mod tag;
#[cfg(test)]
mod tests;
mod unused;
mod verbs;

pub(crate) use crate::document::path_item::is_token;
pub(crate) use check::{member_sent, of_query};
pub use extension::*;
pub(crate) use functions::function;
pub use operation::*;
#[doc(hidden)]
pub use parameter::FRAMING_HEADERS;
pub use schema::*;
pub use stream::{Pieces, pieces};
pub(crate) use verbs::is_verb;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Diagnostics;
use crate::document::Document;
use crate::document::reference::RefOr;
use crate::source::{At, Sources};
use resolver::Resolver;

/// Follows what the document refers to, and checks what it means.
pub fn resolve(sources: &Sources, document: &Document, diags: &mut Diagnostics) -> Resolved {
    let mut resolver = Resolver::new(sources, document, diags);
    resolver.look_for_dynamic();
    resolver.components();
    let mut schemes = resolver.schemes();
    let security = document.security.as_ref().map(|security| resolver.security(security));
    let servers = resolver.servers(&document.servers);
    let mut operations = resolver.operations();
    functions::name(&mut operations);
    schemes.append(&mut resolver.schemes_elsewhere);
    resolver.order_scopes(&mut schemes);
    resolver.look_at_the_rest();
    resolver.build_pending();
    resolver.name_schemas();
    resolver.open_cycles();
    let webhooks = std::mem::take(&mut resolver.webhooks);
    let callbacks = std::mem::take(&mut resolver.called_back);
    let named = std::mem::take(&mut resolver.named);
    let mut resolved = Resolved {
        schemas: resolver.take_schemas(),
        schemes,
        security,
        servers,
        operations,
        webhooks,
        callbacks,
        named,
        ..Resolved::header(document)
    };
    resolved.tags = tag::tags(document, diags);
    tag::order(document, &mut resolved);
    stream::settle(&mut resolved, document.version, diags);
    check::check(&mut resolved, sources, document, diags);
    heirs::to_unions(&mut resolved);
    resolved
}

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
    /// What all paths begin with, which says nothing of any of them: empty, or with a slash before it and
    /// none after it.
    pub base_path: String,
    /// `components.securitySchemes`, in order.
    pub schemes: Vec<SecurityScheme>,
    /// The root's `security`.
    pub security: Option<Security>,
    /// `tags`, in order.
    pub tags: Vec<Tag>,
    /// Every schema that something refers to or that is a component.
    pub schemas: Vec<Arc<Schema>>,
    /// `components.schemas` of the root document, in order, then other definitions that references lead to.
    pub named: Vec<(String, SchemaId)>,
    /// The keys of the parameters, bodies, responses and headers that stand in `components`.
    pub shared: BTreeMap<At, String>,
    /// Operations in order of the document.
    pub operations: Vec<Operation>,
    /// What webhooks send, in order of the document; of one path item there may be several.
    pub webhooks: Vec<Incoming>,
    /// What callbacks send.
    pub callbacks: Vec<Incoming>,
    /// `x-sdk-timeout`.
    pub timeout: Option<f64>,
    /// `x-sdk-retry`.
    pub retry: Option<Retry>,
    /// `x-sdk-verify`: an operationId that exists.
    pub verify: Option<String>,
    /// `refused` of `x-sdk-verify`.
    pub refused: Vec<u16>,
    /// The root object.
    pub at: At,
}

impl Resolved {
    /// What the document says about itself, and nothing else.
    fn header(document: &Document) -> Self {
        let info = document.info.as_ref();
        Self {
            title: info.map(|info| info.title.clone()).unwrap_or_default(),
            version: info.map(|info| info.version.clone()).unwrap_or_default(),
            summary: info.and_then(|info| info.summary.clone()),
            description: info.and_then(|info| info.description.clone()),
            servers: Vec::new(),
            base_path: document.base_path.clone(),
            schemes: Vec::new(),
            security: None,
            tags: Vec::new(),
            schemas: Vec::new(),
            named: Vec::new(),
            shared: shared(document),
            operations: Vec::new(),
            webhooks: Vec::new(),
            callbacks: Vec::new(),
            timeout: document.timeout,
            retry: document.retry.clone(),
            verify: None,
            refused: document.verify.refused.clone(),
            at: document.at,
        }
    }

    /// A schema.
    #[must_use]
    pub fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }
}

/// Where the objects stand that operations share, and what they are called.
fn shared(document: &Document) -> BTreeMap<At, String> {
    let Some(components) = &document.components else { return BTreeMap::new() };
    let parameters = components.parameters.iter().map(|(key, item)| (key, place(item, |it| it.at)));
    let bodies = components.request_bodies.iter().map(|(key, item)| (key, place(item, |it| it.at)));
    let responses = components.responses.iter().map(|(key, item)| (key, place(item, |it| it.at)));
    let headers = components.headers.iter().map(|(key, item)| (key, place(item, |it| it.at)));
    let all = parameters.chain(bodies).chain(responses).chain(headers);
    all.filter_map(|(key, at)| Some((at?, key.clone()))).collect()
}

fn place<T>(item: &RefOr<T>, at: impl Fn(&T) -> At) -> Option<At> {
    match item {
        RefOr::Item(item) => Some(at(item)),
        RefOr::Ref(_) => None,
    }
}

/// A base URL.
#[derive(Clone, PartialEq, Debug)]
pub struct Server {
    /// The URL with its variables replaced by their defaults.
    pub url: String,
    /// The URL as written, with the names of variables in braces; all of them are declared.
    pub template: String,
    /// The variables that the URL names, in its order.
    pub variables: Vec<ServerVariable>,
    /// What other tools call it.
    pub name: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// `x-sdk-env`.
    pub env: Option<String>,
    /// Whether it is nobody's default, by `x-sdk-env`.
    pub is_example: bool,
    /// The server object, or the document where there is none.
    pub at: At,
}

/// A variable of a server's URL.
#[derive(Clone, PartialEq, Debug)]
pub struct ServerVariable {
    /// Its name in the template.
    pub name: String,
    /// Its description.
    pub description: Option<String>,
    /// What it is unless someone says otherwise.
    pub default: String,
    /// The values that it may have; any where there is none.
    pub values: Vec<String>,
}

/// A tag.
#[derive(Clone, PartialEq, Debug)]
pub struct Tag {
    /// Its name.
    pub name: String,
    /// `summary`.
    pub summary: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// What the tags are called that it is a part of, the outermost first.
    pub within: Vec<String>,
    /// `aliases` of `x-sdk-name`.
    pub aliases: Vec<String>,
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
    /// `deprecated`.
    pub deprecated: bool,
    /// Its kind.
    pub kind: SchemeKind,
    /// `x-sdk-env`: one variable, user name and password for basic, or client id and secret for client
    /// credentials.
    pub env: Vec<String>,
    /// The scheme object.
    pub at: At,
}

/// What a security scheme asks for.
#[derive(Clone, PartialEq, Debug)]
pub enum SchemeKind {
    /// `http` with the name of the scheme as written, whose case has no meaning: `bearer`, `Basic`, …
    Http(String),
    /// `apiKey` in a header.
    Header(String),
    /// `apiKey` in the query.
    Query(String),
    /// `apiKey` in a cookie.
    Cookie(String),
    /// `oauth2`, with what the flow of client credentials needs, if it has that flow.
    OAuth2(Option<ClientCredentials>),
    /// `openIdConnect`.
    OpenIdConnect,
    /// `mutualTLS`.
    MutualTls,
}

/// How an application gets access tokens (RFC 6749, section 4.4).
#[derive(Clone, PartialEq, Debug)]
pub struct ClientCredentials {
    /// `tokenUrl`, as written.
    pub token_url: String,
    /// The scopes that some operation requires: in the order of the flow, then those it does not list.
    pub scopes: Vec<String>,
}
