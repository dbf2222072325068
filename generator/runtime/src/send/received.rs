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
pub(crate) fn value<T: Answer, E: Answer>(reply: Reply) -> Result<T, Error<E>> {
    interpret(reply).map(|(value, _)| value)
}

/// The output of a call, and what it came with.
pub(crate) fn response<T: Answer, E: Answer, H>(reply: Reply) -> Result<Response<T, H>, Error<E>> {
    interpret(reply).map(|(value, received)| Response::new(received.head, value))
}

/// Decodes a response by its outcome. What it was decoded from stays in its box.
///
/// This is compiled for each type, and what decides is not.
fn interpret<T: Answer, E: Answer>(reply: Reply) -> Result<(T, Box<Received>), Error<E>> {
    let (received, kind) = success(reply).map_err(Unread::error)?;
    let mut value = T::pick(kind.variant);
    let received = received.read_success(kind, &mut value).map_err(Unread::error)?;
    Ok((value, received))
}

/// A success, and what it is.
fn success(reply: Reply) -> Result<(Box<Received>, Kind), Unread> {
    let mut received = reply.map_err(Unread::Ended)?;
    received.settle();
    match received.outcome {
        Outcome::Success { variant, envelope } => Ok((received, Kind { variant, envelope })),
        Outcome::Error { .. } | Outcome::Unexpected => Err(Unread::Failure(received)),
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
        && E::EXISTS
    {
        let mut value = E::pick(variant);
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

/// A value that a body is read into, as one kind or as another.
trait Target {
    /// Makes it an empty value of this variant.
    fn turn(&mut self, variant: usize);

    /// Where the body goes.
    fn slot(&mut self) -> Slot<'_>;
}

impl<T: Answer> Target for T {
    fn turn(&mut self, variant: usize) {
        *self = T::pick(variant);
    }

    fn slot(&mut self) -> Slot<'_> {
        Answer::slot(self)
    }
}

impl Received {
    /// Reads the body of a success. An operation that has one may be answered without: servers give that with the
    /// status of another.
    fn read_success(
        self: Box<Self>,
        kind: Kind,
        value: &mut dyn Target,
    ) -> Result<Box<Self>, Unread> {
        let Err(problem) = self.read(kind, self.head.operation.success, value) else {
            return Ok(self);
        };
        if let BodyProblem::Empty = problem {
            value.turn(usize::MAX);
            if let Slot::Empty = value.slot() {
                return Ok(self);
            }
        }
        Err(Unread::Undecodable(self, Box::new(problem)))
    }

    /// Reads the body as its case says or, if it is not, as another kind of JSON that its status may have.
    fn read(
        &self,
        kind: Kind,
        cases: &'static [Case],
        value: &mut dyn Target,
    ) -> Result<(), BodyProblem> {
        let fill = |slot: Slot<'_>, kind: Kind| {
            decode::fill(slot, &self.head.headers, &self.body, envelope::payload(kind.envelope))
        };
        let Err(problem) = fill(value.slot(), kind) else { return Ok(()) };
        for other in self.others(kind, cases, &problem) {
            value.turn(other.variant);
            if let slot @ Slot::Json(_) = value.slot()
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
