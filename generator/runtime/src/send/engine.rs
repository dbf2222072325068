//! From inputs to a response: attempts until one is the answer. Knows no types.
//!
//! Nothing is spawned and nothing is held across attempts but the call itself, so a call that is dropped
//! leaves nothing behind but the request that was under way, which its transport abandons.

use core::time::Duration;

use http::{HeaderMap, StatusCode};

use super::attempt::{self, Answer, Ended, Limits, Until};
use super::renewal::Renewal;
use super::{Opened, Received};
use crate::api::Outcome;
use crate::call::Inputs;
use crate::error::{Error, TimeoutKind};
use crate::hook::AttemptFailure;
use crate::retry::{Fault, Retries};
use crate::trace::Span;
use crate::transport::{BoxFuture, TransportErrorKind};

/// The whole call, from inputs to the body's last byte.
pub(crate) fn run(inputs: Box<Inputs>) -> BoxFuture<'static, Result<Received, Error>> {
    Box::pin(async move { drive(inputs, Until::Body).await.map(|(received, _)| received) })
}

/// The call up to the head of its response. The body of a success is left to the caller, under the limits
/// on silences and on the whole call; that of anything else is read.
pub(crate) fn open(inputs: Box<Inputs>) -> BoxFuture<'static, Result<Opened, Error>> {
    Box::pin(async move {
        let (received, rest) = drive(inputs, Until::Head).await?;
        Ok(match rest {
            Some(body) => {
                let Received { head, outcome, .. } = received;
                Opened::Success { head, outcome, body }
            }
            None => Opened::Failure(received),
        })
    })
}

async fn drive(inputs: Box<Inputs>, until: Until) -> Result<Answer, Error> {
    let span = Span::call(inputs.client.config().api, inputs.operation);
    let result = span.around(attempts(inputs, until)).await;
    span.end_call(&result);
    result
}

async fn attempts(mut inputs: Box<Inputs>, until: Until) -> Result<Answer, Error> {
    inputs.identify()?;
    let config = inputs.client.config();
    let begun = config.clock.now();
    let (policy, repeat, total) = (inputs.policy(), inputs.repeat(), inputs.total_timeout());
    let mut retries = Retries::new(policy, repeat, total, &config.budget, &*config.random);
    let mut renewal = Renewal::default();
    loop {
        let number = retries.begin();
        let now = if number == 1 { begun } else { config.clock.now() };
        let limits = Limits::new(&inputs, now, retries.left(now.saturating_sub(begun)));
        // The result may be large, and the pause long.
        let pause = {
            let Ended { watch, granted, result } =
                attempt::make(&inputs, number, limits, until, renewal.take()).await;
            let (head, fault) = (head(&result), fault(&result));
            let elapsed = || config.clock.now().saturating_sub(begun);
            if fault == Some(Fault::Answered(StatusCode::UNAUTHORIZED))
                && renewal.after(&inputs, granted, retries.left(elapsed())).await
            {
                if let Some(watch) = watch {
                    let head = head.map(|(status, headers, _)| (status, headers));
                    watch.end(head, None, Some(Duration::ZERO));
                }
                continue;
            }
            let asked = head.and_then(|(.., asked)| asked);
            let pause = match fault {
                Some(fault) => retries.pause(fault, asked, elapsed()),
                None => None,
            };
            if let Some(watch) = watch {
                let head = head.map(|(status, headers, _)| (status, headers));
                watch.end(head, failure(&result), pause);
            }
            let Some(pause) = pause else {
                if fault.is_none() && result.is_ok() {
                    retries.succeeded();
                }
                return result;
            };
            pause
        };
        config.clock.pause(pause).await;
    }
}

/// What the attempt's response said before its body, if one came, and how long it asks to wait.
fn head(result: &Result<Answer, Error>) -> Option<(StatusCode, &HeaderMap, Option<Duration>)> {
    let head = match result {
        Ok((received, _)) => Some(&received.head),
        Err(error) => error.head(),
    };
    head.map(|head| (head.status, &head.headers, head.retry_after))
}

/// What is wrong with the attempt, as far as another could help.
fn fault(result: &Result<Answer, Error>) -> Option<Fault> {
    match result {
        Ok((received, _)) => match received.outcome {
            Outcome::Success { .. } => None,
            Outcome::Error { .. } | Outcome::Unexpected => {
                Some(Fault::Answered(received.head.status))
            }
        },
        Err(Error::Transport(error)) => match error.source.kind() {
            TransportErrorKind::Connect | TransportErrorKind::ConnectTimeout => {
                Some(Fault::NotSent)
            }
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
fn failure(result: &Result<Answer, Error>) -> Option<AttemptFailure> {
    match result {
        Err(Error::Transport(error)) => Some(AttemptFailure::Transport(error.source.kind())),
        Err(Error::Timeout(error)) => Some(AttemptFailure::Timeout(error.kind)),
        Err(Error::Decode(_)) => Some(AttemptFailure::TooLong),
        _ => None,
    }
}
