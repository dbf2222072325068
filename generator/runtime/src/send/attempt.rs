//! One attempt: a request made and sent once, and its response as far as it is wanted.

use core::convert::identity;
use core::future::Future;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::error::Error as _;
use std::sync::Arc;

use bytes::Bytes;

use super::{Received, Reply};
use crate::api::Outcome;
use crate::body::Body;
use crate::call::Inputs;
use crate::credentials::Granted;
use crate::error::{BodyError, BodyProblem, Error, Head, SendError, TimeoutError, TimeoutKind};
use crate::hook::{HookError, Watch};
use crate::response::{self, Gathering};
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
    pub(super) inputs: &'a Inputs,
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
            self.granted = self.limits.credentials(self.inputs, self.number - 1).await?;
        }
        let (span, sending) = self.begin()?;
        span.around(Exchange { attempt: self, stage: Stage::Sending(sending) }).await
    }

    /// Tells who wants to know that it brought what was asked for.
    pub(super) fn succeeded(self, reply: &Reply) {
        if let (Some(watch), Ok(received)) = (self.watch, reply) {
            watch.end(Some((received.head.status, &received.head.headers)), None, None);
        }
        self.inputs.client.config().budget.refill();
    }

    /// Makes the request, shows it to who watches, and gives it to the transport.
    fn begin(&mut self) -> Result<(Span, Sending<'a>), Error> {
        let inputs = self.inputs;
        let mut request = http::Request::default();
        inputs.assemble(&self.granted, &mut request)?;
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
        let sending = {
            let _entered = span.enter();
            config.transport.send(request, attempt)
        };
        Ok((span, sending))
    }
}

/// An attempt between its request and the last byte that is wanted of its response.
///
/// By hand: of a future within a future, `async` makes room for each and moves what passes between them, and
/// there are three of them here that every call runs through once.
struct Exchange<'a, 'b> {
    attempt: &'b mut Attempt<'a>,
    stage: Stage<'a>,
}

enum Stage<'a> {
    Sending(Sending<'a>),
    /// The head, until all is here.
    Reading(Option<Box<Received>>, Timed, Gathering),
}

impl Future for Exchange<'_, '_> {
    type Output = Reply;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Reply> {
        let Self { attempt, stage } = &mut *self;
        let (inputs, number) = (attempt.inputs, attempt.number);
        let config = inputs.client.config();
        loop {
            match stage {
                Stage::Sending(sending) => {
                    let response = match sending.as_mut().poll(context) {
                        Poll::Ready(Ok(response)) => response,
                        Poll::Ready(Err(source)) => {
                            return Poll::Ready(Err(unsent(inputs, number, source)));
                        }
                        Poll::Pending => {
                            let Some(deadline) = &mut attempt.limits.deadline else {
                                return Poll::Pending;
                            };
                            let passed = ready!(deadline.poll(context));
                            return Poll::Ready(Err(late(inputs, number, passed)));
                        }
                    };
                    let (mut received, body) = open(inputs, number, response);
                    if attempt.until == Until::Head && received.is_success() {
                        received.unread = Some(attempt.limits.unread(inputs, body));
                        return Poll::Ready(Ok(received));
                    }
                    let most = match received.is_success() {
                        true => config.limits.success,
                        false => config.limits.error,
                    };
                    let deadline = attempt.limits.deadline.take();
                    let body = Timed::new(body, config.read_timeout, deadline);
                    *stage = Stage::Reading(Some(received), body, Gathering::new(most));
                }
                Stage::Reading(held, body, gathering) => {
                    let chunk = ready!(body.poll_chunk(&*config.clock, context));
                    // Nobody polls after the end.
                    let Some(mut received) = held.take() else { return Poll::Pending };
                    let chunk = match chunk {
                        Some(Ok(chunk)) => chunk,
                        Some(Err(source)) => {
                            return Poll::Ready(Err(broken(received.head, source)));
                        }
                        None => {
                            gathering.end(&mut received.body);
                            return Poll::Ready(Ok(received));
                        }
                    };
                    if !gathering.add(chunk, &mut received.body) {
                        return Poll::Ready(match received.is_success() {
                            true => Err(too_long(received.head, config.limits.success)),
                            false => Ok(received),
                        });
                    }
                    *held = Some(received);
                }
            }
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
            inputs.options().attempt_timeout,
            config.attempt_timeout,
            inputs.operation.timeout,
            config.api.timeout,
        );
        let deadline = Deadline::new(&*config.clock, limit, total);
        Self { begun: now, total, deadline: Some(deadline) }
    }

    /// The credentials of an attempt, in a call of which so many were sent before.
    #[cold]
    pub(super) fn credentials<'a>(
        &'a mut self,
        inputs: &'a Inputs,
        attempts: u32,
    ) -> BoxFuture<'a, Result<Granted, Error>> {
        Box::pin(async move {
            let credentials = pin!(inputs.credentials());
            let granted = timeout::guard(self.deadline.as_mut(), credentials).await;
            granted.map_err(|passed| late(inputs, attempts, passed)).and_then(identity)
        })
    }

    /// The body of a success for the caller, under the limits on silences and on what is left of the call.
    #[cold]
    fn unread(&self, inputs: &Inputs, body: Body) -> Body {
        let config = inputs.client.config();
        let clock = Arc::clone(&config.clock);
        let timed = |deadline| Timed::new(body, config.read_timeout, deadline);
        let timed = match self.total {
            None => timed(None),
            Some((total, left)) => {
                let now = clock.now();
                let left = left.saturating_sub(now.saturating_sub(self.begun));
                let deadline = Deadline::total(&*clock, total, left);
                timed(Some(deadline)).ending(now.saturating_add(left))
            }
        };
        Body::stream(timed.stream(clock))
    }
}

/// A response whose head is here, and its body.
fn open(inputs: &Inputs, number: u32, response: http::Response<Body>) -> (Box<Received>, Body) {
    let (config, operation) = (inputs.client.config(), inputs.operation);
    let (http::response::Parts { status, headers, .. }, mut body) = response.into_parts();
    if !response::can_have_body(operation.method, status) {
        body = Body::empty();
    }
    let outcome = operation.outcome(status, &headers);
    let (refused, retry_after) = match outcome {
        Outcome::Success { .. } => (false, None),
        Outcome::Error { .. } | Outcome::Unexpected => {
            (config.api.refuses(status), retry_after::parse(&headers, config.clock.wall()))
        }
    };
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
