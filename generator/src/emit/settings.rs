//! The settings of a client that every API has: methods of its builder.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs::Doc;
use super::rt::{
    ARC, CLOCK, CONFIG_ERROR, DURATION, FN_ONCE, HOOK, INTO, MARKER_SEND, MARKER_SYNC, RANDOM,
    RESULT, RETRY_POLICY, STRING, TRANSPORT,
};
use super::{Cx, markdown};

/// Seconds that an attempt may take where the description says nothing, as the runtime has it.
const ATTEMPT: f64 = 60.0;

/// The methods, and what makes the client in the end.
pub(super) fn settings(cx: Cx<'_>) -> TokenStream {
    let base_url = Doc::of(match cx.api.servers.first().filter(|_| cx.api.self_hosted) {
        Some(example) => format!(
            "Sends requests to the server with this base URL, such as {}. There is no default.",
            markdown::code(&example.url)
        ),
        None => "Sends requests to another base URL.".to_owned(),
    });
    let attempt = cx.api.timeout.unwrap_or(ATTEMPT);
    let attempt = Doc::of(format!(
        "Limits each attempt, from sending it to the end of its answer. Default: {attempt} s, unless an \
         operation says otherwise."
    ));
    quote! {
        #base_url
        #[inline]
        pub fn base_url(self, url: impl #INTO<#STRING>) -> Self {
            Self { inner: self.inner.base_url(url) }
        }
        /// Limits each whole call: all attempts and the pauses between them.
        #[inline]
        pub fn timeout(self, limit: #DURATION) -> Self {
            Self { inner: self.inner.timeout(limit) }
        }
        #attempt
        #[inline]
        pub fn attempt_timeout(self, limit: #DURATION) -> Self {
            Self { inner: self.inner.attempt_timeout(limit) }
        }
        /// Limits how long the body of an answer may be silent.
        #[inline]
        pub fn read_timeout(self, limit: #DURATION) -> Self {
            Self { inner: self.inner.read_timeout(limit) }
        }
        /// Limits how long connecting may take.
        #[inline]
        pub fn connect_timeout(self, limit: #DURATION) -> Self {
            Self { inner: self.inner.connect_timeout(limit) }
        }
        /// Sets which failures are worth another attempt, and how far apart attempts are.
        #[inline]
        pub fn retry(self, policy: #RETRY_POLICY) -> Self {
            Self { inner: self.inner.retry(policy) }
        }
        /// Limits the body of a success, in bytes.
        #[inline]
        pub fn body_limit(self, bytes: usize) -> Self {
            Self { inner: self.inner.body_limit(bytes) }
        }
        /// Limits what is kept of the body of an error, in bytes.
        #[inline]
        pub fn error_body_limit(self, bytes: usize) -> Self {
            Self { inner: self.inner.error_body_limit(bytes) }
        }
        /// Sets a header of every request, in place of any of the same name: `authorization` replaces
        /// the credential. Cookies are added to others.
        #[inline]
        pub fn header(self, name: &str, value: &str) -> Self {
            Self { inner: self.inner.header(name, value) }
        }
        /// Adds a query parameter to every request; a call's own of the same name takes its place.
        #[inline]
        pub fn query(self, name: &str, value: &str) -> Self {
            Self { inner: self.inner.query(name, value) }
        }
        /// Sets the `User-Agent` of every request.
        #[inline]
        pub fn user_agent(self, value: impl #INTO<#STRING>) -> Self {
            Self { inner: self.inner.user_agent(value) }
        }
        /// Sends requests by another transport.
        #[inline]
        pub fn transport(self, transport: impl #TRANSPORT + 'static) -> Self {
            Self { inner: self.inner.transport(transport) }
        }
        /// Puts something around the transport. What is added later sees requests first.
        #[inline]
        pub fn layer<T: #TRANSPORT + 'static>(
            self,
            layer: impl #FN_ONCE(#ARC<dyn #TRANSPORT>) -> T + #MARKER_SEND + #MARKER_SYNC + 'static,
        ) -> Self {
            Self { inner: self.inner.layer(layer) }
        }
        /// Adds what sees every attempt before it is sent and after it ended.
        #[inline]
        pub fn hook(self, hook: impl #HOOK + 'static) -> Self {
            Self { inner: self.inner.hook(hook) }
        }
        /// Measures time by another clock than the transport's.
        #[inline]
        pub fn clock(self, clock: impl #CLOCK + 'static) -> Self {
            Self { inner: self.inner.clock(clock) }
        }
        /// Takes random numbers from elsewhere than the system.
        #[inline]
        pub fn random(self, random: impl #RANDOM + 'static) -> Self {
            Self { inner: self.inner.random(random) }
        }
        /// Allows credentials to be sent without encryption to other machines than this one.
        #[inline]
        pub fn allow_http(self) -> Self {
            Self { inner: self.inner.allow_http() }
        }
        /// The client.
        ///
        /// # Errors
        ///
        /// A setting that cannot be used, or no way to send requests.
        pub fn build(self) -> #RESULT<Client, #CONFIG_ERROR> {
            self.inner.build().map(|inner| Client { inner })
        }
    }
}
