//! Exchanges written to a readable file, secrets removed, and answers from such a file.
//!
//! The file is a sequence of indented JSON objects, one for each exchange, so that a change of one line of
//! an answer is a change of one line of the file:
//!
//! ```text
//! {
//!   "operation": "GetMachine",
//!   "request": {
//!     "method": "GET",
//!     "target": "/v1/machines/mch_1",
//!     "headers": { "accept": "application/json", "authorization": "REDACTED" }
//!   },
//!   "response": {
//!     "status": 200,
//!     "headers": { "content-type": "application/json" },
//!     "body": { "json": { "id": "mch_1" } }
//!   }
//! }
//! ```
//!
//! A body is `json`, `text` or `base64`. Of JSON the values are kept, not the white space, the order of
//! members, or how numbers are spelled. In place of `response` there can be `error`.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::fs::File;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::HeaderMap;

use self::exchange::{Answer, Exchange};
use self::redact::Redact;
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::clock::Clock;

mod exchange;
mod redact;
mod replay;

pub use self::replay::ReplayTransport;

/// The longest body that is kept, in bytes. What is longer is recorded as one that broke off.
const LONGEST: usize = 16 << 20;

/// Sends by another transport and writes each exchange down, for [`ReplayTransport`] and for people.
///
/// Removed are: values of the headers that carry credentials or cookies, of all headers that the caller
/// gave, of credentials in the query, of members and form fields that the description calls secret, of
/// answers to token requests, and whatever else repeats one of these; of JSON that broke off, all of it if it
/// names such a member. What else an answer holds is written as it is: look at a recording before you share it.
///
/// An exchange is written once its body has been read or was given up; request bodies are read into memory.
pub struct RecordTransport<T> {
    inner: T,
    file: Arc<Recording>,
}

impl<T: Transport> RecordTransport<T> {
    /// Sends by `inner` and writes to `file`, which gets each exchange by one call and is flushed after it.
    pub fn new(inner: T, file: impl Write + Send + 'static) -> Self {
        let state = State { file: Box::new(file), failure: None };
        Self { inner, file: Arc::new(Recording(Mutex::new(state))) }
    }

    /// Sends by `inner` and writes to a new file at `path`, in place of one that is there.
    ///
    /// # Errors
    /// When the file cannot be created.
    pub fn to_file(inner: T, path: impl AsRef<Path>) -> io::Result<Self> {
        Ok(Self::new(inner, File::create(path)?))
    }
}

impl<T: core::fmt::Debug> core::fmt::Debug for RecordTransport<T> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("RecordTransport").field("inner", &self.inner).finish_non_exhaustive()
    }
}

impl<T: Transport> Transport for RecordTransport<T> {
    /// Sends the request, unless writing an exchange before this one has failed.
    fn send(
        &self,
        request: http::Request<Body>,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            self.file.check()?;
            let (parts, body) = request.into_parts();
            let bytes = collect(body).await?;
            let mut redact = Redact::new(attempt.api);
            let asked = redact.request(&parts, &bytes);
            let mut exchange = Exchange {
                operation: attempt.operation.to_owned(),
                request: asked,
                answer: Answer::Error(TransportErrorKind::Request),
            };
            let request = http::Request::from_parts(parts, Body::from(bytes));
            match self.inner.send(request, attempt).await {
                Ok(response) => {
                    let (parts, body) = response.into_parts();
                    let (file, kept) = (Arc::clone(&self.file), BytesMut::new());
                    let (status, headers) = (parts.status, parts.headers.clone());
                    let pending = Some(Pending { exchange, redact, status, headers });
                    let tee = Tee { body, kept, whole: true, pending, file };
                    Ok(http::Response::from_parts(parts, Body::stream(tee)))
                }
                Err(error) => {
                    exchange.answer = Answer::Error(error.kind());
                    self.file.write(&exchange);
                    Err(error)
                }
            }
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.inner.clock()
    }
}

/// All bytes of a request's body.
async fn collect(mut body: Body) -> Result<Bytes, TransportError> {
    if let Some(bytes) = body.as_bytes() {
        return Ok(bytes.clone());
    }
    let mut bytes = BytesMut::new();
    while let Some(chunk) = body.chunk().await {
        bytes.extend_from_slice(&chunk?);
    }
    Ok(bytes.freeze())
}

/// Where exchanges are written.
struct Recording(Mutex<State>);

struct State {
    file: Box<dyn Write + Send>,
    /// Why writing failed. Nothing is written after that: a gap would be worse than an end.
    failure: Option<String>,
}

impl Recording {
    fn check(&self) -> Result<(), TransportError> {
        match &self.state().failure {
            None => Ok(()),
            Some(failure) => Err(TransportError::new(
                TransportErrorKind::Refused,
                format!("the exchange before this one could not be recorded: {failure}"),
            )),
        }
    }

    fn write(&self, exchange: &Exchange) {
        let text = exchange.to_text();
        let mut state = self.state();
        if state.failure.is_none() {
            let written = state.file.write_all(text.as_bytes());
            state.failure =
                written.and_then(|()| state.file.flush()).err().map(|error| error.to_string());
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A response's body on its way to the caller, kept for the recording.
struct Tee {
    body: Body,
    kept: BytesMut,
    /// Whether all that came so far is kept.
    whole: bool,
    /// The exchange, until it is written.
    pending: Option<Pending>,
    file: Arc<Recording>,
}

struct Pending {
    exchange: Exchange,
    redact: Redact,
    status: http::StatusCode,
    headers: HeaderMap,
}

impl Tee {
    fn finish(&mut self, complete: bool) {
        if let Some(Pending { mut exchange, redact, status, headers }) = self.pending.take() {
            let bytes = core::mem::take(&mut self.kept).freeze();
            let complete = complete && self.whole;
            exchange.answer = redact.response(status, &headers, &bytes, complete);
            self.file.write(&exchange);
        }
    }
}

impl Stream for Tee {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let tee = self.get_mut();
        let next = Pin::new(&mut tee.body).poll_next(context);
        match &next {
            Poll::Ready(Some(Ok(chunk))) => {
                let room = LONGEST - tee.kept.len();
                tee.whole &= chunk.len() <= room;
                tee.kept.extend_from_slice(&chunk[..chunk.len().min(room)]);
            }
            Poll::Ready(Some(Err(_))) => tee.finish(false),
            Poll::Ready(None) => tee.finish(true),
            Poll::Pending => {}
        }
        next
    }
}

impl Drop for Tee {
    fn drop(&mut self) {
        self.finish(false);
    }
}
