//! What came back, and what it means: from bytes and the description's word on the status to types.

use bytes::Bytes;

use crate::answer::{Answer, Slot};
use crate::api::Outcome;
use crate::body::Body;
use crate::decode;
use crate::envelope;
use crate::error::{ApiError, BodyError, BodyProblem, Error, Head, StatusError};
use crate::response::Response;

/// A response with its body, and what the description says of its status.
pub(crate) struct Received {
    pub(crate) head: Head,
    pub(crate) outcome: Outcome,
    pub(crate) body: Bytes,
    /// The body, not limited in length, of a success of which only the head was wanted.
    pub(crate) unread: Option<Body>,
}

/// Decodes a response by its outcome.
pub(crate) fn interpret<T: Answer, E: Answer, H>(
    mut received: Box<Received>,
) -> Result<Response<T, H>, Error<E>> {
    received.settle();
    let Outcome::Success { variant, envelope } = received.outcome else {
        return Err(failure(received));
    };
    let mut value = T::pick(variant);
    let (headers, payload) = (&received.head.headers, envelope::payload(envelope));
    match decode::fill(value.slot(), headers, &received.body, payload) {
        Ok(()) => Ok(Response::new(received.head, value)),
        Err(BodyProblem::Empty) if let Some(value) = without_body() => {
            Ok(Response::new(received.head, value))
        }
        Err(problem) => {
            let Received { head, body, .. } = *received;
            Err(Error::Decode(Box::new(BodyError { head, body, problem })))
        }
    }
}

/// The answer of a success that has no body, of an operation that has one: servers may give it with the
/// status of another.
fn without_body<T: Answer>() -> Option<T> {
    if !T::EXISTS {
        return None;
    }
    let mut last = T::pick(usize::MAX);
    matches!(last.slot(), Slot::Empty).then_some(last)
}

/// The error that a response is which is no success.
pub(crate) fn failure<E: Answer>(received: Box<Received>) -> Error<E> {
    let Received { head, outcome, body, .. } = *received;
    if let Outcome::Error { variant, envelope } = outcome
        && E::EXISTS
    {
        let mut value = E::pick(variant);
        let payload = envelope::payload(envelope);
        if decode::fill(value.slot(), &head.headers, &body, payload).is_ok() {
            return Error::Api(Box::new(ApiError { head, body, value }));
        }
        // The status says more than the shape of the body; the body is kept as it came.
    }
    Error::Status(Box::new(StatusError { head, body }))
}
