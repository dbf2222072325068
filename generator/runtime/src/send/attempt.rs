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
///
/// What awaits here holds as little as it can: each call has room for all of it.
pub(super) fn make<'a>(
    inputs: &'a Inputs,
    number: u32,
    mut limits: Limits,
    until: Until,
    granted: Option<Granted>,
) -> impl Future<Output = Ended<'a>> {
    let at_once = granted.map_or_else(|| inputs.granted_at_once(), |granted| Ok(Some(granted)));
    async move {
        let granted = {
            let granted = match at_once {
                Ok(Some(granted)) => Ok(granted),
                Ok(None) => limits.credentials(inputs, number - 1).await,
                Err(error) => Err(error),
            };
            match granted {
                Ok(granted) => granted,
                Err(error) => return Ended::unsent(Granted::default(), error),
            }
        };
        let (watch, request) = match begin(inputs, number, &granted) {
            Ok(begun) => begun,
            Err(error) => return Ended::unsent(granted, error),
        };
        let exchange = || exchange(inputs, number, limits, until, request);
        let result = watch.span().around(watch.span().within(exchange)).await;
        Ended { watch: Some(watch), granted, result }
    }
}

impl Ended<'_> {
    fn unsent(granted: Granted, error: Error) -> Self {
        Self { watch: None, granted, result: Err(error) }
    }
}

/// Makes the request and shows it to who watches.
fn begin<'a>(
    inputs: &'a Inputs,
    number: u32,
    granted: &Granted,
) -> Result<(Watch<'a>, http::Request<Body>), Error> {
    let config = inputs.client.config();
    let mut request = inputs.request_with(granted)?;
    let who = (config.api.name, inputs.operation, number);
    let watch = Watch::begin(&config.hooks, &*config.clock, who, &mut request)
        .map_err(|error| refused(inputs, number, error))?;
    Ok((watch, request))
}

/// The time limits of an attempt that has begun.
pub(super) struct Limits {
    begun: Duration,
    /// On the whole call, and what was left of it.
    total: Option<(Duration, Duration)>,
    deadline: Deadline,
}

impl Limits {
    /// The limits of an attempt that begins `now`, in a call of whose limit that is `left`.
    pub(super) fn new(inputs: &Inputs, now: Duration, left: Option<Duration>) -> Self {
        let config = inputs.client.config();
        let total = inputs.total_timeout().zip(left);
        let limit = timeout::attempt(
            inputs.attempt_timeout,
            config.attempt_timeout,
            inputs.operation.timeout,
            config.api.timeout,
        );
        let deadline = Deadline::new(&*config.clock, limit, total);
        Self { begun: now, total, deadline }
    }

    /// The credentials of an attempt, in a call of which so many were sent before.
    pub(super) async fn credentials(
        &mut self,
        inputs: &Inputs,
        attempts: u32,
    ) -> Result<Granted, Error> {
        // Few calls come here, and all would have to make room for it.
        let credentials = Box::pin(inputs.credentials());
        let granted = self.deadline.guard(credentials).await;
        granted.map_err(|passed| late(inputs, attempts, passed)).and_then(identity)
    }
}

/// Gives the request to the transport; the future waits for the response, and reads what is wanted of it.
fn exchange(
    inputs: &Inputs,
    number: u32,
    mut limits: Limits,
    until: Until,
    request: http::Request<Body>,
) -> impl Future<Output = Result<Answer, Error>> {
    let config = inputs.client.config();
    let attempt = Attempt {
        operation: inputs.operation.id,
        connect_timeout: config.connect_timeout,
        api: config.api,
    };
    let sending = config.transport.send(request, attempt);
    async move {
        let (head, outcome, mut body) = {
            let response = match limits.deadline.guard(sending).await {
                Ok(Ok(response)) => response,
                Ok(Err(source)) => return Err(unsent(inputs, number, source)),
                Err(passed) => return Err(late(inputs, number, passed)),
            };
            match open(inputs, number, limits, until, response) {
                Opened::Unread(head, outcome, body) => (head, outcome, body),
                Opened::Given(answer) => return Ok(answer),
            }
        };
        let success = matches!(outcome, Outcome::Success { .. });
        let most = if success { config.limits.success } else { config.limits.error };
        match response::read(&mut body, most).await {
            Err(source) => Err(broken(head, source)),
            Ok(read) if read.cut && success => {
                let (body, problem) = (Bytes::new(), BodyProblem::TooLong(most));
                Err(Error::Decode(Box::new(BodyError { head, body, problem })))
            }
            Ok(read) => Ok((Received { head, outcome, body: read.bytes }, None)),
        }
    }
}

/// A response whose head is here.
enum Opened {
    /// Its body is to be read.
    Unread(Head, Outcome, Timed),
    /// Its body is for the caller.
    Given(Answer),
}

fn open(
    inputs: &Inputs,
    number: u32,
    limits: Limits,
    until: Until,
    response: http::Response<Body>,
) -> Opened {
    let config = inputs.client.config();
    let (operation, clock) = (inputs.operation, &config.clock);
    let Limits { begun, total, deadline } = limits;
    let (parts, body) = response.into_parts();
    let (status, headers) = (parts.status, parts.headers);
    let body = if response::can_have_body(operation.method, status) { body } else { Body::empty() };
    let outcome = operation.outcome(status, &headers);
    let success = matches!(outcome, Outcome::Success { .. });
    let retry_after = if success { None } else { retry_after::parse(&headers, clock.wall()) };
    let refused = config.api.refuses(status);
    let head = Head { operation, status, headers, attempts: number, refused, retry_after };
    let timed = |deadline| Timed::new(body, Arc::clone(clock), config.read_timeout, deadline);

    if !success || until == Until::Body {
        return Opened::Unread(head, outcome, timed(Some(deadline)));
    }
    let body = match total {
        None => timed(None),
        Some((total, left)) => {
            let left = left.saturating_sub(clock.now().saturating_sub(begun));
            timed(Some(Deadline::total(&**clock, total, left))).ending(left)
        }
    };
    Opened::Given((Received { head, outcome, body: Bytes::new() }, Some(Body::stream(body))))
}

/// The error of a limit that passed before there was a response.
fn late(inputs: &Inputs, attempts: u32, Passed { kind, limit }: Passed) -> Error {
    let (operation, head) = (inputs.operation, None);
    Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }))
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
