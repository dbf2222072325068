//! What a call can end in beside one answer: pages, waiting, streams. And how often it is tried.
//!
//! Pointers are JSON Pointers (RFC 6901) into the body as it is sent. Durations are in seconds.

use super::{AnswerType, Status, TypeRef};

/// `x-sdk-retry`.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Retry {
    /// Attempts in all; 1 is never again.
    pub attempts: Option<u32>,
    /// The first pause.
    pub initial_interval: Option<f64>,
    /// The longest pause.
    pub max_interval: Option<f64>,
    /// Growth of the pause.
    pub exponent: Option<f64>,
    /// No attempt starts after this.
    pub max_elapsed: Option<f64>,
    /// Statuses that are tried again.
    pub statuses: Option<Vec<Status>>,
    /// Whether failed connections are tried again.
    pub connection_errors: Option<bool>,
}

/// `x-sdk-pagination`.
///
/// An input is the name of a query parameter, or, where it begins with a slash, a JSON Pointer into the JSON
/// body of the request.
#[derive(Clone, PartialEq, Debug)]
pub struct Pagination {
    /// The array of items.
    pub items: String,
    /// Whether a page without items need not have that array.
    pub or_absent: bool,
    /// Whether a body that is an array is the array of items itself.
    pub or_array: bool,
    /// The number of items in all.
    pub total: Option<String>,
    /// Where `false` says that a page is the last one.
    pub more: Option<String>,
    /// The input for the size of a page.
    pub limit: Option<String>,
    /// The least size of a page, 1 unless the parameter says more.
    pub least: u64,
    /// How the next page is found.
    pub next: Next,
    /// The type of an item.
    pub item: TypeRef,
    /// The type of a page, where it is another one than the call's: the whole of an envelope.
    pub page: Option<TypeRef>,
}

/// How the next page is found.
#[derive(Clone, PartialEq, Debug)]
pub enum Next {
    /// This input skips what was seen.
    Offset(String),
    /// Pages are counted.
    Page {
        /// The input.
        parameter: String,
        /// The number of the first page.
        first: u64,
    },
    /// A cursor is sent back.
    Cursor {
        /// The input.
        parameter: String,
        /// Where an answer has it.
        pointer: String,
    },
    /// Something of the last item is sent back.
    Last {
        /// The input.
        parameter: String,
        /// Where an item has it.
        pointer: String,
    },
    /// An answer has a URL here.
    Url(String),
    /// An answer has a URL in `Link: <…>; rel="next"` (RFC 8288).
    Link,
}

impl Pagination {
    /// The inputs of the request by which pages are asked for.
    pub fn inputs(&self) -> impl Iterator<Item = &str> {
        self.next.input().into_iter().chain(self.limit.as_deref())
    }
}

impl Next {
    /// The input of the request that says where a page begins.
    #[must_use]
    pub fn input(&self) -> Option<&str> {
        match self {
            Self::Offset(input)
            | Self::Page { parameter: input, .. }
            | Self::Cursor { parameter: input, .. }
            | Self::Last { parameter: input, .. } => Some(input),
            Self::Url(_) | Self::Link => None,
        }
    }
}

/// `x-sdk-wait`.
#[derive(Clone, PartialEq, Debug)]
pub struct Wait {
    /// The field.
    pub field: String,
    /// Its final values: strings as they are, other scalars as JSON spells them.
    pub until: Vec<String>,
    /// Pause between two calls.
    pub interval: f64,
    /// Longest wait.
    pub limit: f64,
}

/// An answer that comes piece by piece.
#[derive(Clone, PartialEq, Debug)]
pub struct Stream {
    /// The media type to ask for.
    pub accept: String,
    /// What a piece is.
    pub item: AnswerType,
    /// Names of server-sent events, and which variant of [`Stream::item`] they are; others are the last one.
    pub names: Vec<(String, u32)>,
}

/// `x-sdk-unwrap`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Envelope {
    /// Where the payload is.
    pub payload: String,
    /// Where a boolean tells a success from an error.
    pub success: Option<String>,
    /// The variant of the error type that the body is when it is none.
    pub error: Option<u32>,
}
