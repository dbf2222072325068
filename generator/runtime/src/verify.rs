//! Finding out whether a client's credentials are good, before it is used (`x-sdk-verify`).

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::answer::Answer;
use crate::api::Outcome;
use crate::error::Error;
use crate::send::{Send, Sent, failure};

/// The future of a client whose credentials the API has accepted. Nothing is sent before it is polled; time
/// limits and retries are the client's.
#[must_use = "nothing is sent until this is awaited"]
pub struct Verified<C, E> {
    client: Option<C>,
    future: Sent,
    types: PhantomData<fn() -> E>,
}

/// Why it is not known that a client's credentials are good.
pub struct VerifyError<E> {
    error: Error<E>,
}

/// The client, once the call has succeeded. What a success carries is not looked at.
pub fn verified<C, T, E: Answer>(client: C, call: Send<T, E>) -> Verified<C, E> {
    Verified { client: Some(client), future: call.into_untyped(), types: PhantomData }
}

impl<C, E: Answer> Future for Verified<C, E> {
    type Output = Result<C, VerifyError<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let mut result = core::task::ready!(self.future.as_mut().poll(context));
        if let Ok(received) = &mut result {
            received.settle();
        }
        let failed = match result {
            Err(error) => error.cast(),
            Ok(received) => match (received.outcome, self.client.take()) {
                (Outcome::Success { .. }, Some(client)) => return Poll::Ready(Ok(client)),
                _ => failure(received),
            },
        };
        Poll::Ready(Err(VerifyError { error: failed }))
    }
}

// Clients are never pinned in their place.
impl<C, E> Unpin for Verified<C, E> {}

#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
impl<E> VerifyError<E> {
    pub(crate) fn new(error: Error<E>) -> Self {
        Self { error }
    }
}

impl<E> VerifyError<E> {
    /// Whether the API refused the credentials, or there were none: see [`Error::is_authentication`].
    /// Otherwise nothing is known of them, because the check itself failed.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.error.is_authentication()
    }

    /// The error of the call.
    #[must_use]
    pub fn error(&self) -> &Error<E> {
        &self.error
    }

    /// The error of the call.
    #[must_use]
    pub fn into_error(self) -> Error<E> {
        self.error
    }
}

impl<E> From<VerifyError<E>> for Error<E> {
    fn from(error: VerifyError<E>) -> Self {
        error.error
    }
}

impl<E> fmt::Display for VerifyError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = if self.is_refused() { "were refused" } else { "could not be checked" };
        write!(f, "the credentials {what}: {}", self.error)
    }
}

impl<E> fmt::Debug for VerifyError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl<E> std::error::Error for VerifyError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        // Its sentence is part of ours.
        std::error::Error::source(&self.error)
    }
}

impl<C, E> fmt::Debug for Verified<C, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Verified")
    }
}
