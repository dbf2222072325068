//! The seam between the client and whatever moves bytes.
//!
//! A transport takes one assembled request, sends it once, and gives the response with its body
//! unread. It must not follow redirects, retry, decompress, add credentials, or interpret statuses.

use core::future::Future;
use core::pin::Pin;
use core::time::Duration;
use std::error::Error as StdError;
use std::sync::Arc;

use crate::api::Api;
use crate::body::Body;
use crate::clock::Clock;

mod memory;
mod record;
#[cfg(feature = "reqwest")]
mod reqwest;

pub use self::memory::MemoryTransport;
pub use self::record::{RecordTransport, ReplayTransport};
#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

/// A boxed future that can move between threads, except in browsers, where there is but one.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

#[allow(missing_docs, reason = "as above; documentation is built for other targets")]
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// Sends requests.
///
/// Dropping the returned future must abandon the request.
pub trait Transport: Send + Sync + core::fmt::Debug {
    /// Sends `request` once and resolves when the head of the response is there.
    fn send(
        &self,
        request: http::Request<Body>,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>>;

    /// The clock of the runtime that this transport lives on.
    fn clock(&self) -> Arc<dyn Clock>;
}

impl<T: Transport + ?Sized> Transport for Arc<T> {
    fn send(
        &self,
        request: http::Request<Body>,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        (**self).send(request, attempt)
    }

    fn clock(&self) -> Arc<dyn Clock> {
        (**self).clock()
    }
}

/// What a transport may know about the request beside the request itself.
#[derive(Clone, Copy)]
#[non_exhaustive]
pub struct Attempt {
    /// The `operationId`.
    pub operation: &'static str,
    /// How long connecting may take. A transport that pools connections may have been told before.
    pub connect_timeout: Duration,
    /// What the description says, for transports that have to know which values are secret.
    pub(crate) api: &'static Api,
}

impl core::fmt::Debug for Attempt {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Attempt")
            .field("operation", &self.operation)
            .field("connect_timeout", &self.connect_timeout)
            .finish_non_exhaustive()
    }
}

/// A request that could not be sent, or a response that could not be read.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Where sending failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection: name resolution, TCP or TLS failed. Nothing was sent.
    Connect,
    /// No connection within the connect timeout. Nothing was sent.
    ConnectTimeout,
    /// The transport, or a layer or hook before it, refused the request. Nothing was sent.
    Refused,
    /// The server said that it did not look at the request, as it may when it closes an HTTP/2 connection
    /// (RFC 9113, section 8.7).
    Unprocessed,
    /// The connection failed before the head of the response was there.
    Request,
    /// The connection failed within the body of the response.
    Body,
    /// The body of the response did not come in time.
    BodyTimeout,
}

impl TransportError {
    /// An error of `kind` with what caused it. The cause is shown by error reports: it must hold
    /// neither URLs nor header values.
    pub fn new(
        kind: TransportErrorKind,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
    ) -> Self {
        Self { kind, source: Some(source.into()) }
    }

    /// Where sending failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }
}

impl core::fmt::Display for TransportError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "could not connect to the server",
            TransportErrorKind::ConnectTimeout => "could not connect to the server in time",
            TransportErrorKind::Refused => "the request was refused before it was sent",
            TransportErrorKind::Unprocessed => "the server did not look at the request",
            TransportErrorKind::Request => "the connection failed before a response came",
            TransportErrorKind::Body => "the connection failed within the response body",
            TransportErrorKind::BodyTimeout => "the response body did not come in time",
        })
    }
}

impl core::fmt::Debug for TransportError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("source", &self.source)
            .finish()
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
