//! What calls that follow on a call may say of how they are sent: the same as any call.

use core::time::Duration;

use http::Uri;

use crate::call::Call;
use crate::error::Error;
use crate::find::FindCall;
use crate::many::ManyCall;
use crate::retry::RetryPolicy;

impl Call {
    /// The address that would be called, credentials in its query left out: none are needed.
    ///
    /// # Errors
    /// [`Error::Build`].
    pub fn url<E>(&self) -> Result<Uri, Error<E>> {
        let inputs = &*self.inner;
        inputs.check().and_then(|()| inputs.url()).map_err(|problem| inputs.build_error(problem))
    }
}

/// The options of emitted calls, for the calls of ours.
macro_rules! options {
    ($($call:ident),*) => {$(
        impl<T, E> $call<T, E> {
            /// Limits each whole call: all attempts and the pauses between them.
            pub fn timeout(mut self, limit: Duration) -> Self {
                self.call.timeout(limit);
                self
            }

            /// Limits each attempt, from sending it to the end of its answer.
            pub fn attempt_timeout(mut self, limit: Duration) -> Self {
                self.call.attempt_timeout(limit);
                self
            }

            /// Sets which failures are worth another attempt, in place of the client's policy.
            pub fn retry(mut self, policy: RetryPolicy) -> Self {
                self.call.retry(policy);
                self
            }

            /// Sets a header, in place of any of the same name: `authorization` replaces the credential.
            /// Cookies are added to others.
            pub fn with_header(mut self, name: &str, value: &str) -> Self {
                self.call.with_header(name, value);
                self
            }

            /// Adds a query parameter.
            pub fn with_query(mut self, name: &str, value: &str) -> Self {
                self.call.with_query(name, value);
                self
            }

            /// Sends to another base URL, credentials included: one that you trust.
            pub fn with_base_url(mut self, url: &str) -> Self {
                self.call.with_base_url(url);
                self
            }
        }
    )*};
}

options!(FindCall, ManyCall);

impl<T, E> FindCall<T, E> {
    /// The address that would be called. Nothing is sent, and no credentials are needed.
    ///
    /// # Errors
    /// An argument that no request can carry.
    pub fn url(&self) -> Result<Uri, Error<E>> {
        self.call.url()
    }
}
