//! Responses: their bodies read within limits, and given to callers with what came along.

use core::fmt;
use core::marker::PhantomData;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt as _;
use http::{HeaderMap, StatusCode};

use crate::api::Method;
use crate::error::{Head, request_id};
use crate::transport::TransportError;

mod headers;

/// An output with the response that it came in. `H` is the type of the headers that the API documents,
/// see [`Response::typed_headers`].
pub struct Response<T, H = ()> {
    status: StatusCode,
    headers: HeaderMap,
    attempts: u32,
    body: T,
    types: PhantomData<fn() -> H>,
}

impl<T, H> Response<T, H> {
    pub(crate) fn new(head: Head, body: T) -> Self {
        let Head { status, headers, attempts, .. } = head;
        Self { status, headers, attempts, body, types: PhantomData }
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What the API calls this request, where it says so.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// How often the request was sent until this response came.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The output.
    #[must_use]
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The output alone.
    #[must_use]
    pub fn into_body(self) -> T {
        self.body
    }
}

impl<T: Clone, H> Clone for Response<T, H> {
    fn clone(&self) -> Self {
        let (headers, body) = (self.headers.clone(), self.body.clone());
        Self { status: self.status, headers, attempts: self.attempts, body, types: PhantomData }
    }
}

impl<T: fmt::Debug, H> fmt::Debug for Response<T, H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values of headers can be secret, as in `set-cookie`.
        f.debug_struct("Response")
            .field("status", &self.status)
            .field("request_id", &self.request_id())
            .field("headers", &self.headers.keys().collect::<Vec<_>>())
            .field("body", &self.body)
            .finish()
    }
}

/// The longest bodies that are read, in bytes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    pub(crate) success: usize,
    pub(crate) error: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { success: 64 << 20, error: 1 << 20 }
    }
}

/// The bytes of a body, as far as the limit allows.
pub(crate) struct Read {
    pub(crate) bytes: Bytes,
    /// Whether the body went on.
    pub(crate) cut: bool,
}

/// Whether a response can have a body (RFC 9110, section 6.4.1; of 205, section 15.3.6). What comes
/// nevertheless belongs to nobody.
pub(crate) fn can_have_body(method: Method, status: StatusCode) -> bool {
    method != Method::Head && !matches!(status.as_u16(), 100..=199 | 204 | 205 | 304)
}

/// Reads a body up to `limit` bytes.
pub(crate) async fn read(
    mut body: impl Stream<Item = Result<Bytes, TransportError>> + Unpin,
    limit: usize,
) -> Result<Read, TransportError> {
    let mut bytes = Bytes::new();
    let mut gathering = Gathering::new(limit);
    while let Some(chunk) = body.next().await {
        if !gathering.add(chunk?, &mut bytes) {
            return Ok(Read { bytes, cut: true });
        }
    }
    gathering.end(&mut bytes);
    Ok(Read { bytes, cut: false })
}

/// Puts chunks together up to a limit. What a server claims about the length is not believed.
pub(crate) struct Gathering {
    limit: usize,
    /// Everything, once there is more than one chunk.
    all: Vec<u8>,
}

impl Gathering {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, all: Vec::new() }
    }

    /// Adds a chunk to `bytes`; false if there was no room for all of it, which ends it.
    pub(crate) fn add(&mut self, chunk: Bytes, bytes: &mut Bytes) -> bool {
        // Most bodies are one chunk, which is not copied.
        if bytes.is_empty() && chunk.len() <= self.limit {
            *bytes = chunk;
            return true;
        }
        self.join(&chunk, bytes)
    }

    #[cold]
    fn join(&mut self, chunk: &[u8], bytes: &mut Bytes) -> bool {
        if self.all.is_empty() {
            self.all.extend_from_slice(bytes);
        }
        let room = self.limit - self.all.len();
        self.all.extend_from_slice(&chunk[..chunk.len().min(room)]);
        let fits = chunk.len() <= room;
        if !fits {
            self.end(bytes);
        }
        fits
    }

    /// Gives what came.
    pub(crate) fn end(&mut self, bytes: &mut Bytes) {
        if !self.all.is_empty() {
            *bytes = core::mem::take(&mut self.all).into();
        }
    }
}
