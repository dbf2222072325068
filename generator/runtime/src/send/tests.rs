//! What is sent how often, and when: with transports that fail on command and a clock that is a number.

use core::convert::Infallible;
use core::future::Future;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime;

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

use crate::api::{Api, Case, Method, Operation};
use crate::builder::ClientBuilder;
use crate::random::Always;
use crate::{
    Body, BoxFuture, Clock, Error, MemoryTransport, Random, Response, RetryPolicy, Text,
    TransportError,
};

mod budget;
mod cancel;
mod hooks;
mod limits;
mod matrix;
mod retries;

static API: Api = Api { name: "test", servers: &["https://h"], user_agent: "t", ..Api::DEFAULT };

const GET: Operation =
    Operation { id: "Get", path: "/thing", success: &[Case::new(&[200], 0)], ..Operation::DEFAULT };
const POST: Operation = Operation { id: "Post", method: Method::Post, ..GET };
const KEYED: Operation = Operation { idempotency_key: "idempotency-key", ..POST };

type Answered = Result<Response<Text>, Error<Infallible>>;

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// A client of `transport` with a clock that the test turns.
fn client(transport: &MemoryTransport, clock: &ManualClock) -> ClientBuilder {
    ClientBuilder::new(&API).transport(transport.clone()).clock(clock.clone())
}

/// The future of a call, as its shell makes it.
fn send(
    builder: ClientBuilder,
    operation: &'static Operation,
) -> Pin<Box<dyn Future<Output = Answered>>> {
    let client = builder.build().expect("a client");
    Box::pin(client.call(operation).send_with_response())
}

/// Polls once.
fn poll<T>(future: &mut (impl Future<Output = T> + Unpin + ?Sized)) -> Poll<T> {
    Pin::new(future).poll(&mut Context::from_waker(Waker::noop()))
}

/// What a future gives that needs no waking.
fn ready<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    for _ in 0..100_000 {
        if let Poll::Ready(value) = poll(&mut future) {
            return value;
        }
    }
    panic!("the future makes no progress");
}

fn status(status: u16) -> http::Response<Body> {
    let mut response = http::Response::new(Body::empty());
    *response.status_mut() = StatusCode::from_u16(status).expect("a status");
    response
}

/// Time as a number: limits pass when the test says so, pauses at once.
#[derive(Clone, Debug, Default)]
struct ManualClock(Arc<Mutex<Time>>);

#[derive(Debug, Default)]
struct Time {
    now: Duration,
    /// Added to the time of day only.
    wall: Duration,
    /// The pauses so far.
    pauses: Vec<Duration>,
    /// Whether pauses leave the time as it is.
    frozen: bool,
}

impl ManualClock {
    fn time(&self) -> MutexGuard<'_, Time> {
        self.0.lock().expect("no test has failed")
    }

    fn advance(&self, duration: Duration) {
        let mut time = self.time();
        time.now = time.now.saturating_add(duration);
    }

    fn pauses(&self) -> Vec<Duration> {
        self.time().pauses.clone()
    }
}

impl Clock for ManualClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        let mut end = None;
        Box::pin(core::future::poll_fn(move |_| {
            let now = clock.time().now;
            let end = *end.get_or_insert(now.saturating_add(duration));
            if now >= end { Poll::Ready(()) } else { Poll::Pending }
        }))
    }

    fn pause(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let clock = self.clone();
        let mut begun = false;
        // Pending once, so that concurrent calls take turns.
        Box::pin(core::future::poll_fn(move |_| {
            if !core::mem::replace(&mut begun, true) {
                let mut time = clock.time();
                time.pauses.push(duration);
                if !time.frozen {
                    time.now = time.now.saturating_add(duration);
                }
                return Poll::Pending;
            }
            Poll::Ready(())
        }))
    }

    fn now(&self) -> Duration {
        self.time().now
    }

    fn wall(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.time().wall
    }
}

/// A generator with a seed (SplitMix64).
#[derive(Debug)]
struct Seeded(Mutex<u64>);

impl Random for Seeded {
    fn next(&self) -> u64 {
        let mut state = self.0.lock().expect("no test has failed");
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

/// A body that gives these chunks and then this end: nothing more, for ever, if there is none.
struct Chunks {
    chunks: Vec<&'static [u8]>,
    end: Option<Option<TransportError>>,
}

impl Chunks {
    fn then_silence(chunks: &[&'static [u8]]) -> Body {
        Body::stream(Self { chunks: chunks.to_vec(), end: None })
    }

    fn then_error(chunks: &[&'static [u8]], error: TransportError) -> Body {
        Body::stream(Self { chunks: chunks.to_vec(), end: Some(Some(error)) })
    }
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if !this.chunks.is_empty() {
            return Poll::Ready(Some(Ok(Bytes::from_static(this.chunks.remove(0)))));
        }
        match &mut this.end {
            None => Poll::Pending,
            Some(end) => Poll::Ready(end.take().map(Err)),
        }
    }
}
