//! Why an authorization server gave no token.

use core::fmt;
use core::time::Duration;
use std::error::Error as StdError;
use std::sync::Arc;

use http::StatusCode;

use crate::transport::{TransportError, TransportErrorKind};

/// Why an authorization server gave no access token. Calls that waited for the same answer share it.
///
/// `Display` and `Debug` show none of the server's words but the codes that RFC 6749 defines.
#[derive(Clone)]
pub struct OAuthError(Arc<Problem>);

/// What went wrong.
pub(super) enum Problem {
    /// It could not be asked, or its answer not be read.
    Transport(TransportError),
    /// It took longer than this.
    Timeout(Duration),
    /// It said no (section 5.2).
    Refused { status: StatusCode, code: Option<String>, description: Option<String> },
    /// It said yes, and something else than section 5.1 asks for.
    Answer { status: StatusCode, what: &'static str },
    /// It said more than so many bytes.
    TooLong { status: StatusCode, limit: usize },
}

impl OAuthError {
    /// The status of the authorization server's answer, where one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match *self.0 {
            Problem::Transport(_) | Problem::Timeout(_) => None,
            Problem::Refused { status, .. }
            | Problem::Answer { status, .. }
            | Problem::TooLong { status, .. } => Some(status),
        }
    }

    /// Whether the same request could bring a token soon.
    pub(crate) fn is_transient(&self) -> bool {
        match &*self.0 {
            Problem::Transport(error) => error.kind() != TransportErrorKind::Refused,
            Problem::Timeout(_) => true,
            Problem::Refused { status, .. } => {
                status.is_server_error() || *status == StatusCode::TOO_MANY_REQUESTS
            }
            Problem::Answer { .. } | Problem::TooLong { .. } => false,
        }
    }

    /// `error` of a refusal, such as `invalid_client` (RFC 6749, section 5.2). The server's words.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        match &*self.0 {
            Problem::Refused { code, .. } => code.as_deref(),
            _ => None,
        }
    }

    /// `error_description` of a refusal. The server's words.
    #[must_use]
    pub fn description(&self) -> Option<&str> {
        match &*self.0 {
            Problem::Refused { description, .. } => description.as_deref(),
            _ => None,
        }
    }
}

/// The codes of section 5.2.
const CODES: [&str; 6] = [
    "invalid_request",
    "invalid_client",
    "invalid_grant",
    "unauthorized_client",
    "unsupported_grant_type",
    "invalid_scope",
];

impl From<Problem> for OAuthError {
    fn from(problem: Problem) -> Self {
        Self(Arc::new(problem))
    }
}

impl fmt::Display for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the authorization server ")?;
        match &*self.0 {
            Problem::Transport(error) => write!(f, "could not be asked: {error}"),
            Problem::Timeout(limit) => write!(f, "gave no token within {limit:?}"),
            Problem::Refused { status, code, .. } => {
                write!(f, "answered {status}")?;
                match CODES.into_iter().find(|known| code.as_deref() == Some(known)) {
                    Some(code) => write!(f, " with `{code}`"),
                    None => Ok(()),
                }
            }
            Problem::Answer { status, what } => write!(f, "answered {status} with {what}"),
            Problem::TooLong { status, limit } => {
                write!(f, "answered {status} with more than {limit} bytes")
            }
        }
    }
}

impl fmt::Debug for OAuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl StdError for OAuthError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &*self.0 {
            // The sentence of the transport's error is part of ours; what caused it is not.
            Problem::Transport(error) => error.source(),
            _ => None,
        }
    }
}
