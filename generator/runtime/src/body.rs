//! Request and response bodies: nothing, bytes, or a stream of chunks.
//!
//! Takes bytes from the core or from a transport; knows neither media types nor limits.

use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt as _;

use crate::transport::TransportError;

/// The chunks of a streamed body.
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;
#[cfg(all(target_family = "wasm", target_os = "unknown"))]
type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>>>>;

/// A request or response body, read as a [`Stream`] of chunks.
pub struct Body(Kind);

enum Kind {
    /// All bytes are here.
    Full(Bytes),
    /// The bytes come as they are read.
    Stream(Chunks),
}

impl Body {
    /// A body without bytes.
    #[must_use]
    pub fn empty() -> Self {
        Self(Kind::Full(Bytes::new()))
    }

    /// A body whose chunks come from `stream`. It is sent without a length and cannot be replayed.
    #[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Kind::Stream(Box::pin(stream)))
    }

    /// A body whose chunks come from `stream`, which need not leave the only thread of a browser.
    #[cfg(all(target_family = "wasm", target_os = "unknown"))]
    pub fn stream(stream: impl Stream<Item = Result<Bytes, TransportError>> + 'static) -> Self {
        Self(Kind::Stream(Box::pin(stream)))
    }

    /// All bytes, when they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Kind::Full(bytes) => Some(bytes),
            Kind::Stream(_) => None,
        }
    }

    /// The next chunk; `None` at the end.
    pub(crate) async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        self.next().await
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match &mut self.get_mut().0 {
            Kind::Full(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Full(bytes) => Poll::Ready(Some(Ok(core::mem::take(bytes)))),
            Kind::Stream(chunks) => chunks.as_mut().poll_next(context),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl<B: Into<Bytes>> From<B> for Body {
    fn from(bytes: B) -> Self {
        Self(Kind::Full(bytes.into()))
    }
}

impl core::fmt::Debug for Body {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match &self.0 {
            Kind::Full(bytes) => write!(f, "Body({} bytes)", bytes.len()),
            Kind::Stream(_) => f.write_str("Body(stream)"),
        }
    }
}
