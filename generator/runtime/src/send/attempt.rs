//! One attempt: a request made and sent once, and its response as far as it is wanted.

use core::convert::identity;
use core::future::Future;
use core::time::Duration;
use std::error::Error as _;
use std::sync::Arc;

use bytes::Bytes;

use super::Received;
use crate::api::Outcome;
use crate::body::Body;
use crate::call::Inputs;
use crate::credentials::Granted;
use crate::error::{BodyError, BodyProblem, Error, Head, SendError, TimeoutError, TimeoutKind};
use crate::hook::{HookError, Watch};
use crate::response;
use crate::retry::retry_after;
use crate::timeout::{self, Deadline, Passed, Timed};
use crate::transport::{Attempt, TransportError, TransportErrorKind};

/// How much of a success is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// All of it.
    Body,
    /// Its head.
    Head,
}

/// A response, and the unread body of a success where only its head was wanted.
pub(super) type Answer = (Received, Option<Body>);

/// An attempt that is over.
pub(super) struct Ended<'a> {
    /// Who wants to know; nobody if the attempt did not come to sending.
    pub(super) watch: Option<Watch<'a>>,
    /// What it sent to say who is asking.
    pub(super) granted: Granted,
    pub(super) result: Result<Answer, Error>,
}

/// Makes the attempt of this number; `granted` takes the place of the credentials that the client has.
pub(super) async fn make(
    inputs: &Inputs,
    number: u32,
    mut limits: Limits,
    until: Until,
    granted: Option<Granted>,
) -> Ended<'_> {
    let config = inputs.client.config();
    let granted = match granted {
        Some(granted) => Ok(granted),
        None => limits.guard(inputs, number - 1, inputs.credentials()).await.and_then(identity),
    };
    let unsent = |granted, error| Ended { watch: None, granted, result: Err(error) };
    let granted = match granted {
        Ok(granted) => granted,
        Err(error) => return unsent(Granted::default(), error),
    };
    let mut request = match inputs.request_with(&granted) {
        Ok(request) => request,
        Err(error) => return unsent(granted, error),
    };
    let who = (config.api.name, inputs.operation, number);
    match Watch::begin(&config.hooks, &*config.clock, who, &mut request) {
        Ok(watch) => {
            let span = watch.span();
            let result = span.around(exchange(inputs, number, limits, until, request)).await;
            Ended { watch: Some(watch), granted, result }
        }
        Err(error) => unsent(granted, refused(inputs, number, error)),
    }
}

/// The time limits of an attempt that has begun.
pub(super) struct Limits {
    begun: Duration,
    /// On the whole call, and what was left of it.
    total: Option<(Duration, Duration)>,
    deadline: Deadline,
}

impl Limits {
    /// The limits of an attempt that begins `now`, in a call that may take `total`, of which that is
    /// left.
    pub(super) fn new(inputs: &Inputs, now: Duration, total: Option<(Duration, Duration)>) -> Self {
        let config = inputs.client.config();
        let limit = timeout::attempt(
            inputs.attempt_timeout,
            config.attempt_timeout,
            inputs.operation.timeout,
            config.api.timeout,
        );
        let deadline = Deadline::new(&*config.clock, limit, total);
        Self { begun: now, total, deadline }
    }

    /// What a future gives, unless a limit passes before.
    pub(super) async fn guard<T>(
        &mut self,
        inputs: &Inputs,
        attempts: u32,
        future: impl Future<Output = T>,
    ) -> Result<T, Error> {
        self.deadline.guard(future).await.map_err(|Passed { kind, limit }| {
            let (operation, head) = (inputs.operation, None);
            Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }))
        })
    }
}

async fn exchange(
    inputs: &Inputs,
    number: u32,
    mut limits: Limits,
    until: Until,
    request: http::Request<Body>,
) -> Result<Answer, Error> {
    let config = inputs.client.config();
    let (operation, clock) = (inputs.operation, &config.clock);
    let attempt = Attempt {
        operation: operation.id,
        connect_timeout: config.connect_timeout,
        api: config.api,
    };
    let sending = config.transport.send(request, attempt);
    let response = limits.guard(inputs, number, sending).await?;
    let response = response.map_err(|source| unsent(inputs, number, source))?;
    let Limits { begun, total, deadline } = limits;
    let (parts, body) = response.into_parts();
    let can_have_body = response::can_have_body(operation.method, parts.status);
    let body = if can_have_body { body } else { Body::empty() };
    let outcome = operation.outcome(parts.status);
    let success = matches!(outcome, Outcome::Success { .. });
    let retry_after = if success { None } else { retry_after::parse(&parts.headers, clock.wall()) };
    let (status, headers) = (parts.status, parts.headers);
    let refused = config.api.refuses(status);
    let head = Head { operation, status, headers, attempts: number, refused, retry_after };
    let timed = |deadline| Timed::new(body, Arc::clone(clock), config.read_timeout, deadline);

    if success && until == Until::Head {
        let body = match total {
            None => timed(None),
            Some((total, left)) => {
                let left = left.saturating_sub(clock.now().saturating_sub(begun));
                timed(Some(Deadline::total(&**clock, total, left))).ending(left)
            }
        };
        return Ok((Received { head, outcome, body: Bytes::new() }, Some(Body::stream(body))));
    }
    let most = if success { config.limits.success } else { config.limits.error };
    match response::read(timed(Some(deadline)), most).await {
        Err(source) => Err(broken(head, source)),
        Ok(read) if read.cut && success => {
            let (body, problem) = (Bytes::new(), BodyProblem::TooLong(most));
            Err(Error::Decode(Box::new(BodyError { head, body, problem })))
        }
        Ok(read) => Ok((Received { head, outcome, body: read.bytes }, None)),
    }
}

/// The error of a body that broke off, or came too slowly.
pub(crate) fn broken(head: Head, source: TransportError) -> Error {
    let (operation, attempts) = (head.operation, head.attempts);
    let passed = source.source().and_then(|source| source.downcast_ref::<Passed>()).copied();
    let head = Some(head);
    match passed {
        Some(Passed { kind, limit }) => {
            Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }))
        }
        None => Error::Transport(Box::new(SendError { operation, source, head, attempts })),
    }
}

/// The error of a request that brought no response.
fn unsent(inputs: &Inputs, attempts: u32, source: TransportError) -> Error {
    let (operation, head) = (inputs.operation, None);
    if source.kind() == TransportErrorKind::ConnectTimeout {
        let (kind, limit) = (TimeoutKind::Connect, inputs.client.config().connect_timeout);
        return Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }));
    }
    Error::Transport(Box::new(SendError { operation, source, head, attempts }))
}

/// The error of a request that a hook refused; the attempt does not count.
fn refused(inputs: &Inputs, number: u32, error: HookError) -> Error {
    unsent(
        inputs,
        number - 1,
        TransportError::new(TransportErrorKind::Refused, error.into_source()),
    )
}
