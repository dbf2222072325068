//! What streams of events, of lines and downloads have in common: a success whose body is read piece
//! by piece.
//!
//! Takes a call; gives the head and the unread body of its success, or why there is none. What is in
//! the body is the business of the streams.

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt as _;
use http::HeaderMap;

use crate::answer::Answer;
use crate::api::Outcome;
use crate::body::Body;
use crate::call::Inputs;
use crate::decode;
use crate::error::{BodyError, BodyProblem, Error, Head};
use crate::response;
use crate::send::{self, Received};
use crate::transport::{BoxFuture, TransportError};

/// A success under way.
pub(crate) struct Reading {
    pub(crate) head: Head,
    /// The variant of the output type that the description gives to the status.
    pub(crate) variant: usize,
    pub(crate) body: Body,
    /// What is left of the last chunk.
    pub(crate) rest: Bytes,
}

/// Why a stream ends before its time; the error type of the call is not known here.
pub(crate) enum Failure {
    Error(Error),
    /// An answer that is no success.
    Answer(Box<Received>),
}

/// A call that is being sent.
pub(crate) type Opening = BoxFuture<'static, Result<Reading, Failure>>;

/// Sends the call; a success that `check` does not like is an error with the beginning of its body.
pub(crate) fn open(
    inputs: Box<Inputs>,
    check: fn(&HeaderMap) -> Result<(), BodyProblem>,
) -> Opening {
    let limit = inputs.client.config().limits.error;
    let opened = send::open(inputs);
    Box::pin(async move {
        let mut received = opened.await.map_err(Failure::Error)?;
        let Some(body) = received.unread.take() else { return Err(Failure::Answer(received)) };
        let Received { head, outcome, .. } = *received;
        let variant = variant(outcome);
        let Err(problem) = encoding(&head.headers).and_then(|()| check(&head.headers)) else {
            return Ok(Reading { head, variant, body, rest: Bytes::new() });
        };
        // The problem is known already; a body that breaks off adds nothing to it.
        let body =
            response::read(body, limit).await.map_or_else(|_| Bytes::new(), |read| read.bytes);
        Err(Failure::Error(Error::Decode(Box::new(BodyError { head, body, problem }))))
    })
}

fn variant(outcome: Outcome) -> usize {
    match outcome {
        Outcome::Success { variant, .. } | Outcome::Error { variant, .. } => variant,
        Outcome::Unexpected => 0,
    }
}

fn encoding(headers: &HeaderMap) -> Result<(), BodyProblem> {
    if decode::is_encoded(headers) { Err(BodyProblem::Encoded) } else { Ok(()) }
}

/// The next item of a stream.
pub(crate) async fn try_next<T, E>(
    stream: &mut (impl Stream<Item = Result<T, E>> + Unpin),
) -> Result<Option<T>, E> {
    stream.next().await.transpose()
}

impl Reading {
    /// An item that is not as documented. The stream can go on, so it keeps its head.
    pub(crate) fn item_error(
        &self,
        kind: &'static str,
        number: u64,
        item: Bytes,
        problem: BodyProblem,
    ) -> Error {
        self.error(item, BodyProblem::Item(kind, number, Box::new(problem)))
    }

    /// A body that is not as documented, of which `body` is a part.
    pub(crate) fn error(&self, body: Bytes, problem: BodyProblem) -> Error {
        Error::Decode(Box::new(BodyError { head: self.head.clone(), body, problem }))
    }

    /// A body that broke off.
    pub(crate) fn broken(self, source: TransportError) -> Error {
        send::broken(self.head, source)
    }
}

impl Failure {
    /// The error with the error type of the call.
    pub(crate) fn typed<E: Answer>(self) -> Error<E> {
        match self {
            Self::Error(error) => error.cast(),
            Self::Answer(received) => send::failure(received),
        }
    }
}

#[cfg(test)]
pub(crate) mod testing;
