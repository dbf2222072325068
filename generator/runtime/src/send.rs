//! Sending: one future that knows no types, and a thin one on top that decodes.

use core::convert::Infallible;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use bytes::Bytes;

use crate::answer::Answer;
use crate::api::{Operation, Outcome};
use crate::call::Inputs;
use crate::decode;
use crate::error::{
    ApiError, BodyError, BodyProblem, Error, Head, SendError, StatusError, TimeoutError,
    TimeoutKind,
};
use crate::response::{self, Response};
use crate::timeout::{self, Deadline, Passed};
use crate::transport::{Attempt, BoxFuture, TransportError, TransportErrorKind};

/// A response with its whole body, and what the description says of its status.
struct Received {
    head: Head,
    outcome: Outcome,
    body: Bytes,
}

/// The future of an output. Nothing is sent before it is polled; dropping it abandons the call.
#[must_use = "nothing is sent until this is awaited"]
pub struct Send<T, E> {
    inner: SendWithResponse<T, E>,
}

/// The future of an output with its status and headers. Nothing is sent before it is polled;
/// dropping it abandons the call.
#[must_use = "nothing is sent until this is awaited"]
pub struct SendWithResponse<T, E> {
    future: BoxFuture<'static, Result<Received, Error>>,
    types: PhantomData<fn() -> (T, E)>,
}

impl<T, E> Send<T, E> {
    pub(crate) fn new(inputs: Inputs) -> Self {
        Self { inner: SendWithResponse::new(inputs) }
    }
}

impl<T, E> SendWithResponse<T, E> {
    pub(crate) fn new(inputs: Inputs) -> Self {
        Self { future: run(inputs), types: PhantomData }
    }
}

impl<T: Answer, E: Answer> Future for Send<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let inner = Pin::new(&mut self.get_mut().inner);
        inner.poll(context).map(|result| result.map(Response::into_body))
    }
}

impl<T: Answer, E: Answer> Future for SendWithResponse<T, E> {
    type Output = Result<Response<T>, Error<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().future.as_mut().poll(context).map(|result| match result {
            Ok(received) => interpret(received),
            Err(error) => Err(error.cast()),
        })
    }
}

impl<T, E> core::fmt::Debug for Send<T, E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Send")
    }
}

impl<T, E> core::fmt::Debug for SendWithResponse<T, E> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("SendWithResponse")
    }
}

/// Decodes a response by its outcome.
fn interpret<T: Answer, E: Answer>(received: Received) -> Result<Response<T>, Error<E>> {
    let Received { head, outcome, body } = received;
    match outcome {
        Outcome::Success(variant) => {
            let mut value = T::pick(variant);
            match decode::fill(value.slot(), &head.headers, &body) {
                Ok(()) => Ok(Response::new(head, value)),
                Err(problem) => Err(Error::Decode(Box::new(BodyError { head, body, problem }))),
            }
        }
        Outcome::Error(variant) if E::EXISTS => {
            let mut value = E::pick(variant);
            match decode::fill(value.slot(), &head.headers, &body) {
                Ok(()) => Err(Error::Api(Box::new(ApiError { head, body, value }))),
                // The status says more than the shape of the body; the body is kept as it came.
                Err(_) => Err(Error::Status(Box::new(StatusError { head, body }))),
            }
        }
        Outcome::Error(_) | Outcome::Unexpected => {
            Err(Error::Status(Box::new(StatusError { head, body })))
        }
    }
}

/// The whole call, from inputs to the body's last byte.
fn run(inputs: Inputs) -> BoxFuture<'static, Result<Received, Error>> {
    Box::pin(async move {
        let client = inputs.client.clone();
        let config = client.config();
        let operation = inputs.operation;
        let limit =
            timeout::total(inputs.timeout, config.timeout, operation.timeout, config.api.timeout);
        let granted = inputs.credentials().await?;
        let request = inputs.request_with(&granted)?;
        let attempt = Attempt { operation: operation.id, connect_timeout: config.connect_timeout };
        let failed = Failed { operation, limit, connect: config.connect_timeout };

        let mut deadline = Deadline::new(&*config.clock, limit);
        let response = match deadline.guard(config.transport.send(request, attempt)).await {
            Ok(Ok(response)) => response,
            Ok(Err(error)) => return Err(failed.transport(error, None)),
            Err(Passed) => return Err(failed.timeout(None)),
        };
        let (parts, body) = response.into_parts();
        let head = Head { operation, status: parts.status, headers: parts.headers };
        let outcome = operation.outcome(head.status);
        let success = matches!(outcome, Outcome::Success(_));
        let most = if success { config.limits.success } else { config.limits.error };
        let read = match deadline.guard(response::read(body, most)).await {
            Ok(Ok(read)) => read,
            Ok(Err(error)) => return Err(failed.transport(error, Some(head))),
            Err(Passed) => return Err(failed.timeout(Some(head))),
        };
        if read.cut && success {
            let problem = BodyProblem::TooLong(most);
            let body = Bytes::new();
            return Err(Error::Decode(Box::new(BodyError { head, body, problem })));
        }
        Ok(Received { head, outcome, body: read.bytes })
    })
}

/// Makes errors of a call under way.
struct Failed {
    operation: &'static Operation,
    limit: Duration,
    connect: Duration,
}

impl Failed {
    fn transport(&self, source: TransportError, head: Option<Head>) -> Error<Infallible> {
        let operation = self.operation;
        if source.kind() == TransportErrorKind::ConnectTimeout {
            let (kind, limit) = (TimeoutKind::Connect, self.connect);
            return Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head }));
        }
        Error::Transport(Box::new(SendError { operation, source, head }))
    }

    fn timeout(&self, head: Option<Head>) -> Error<Infallible> {
        let (operation, kind, limit) = (self.operation, TimeoutKind::Total, self.limit);
        Error::Timeout(Box::new(TimeoutError { operation, kind, limit, head }))
    }
}
