//! The transport that sends over TCP and TLS, by the crate `reqwest`.
//!
//! No type of `reqwest` is public except in [`ReqwestTransport::from_client`].

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;

use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::clock::Clock;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
#[path = "reqwest/browser.rs"]
mod platform;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[path = "reqwest/native.rs"]
mod platform;

/// Sends over TCP and TLS, inside a tokio runtime.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// Sends through a client of your own, for proxies or other roots. For client certificates there is
    /// `with_identity`.
    ///
    /// Build it with `redirect(Policy::none())`, `referer(false)` and without decompression: this
    /// crate does not follow redirects for good reasons, and cannot see how a client was built.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// A client with defaults that suit an API: what a server or the environment says cannot
    /// send the request elsewhere.
    pub(crate) fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        platform::client(connect_timeout)
            .build()
            .map(Self::from_client)
            .map_err(|error| error_of(TransportErrorKind::Refused, error))
    }
}

impl core::fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // A client of the consumer's own can hold headers and proxy passwords.
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        _attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let mut response = self
                .client
                .execute(convert(request).await?)
                .await
                .map_err(|error| error_of(TransportErrorKind::Request, error))?;
            let mut head = http::Response::new(());
            *head.status_mut() = response.status();
            *head.version_mut() = response.version();
            *head.headers_mut() = core::mem::take(response.headers_mut());
            Ok(head.map(|()| Body::stream(Chunks(Box::pin(response.bytes_stream())))))
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(platform::clock())
    }
}

/// The request as `reqwest` wants it, refused when its URL parser would change the target.
async fn convert(request: http::Request<Body>) -> Result<reqwest::Request, TransportError> {
    let target = request.uri().clone();
    let (parts, body) = request.into_parts();
    let body = match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => platform::streamed(body).await?,
    };
    let request = reqwest::Request::try_from(http::Request::from_parts(parts, body))
        .map_err(|error| error_of(TransportErrorKind::Refused, error))?;
    let url = request.url();
    if url.path() != target.path() || url.query() != target.query() {
        return Err(TransportError::new(
            TransportErrorKind::Refused,
            "the HTTP library would send another path than the one that was asked for",
        ));
    }
    Ok(request)
}

/// The error without its URL, whose query may hold a credential.
fn error_of(kind: TransportErrorKind, error: reqwest::Error) -> TransportError {
    let kind = match platform::connecting(&error) {
        Some(kind) => kind,
        None if error.is_builder() => TransportErrorKind::Refused,
        None => kind,
    };
    TransportError::new(kind, error.without_url())
}

/// The chunks of a response body with errors of our own.
struct Chunks<S>(Pin<Box<S>>);

impl<S: Stream<Item = reqwest::Result<Bytes>>> Stream for Chunks<S> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().0.as_mut().poll_next(context).map(|chunk| {
            chunk.map(|chunk| chunk.map_err(|error| error_of(TransportErrorKind::Body, error)))
        })
    }
}
