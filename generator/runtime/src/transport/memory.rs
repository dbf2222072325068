//! A transport without a network, for the tests of code that uses a client.
//!
//! It gives scripted answers in order and keeps what was asked.

use core::future::Future;
use core::pin::Pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::{Bytes, BytesMut};

use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::clock::Clock;

/// Gives scripted answers and records requests; clones share both. Time stands still but for pauses
/// between attempts and for stalled requests, both of which pass at once.
///
/// ```
/// use specsmith_runtime::{MemoryTransport, http::StatusCode, json};
///
/// let transport = MemoryTransport::new();
/// transport.answer_json(StatusCode::OK, json!({"id": "mch_1"}));
/// // … give a clone to a client's builder, call an operation, then look at what was sent:
/// assert!(transport.requests().is_empty());
/// ```
#[derive(Clone, Default)]
pub struct MemoryTransport {
    script: Arc<Mutex<Script>>,
    stall: Arc<Stall>,
}

#[derive(Default)]
struct Script {
    answers: VecDeque<Answer>,
    requests: Vec<http::Request<Bytes>>,
}

enum Answer {
    Response(http::Response<Body>),
    Error(TransportError),
    Never,
}

impl MemoryTransport {
    /// A transport without answers.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a response.
    pub fn answer(&self, response: http::Response<impl Into<Body>>) {
        self.push(Answer::Response(response.map(Into::into)));
    }

    /// Adds a response of `application/json`: a text, or a [`Value`](crate::Value) such as `json!` makes.
    pub fn answer_json(&self, status: http::StatusCode, body: impl ToString) {
        let mut response = http::Response::new(Body::from(body.to_string()));
        *response.status_mut() = status;
        response
            .headers_mut()
            .insert(http::header::CONTENT_TYPE, http::HeaderValue::from_static("application/json"));
        self.push(Answer::Response(response));
    }

    /// Adds a failure.
    pub fn fail(&self, error: impl Into<TransportError>) {
        self.push(Answer::Error(error.into()));
    }

    /// Adds a request that is never answered: it ends by its timeout, which passes at once. If that is the
    /// limit on an attempt, the next attempt takes the next answer.
    pub fn stall(&self) {
        self.push(Answer::Never);
    }

    /// The requests so far, in the order in which they were sent.
    #[must_use]
    pub fn requests(&self) -> Vec<http::Request<Bytes>> {
        self.script().requests.clone()
    }

    fn push(&self, answer: Answer) {
        self.script().answers.push_back(answer);
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        // The script is whole between statements, so a panic elsewhere has not broken it.
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl core::fmt::Debug for MemoryTransport {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // Requests hold credentials and answers hold secrets: numbers only.
        let script = self.script();
        f.debug_struct("MemoryTransport")
            .field("answers", &script.answers.len())
            .field("requests", &script.requests.len())
            .finish()
    }
}

impl Transport for MemoryTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        _attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, mut body) = request.into_parts();
            let mut bytes = BytesMut::new();
            while let Some(chunk) = body.chunk().await {
                bytes.extend_from_slice(&chunk?);
            }
            let answer = {
                let mut script = self.script();
                script.requests.push(http::Request::from_parts(parts, bytes.freeze()));
                script.answers.pop_front()
            };
            match answer {
                Some(Answer::Response(response)) => Ok(response),
                Some(Answer::Error(error)) => Err(error),
                Some(Answer::Never) => {
                    self.stall.begin();
                    core::future::pending().await
                }
                None => Err(TransportError::new(
                    TransportErrorKind::Refused,
                    "the memory transport has no answer left",
                )),
            }
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(StalledClock(Arc::clone(&self.stall)))
    }
}

/// A clock that stands still, except that waiting is over once a request will never be answered.
#[derive(Debug, Default)]
struct Stall {
    stalled: AtomicBool,
    sleepers: Mutex<Vec<Waker>>,
    /// The time that passed, by what was waited for.
    now: Mutex<Duration>,
}

impl Stall {
    fn now(&self) -> MutexGuard<'_, Duration> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn pass(&self, duration: Duration) {
        let mut now = self.now();
        *now = now.saturating_add(duration);
    }

    fn begin(&self) {
        self.stalled.store(true, Ordering::SeqCst);
        let sleepers =
            core::mem::take(&mut *self.sleepers.lock().unwrap_or_else(PoisonError::into_inner));
        for sleeper in sleepers {
            sleeper.wake();
        }
    }
}

/// Waits for a stall, and ends it.
struct Sleep(Arc<Stall>, Duration);

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut sleepers = self.0.sleepers.lock().unwrap_or_else(PoisonError::into_inner);
        if self.0.stalled.swap(false, Ordering::SeqCst) {
            self.0.pass(self.1);
            return Poll::Ready(());
        }
        if !sleepers.iter().any(|sleeper| sleeper.will_wake(context.waker())) {
            sleepers.push(context.waker().clone());
        }
        Poll::Pending
    }
}

/// The clock that [`MemoryTransport`] hands out.
#[derive(Debug)]
struct StalledClock(Arc<Stall>);

impl Clock for StalledClock {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep(Arc::clone(&self.0), duration))
    }

    fn pause(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.0.pass(duration);
        Box::pin(core::future::ready(()))
    }

    fn now(&self) -> Duration {
        *self.0.now()
    }
}
