//! What came back, and what it means: from bytes and the description's word on the status to types.

use bytes::Bytes;

use crate::answer::{Answer, Slot};
use crate::api::{self, Case, Envelope, Outcome};
use crate::body::Body;
use crate::decode;
use crate::envelope;
use crate::error::{ApiError, BodyError, BodyProblem, Error, Head, StatusError};
use crate::response::Response;

/// A response with its whole body, and what the description says of its status.
pub(crate) struct Received {
    pub(crate) head: Head,
    pub(crate) outcome: Outcome,
    pub(crate) body: Bytes,
}

/// A response whose body is unread if it is a success.
pub(crate) enum Opened {
    /// A documented success. Its body is not limited in length.
    Success { head: Head, outcome: Outcome, body: Body },
    /// Anything else, its body read as of any failed call.
    Failure(Received),
}

/// Decodes a response by its outcome.
pub(crate) fn interpret<T: Answer, E: Answer, H>(
    received: Received,
) -> Result<Response<T, H>, Error<E>> {
    let received = received.settled();
    let Outcome::Success { variant, envelope } = received.outcome else {
        return Err(failure(received));
    };
    let Received { head, body, .. } = received;
    match read::<T>(&head, &body, head.operation.success, (variant, envelope)) {
        Ok(value) => Ok(Response::new(head, value)),
        Err(BodyProblem::Empty) if let Some(value) = without_body() => {
            Ok(Response::new(head, value))
        }
        Err(problem) => Err(Error::Decode(Box::new(BodyError { head, body, problem }))),
    }
}

/// What a case tells of a body: the variant, and what it is within.
type Told = (usize, Option<&'static Envelope>);

/// Reads a body as what its case says, else as another kind of JSON that its status may have.
fn read<T: Answer>(
    head: &Head,
    body: &Bytes,
    cases: &'static [Case],
    told: Told,
) -> Result<T, BodyProblem> {
    let read = |(variant, envelope): Told, only_json: bool| {
        let mut value = T::pick(variant);
        let slot = value.slot();
        if only_json && !matches!(slot, Slot::Json(_)) {
            return Err(BodyProblem::Empty);
        }
        decode::fill(slot, &head.headers, body, envelope::payload(envelope)).map(|()| value)
    };
    match read(told, false) {
        Err(problem) => {
            let mut others = others(head, cases, told.0, &problem);
            others.find_map(|told| read(told, true).ok()).ok_or(problem)
        }
        value => value,
    }
}

/// The other kinds of JSON that a body may be which is not of the first: servers call each of their own kinds
/// `application/json`, too.
fn others(
    head: &Head,
    cases: &'static [Case],
    variant: usize,
    problem: &BodyProblem,
) -> impl Iterator<Item = Told> + use<> {
    let is_named = decode::media_type(&head.headers).is_some_and(|name| !decode::is_plain(&name));
    let is_open = matches!(problem, BodyProblem::Json(_)) && !is_named;
    let cases = if is_open { api::choices(cases, head.status) } else { &[] };
    let others = cases.iter().filter_map(|case| Some((case.variant?, case.envelope)));
    others.filter(move |(other, _)| *other != variant)
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
pub(crate) fn failure<E: Answer>(received: Received) -> Error<E> {
    let Received { head, outcome, body } = received;
    if let Outcome::Error { variant, envelope } = outcome
        && E::EXISTS
    {
        let told = (variant, envelope);
        if let Ok(value) = read::<E>(&head, &body, head.operation.errors, told) {
            return Error::Api(Box::new(ApiError { head, body, value }));
        }
        // The status says more than the shape of the body; the body is kept as it came.
    }
    Error::Status(Box::new(StatusError { head, body }))
}
