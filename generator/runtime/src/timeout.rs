//! Time limits: which ones apply, and the races against them.

use core::fmt;
use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::sync::Arc;

use bytes::Bytes;
use futures_core::Stream;
use futures_util::stream;

use crate::body::Body;
use crate::clock::Clock;
use crate::error::TimeoutKind;
use crate::transport::{BoxFuture, TransportError, TransportErrorKind};

/// The limit on connecting unless a client sets another.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);
/// The limit on the silence between two chunks of a body unless a client sets another.
pub(crate) const READ: Duration = Duration::from_secs(30);
/// The limit on one attempt unless somebody sets another.
const ATTEMPT: Duration = Duration::from_secs(60);
/// How many chunks may come without a pause before others get their turn, and the limits are looked at.
const IN_A_ROW: u32 = 64;

/// The limit on one attempt: the caller's word before the client's before the operation's before the
/// API's.
pub(crate) fn attempt(
    call: Option<Duration>,
    client: Option<Duration>,
    operation: Option<Duration>,
    api: Option<Duration>,
) -> Duration {
    call.or(client).or(operation).or(api).unwrap_or(ATTEMPT)
}

/// A time limit that passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Passed {
    pub(crate) kind: TimeoutKind,
    /// The limit as it was set.
    pub(crate) limit: Duration,
}

impl fmt::Display for Passed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the limit of {:?} passed", self.limit)
    }
}

impl std::error::Error for Passed {}

impl From<Passed> for TransportError {
    fn from(passed: Passed) -> Self {
        Self::new(TransportErrorKind::BodyTimeout, passed)
    }
}

/// A limit that is running. It begins with the first guarded future.
pub(crate) struct Deadline {
    sleep: BoxFuture<'static, ()>,
    passed: Passed,
}

impl Deadline {
    /// The limit of an attempt that may take `attempt`, in a call that has `left` of its limit `total`.
    pub(crate) fn new(
        clock: &dyn Clock,
        attempt: Duration,
        total: Option<(Duration, Duration)>,
    ) -> Self {
        match total {
            Some((total, left)) if left <= attempt => Self::total(clock, total, left),
            _ => {
                let passed = Passed { kind: TimeoutKind::Attempt, limit: attempt };
                Self { sleep: clock.sleep(attempt), passed }
            }
        }
    }

    /// What is `left` of the limit `total` on the whole call.
    pub(crate) fn total(clock: &dyn Clock, total: Duration, left: Duration) -> Self {
        let passed = Passed { kind: TimeoutKind::Total, limit: total };
        Self { sleep: clock.sleep(left), passed }
    }

    /// What `future` gives, unless the limit passes before. What is ready wins.
    pub(crate) fn guard<T>(
        &mut self,
        future: impl Future<Output = T> + Unpin,
    ) -> impl Future<Output = Result<T, Passed>> {
        guard(Some(self), future)
    }

    /// Ready once the limit has passed.
    pub(crate) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Passed> {
        self.sleep.as_mut().poll(context).map(|()| self.passed)
    }
}

/// As [`Deadline::guard`]; without a limit, `future` may take as long as it likes.
pub(crate) fn guard<T>(
    mut deadline: Option<&mut Deadline>,
    mut future: impl Future<Output = T> + Unpin,
) -> impl Future<Output = Result<T, Passed>> {
    poll_fn(move |context| match (Pin::new(&mut future).poll(context), &mut deadline) {
        (Poll::Ready(value), _) => Poll::Ready(Ok(value)),
        (Poll::Pending, Some(deadline)) => deadline.poll(context).map(Err),
        (Poll::Pending, None) => Poll::Pending,
    })
}

/// The body of a response under time limits: on its silences, and on all of it.
///
/// A limit that passes ends it with an error whose source is [`Passed`].
pub(crate) struct Timed {
    body: Body,
    /// The limit on a silence, and the one that is going on. There is none while chunks are ready.
    read: Duration,
    silence: Option<BoxFuture<'static, ()>>,
    /// How many chunks came without a pause.
    row: u32,
    deadline: Option<Deadline>,
    /// When, by the clock, the limit passes that chunks without any pause would never let be polled.
    end: Option<Duration>,
}

impl Timed {
    pub(crate) fn new(body: Body, read: Duration, deadline: Option<Deadline>) -> Self {
        Self { body, read, silence: None, row: 0, deadline, end: None }
    }

    /// Ends even a body that is never silent at `end` by the clock.
    pub(crate) fn ending(mut self, end: Duration) -> Self {
        self.end = Some(end);
        self
    }

    /// The same as a stream, with a clock of its own.
    pub(crate) fn stream(
        mut self,
        clock: Arc<dyn Clock>,
    ) -> impl Stream<Item = Result<Bytes, TransportError>> {
        stream::poll_fn(move |context| self.poll_chunk(&*clock, context))
    }

    /// The next chunk; `None` at the end.
    pub(crate) fn poll_chunk(
        &mut self,
        clock: &dyn Clock,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Bytes, TransportError>>> {
        if self.row >= IN_A_ROW {
            // Empty chunks are as good as none to a limit on bytes, and a timer that is never polled, or whose
            // runtime never gets to turn it, does not pass.
            self.row = 0;
            context.waker().wake_by_ref();
            return match &mut self.deadline {
                Some(deadline) => deadline.poll(context).map(|passed| Some(Err(passed.into()))),
                None => Poll::Pending,
            };
        }
        match Pin::new(&mut self.body).poll_next(context) {
            Poll::Ready(Some(Ok(chunk))) => {
                self.silence = None;
                self.row += 1;
                Poll::Ready(Some(
                    self.is_over(clock).map_or(Ok(chunk), |passed| Err(passed.into())),
                ))
            }
            Poll::Ready(end) => Poll::Ready(end),
            Poll::Pending => {
                self.row = 0;
                self.poll_limits(clock, context).map(|passed| Some(Err(passed.into())))
            }
        }
    }

    fn is_over(&self, clock: &dyn Clock) -> Option<Passed> {
        let over = self.end.is_some_and(|end| clock.now() > end);
        self.deadline.as_ref().filter(|_| over).map(|deadline| deadline.passed)
    }

    fn poll_limits(&mut self, clock: &dyn Clock, context: &mut Context<'_>) -> Poll<Passed> {
        if let Some(deadline) = &mut self.deadline
            && let Poll::Ready(passed) = deadline.poll(context)
        {
            return Poll::Ready(passed);
        }
        let Self { silence, read, .. } = self;
        let silence = silence.get_or_insert_with(|| clock.sleep(*read));
        ready!(silence.as_mut().poll(context));
        Poll::Ready(Passed { kind: TimeoutKind::Read, limit: *read })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_closest_to_the_call_wins() {
        let seconds = |n| Some(Duration::from_secs(n));
        assert_eq!(attempt(seconds(1), seconds(2), seconds(3), seconds(4)), Duration::from_secs(1));
        assert_eq!(attempt(None, seconds(2), seconds(3), seconds(4)), Duration::from_secs(2));
        assert_eq!(attempt(None, None, seconds(3), seconds(4)), Duration::from_secs(3));
        assert_eq!(attempt(None, None, None, seconds(4)), Duration::from_secs(4));
        assert_eq!(attempt(None, None, None, None), ATTEMPT);
    }
}
