//! What each phase's error keeps, and its sentence.

use core::fmt;
use core::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::Head;
use crate::api::Operation;
use crate::json;
use crate::problem::Problem;
use crate::transport::TransportError;

/// Inputs that make no request.
pub struct BuildError {
    pub(crate) operation: &'static Operation,
    pub(crate) problem: Problem,
}

impl BuildError {
    /// The name of the parameter or header at fault; none for the body and the URL.
    #[must_use]
    pub fn parameter(&self) -> Option<&str> {
        Some(self.problem.name.as_str()).filter(|name| !name.is_empty())
    }
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} cannot be sent: {}", Call(self.operation), self.problem)
    }
}

/// A request that could not be sent, or a response that could not be read.
pub struct SendError {
    pub(crate) operation: &'static Operation,
    pub(crate) source: TransportError,
    pub(crate) head: Option<Head>,
    pub(crate) attempts: u32,
}

impl SendError {
    /// The error of the transport.
    #[must_use]
    pub fn transport(&self) -> &TransportError {
        &self.source
    }
}

impl fmt::Display for SendError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Call(self.operation), self.source)?;
        write_attempts(f, self.attempts)?;
        write_request_id(f, self.head.as_ref())
    }
}

/// A time limit that passed.
pub struct TimeoutError {
    pub(crate) operation: &'static Operation,
    pub(crate) kind: TimeoutKind,
    pub(crate) limit: Duration,
    pub(crate) head: Option<Head>,
    pub(crate) attempts: u32,
}

/// Which time limit passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimeoutKind {
    /// There was no connection in time. Nothing was sent.
    Connect,
    /// The body of a response fell silent.
    Read,
    /// One attempt took too long.
    Attempt,
    /// The whole call, retries and the pauses between them included, took too long.
    Total,
    /// What was waited for did not happen in time.
    Wait,
}

impl TimeoutError {
    /// Which time limit passed.
    #[must_use]
    pub fn kind(&self) -> TimeoutKind {
        self.kind
    }

    /// The limit.
    #[must_use]
    pub fn limit(&self) -> Duration {
        self.limit
    }
}

impl fmt::Display for TimeoutError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { operation, kind, limit, head, attempts } = self;
        write!(f, "{} ", Call(operation))?;
        match (kind, head) {
            (TimeoutKind::Connect, _) => write!(f, "found no connection within {limit:?}")?,
            (TimeoutKind::Wait, _) => write!(f, "did not come to an end within {limit:?}")?,
            (TimeoutKind::Read, _) => {
                write!(f, "got a response whose body fell silent for {limit:?}")?;
            }
            (TimeoutKind::Attempt | TimeoutKind::Total, Some(head)) => {
                let status = head.status;
                write!(f, "answered {status} but did not finish its body within {limit:?}")?;
            }
            (TimeoutKind::Attempt | TimeoutKind::Total, None) => {
                write!(f, "got no response within {limit:?}")?;
            }
        }
        write_attempts(f, *attempts)?;
        write_request_id(f, head.as_ref())
    }
}

/// A documented error.
pub struct ApiError<E> {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
    pub(crate) value: E,
}

impl<E> ApiError<E> {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// The documented body.
    #[must_use]
    pub fn value(&self) -> &E {
        &self.value
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_answered(f, &self.head)?;
        write_request_id(f, Some(&self.head))
    }
}

/// A status that the API does not document, or a body that is not the documented one.
pub struct StatusError {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
}

impl StatusError {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }
}

impl fmt::Display for StatusError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_answered(f, &self.head)?;
        f.write_str(", not as the API documents")?;
        write_request_id(f, Some(&self.head))
    }
}

/// A successful response whose body is not as the API documents.
pub struct BodyError {
    pub(crate) head: Head,
    pub(crate) body: Bytes,
    pub(crate) problem: BodyProblem,
}

/// What is wrong with a body.
#[derive(Debug)]
pub(crate) enum BodyProblem {
    /// Not the JSON that the type describes.
    Json(json::DecodeError),
    /// Not JSON, as its media type says: `type/subtype`, or nothing printable.
    MediaType(String),
    /// No body at all.
    Empty,
    /// Compressed, which was not asked for.
    Encoded,
    /// Longer than the limit in bytes.
    TooLong(usize),
    /// Text that is not UTF-8.
    Text,
    /// No server-sent events, as its media type says or for want of one.
    NotEvents(Option<String>),
    /// An event with more than so many lines.
    TooManyLines(usize),
    /// The beginning of a JSON text, maybe.
    Cut,
    /// An item of a stream: `event` or `line`, its number from 1, and what is wrong with it.
    Item(&'static str, u64, Box<BodyProblem>),
}

impl BodyError {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Where the JSON is not as documented, such as `$.items[3].id`.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        match &self.problem {
            BodyProblem::Json(error) => Some(error.path()),
            BodyProblem::Item(_, _, problem) => match &**problem {
                BodyProblem::Json(error) => Some(error.path()),
                _ => None,
            },
            _ => None,
        }
    }

    /// Which event or line of a stream it is, from 1. [`Error::body`](super::Error::body) is this item
    /// alone then.
    #[must_use]
    pub fn item(&self) -> Option<u64> {
        match self.problem {
            BodyProblem::Item(_, number, _) => Some(number),
            _ => None,
        }
    }
}

impl fmt::Display for BodyProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => write!(f, "a body that is not as documented: {error}"),
            Self::MediaType(found) => write!(f, "a body that is not JSON but `{found}`"),
            Self::Empty => f.write_str("no body, where one is documented"),
            Self::Encoded => f.write_str("a compressed body, which was not asked for"),
            Self::TooLong(limit) => write!(f, "a body longer than the limit of {limit} bytes"),
            Self::Text => f.write_str("text that is not UTF-8"),
            Self::NotEvents(Some(found)) => {
                write!(f, "a body that is no `text/event-stream` but `{found}`")
            }
            Self::NotEvents(None) => f.write_str("a body that does not say it has events"),
            Self::TooManyLines(limit) => write!(f, "longer than the limit of {limit} lines"),
            Self::Cut => f.write_str("cut off"),
            Self::Item(kind, number, problem) => {
                write!(f, "{kind} {number}, which is ")?;
                match &**problem {
                    Self::Json(error) => write!(f, "not as documented: {error}"),
                    Self::TooLong(limit) => write!(f, "longer than the limit of {limit} bytes"),
                    other => other.fmt(f),
                }
            }
        }
    }
}

impl fmt::Display for BodyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_answered(f, &self.head)?;
        write!(f, " with {}", self.problem)?;
        write_request_id(f, Some(&self.head))
    }
}

/// Names the call: `GetMachine` (GET /machines/{machine_id}).
pub(super) struct Call(pub(super) &'static Operation);

impl fmt::Display for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` ({} {})", self.0.id, self.0.method.as_http(), self.0.path)
    }
}

fn write_answered(f: &mut fmt::Formatter<'_>, head: &Head) -> fmt::Result {
    write!(f, "{} answered {}", Call(head.operation), head.status)?;
    write_attempts(f, head.attempts)
}

/// Says how often the request was sent, where that is not the usual once.
fn write_attempts(f: &mut fmt::Formatter<'_>, attempts: u32) -> fmt::Result {
    if attempts > 1 { write!(f, " after {attempts} attempts") } else { Ok(()) }
}

pub(super) fn write_request_id(f: &mut fmt::Formatter<'_>, head: Option<&Head>) -> fmt::Result {
    match head.and_then(Head::request_id) {
        Some(id) => write!(f, " (request id {id})"),
        None => Ok(()),
    }
}

/// `Debug` is the sentence too: fields would show values.
macro_rules! debug_as_sentence {
    ($($type:ty $(=> $parameter:ident)?),* $(,)?) => {$(
        impl$(<$parameter>)? fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }
        impl$(<$parameter>)? std::error::Error for $type {}
    )*};
}

debug_as_sentence!(
    BuildError,
    SendError,
    TimeoutError,
    ApiError<E> => E,
    StatusError,
    BodyError,
);
