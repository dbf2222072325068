//! What came back, and what it means: from bytes and the description's word on the status to types.

use bytes::Bytes;

use super::Reply;
use crate::answer::{Answer, Slot};
use crate::api::{self, Case, Envelope, Outcome};
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

impl Received {
    /// Whether the description says so of its status.
    pub(crate) fn is_success(&self) -> bool {
        matches!(self.outcome, Outcome::Success { .. })
    }

    #[cold]
    fn undecodable<E>(self, problem: BodyProblem) -> Error<E> {
        let Self { head, body, .. } = self;
        Error::Decode(Box::new(BodyError { head, body, problem }))
    }
}

/// The output of a call.
pub(crate) fn value<T: Answer, E: Answer>(reply: Reply) -> Result<T, Error<E>> {
    interpret(reply).map(|(value, _)| value)
}

/// The output of a call, and what it came with.
pub(crate) fn response<T: Answer, E: Answer, H>(reply: Reply) -> Result<Response<T, H>, Error<E>> {
    interpret(reply).map(|(value, received)| Response::new(received.head, value))
}

/// Decodes a response by its outcome. What it was decoded from stays in its box.
fn interpret<T: Answer, E: Answer>(reply: Reply) -> Result<(T, Box<Received>), Error<E>> {
    let mut received = reply.map_err(Error::cast)?;
    received.settle();
    let Outcome::Success { variant, envelope } = received.outcome else {
        return Err(failure(received));
    };
    let mut value = T::pick(variant);
    let (headers, payload) = (&received.head.headers, envelope::payload(envelope));
    match decode::fill(value.slot(), headers, &received.body, payload) {
        Ok(()) => Ok((value, received)),
        Err(BodyProblem::Empty) if let Some(value) = without_body() => Ok((value, received)),
        Err(problem) => {
            let Received { head, body, .. } = &*received;
            match otherwise(head, body, head.operation.success, variant, &problem) {
                Some(value) => Ok((value, received)),
                None => Err(received.undecodable(problem)),
            }
        }
    }
}

/// What a case tells of a body: the variant, and what it is within.
type Told = (usize, Option<&'static Envelope>);

/// A body that is not as its case says, as another kind of JSON that its status may have.
#[cold]
fn otherwise<T: Answer>(
    head: &Head,
    body: &Bytes,
    cases: &'static [Case],
    variant: usize,
    problem: &BodyProblem,
) -> Option<T> {
    others(head, cases, variant, problem).find_map(|(variant, envelope)| {
        let mut value = T::pick(variant);
        let slot @ Slot::Json(_) = value.slot() else { return None };
        let payload = envelope::payload(envelope);
        decode::fill(slot, &head.headers, body, payload).ok().map(|()| value)
    })
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
pub(crate) fn failure<E: Answer>(received: Box<Received>) -> Error<E> {
    let Received { head, outcome, body, .. } = *received;
    if let Outcome::Error { variant, envelope } = outcome
        && E::EXISTS
    {
        let mut value = E::pick(variant);
        let payload = envelope::payload(envelope);
        let value = match decode::fill(value.slot(), &head.headers, &body, payload) {
            Ok(()) => Some(value),
            Err(problem) => otherwise(&head, &body, head.operation.errors, variant, &problem),
        };
        if let Some(value) = value {
            return Error::Api(Box::new(ApiError { head, body, value }));
        }
        // The status says more than the shape of the body; the body is kept as it came.
    }
    Error::Status(Box::new(StatusError { head, body }))
}
