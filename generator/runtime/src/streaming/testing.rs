//! What the tests of streams share: a call without a network, bodies in chunks, and a clock of numbers.

use core::future::pending;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_core::Stream;

use crate::api::{Case, Method, Operation};
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::clock::Clock;
use crate::tests::emitted_api;
use crate::transport::{BoxFuture, TransportError, TransportErrorKind};
use crate::{Body, MemoryTransport};

const WATCH: Operation = Operation {
    id: "Watch",
    path: "/watch",
    accept: "application/json, text/event-stream",
    success: &[Case::new(&[200], 0)],
    errors: &[Case::new(&[404], 0)],
    ..Operation::DEFAULT
};
pub(crate) static GET: Operation = WATCH;
pub(crate) static POST: Operation = Operation { method: Method::Post, ..WATCH };
pub(crate) static SAFE_POST: Operation = Operation { method: Method::Post, safe: true, ..WATCH };
pub(crate) static KEYED_POST: Operation =
    Operation { method: Method::Post, idempotency_key: "idempotency-key", ..WATCH };

/// A client's transport and the pauses it made.
#[derive(Clone, Default)]
pub(crate) struct Fixture {
    pub(crate) transport: MemoryTransport,
    clock: Pauses,
}

/// Time is what the pauses sum up to; they pass at once and are kept. Time limits never pass.
#[derive(Clone, Debug, Default)]
struct Pauses(Arc<Mutex<Vec<Duration>>>);

impl Clock for Pauses {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(pending())
    }
    fn pause(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.lock().unwrap().push(duration);
        Box::pin(core::future::ready(()))
    }
    fn now(&self) -> Duration {
        self.0.lock().unwrap().iter().sum()
    }
}

impl Fixture {
    pub(crate) fn call(&self, operation: &'static Operation) -> Call {
        let builder = ClientBuilder::new(emitted_api()).transport(self.transport.clone());
        builder.clock(self.clock.clone()).build().unwrap().call(operation)
    }

    pub(crate) fn pauses(&self) -> Vec<Duration> {
        self.clock.0.lock().unwrap().clone()
    }

    /// Adds an answer with the media type, if it is not empty.
    pub(crate) fn answer(&self, status: u16, media_type: &str, body: impl Into<Body>) {
        let mut response = http::Response::builder().status(status).header("x-request-id", "req_1");
        if !media_type.is_empty() {
            response = response.header("content-type", media_type);
        }
        self.transport.answer(response.body(body.into()).unwrap());
    }

    /// Headers that the requests had, in order; `-` where there was none.
    pub(crate) fn sent(&self, header: &str) -> Vec<String> {
        let requests = self.transport.requests();
        let value = |request: &http::Request<Bytes>| {
            let value = request.headers().get(header).map(|value| value.as_bytes().to_vec());
            value.map_or("-".to_owned(), |value| String::from_utf8(value).unwrap())
        };
        requests.iter().map(value).collect()
    }
}

/// A body in chunks, and what happens after the last one.
pub(crate) struct Chunks {
    chunks: VecDeque<Bytes>,
    end: End,
    left: Arc<AtomicUsize>,
}

#[derive(Clone, Copy)]
pub(crate) enum End {
    /// The body ends.
    Clean,
    /// The connection breaks.
    Broken,
    /// Nothing more comes.
    Pending,
    /// The last chunk comes again and again.
    Endless,
}

impl Chunks {
    pub(crate) fn new(bytes: &[u8], size: usize, end: End) -> Self {
        let chunks: VecDeque<_> = bytes.chunks(size).map(Bytes::copy_from_slice).collect();
        let left = Arc::new(AtomicUsize::new(chunks.len()));
        Self { chunks, end, left }
    }

    /// How many chunks are not read; `usize::MAX` once the body is dropped.
    pub(crate) fn left(&self) -> Arc<AtomicUsize> {
        Arc::clone(&self.left)
    }
}

impl From<Chunks> for Body {
    fn from(chunks: Chunks) -> Self {
        Self::stream(chunks)
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;
    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let endless = matches!(self.end, End::Endless) && self.chunks.len() == 1;
        let next = if endless { self.chunks.front().cloned() } else { self.chunks.pop_front() };
        self.left.store(self.chunks.len(), Ordering::SeqCst);
        match (next, self.end) {
            (Some(chunk), _) => Poll::Ready(Some(Ok(chunk))),
            (None, End::Clean | End::Endless) => Poll::Ready(None),
            (None, End::Broken) => Poll::Ready(Some(Err(TransportErrorKind::Body.into()))),
            (None, End::Pending) => Poll::Pending,
        }
    }
}

impl Drop for Chunks {
    fn drop(&mut self) {
        self.left.store(usize::MAX, Ordering::SeqCst);
    }
}
