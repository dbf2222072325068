//! Operations of the client crate.

use super::{
    Body, Callback, Docs, Envelope, Ident, Json, Name, Pagination, Parameter, Retry, Security,
    Shortcut, Stream, TypeRef, Wait,
};
use crate::source::At;

/// Index into [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct OperationId(pub u32);

/// One operation.
#[derive(Clone, PartialEq, Debug)]
pub struct Operation {
    /// `operationId`, or method and path where the document has none.
    pub id: String,
    /// Words of the method's name.
    pub name: Name,
    /// The method on its group: `rotate_secret_key`. Set by the names pass.
    pub method: Ident,
    /// The type of the unsent call: `RotateSecretKey`. Set by the names pass.
    pub ident: Ident,
    /// The constant that describes it: `ROTATE_SECRET_KEY`. Set by the names pass.
    pub constant: Ident,
    /// Words for the media type of its body, where it is another operation with another body.
    pub alternative: Option<Name>,
    /// What it is called elsewhere. Searches find it by these names and by its id.
    pub aliases: Vec<String>,
    /// What is said about it.
    pub docs: Docs,
    /// RFC 9110 method.
    pub verb: Verb,
    /// The path template: `/machines/{machine_id}`.
    pub path: String,
    /// The base URL that it has to itself: a whole one, or a path at the client's server.
    pub server: Option<String>,
    /// Inputs other than the body, in order of the document. Path parameters come first, in order of
    /// the template.
    pub parameters: Vec<Parameter>,
    /// Header parameters with one legal value; they are sent without being asked for.
    pub constant_headers: Vec<(String, String)>,
    /// Required query parameters with one legal value, sent likewise. (Those of the path are part of
    /// [`Operation::path`].)
    pub constant_query: Vec<(String, String)>,
    /// Required cookies with one legal value, sent likewise.
    pub constant_cookies: Vec<(String, String)>,
    /// The request body.
    pub body: Option<Body>,
    /// Media types of the answers that are asked for, successes first; none where no answer has a body.
    pub accept: Vec<String>,
    /// What a success carries.
    pub success: Answers,
    /// What a documented error carries.
    pub errors: Answers,
    /// Credentials; `None` means the API's default.
    pub security: Option<Security>,
    /// `x-sdk-timeout`, in seconds.
    pub timeout: Option<f64>,
    /// The retry policy, the API's keys included; `None` where it is that of the API.
    pub retry: Option<Retry>,
    /// Whether it may be sent again though its method is not idempotent.
    pub safe: bool,
    /// The header parameter that lets a server recognise a repeated request, as it is declared.
    pub idempotency_key: Option<String>,
    /// `x-sdk-pagination`.
    pub pagination: Option<Pagination>,
    /// `x-sdk-wait`.
    pub wait: Option<Wait>,
    /// Further methods that are made of it.
    pub shortcuts: Vec<Shortcut>,
    /// Server-sent events.
    pub events: Option<Stream>,
    /// JSON values one by one, in lines or after separators.
    pub lines: Option<Stream>,
    /// The struct of the headers that successes declare.
    pub headers: Option<TypeRef>,
    /// The struct of the headers that other responses declare.
    pub error_headers: Option<TypeRef>,
    /// The distinct envelopes of its answers (`x-sdk-unwrap`).
    pub envelopes: Vec<Envelope>,
    /// What the API sends in return.
    pub callbacks: Vec<Callback>,
    /// All documented responses in order of the document, for the documentation.
    pub responses: Vec<ResponseDoc>,
    /// The operation object.
    pub at: At,
}

/// Methods of HTTP.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Verb {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
    /// DELETE.
    Delete,
    /// OPTIONS.
    Options,
    /// HEAD.
    Head,
    /// PATCH.
    Patch,
    /// TRACE.
    Trace,
    /// QUERY.
    Query,
    /// Any other, as it is sent.
    Other(String),
}

impl Verb {
    /// The method as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
            Self::Other(method) => method,
        }
    }
}

impl Operation {
    /// What its answers and their pieces are.
    pub fn answer_types(&self) -> impl Iterator<Item = &AnswerType> {
        let pieces = self.events.iter().chain(&self.lines).map(|stream| &stream.item);
        [&self.success.ty, &self.errors.ty].into_iter().chain(pieces)
    }

    /// What its answers and their pieces are.
    pub fn answer_types_mut(&mut self) -> impl Iterator<Item = &mut AnswerType> {
        let pieces = self.events.iter_mut().chain(&mut self.lines).map(|stream| &mut stream.item);
        [&mut self.success.ty, &mut self.errors.ty].into_iter().chain(pieces)
    }
}

/// What answers of one side (success or error) carry.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Answers {
    /// The Rust type of all of them.
    pub ty: AnswerType,
    /// Which status carries which variant of the type (0 where it has no variants), in order of
    /// precedence: codes, ranges, default.
    pub cases: Vec<Case>,
}

/// The type of a side's answers.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub enum AnswerType {
    /// No documented body: `()` for a success, `Infallible` for errors.
    #[default]
    Empty,
    /// One type of body.
    One(Payload),
    /// An enum shared by all operations with the same set: index into [`Api::answers`](super::Api::answers).
    Set(u32),
}

/// A distinct set of bodies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerSet {
    /// Words of its name, from the first operation that has it; for one that several share, the names
    /// pass finds others.
    pub name: Name,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// What it is a set of.
    pub kind: SetKind,
    /// One variant per distinct status set and body, or for each kind of event.
    pub variants: Vec<AnswerVariant>,
}

/// What answer sets are about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum SetKind {
    /// Successes.
    Answers,
    /// Errors.
    Errors,
    /// The data of server-sent events.
    Events,
}

impl SetKind {
    /// The word that names of such sets end with.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Answers => "response",
            Self::Errors => "error",
            Self::Events => "event",
        }
    }
}

/// One variant of an answer set.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AnswerVariant {
    /// Words of its name: "not found", "created".
    pub name: Name,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// The body; `None` for an empty one.
    pub payload: Payload,
    /// What is said about it.
    pub docs: Docs,
}

/// A response body.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Payload {
    /// No body.
    Empty,
    /// JSON of this type.
    Json(TypeRef),
    /// Text.
    Text,
    /// Anything else, as bytes.
    Bytes,
}

/// A status pattern and its variant.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Case {
    /// The pattern.
    pub status: Status,
    /// The media type or range of the body, where a status has bodies of several kinds; empty otherwise.
    pub media_type: String,
    /// Index of the variant; `None` for an error that is documented without a body, which must not be
    /// decoded by a more general pattern.
    pub variant: Option<u32>,
    /// What the body is within: index into [`Operation::envelopes`].
    pub envelope: Option<u32>,
}

/// A key of the Responses Object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `4XX`: the first digit.
    Range(u8),
    /// `default`.
    Default,
}

/// One documented response.
#[derive(Clone, PartialEq, Debug)]
pub struct ResponseDoc {
    /// Its key.
    pub status: Status,
    /// Its description.
    pub docs: Docs,
    /// Its bodies, the one that is asked for first; none where it carries nothing.
    pub bodies: Vec<ResponseBody>,
    /// The headers that it declares, in order.
    pub headers: Vec<HeaderDoc>,
}

/// A body of a documented response.
#[derive(Clone, PartialEq, Debug)]
pub struct ResponseBody {
    /// What it is, without the envelope.
    pub payload: Payload,
    /// Its media type or range, as written.
    pub media_type: String,
    /// What asks for it.
    pub accept: String,
    /// What it is within: index into [`Operation::envelopes`].
    pub envelope: Option<u32>,
    /// The first example of the whole body, envelope included, that the specification gives.
    pub example: Option<Json>,
}

impl ResponseDoc {
    /// The body that is asked for.
    #[must_use]
    pub fn body(&self) -> Option<&ResponseBody> {
        self.bodies.first()
    }

    /// What the body is that is asked for.
    #[must_use]
    pub fn payload(&self) -> &Payload {
        self.body().map_or(&Payload::Empty, |body| &body.payload)
    }
}

/// One documented header of a response.
#[derive(Clone, PartialEq, Debug)]
pub struct HeaderDoc {
    /// Its name, as written.
    pub name: String,
    /// Whether every such response has it.
    pub required: bool,
    /// What is said about it.
    pub docs: Docs,
}
