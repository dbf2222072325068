//! One attempt: a request made and sent once, and its response as far as it is wanted.

use core::convert::identity;
use core::future::Future;
use core::mem;
use core::time::Duration;
use std::error::Error as _;
use std::sync::Arc;

use bytes::Bytes;
use futures_util::TryFutureExt as _;

use super::{Received, Reply};
use crate::api::Outcome;
use crate::body::Body;
use crate::call::Inputs;
use crate::credentials::Granted;
use crate::error::{BodyError, BodyProblem, Error, Head, SendError, TimeoutError, TimeoutKind};
use crate::hook::{HookError, Watch};
use crate::response;
use crate::retry::retry_after;
use crate::timeout::{self, Deadline, Passed, Timed};
use crate::trace::Span;
use crate::transport::{self, BoxFuture, TransportError, TransportErrorKind};

/// How much of a success is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Until {
    /// All of it.
    Body,
    /// Its head.
    Head,
}

/// What the transport gives of a request.
type Sending<'a> = BoxFuture<'a, Result<http::Response<Body>, TransportError>>;

/// An attempt. It stays in its place while it is made: moving it costs more than most of what it does.
pub(super) struct Attempt<'a> {
    inputs: &'a Inputs,
    number: u32,
    until: Until,
    limits: Limits,
    /// What it sends to say who is asking, beside what the client has.
    pub(super) granted: Granted,
    /// Who wants to know; nobody if it does not come to sending.
    pub(super) watch: Option<Watch<'a>>,
}

impl<'a> Attempt<'a> {
    /// The attempt of this number; credentials that were `granted` take the place of those that would be
    /// fetched.
    pub(super) fn new(
        inputs: &'a Inputs,
        number: u32,
        until: Until,
        limits: Limits,
        granted: Granted,
    ) -> Self {
        Self { inputs, number, until, limits, granted, watch: None }
    }

    /// Makes the attempt.
    pub(super) async fn make(&mut self) -> Reply {
        if self.granted.is_empty() && self.inputs.fetches_credentials()? {
            // Few calls come here, and all would have to make room for it.
            let credentials = self.limits.credentials(self.inputs, self.number - 1);
            self.granted = Box::pin(credentials).await?;
        }
        let (span, sending) = self.begin()?;
        span.around(self.exchange(sending)).await
    }

    /// Makes the request, shows it to who watches, and gives it to the transport.
    fn begin(&mut self) -> Result<(Span, Sending<'a>), Error> {
        let inputs = self.inputs;
        let mut request = inputs.request_with(&self.granted)?;
        let watch = match Watch::begin(inputs, self.number, &mut request) {
            Ok(watch) => self.watch.insert(watch),
            Err(error) => return Err(refused(inputs, self.number, error)),
        };
        let config = inputs.client.config();
        let attempt = transport::Attempt {
            operation: inputs.operation.id,
            connect_timeout: config.connect_timeout,
            api: config.api,
        };
        let span = watch.span().clone();
        let sending = span.within(|| config.transport.send(request, attempt));
        Ok((span, sending))
    }

    /// Waits for the response, and reads what is wanted of it.
    async fn exchange(&mut self, sending: Sending<'a>) -> Reply {
        let (inputs, number) = (self.inputs, self.number);
        let opening = sending.map_ok(|response| open(inputs, number, response));
        let (mut received, body) = match self.limits.guard(opening).await {
            Ok(Ok(opened)) => opened,
            Ok(Err(source)) => return Err(unsent(inputs, number, source)),
            Err(passed) => return Err(late(inputs, number, passed)),
        };
        let config = inputs.client.config();
        let success = matches!(received.outcome, Outcome::Success { .. });
        if success && self.until == Until::Head {
            received.unread = Some(self.limits.unread(inputs, body));
            return Ok(received);
        }
        let most = if success { config.limits.success } else { config.limits.error };
        let (clock, deadline) = (Arc::clone(&config.clock), self.limits.deadline.take());
        let mut body = Timed::new(body, clock, config.read_timeout, deadline);
        match response::read(&mut body, most).await {
            Ok(read) if read.cut && success => Err(too_long(received.head, most)),
            Ok(read) => {
                received.body = read.bytes;
                Ok(received)
            }
            Err(source) => Err(broken(received.head, source)),
        }
    }
}

/// The time limits of an attempt that has begun.
pub(super) struct Limits {
    begun: Duration,
    /// On the whole call, and what was left of it.
    total: Option<(Duration, Duration)>,
    /// The body has it once that is read.
    deadline: Option<Deadline>,
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
        Self { begun: now, total, deadline: Some(deadline) }
    }

    /// The credentials of an attempt, in a call of which so many were sent before.
    pub(super) async fn credentials(
        &mut self,
        inputs: &Inputs,
        attempts: u32,
    ) -> Result<Granted, Error> {
        let granted = self.guard(Box::pin(inputs.credentials())).await;
        granted.map_err(|passed| late(inputs, attempts, passed)).and_then(identity)
    }

    /// What `future` gives, unless the limit passes before.
    fn guard<T>(
        &mut self,
        future: impl Future<Output = T> + Unpin,
    ) -> impl Future<Output = Result<T, Passed>> {
        timeout::guard(self.deadline.as_mut(), future)
    }

    /// The body of a success for the caller, under the limits on silences and on what is left of the call.
    fn unread(&self, inputs: &Inputs, body: Body) -> Body {
        let config = inputs.client.config();
        let clock = &config.clock;
        let timed = |deadline| Timed::new(body, Arc::clone(clock), config.read_timeout, deadline);
        Body::stream(match self.total {
            None => timed(None),
            Some((total, left)) => {
                let left = left.saturating_sub(clock.now().saturating_sub(self.begun));
                timed(Some(Deadline::total(&**clock, total, left))).ending(left)
            }
        })
    }
}

/// A response whose head is here, and its body.
fn open(inputs: &Inputs, number: u32, mut response: http::Response<Body>) -> (Box<Received>, Body) {
    let (config, operation) = (inputs.client.config(), inputs.operation);
    let (status, headers) = (response.status(), mem::take(response.headers_mut()));
    let body = response.into_body();
    let body = if response::can_have_body(operation.method, status) { body } else { Body::empty() };
    let outcome = operation.outcome(status);
    let retry_after = match outcome {
        Outcome::Success { .. } => None,
        Outcome::Error { .. } | Outcome::Unexpected => {
            retry_after::parse(&headers, config.clock.wall())
        }
    };
    let refused = config.api.refuses(status);
    let head = Head { operation, status, headers, attempts: number, refused, retry_after };
    (Box::new(Received { head, outcome, body: Bytes::new(), unread: None }), body)
}

/// The error of a success whose body is longer than the client reads.
#[cold]
fn too_long(head: Head, most: usize) -> Error {
    let (body, problem) = (Bytes::new(), BodyProblem::TooLong(most));
    Error::Decode(Box::new(BodyError { head, body, problem }))
}

/// The error of a limit that passed before there was a response.
#[cold]
fn late(inputs: &Inputs, attempts: u32, Passed { kind, limit }: Passed) -> Error {
    let (operation, head) = (inputs.operation, None);
    Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }))
}

/// The error of a body that broke off, or came too slowly.
#[cold]
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
#[cold]
fn unsent(inputs: &Inputs, attempts: u32, source: TransportError) -> Error {
    let (operation, head) = (inputs.operation, None);
    if source.kind() == TransportErrorKind::ConnectTimeout {
        let (kind, limit) = (TimeoutKind::Connect, inputs.client.config().connect_timeout);
        return Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head, attempts }));
    }
    Error::Transport(Box::new(SendError { operation, source, head, attempts }))
}

/// The error of a request that a hook refused; the attempt does not count.
#[cold]
fn refused(inputs: &Inputs, number: u32, error: HookError) -> Error {
    unsent(
        inputs,
        number - 1,
        TransportError::new(TransportErrorKind::Refused, error.into_source()),
    )
}
