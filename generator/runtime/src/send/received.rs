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
}

/// The output of a call.
// In each of its callers, which drop such an output, too: elsewhere, all that drops it were compiled once more.
#[inline]
pub(crate) fn value<T: Answer, E: Answer>(reply: Reply) -> Result<T, Error<E>> {
    let mut value = T::unread();
    match decode_only(reply, &mut value) {
        Ok(()) => Ok(value),
        Err(unread) => Err(unread.error()),
    }
}

/// As [`decode`]. What drops the rest is here, and not compiled for each type.
fn decode_only(reply: Reply, value: &mut dyn Answer) -> Result<(), Unread> {
    decode(reply, value).map(drop)
}

/// The output of a call, and what it came with.
pub(crate) fn response<T: Answer, E: Answer, H>(reply: Reply) -> Result<Response<T, H>, Error<E>> {
    let mut value = T::unread();
    match decode(reply, &mut value) {
        Ok(received) => Ok(Response::new(received.head, value)),
        Err(unread) => Err(unread.error()),
    }
}

/// Decodes a response by its outcome. What it was decoded from stays in its box.
///
/// Compiled once: each type only makes the value.
fn decode(reply: Reply, value: &mut dyn Answer) -> Result<Box<Received>, Unread> {
    let mut received = reply.map_err(Unread::Ended)?;
    received.settle();
    let Outcome::Success { variant, envelope } = received.outcome else {
        return Err(Unread::Failure(received));
    };
    match received.read_success(Kind { variant, envelope }, value) {
        Ok(()) => Ok(received),
        Err(problem) => Err(Unread::Undecodable(received, Box::new(problem))),
    }
}

/// Why there is no value.
enum Unread {
    Ended(Error),
    Failure(Box<Received>),
    Undecodable(Box<Received>, Box<BodyProblem>),
}

impl Unread {
    // Not once more for each type of values.
    #[cold]
    #[inline(never)]
    fn error<E: Answer>(self) -> Error<E> {
        match self {
            Self::Ended(error) => error.cast(),
            Self::Failure(received) => failure(received),
            Self::Undecodable(received, problem) => {
                let Received { head, body, .. } = *received;
                Error::Decode(Box::new(BodyError { head, body, problem: *problem }))
            }
        }
    }
}

/// The error that a response is which is no success.
pub(crate) fn failure<E: Answer>(received: Box<Received>) -> Error<E> {
    if let Outcome::Error { variant, envelope } = received.outcome
        && E::exists()
    {
        let mut value = E::unread();
        let cases = received.head.operation.errors;
        if received.read(Kind { variant, envelope }, cases, &mut value).is_ok() {
            let Received { head, body, .. } = *received;
            return Error::Api(Box::new(ApiError { head, body, value }));
        }
        // The status says more than the shape of the body; the body is kept as it came.
    }
    let Received { head, body, .. } = *received;
    Error::Status(Box::new(StatusError { head, body }))
}

/// What a case tells of a body.
#[derive(Clone, Copy)]
struct Kind {
    variant: usize,
    /// What it is within.
    envelope: Option<&'static Envelope>,
}

impl Received {
    /// Reads the body of a success. An operation that has one may be answered without: servers give that with the
    /// status of another.
    fn read_success(&self, kind: Kind, value: &mut dyn Answer) -> Result<(), BodyProblem> {
        let Err(problem) = self.read(kind, self.head.operation.success, value) else {
            return Ok(());
        };
        if let BodyProblem::Empty = problem
            && let Slot::Empty = value.turn(usize::MAX)
        {
            return Ok(());
        }
        Err(problem)
    }

    /// Reads the body as its case says or, if it is not, as another kind of JSON that its status may have.
    fn read(
        &self,
        kind: Kind,
        cases: &'static [Case],
        value: &mut dyn Answer,
    ) -> Result<(), BodyProblem> {
        let fill = |slot: Slot<'_>, kind: Kind| {
            decode::fill(slot, &self.head.headers, &self.body, envelope::payload(kind.envelope))
        };
        let Err(problem) = fill(value.turn(kind.variant), kind) else { return Ok(()) };
        for other in self.others(kind, cases, &problem) {
            if let slot @ Slot::Json(_) = value.turn(other.variant)
                && fill(slot, other).is_ok()
            {
                return Ok(());
            }
        }
        Err(problem)
    }

    /// The other kinds of JSON that a body may be which is not of the first: servers call each of their own kinds
    /// `application/json`, too.
    #[cold]
    fn others(
        &self,
        kind: Kind,
        cases: &'static [Case],
        problem: &BodyProblem,
    ) -> impl Iterator<Item = Kind> + use<> {
        let media_type = decode::media_type(&self.head.headers);
        let is_named = media_type.is_some_and(|name| !decode::is_plain(&name));
        let is_open = matches!(problem, BodyProblem::Json(_)) && !is_named;
        let cases = if is_open { api::choices(cases, self.head.status) } else { &[] };
        let kinds = cases
            .iter()
            .filter_map(|case| Some(Kind { variant: case.variant?, envelope: case.envelope }));
        kinds.filter(move |other| other.variant != kind.variant)
    }
}
