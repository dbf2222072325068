//! Operations with everything they inherit.

use super::Wait;
use super::{
    Find, Many, Pagination, Rename, Retry, ReturnValue, SchemaId, Security, Server, Unwrap,
};
pub use crate::document::parameter::{Place, Style};
pub use crate::document::path_item::Method;
pub use crate::document::responses::Status;
use crate::source::{At, Node};

/// One operation.
#[derive(Clone, PartialEq, Debug)]
pub struct Operation {
    /// `operationId`, unique.
    pub id: Option<String>,
    /// The part of `operationId` that its author wrote, where the rest is a framework's and no other operation has
    /// that part.
    pub function: Option<String>,
    /// The method.
    pub method: Method,
    /// The path template.
    pub path: String,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub link: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// The path item's parameters overridden by the operation's. Path parameters are complete and no more
    /// than the template has, in its order; the others follow in order of the document.
    pub parameters: Vec<Parameter>,
    /// `requestBody`.
    pub body: Option<RequestBody>,
    /// `responses`, in order.
    pub responses: Vec<Response>,
    /// Its own `security`; `None` inherits the root's.
    pub security: Option<Security>,
    /// Its own or its path item's servers; empty inherits the root's.
    pub servers: Vec<Server>,
    /// `x-sdk-group` (and synonyms).
    pub group: Option<String>,
    /// `x-sdk-name` (and synonyms).
    pub rename: Rename,
    /// `aliases` of `x-sdk-name`.
    pub aliases: Vec<String>,
    /// `x-sdk-timeout`, seconds.
    pub timeout: Option<f64>,
    /// `x-sdk-retry`.
    pub retry: Option<Retry>,
    /// `x-sdk-pagination`.
    pub pagination: Option<Pagination>,
    /// `x-ms-pageable` without a link: all there is comes as one page.
    pub one_page: bool,
    /// `x-fern-sdk-return-value`; checked, it is [`MediaType::unwrap`].
    pub return_value: Option<ReturnValue>,
    /// `x-sdk-wait`.
    pub wait: Option<Wait>,
    /// The value of `x-sdk-wait`, or the operation object.
    pub wait_at: At,
    /// `callbacks`, in order: the name, and where the callback is written.
    pub callbacks: Vec<(String, At)>,
    /// `x-sdk-find`: its parameter is an optional one of the query.
    pub find: Option<Find>,
    /// `x-sdk-many`: the one input of the operation is a path parameter.
    pub many: Option<Many>,
    /// The operation object.
    pub at: At,
}

/// A request that the API sends.
#[derive(Clone, PartialEq, Debug)]
pub struct Incoming {
    /// The name of a webhook, or the runtime expression of the URL that a callback goes to.
    pub name: String,
    /// The callback that it is part of.
    pub callback: Option<At>,
    /// What is sent.
    pub operation: Operation,
}

/// What can be called with parts of a response.
#[derive(Clone, PartialEq, Debug)]
pub struct Link {
    /// Its name.
    pub name: String,
    /// The `operationId` or `operationRef` of what is called.
    pub target: Option<String>,
    /// Names of the target's parameters, and the runtime expressions or values that they get.
    pub parameters: Vec<(String, Node)>,
    /// `description`.
    pub description: Option<String>,
}

impl Event {
    /// What it is called among others.
    pub(crate) fn name(&self) -> &str {
        self.names.first().map_or("other", String::as_str)
    }
}

/// A parameter.
#[derive(Clone, PartialEq, Debug)]
pub struct Parameter {
    /// Its name on the wire.
    pub name: String,
    /// `in`.
    pub place: Place,
    /// `description`.
    pub description: Option<String>,
    /// `required`; always true for the path.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `allowEmptyValue`.
    pub allow_empty: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `style`, or its default for the place.
    pub style: Style,
    /// `explode`, or its default for the style.
    pub explode: bool,
    /// `schema`, or that of the single entry of `content`.
    pub schema: SchemaId,
    /// The single entry of `content`, if the parameter has that instead of `schema`.
    pub content: Option<MediaType>,
    /// `example`, then `examples`.
    pub examples: Vec<Node>,
    /// `x-sdk-name`.
    pub rename: Rename,
    /// Whether its path has it, for all of its operations.
    pub of_path: bool,
    /// The parameter object.
    pub at: At,
}

/// A request body.
#[derive(Clone, PartialEq, Debug)]
pub struct RequestBody {
    /// `description`.
    pub description: Option<String>,
    /// `required`, where it is said.
    pub required: Option<bool>,
    /// `content`, in order.
    pub content: Vec<MediaType>,
    /// The request body object.
    pub at: At,
}

/// An entry of `content`.
#[derive(Clone, PartialEq, Debug)]
pub struct MediaType {
    /// The media type or range, as written.
    pub name: String,
    /// `schema`.
    pub schema: Option<SchemaId>,
    /// The schema of one piece, where the body is a sequence of them: of `itemSchema`, for server-sent events
    /// that of their data.
    pub item: Option<SchemaId>,
    /// The kinds of server-sent events that their names tell apart, in place of one piece.
    pub events: Vec<Event>,
    /// `example`, then the values of `examples`.
    pub examples: Vec<Node>,
    /// `x-sdk-unwrap`.
    pub unwrap: Option<Unwrap>,
    /// `description`.
    pub description: Option<String>,
    /// `encoding`, in order: the name of a property, and how it is written.
    pub encoding: Vec<(String, Encoding)>,
    /// The media type object.
    pub at: At,
}

impl MediaType {
    /// A media type of which nothing but the schema is known.
    pub(crate) fn of(name: &str, schema: SchemaId, at: At) -> Self {
        Self {
            name: name.to_owned(),
            schema: Some(schema),
            item: None,
            events: Vec::new(),
            description: None,
            examples: Vec::new(),
            unwrap: None,
            encoding: Vec::new(),
            at,
        }
    }

    /// The schemas of the whole and of its pieces.
    pub(crate) fn schemas(&self) -> impl Iterator<Item = SchemaId> {
        let events = self.events.iter().map(|event| event.data);
        self.schema.into_iter().chain(self.item).chain(events)
    }
}

/// A kind of server-sent events.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    /// The names that tell it; none where all other names do.
    pub names: Vec<String>,
    /// What its data is.
    pub data: SchemaId,
}

/// How a property of a form or multipart body is written.
#[derive(Clone, PartialEq, Debug)]
pub struct Encoding {
    /// `contentType`: one media type or range, or several between commas.
    pub content_type: Option<String>,
    /// `headers`, without those that the client writes: `Content-Type` and `Content-Disposition`.
    pub headers: Vec<Header>,
    /// `style`.
    pub style: Option<Style>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// Whether something is said of what is within the part.
    pub is_nested: bool,
    /// The encoding object.
    pub at: At,
}

/// A response.
#[derive(Clone, PartialEq, Debug)]
pub struct Response {
    /// Its key.
    pub status: Status,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `content`, in order.
    pub content: Vec<MediaType>,
    /// `headers`, in order.
    pub headers: Vec<Header>,
    /// `links`, in order.
    pub links: Vec<Link>,
    /// The response object.
    pub at: At,
}

/// A header of a response.
#[derive(Clone, PartialEq, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `schema`, or that of the single entry of `content`.
    pub schema: Option<SchemaId>,
    /// Whether members of an object are `name=value`.
    pub explode: bool,
    /// The media type, where `content` describes the value.
    pub content: Option<String>,
    /// The header object.
    pub at: At,
}
