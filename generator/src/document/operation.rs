//! The Operation Object.

use indexmap::IndexMap;

use super::Version;
use super::callback::Callback;
use super::extension::{
    self, Called, Find, Many, Pagination, Retry, ReturnValue, Streaming, Wait, foreign,
};
use super::external_docs::ExternalDocs;
use super::parameter::Parameter;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::request_body::RequestBody;
use super::responses::Responses;
use super::security_requirement::SecurityRequirement;
use super::server::Server;
use crate::source::{At, Node};

/// An operation as written.
#[derive(Clone, PartialEq, Debug)]
pub struct Operation {
    /// `tags`, in order.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `operationId`.
    pub operation_id: Option<OperationId>,
    /// `parameters`, in order.
    pub parameters: Vec<RefOr<Parameter>>,
    /// `requestBody`.
    pub request_body: Option<RefOr<RequestBody>>,
    /// `responses`; 3.0 requires it.
    pub responses: Option<Responses>,
    /// `callbacks`, in order.
    pub callbacks: IndexMap<String, RefOr<Callback>>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `security`.
    pub security: Option<Vec<SecurityRequirement>>,
    /// `servers`, in order.
    pub servers: Vec<Server>,
    /// `x-sdk-group` or a synonym.
    pub group: Option<String>,
    /// `x-sdk-name` or a synonym.
    pub called: Called,
    /// `x-sdk-timeout`, seconds.
    pub timeout: Option<f64>,
    /// `x-sdk-retry` or a synonym.
    pub retry: Option<Retry>,
    /// `x-sdk-pagination` or a synonym.
    pub pagination: Option<Pagination>,
    /// `x-fern-pagination: true`: as [`Document::pagination`](super::Document::pagination) says.
    pub pages_as_document: bool,
    /// `x-ms-pageable` without a link: all there is comes as one page.
    pub one_page: bool,
    /// `x-fern-streaming`.
    pub streaming: Option<Streaming>,
    /// `x-fern-sdk-return-value`.
    pub return_value: Option<ReturnValue>,
    /// `x-sdk-wait`.
    pub wait: Option<Wait>,
    /// `x-sdk-find`.
    pub find: Option<Find>,
    /// `x-sdk-many`.
    pub many: Option<Many>,
    /// Where it is written.
    pub at: At,
}

impl Read for Operation {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "an operation", cx)?;
        let tags = object.or_empty("tags");
        let summary = object.optional("summary");
        let description = object.optional("description");
        let description = foreign::described(&mut object, description);
        let external_docs = object.optional("externalDocs");
        let operation_id = object.optional("operationId");
        let parameters = object.or_empty("parameters");
        let request_body = object.optional("requestBody");
        let responses = responses(&mut object);
        let callbacks = object.or_empty("callbacks");
        let deprecated = object.flag("deprecated") || foreign::is_deprecated(&mut object);
        let security = object.optional("security");
        let servers = object.or_empty("servers");
        let group = extension::group(&mut object);
        let called = Called::operation(&mut object);
        let timeout = extension::timeout(&mut object);
        let retry = extension::retry(&mut object);
        let pagination = extension::pagination(&mut object);
        let one_page = foreign::is_one_page(&object);
        let pages_as_document = pagination.is_none() && foreign::as_the_document(&object);
        let streaming = Streaming::of(&mut object);
        let return_value = ReturnValue::of(&mut object);
        let wait = object.optional("x-sdk-wait");
        let find = object.optional("x-sdk-find");
        let many = object.optional("x-sdk-many");
        object.finish();
        Some(Self {
            tags,
            summary,
            description,
            external_docs,
            operation_id,
            parameters,
            request_body,
            responses,
            callbacks,
            deprecated,
            security,
            servers,
            group,
            called,
            timeout,
            retry,
            pagination,
            pages_as_document,
            one_page,
            streaming,
            return_value,
            wait,
            find,
            many,
            at: node.at,
        })
    }
}

fn responses(object: &mut Object<'_, '_, '_>) -> Option<Responses> {
    match object.version() {
        Version::V3_0 if !object.is_incoming() => object.required("responses"),
        Version::V3_0 | Version::V3_1 | Version::V3_2 => object.optional("responses"),
    }
}

/// An `operationId`.
#[derive(Clone, PartialEq, Debug)]
pub struct OperationId {
    /// The id.
    pub id: String,
    /// Where it is written.
    pub at: At,
}

impl Read for OperationId {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        Some(Self { id: String::read(node, cx)?, at: node.at })
    }
}
