//! What a request carries, and whether it can be carried twice.
//!
//! Takes bytes or streams from callers; gives the engine a body for each attempt.

use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;

use crate::body::Body;
use crate::transport::TransportError;

#[cfg(all(feature = "reqwest", not(target_family = "wasm")))]
mod file;

/// The content of a request: bytes, which every attempt can send, or a stream.
#[derive(Clone)]
pub struct Payload(Source);

#[derive(Clone)]
enum Source {
    Bytes(Bytes),
    /// Sent by the first attempt; clones share it.
    Once(Arc<Mutex<Option<Body>>>),
    /// Made anew for each attempt.
    Made(Arc<dyn Fn() -> Body + Send + Sync>),
}

impl Payload {
    /// A content whose chunks come from `stream`. It can be sent once: a call with it is not retried.
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static,
    ) -> Self {
        Self(Source::Once(Arc::new(Mutex::new(Some(Body::stream(stream))))))
    }

    /// A content that `make` gives anew for each attempt, so a call with it can be retried.
    pub fn replayable(make: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self(Source::Made(Arc::new(make)))
    }

    /// All bytes, when they are in memory.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.0 {
            Source::Bytes(bytes) => Some(bytes),
            Source::Once(_) | Source::Made(_) => None,
        }
    }

    /// Whether every attempt can send it.
    pub(crate) fn is_replayable(&self) -> bool {
        match self.0 {
            Source::Bytes(_) | Source::Made(_) => true,
            Source::Once(_) => false,
        }
    }

    /// The body of the next attempt; `None` when it was sent.
    pub(crate) fn open(&self) -> Option<Body> {
        match &self.0 {
            Source::Bytes(bytes) => Some(Body::from(bytes.clone())),
            Source::Once(body) => body.lock().unwrap_or_else(PoisonError::into_inner).take(),
            Source::Made(make) => Some(make()),
        }
    }
}

impl<B: Into<Bytes>> From<B> for Payload {
    fn from(bytes: B) -> Self {
        Self(Source::Bytes(bytes.into()))
    }
}

impl core::fmt::Debug for Payload {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match &self.0 {
            Source::Bytes(bytes) => write!(f, "Payload({} bytes)", bytes.len()),
            Source::Once(_) | Source::Made(_) => f.write_str("Payload(stream)"),
        }
    }
}
