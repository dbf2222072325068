//! From inputs to a response: attempts until one is the answer. Knows no types.
//!
//! Nothing is spawned and nothing is held across attempts but the call itself, so a call that is dropped
//! leaves nothing behind but the request that was under way, which its transport abandons.
//!
//! What follows an attempt that failed is a future of its own, so that a call that succeeds at once has
//! neither to make room for it nor to step over its code.

use core::time::Duration;

use http::{HeaderMap, StatusCode};

use super::attempt::{Attempt, Limits, Until};
use super::renewal::Renewal;
use super::{Reply, Sent};
use crate::api::Outcome;
use crate::call::Inputs;
use crate::credentials::Granted;
use crate::error::{Error, TimeoutKind};
use crate::hook::AttemptFailure;
use crate::retry::{Fault, Retries};
use crate::trace::Span;
use crate::transport::{BoxFuture, TransportErrorKind};

/// The whole call, from inputs to the body's last byte.
pub(crate) fn run(inputs: Box<Inputs>) -> Sent {
    drive(inputs, Until::Body)
}

/// The call up to the head of its response. The body of a success is left to the caller, under the limits
/// on silences and on the whole call; that of anything else is read.
pub(crate) fn open(inputs: Box<Inputs>) -> Sent {
    drive(inputs, Until::Head)
}

fn drive(inputs: Box<Inputs>, until: Until) -> Sent {
    Box::pin(async move {
        let span = Span::call(inputs.client.config().api, inputs.operation);
        let result = span.around(attempts(inputs, until)).await;
        span.end_call(&result);
        result
    })
}

async fn attempts(mut inputs: Box<Inputs>, until: Until) -> Reply {
    inputs.identify()?;
    let begun = inputs.client.config().clock.now();
    let limits = Limits::new(&inputs, begun, inputs.total_timeout());
    let mut attempt = Attempt::new(&inputs, 1, until, limits, Granted::default());
    let reply = attempt.make().await;
    if is_success(&reply) {
        attempt.succeeded(&reply);
        return reply;
    }
    further(Ended { begun, attempt, reply }, until).await
}

/// What a call ends with after its first attempt. In a box, made out of line.
#[cold]
fn further(ended: Ended<'_>, until: Until) -> BoxFuture<'_, Reply> {
    Box::pin(ended.further(until))
}

fn is_success(reply: &Reply) -> bool {
    reply.as_ref().is_ok_and(|received| received.is_success())
}

/// An attempt without success that is over, of a call that has `begun`.
struct Ended<'a> {
    begun: Duration,
    attempt: Attempt<'a>,
    reply: Reply,
}

impl<'a> Ended<'a> {
    /// What the call ends with, after this first attempt.
    async fn further(mut self, until: Until) -> Reply {
        let Self { begun, attempt: Attempt { inputs, .. }, .. } = self;
        let config = inputs.client.config();
        let mut retries = Retries::new(inputs.total_timeout(), &config.budget, &*config.random);
        let mut renewal = Renewal::default();
        // The one that failed.
        retries.begin();
        loop {
            if let Some(reply) = self.again(&mut retries, &mut renewal).await {
                return reply;
            }
            let now = config.clock.now();
            let limits = Limits::new(inputs, now, retries.left(now.saturating_sub(begun)));
            let number = retries.begin();
            let mut attempt = Attempt::new(inputs, number, until, limits, renewal.take());
            let reply = attempt.make().await;
            if is_success(&reply) {
                attempt.succeeded(&reply);
                return reply;
            }
            self = Self { begun, attempt, reply };
        }
    }

    /// What the call ends with; `None` once it is time for another attempt.
    async fn again(self, retries: &mut Retries<'_>, renewal: &mut Renewal) -> Option<Reply> {
        let clock = &*self.attempt.inputs.client.config().clock;
        // The result may be large, and the pause long.
        let pause = {
            let Self { begun, attempt: Attempt { inputs, watch, granted, .. }, reply } = self;
            let (head, fault) = (head(&reply), fault(&reply));
            let elapsed = || clock.now().saturating_sub(begun);
            if fault == Some(Fault::Answered(StatusCode::UNAUTHORIZED))
                && renewal.after(inputs, granted, retries.left(elapsed())).await
            {
                if let Some(watch) = watch {
                    let head = head.map(|(status, headers, _)| (status, headers));
                    watch.end(head, None, Some(Duration::ZERO));
                }
                return None;
            }
            let asked = head.and_then(|(.., asked)| asked);
            let pause = match fault {
                Some(fault) => {
                    retries.pause((inputs.policy(), inputs.repeat()), fault, asked, elapsed())
                }
                None => None,
            };
            if let Some(watch) = watch {
                let head = head.map(|(status, headers, _)| (status, headers));
                watch.end(head, failure(&reply), pause);
            }
            let Some(pause) = pause else { return Some(reply) };
            pause
        };
        clock.pause(pause).await;
        None
    }
}

/// What the attempt's response said before its body, if one came, and how long it asks to wait.
fn head(result: &Reply) -> Option<(StatusCode, &HeaderMap, Option<Duration>)> {
    let head = match result {
        Ok(received) => Some(&received.head),
        Err(error) => error.head(),
    };
    head.map(|head| (head.status, &head.headers, head.retry_after))
}

/// What is wrong with the attempt, as far as another could help.
fn fault(result: &Reply) -> Option<Fault> {
    match result {
        Ok(received) => match received.outcome {
            Outcome::Success { .. } => None,
            Outcome::Error { .. } | Outcome::Unexpected => {
                Some(Fault::Answered(received.head.status))
            }
        },
        Err(Error::Transport(error)) => match error.source.kind() {
            TransportErrorKind::Connect
            | TransportErrorKind::ConnectTimeout
            | TransportErrorKind::Unprocessed => Some(Fault::NotSent),
            TransportErrorKind::Refused => None,
            TransportErrorKind::Request | TransportErrorKind::Body => Some(Fault::Broken),
            TransportErrorKind::BodyTimeout => Some(Fault::Late),
        },
        Err(Error::Timeout(error)) => match error.kind {
            TimeoutKind::Connect => Some(Fault::NotSent),
            TimeoutKind::Read | TimeoutKind::Attempt => Some(Fault::Late),
            TimeoutKind::Total | TimeoutKind::Wait => None,
        },
        // What was to be sent is not: it could not be asked for.
        Err(Error::Credentials(error)) if error.is_transient() => Some(Fault::NotSent),
        Err(_) => None,
    }
}

/// What failed with the attempt beside its status, for who watches.
fn failure(result: &Reply) -> Option<AttemptFailure> {
    match result {
        Err(Error::Transport(error)) => Some(AttemptFailure::Transport(error.source.kind())),
        Err(Error::Timeout(error)) => Some(AttemptFailure::Timeout(error.kind)),
        Err(Error::Decode(_)) => Some(AttemptFailure::TooLong),
        _ => None,
    }
}
