//! OpenAPI objects as written, one file per noun.
//!
//! Takes the tree and gives plain data that mirrors the text: references unfollowed, each version in its
//! own words. Reports what is not the shape that OpenAPI prescribes; judges no meaning, follows no
//! reference, knows nothing of Rust.

pub mod callback;
pub mod components;
pub mod discriminator;
pub mod encoding;
pub mod example;
pub mod extension;
pub mod external_docs;
pub mod header;
pub mod info;
pub mod link;
pub mod media_type;
pub mod number;
pub mod oauth_flows;
pub mod operation;
pub mod parameter;
pub mod path_item;
pub mod paths;
pub mod read;
pub mod reference;
pub mod request_body;
pub mod response;
pub mod responses;
pub mod schema;
pub mod security_requirement;
pub mod security_scheme;
pub mod server;
pub mod sparse;
pub(crate) mod suggest;
pub mod tag;
#[cfg(test)]
mod tests;
mod version;
pub mod xml;

pub use number::Number;
pub use read::Read;
pub use version::Version;

use std::thread;

use indexmap::IndexMap;

use components::Components;
use extension::{MethodNames, Pagination, Retry, Verify, foreign};
use external_docs::ExternalDocs;
use info::Info;
use path_item::PathItem;
use paths::Paths;
use read::{Cx, Object};
use security_requirement::SecurityRequirement;
use server::Server;
use tag::Tag;

use crate::diag::{Diagnostics, Place, codes};
use crate::source::{At, FileId, Node, Sources};

/// The root of a description. What could not be read is missing, after a diagnostic.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// `openapi`.
    pub version: Version,
    /// `info`.
    pub info: Option<Info>,
    /// `jsonSchemaDialect`.
    pub json_schema_dialect: Option<String>,
    /// `servers`, in order.
    pub servers: Vec<Server>,
    /// `paths`.
    pub paths: Paths,
    /// `x-fern-base-path`: what all paths begin with; empty or with a slash before it and none after it.
    pub base_path: String,
    /// `webhooks`, in order.
    pub webhooks: IndexMap<String, PathItem>,
    /// `components`.
    pub components: Option<Components>,
    /// `security`.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `tags`, in order.
    pub tags: Vec<Tag>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `x-sdk-timeout`, seconds.
    pub timeout: Option<f64>,
    /// `x-sdk-retry` or a synonym.
    pub retry: Option<Retry>,
    /// `x-sdk-verify`.
    pub verify: Verify,
    /// `x-fern-pagination`: that of operations which say no more than that they have pages.
    pub pagination: Option<Pagination>,
    /// `x-speakeasy-name-override`.
    pub method_names: MethodNames,
    /// The root object.
    pub at: At,
}

impl Document {
    /// A document that says nothing.
    fn empty(version: Version, at: At) -> Self {
        Self {
            version,
            info: None,
            json_schema_dialect: None,
            servers: Vec::new(),
            paths: Paths::default(),
            base_path: String::new(),
            webhooks: IndexMap::new(),
            components: None,
            security: None,
            tags: Vec::new(),
            external_docs: None,
            timeout: None,
            retry: None,
            verify: Verify::default(),
            pagination: None,
            method_names: MethodNames::default(),
            at,
        }
    }
}

/// Reads the root document. Of an OpenAPI version that is not read, nothing but the version is looked at.
pub fn read(sources: &Sources, diags: &mut Diagnostics) -> Document {
    let start = At { file: FileId(0), node: 0 };
    let Some(root) = sources.root() else {
        return Document::empty(Version::V3_1, start);
    };
    let Some(version) = version::read(root, diags) else {
        return Document::empty(Version::V3_1, root.at);
    };
    document(root, version, diags).unwrap_or_else(|| Document::empty(version, root.at))
}

fn document(root: &Node, version: Version, diags: &mut Diagnostics) -> Option<Document> {
    thread::scope(|scope| within(scope, root, version, diags))
}

/// Components and paths are the halves of most documents, so they are read beside each other.
fn within<'s, 'n: 's>(
    scope: &'s thread::Scope<'s, 'n>,
    root: &'n Node,
    version: Version,
    diags: &mut Diagnostics,
) -> Option<Document> {
    let mut cx = Cx::new(version, diags);
    let mut object = Object::open(root, "the document", &mut cx)?;
    let components = object.ahead("components", scope);
    object.node("openapi");
    // References are looked up by it, when the files are read.
    object.since::<String>(Version::V3_2, "$self");
    let document = Document {
        version,
        info: object.required("info"),
        json_schema_dialect: object.since(Version::V3_1, "jsonSchemaDialect"),
        servers: object.or_empty("servers"),
        paths: all_paths(&mut object),
        base_path: foreign::base_path(&mut object).unwrap_or_default(),
        webhooks: webhooks(&mut object),
        components: object.awaited("components", components),
        security: object.optional("security"),
        tags: object.or_empty("tags"),
        external_docs: object.optional("externalDocs"),
        timeout: extension::timeout(&mut object),
        retry: extension::retry(&mut object),
        verify: object.or_empty("x-sdk-verify"),
        pagination: foreign::pagination(&mut object),
        method_names: object.or_empty("x-speakeasy-name-override"),
        at: root.at,
    };
    object.finish();
    Some(document)
}

fn all_paths(object: &mut Object<'_, '_, '_>) -> Paths {
    let mut paths = paths(object);
    foreign::more_paths(object, &mut paths);
    paths
}

fn webhooks(object: &mut Object<'_, '_, '_>) -> IndexMap<String, PathItem> {
    let mut webhooks = object.since(Version::V3_1, "webhooks").unwrap_or_default();
    foreign::more_webhooks(object, &mut webhooks);
    webhooks
}

/// 3.0 requires `paths`; later versions are content with `webhooks` or `components`.
fn paths(object: &mut Object<'_, '_, '_>) -> Paths {
    let another = object.peek("webhooks").or(object.peek("components"));
    let (Some(another), None) = (another, object.peek("paths")) else {
        return object.required("paths").unwrap_or_default();
    };
    if object.version() == Version::V3_0 {
        object
            .diags()
            .report(codes::TOLERATED, Place::Key(another.at), "the document has no `paths`")
            .help("add `paths: {}`, or write `openapi: 3.1.0`");
    }
    object.optional("paths").unwrap_or_default()
}
