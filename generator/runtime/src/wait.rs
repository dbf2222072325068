//! Waiting (`x-sdk-wait`): a call is made again until a field of its answer has a final value.

use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::fmt;

use crate::answer::Answer;
use crate::api::{Outcome, Wait};
use crate::call::{Call, Inputs};
use crate::decode;
use crate::error::{BodyError, Error, Head, TimeoutError, TimeoutKind};
use crate::json::pointer;
use crate::send::{self, Received, Reply, Sent, run};
use crate::timeout::Deadline;

/// The future of an output whose field has one of its final values.
///
/// Nothing is sent before it is polled; dropping it ends the waiting. Time limits and retries hold for
/// each call. An answer that is an error ends it; a field that is not there is not final.
#[must_use = "nothing is sent until this is awaited"]
pub struct WaitFor<T, E> {
    state: State,
    types: PhantomData<fn() -> (T, E)>,
}

enum State {
    /// Nothing was sent.
    Still(Box<Inputs>, Wait),
    Polling(Sent),
    Over,
}

impl Call {
    /// Makes this call until its answer is final.
    pub fn wait<T: Answer, E: Answer>(self, wait: &'static Wait) -> WaitFor<T, E> {
        WaitFor { state: State::Still(self.inner, *wait), types: PhantomData }
    }
}

impl<T, E> WaitFor<T, E> {
    /// Sets the time between the answer to a call and the next call.
    pub fn interval(mut self, interval: Duration) -> Self {
        if let State::Still(_, wait) = &mut self.state {
            wait.interval = interval;
        }
        self
    }

    /// Sets the time after which waiting fails with [`TimeoutKind::Wait`].
    pub fn limit(mut self, limit: Duration) -> Self {
        if let State::Still(_, wait) = &mut self.state {
            wait.limit = limit;
        }
        self
    }
}

impl<T: Answer, E: Answer> Future for WaitFor<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        loop {
            match core::mem::replace(&mut self.state, State::Over) {
                State::Still(inputs, wait) => {
                    self.state = State::Polling(Box::pin(until(inputs, wait)));
                }
                State::Polling(mut future) => {
                    let Poll::Ready(result) = future.as_mut().poll(context) else {
                        self.state = State::Polling(future);
                        return Poll::Pending;
                    };
                    return Poll::Ready(send::value(result));
                }
                // As an `async` block, polled after its end.
                State::Over => panic!("`WaitFor` polled after completion"),
            }
        }
    }
}

impl<T, E> fmt::Debug for WaitFor<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WaitFor")
    }
}

/// The first answer that is final or an error.
async fn until(inputs: Box<Inputs>, wait: Wait) -> Reply {
    let client = inputs.client.clone();
    let clock = &*client.config().clock;
    let operation = inputs.operation;
    let passed = |head: Option<Head>, attempts| {
        let (kind, limit) = (TimeoutKind::Wait, wait.limit);
        Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }))
    };
    let begun = clock.now();
    let mut paused = Duration::ZERO;
    let mut head = None;
    let mut calls = 0_u32;
    loop {
        calls = calls.saturating_add(1);
        // A clock that stands still is made up for by the pauses.
        let elapsed = clock.now().saturating_sub(begun).max(paused);
        let left = wait.limit.saturating_sub(elapsed);
        let mut deadline = Deadline::total(clock, wait.limit, left);
        let mut received = match deadline.guard(run(inputs.clone())).await {
            Ok(received) => received?,
            Err(_) => return Err(passed(head, calls)),
        };
        received.settle();
        let Outcome::Success { .. } = received.outcome else { return Ok(received) };
        let field = |text: &[u8]| pointer::scalar(text, wait.field);
        match decode::json(&received.head.headers, &received.body, field) {
            Ok(Some(value)) if wait.until.contains(&&*value) => return Ok(received),
            Ok(_) => {}
            Err(problem) => {
                let Received { head, body, .. } = *received;
                return Err(Error::Decode(Box::new(BodyError { head, body, problem })));
            }
        }
        let elapsed = clock.now().saturating_sub(begun).max(paused);
        if elapsed.saturating_add(wait.interval) > wait.limit {
            return Err(passed(Some(received.head), calls));
        }
        head = Some(received.head);
        clock.pause(wait.interval).await;
        paused = paused.saturating_add(wait.interval);
    }
}
