//! From inputs to a response: one future that knows no types.

use core::convert::Infallible;
use core::time::Duration;

use bytes::Bytes;

use super::{Opened, Received};
use crate::api::{Operation, Outcome};
use crate::body::Body;
use crate::call::Inputs;
use crate::error::{BodyError, BodyProblem, Error, Head, SendError, TimeoutError, TimeoutKind};
use crate::response;
use crate::timeout::{self, Deadline, Passed};
use crate::transport::{Attempt, BoxFuture, TransportError, TransportErrorKind};

/// The whole call, from inputs to the body's last byte.
pub(crate) fn run(inputs: Inputs) -> BoxFuture<'static, Result<Received, Error>> {
    Box::pin(async move {
        let mut sent = Sent::new(&inputs).await?;
        let body = core::mem::take(&mut sent.body);
        sent.read(&inputs, body).await
    })
}

/// The call up to the head of its response; the body of a success is left to the caller, that of
/// anything else is read.
pub(crate) fn open(inputs: Inputs) -> BoxFuture<'static, Result<Opened, Error>> {
    Box::pin(async move {
        let mut sent = Sent::new(&inputs).await?;
        let body = core::mem::take(&mut sent.body);
        if let Outcome::Success { .. } = sent.outcome {
            let Sent { head, outcome, .. } = sent;
            return Ok(Opened::Success { head, outcome, body });
        }
        sent.read(&inputs, body).await.map(Opened::Failure)
    })
}

/// A request that was sent and answered with a head.
struct Sent {
    head: Head,
    outcome: Outcome,
    body: Body,
    deadline: Deadline,
    failed: Failed,
}

impl Sent {
    async fn new(inputs: &Inputs) -> Result<Self, Error> {
        let config = inputs.client.config();
        let operation = inputs.operation;
        let limit =
            timeout::total(inputs.timeout, config.timeout, operation.timeout, config.api.timeout);
        let request = inputs.request()?;
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
        Ok(Self { head, outcome, body, deadline, failed })
    }

    async fn read(self, inputs: &Inputs, body: Body) -> Result<Received, Error> {
        let Self { head, outcome, mut deadline, failed, .. } = self;
        let limits = inputs.client.config().limits;
        let success = matches!(outcome, Outcome::Success { .. });
        let most = if success { limits.success } else { limits.error };
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
    }
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
