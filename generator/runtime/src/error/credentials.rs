//! Credentials that there are none of.

use core::fmt;
use std::error::Error as StdError;

use super::details::Call;
use crate::api::Operation;
use crate::credentials::OAuthError;

/// Credentials that the client was not given, or that it could not get.
pub struct CredentialsError {
    pub(crate) operation: &'static Operation,
    pub(crate) problem: CredentialsProblem,
}

/// What keeps a call from having its credentials.
pub(crate) enum CredentialsProblem {
    /// None were given. The alternatives in words: schemes and environment variables.
    Missing(String),
    /// This scheme's token is fetched when a call is sent, which this one is not.
    NotFetched(&'static str),
    /// A provider gave a token that no request can carry.
    Unusable { scheme: &'static str, what: &'static str },
    /// A provider or an authorization server gave none.
    Failed { scheme: &'static str, source: Box<dyn StdError + Send + Sync> },
}

impl CredentialsError {
    /// The security scheme whose token could not be had; none where no credential was given.
    #[must_use]
    pub fn scheme(&self) -> Option<&'static str> {
        match self.problem {
            CredentialsProblem::Missing(_) => None,
            CredentialsProblem::NotFetched(scheme)
            | CredentialsProblem::Unusable { scheme, .. }
            | CredentialsProblem::Failed { scheme, .. } => Some(scheme),
        }
    }

    /// Whether it may be otherwise soon.
    pub(crate) fn is_transient(&self) -> bool {
        self.oauth().is_some_and(OAuthError::is_transient)
    }

    /// Whether there are none that would do, rather than none that could be had.
    pub(crate) fn is_refusal(&self) -> bool {
        match self.problem {
            CredentialsProblem::Missing(_) | CredentialsProblem::Unusable { .. } => true,
            CredentialsProblem::NotFetched(_) => false,
            CredentialsProblem::Failed { .. } => {
                self.oauth().is_some_and(|error| error.status().is_some() && !error.is_transient())
            }
        }
    }

    /// Why the authorization server gave no access token, where it was asked.
    #[must_use]
    pub fn oauth(&self) -> Option<&OAuthError> {
        match &self.problem {
            CredentialsProblem::Failed { source, .. } => source.downcast_ref(),
            _ => None,
        }
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let call = Call(self.operation);
        match &self.problem {
            CredentialsProblem::Missing(needed) => write!(f, "{call} needs credentials: {needed}"),
            CredentialsProblem::NotFetched(scheme) => {
                write!(f, "{call} is not sent, which is when the token for `{scheme}` is fetched")
            }
            CredentialsProblem::Unusable { scheme, what } => {
                write!(f, "{call} cannot be sent: the token for `{scheme}` {what}")
            }
            CredentialsProblem::Failed { scheme, .. } => {
                write!(f, "{call} cannot be sent: there is no token for `{scheme}`")
            }
        }
    }
}

impl fmt::Debug for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The sentence: fields would show what a provider says.
        write!(f, "{self}")
    }
}

impl StdError for CredentialsError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.problem {
            CredentialsProblem::Failed { source, .. } => Some(&**source),
            _ => None,
        }
    }
}
