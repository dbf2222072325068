//! What can go wrong with a call, one variant a phase.
//!
//! Everything but the typed body is in types without parameters, so the core is compiled once. No
//! `Display`, `Debug` or `source` here shows a parameter's value, a header's value, a body, or a
//! credential; a body is there on request, see [`Error::body`].

use core::convert::Infallible;
use core::fmt;
use core::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::transport::TransportErrorKind;

mod credentials;
mod details;
mod find;
mod header;
mod pagination;

pub use self::credentials::CredentialsError;
pub(crate) use self::credentials::CredentialsProblem;
pub(crate) use self::details::BodyProblem;
pub use self::details::{
    ApiError, BodyError, BuildError, SendError, StatusError, TimeoutError, TimeoutKind,
};
pub use self::find::{FindError, FindErrorKind};
pub use self::header::HeaderError;
pub(crate) use self::header::HeaderProblem;
pub(crate) use self::pagination::PaginationProblem;
pub use self::pagination::{PaginationError, PaginationErrorKind};

/// Why a call gave no output.
///
/// `E` is the type of the error bodies that the API documents for the operation.
#[non_exhaustive]
pub enum Error<E = Infallible> {
    /// The inputs make no request. Nothing was sent.
    Build(Box<BuildError>),
    /// The operation needs credentials that the client was not given, or that it could not get. Nothing
    /// was sent.
    Credentials(Box<CredentialsError>),
    /// The request could not be sent or the response not be read.
    Transport(Box<SendError>),
    /// A time limit passed.
    Timeout(Box<TimeoutError>),
    /// The API answered with an error that it documents.
    Api(Box<ApiError<E>>),
    /// The API answered with a status that it does not document, or with a body that is not the
    /// documented one for that status.
    Status(Box<StatusError>),
    /// The API answered with success, and with a body that is not as it documents.
    Decode(Box<BodyError>),
    /// The pages of the API cannot be followed any further.
    Pagination(Box<PaginationError>),
    /// The API answered with success, and what was looked for is not there, or not alone.
    Find(Box<FindError>),
}

impl<E> Error<E> {
    /// The `operationId` of the call.
    #[must_use]
    pub fn operation(&self) -> &'static str {
        match self {
            Self::Build(error) => error.operation.id,
            Self::Credentials(error) => error.operation.id,
            Self::Transport(error) => error.operation.id,
            Self::Timeout(error) => error.operation.id,
            Self::Api(error) => error.head.operation.id,
            Self::Status(error) => error.head.operation.id,
            Self::Decode(error) => error.head.operation.id,
            Self::Pagination(error) => error.operation.id,
            Self::Find(error) => error.head.operation.id,
        }
    }

    /// The status of the response, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.head().map(|head| head.status)
    }

    /// The headers of the response, where one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.head().map(|head| &head.headers)
    }

    /// What the API calls this request, where it says so: support will ask for it.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.head().and_then(Head::request_id)
    }

    /// How many attempts the call made; none where it ended before the first.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Build(_) | Self::Credentials(_) | Self::Pagination(_) => 0,
            Self::Transport(error) => error.attempts,
            Self::Timeout(error) => error.attempts,
            Self::Api(error) => error.head.attempts,
            Self::Status(error) => error.head.attempts,
            Self::Decode(error) => error.head.attempts,
            Self::Find(error) => error.head.attempts,
        }
    }

    /// How long the server asks to wait before the next call, where it says so: `retry-after`, a date
    /// in it being relative to the response.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.head().and_then(|head| head.retry_after)
    }

    /// The documented error body.
    #[must_use]
    pub fn api(&self) -> Option<&E> {
        match self {
            Self::Api(error) => Some(&error.value),
            _ => None,
        }
    }

    /// The documented error body.
    ///
    /// # Errors
    /// The error itself, when it is another one.
    pub fn into_api(self) -> Result<E, Self> {
        match self {
            Self::Api(error) => Ok(error.value),
            other => Err(other),
        }
    }

    /// The body of the response as it came, where one came. It can hold anything, secrets included.
    /// Of an error, at most the first MiB is kept.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match self {
            Self::Api(error) => Some(&error.body),
            Self::Status(error) => Some(&error.body),
            Self::Decode(error) => Some(&error.body),
            Self::Build(_)
            | Self::Credentials(_)
            | Self::Transport(_)
            | Self::Timeout(_)
            | Self::Pagination(_)
            | Self::Find(_) => None,
        }
    }

    /// Whether a time limit passed.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self, Self::Timeout(_))
    }

    /// Whether there was no connection, so that the server has not seen the request.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Transport(error) => error.source.kind() == TransportErrorKind::Connect,
            Self::Timeout(error) => error.kind == TimeoutKind::Connect,
            _ => false,
        }
    }

    /// Whether this is about who is asking: the API refused the credentials, or there were none to send.
    ///
    /// An API refuses with 401, and some with other statuses, which their descriptions name. Where such a
    /// status also tells that a user may not do something, as 403 can, this cannot tell the two apart.
    #[must_use]
    pub fn is_authentication(&self) -> bool {
        match self {
            Self::Credentials(error) => error.is_refusal(),
            _ => self.head().is_some_and(|head| head.refused),
        }
    }

    /// Whether there is no such thing: the API answered 404, or found nothing that was looked for.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        match self {
            Self::Find(error) => error.kind == FindErrorKind::None,
            _ => self.status() == Some(StatusCode::NOT_FOUND),
        }
    }

    pub(crate) fn head(&self) -> Option<&Head> {
        match self {
            Self::Build(_) | Self::Credentials(_) | Self::Pagination(_) => None,
            Self::Transport(error) => error.head.as_ref(),
            Self::Timeout(error) => error.head.as_ref(),
            Self::Api(error) => Some(&error.head),
            Self::Status(error) => Some(&error.head),
            Self::Decode(error) => Some(&error.head),
            Self::Find(error) => Some(&error.head),
        }
    }
}

impl Error<Infallible> {
    /// The same error of a call whose error type is `E`.
    pub(crate) fn cast<E>(self) -> Error<E> {
        match self {
            Self::Build(error) => Error::Build(error),
            Self::Credentials(error) => Error::Credentials(error),
            Self::Transport(error) => Error::Transport(error),
            Self::Timeout(error) => Error::Timeout(error),
            Self::Api(error) => match error.value {},
            Self::Status(error) => Error::Status(error),
            Self::Decode(error) => Error::Decode(error),
            Self::Pagination(error) => Error::Pagination(error),
            Self::Find(error) => Error::Find(error),
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Build(error) => error.fmt(f),
            Self::Credentials(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Timeout(error) => error.fmt(f),
            Self::Api(error) => error.fmt(f),
            Self::Status(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::Pagination(error) => error.fmt(f),
            Self::Find(error) => error.fmt(f),
        }
    }
}

impl<E> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, detail): (_, &dyn fmt::Debug) = match self {
            Self::Build(error) => ("Build", error),
            Self::Credentials(error) => ("Credentials", error),
            Self::Transport(error) => ("Transport", error),
            Self::Timeout(error) => ("Timeout", error),
            Self::Api(error) => ("Api", error),
            Self::Status(error) => ("Status", error),
            Self::Decode(error) => ("Decode", error),
            Self::Pagination(error) => ("Pagination", error),
            Self::Find(error) => ("Find", error),
        };
        f.debug_tuple(name).field(detail).finish()
    }
}

impl<E> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // The sentence of the transport's error is part of ours; what caused it is not.
            Self::Transport(error) => std::error::Error::source(&error.source),
            Self::Credentials(error) => std::error::Error::source(&**error),
            _ => None,
        }
    }
}

/// What is known of a response before its body is read.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) operation: &'static crate::api::Operation,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// How often the request was sent.
    pub(crate) attempts: u32,
    /// Whether the status says that credentials were refused.
    pub(crate) refused: bool,
    /// How long the server asks to wait, if this is no success.
    pub(crate) retry_after: Option<Duration>,
}

impl Head {
    pub(crate) fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }
}

/// What the server calls the request, if it says so in one of the usual headers.
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    const NAMES: [&str; 5] =
        ["x-request-id", "request-id", "x-correlation-id", "x-amzn-requestid", "cf-ray"];
    const LONGEST: usize = 128;
    let value = NAMES.iter().find_map(|name| headers.get(*name))?.to_str().ok()?;
    (!value.is_empty() && value.len() <= LONGEST).then_some(value)
}
