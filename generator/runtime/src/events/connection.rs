//! The connection behind a stream of events: opened, read, and opened again after it broke.
//!
//! Knows no types: it gives events as they came.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;

use bytes::{Buf, Bytes};
use futures_core::Stream;
use http::header::{ACCEPT, HeaderName, HeaderValue};
use http::{HeaderMap, StatusCode};

use super::parser::{Excess, Frame, Limits, Parser};
use crate::answer::Slot;
use crate::call::{Call, Inputs};
use crate::decode;
use crate::error::{BodyProblem, Error, TimeoutKind};
use crate::problem::{Place, Problem};
use crate::retry::Repeat;
use crate::streaming::{self, Failure, Opening, Reading};
use crate::transport::{BoxFuture, TransportError};

/// What ends a stream, by convention of the APIs that stream what models write.
const DONE: &str = "[DONE]";
/// The pause before a broken connection is opened again, unless the server asks for another.
const PAUSE: Duration = Duration::from_secs(3);
/// The longest id that is sent back, in bytes: servers refuse long headers.
const LONGEST_ID: usize = 4096;

pub(crate) struct Connection {
    call: Call,
    parser: Parser,
    state: State,
    /// How many events came.
    count: u64,
    /// How many connections there were since the last event, that event's own included.
    opened: u32,
    /// When, by the clock, the first connection was asked for.
    begun: Option<Duration>,
}

enum State {
    Closed,
    Opening(Opening),
    Open(Reading),
    Waiting(BoxFuture<'static, ()>),
    Ended,
}

impl Connection {
    pub(super) fn new(mut call: Call, accept: &'static str) -> Self {
        if !accept.is_empty() && !call.inner.headers.contains_key(ACCEPT) {
            call.with_header(ACCEPT.as_str(), accept);
        }
        let parser = Parser::new(Limits::default());
        Self { call, parser, state: State::Closed, count: 0, opened: 0, begun: None }
    }

    pub(super) fn set_limits(&mut self, limits: Limits) {
        self.parser.set_limits(limits);
    }

    pub(super) fn resume_from(&mut self, id: String) {
        self.parser.set_last_id(&id);
    }

    pub(super) fn last_id(&self) -> &str {
        self.parser.last_id()
    }

    pub(super) fn pause(&self) -> Option<Duration> {
        self.parser.pause()
    }

    /// The next event and the variant of its data's type.
    pub(super) fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<(Frame, usize), Failure>>> {
        loop {
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Closed => match self.inputs() {
                    Ok(inputs) => {
                        self.opened = self.opened.saturating_add(1);
                        self.parser.restart();
                        self.state = State::Opening(streaming::open(inputs, check));
                    }
                    Err(error) => return self.end(Failure::Error(error)),
                },
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(reading) if reading.head.status == StatusCode::NO_CONTENT => {
                        self.state = State::Ended;
                    }
                    Ok(reading) => self.state = State::Open(reading),
                    Err(Failure::Answer(answer))
                        if answer.head.status == StatusCode::NO_CONTENT =>
                    {
                        self.state = State::Ended;
                    }
                    Err(failure) => return self.end(failure),
                },
                State::Waiting(pause) => {
                    ready!(pause.as_mut().poll(context));
                    self.state = State::Closed;
                }
                State::Open(reading) => match next(&mut self.parser, &mut reading.rest) {
                    Ok(Some(frame)) if frame.data == DONE => self.state = State::Ended,
                    Ok(Some(frame)) => {
                        self.count = self.count.saturating_add(1);
                        self.opened = 1;
                        return Poll::Ready(Some(Ok((frame, reading.variant))));
                    }
                    Ok(None) => match ready!(Pin::new(&mut reading.body).poll_next(context)) {
                        Some(Ok(chunk)) => reading.rest = chunk,
                        None => self.state = State::Ended,
                        Some(Err(error)) => {
                            if let Some(failure) = self.break_off(error) {
                                return self.end(failure);
                            }
                        }
                    },
                    Err(excess) => {
                        let problem = match excess {
                            Excess::Bytes(limit) => BodyProblem::TooLong(limit),
                            Excess::Lines(limit) => BodyProblem::TooManyLines(limit),
                        };
                        let number = self.count.saturating_add(1);
                        let error = reading.item_error(EVENT, number, Bytes::new(), problem);
                        return self.end(Failure::Error(error));
                    }
                },
            }
        }
    }
    /// Reads the data of the event that [`Connection::poll_next`] has just given.
    pub(super) fn fill(&self, slot: Slot<'_>, data: String) -> Result<(), Error> {
        let State::Open(reading) = &self.state else { return Ok(()) };
        let data = Bytes::from(data);
        decode::fill_bare(slot, &data)
            .map_err(|problem| reading.item_error(EVENT, self.count, data, problem))
    }

    fn end<T>(&mut self, failure: Failure) -> Poll<Option<Result<T, Failure>>> {
        self.state = State::Ended;
        Poll::Ready(Some(Err(failure)))
    }

    /// Waits before the connection is opened again, or says why it is not.
    fn break_off(&mut self, error: TransportError) -> Option<Failure> {
        let State::Open(reading) = core::mem::replace(&mut self.state, State::Ended) else {
            return None;
        };
        let error = reading.broken(error);
        let pause = self.parser.pause().unwrap_or(PAUSE);
        if !self.can_resume(&error, pause) {
            return Some(Failure::Error(error));
        }
        self.state = State::Waiting(self.call.inner.client.config().clock.pause(pause));
        None
    }

    /// Whether the call can be sent again after a pause, and events are then neither lost nor doubled.
    fn can_resume(&self, error: &Error, pause: Duration) -> bool {
        let inputs = &self.call.inner;
        let is_over = match error {
            Error::Timeout(error) => error.kind == TimeoutKind::Total,
            _ => false,
        };
        let last_id = self.parser.last_id();
        let has_place =
            if last_id.is_empty() { self.count == 0 } else { id_header(last_id).is_some() };
        let policy = inputs.policy();
        !is_over
            && has_place
            && inputs.repeat() == Repeat::Always
            && policy.connection_errors
            && self.opened < policy.attempts
            && self.left().is_none_or(|left| left > pause)
    }

    /// What is left of the limit on the whole call, if there is one.
    fn left(&self) -> Option<Duration> {
        let inputs = &self.call.inner;
        let config = inputs.client.config();
        let total = inputs.options().timeout.or(config.timeout)?;
        let now = config.clock.now();
        let elapsed = now.saturating_sub(self.begun.unwrap_or(now));
        Some(total.saturating_sub(elapsed))
    }

    /// The call as it is to be sent next.
    fn inputs(&mut self) -> Result<Box<Inputs>, Error> {
        self.begun.get_or_insert_with(|| self.call.inner.client.config().clock.now());
        // Every connection has the same idempotency key.
        self.call.inner.identify()?;
        let mut inputs = self.call.inner.clone();
        inputs.options_mut().timeout = self.left();
        let id = self.parser.last_id();
        if !id.is_empty() {
            let Some(value) = id_header(id) else {
                let what = "has a value that no header can hold";
                let problem = Problem::new(Place::Header, LAST_EVENT_ID.as_str(), what);
                return Err(inputs.build_error(problem));
            };
            inputs.headers.insert(LAST_EVENT_ID, value);
        }
        Ok(inputs)
    }
}

/// What an item is called in errors.
const EVENT: &str = "event";
const LAST_EVENT_ID: HeaderName = HeaderName::from_static("last-event-id");

/// An id as the value of a header, in UTF-8 as in a browser, if a header can hold it.
fn id_header(id: &str) -> Option<HeaderValue> {
    if id.len() > LONGEST_ID {
        return None;
    }
    let mut value = HeaderValue::from_bytes(id.as_bytes()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

fn next(parser: &mut Parser, rest: &mut Bytes) -> Result<Option<Frame>, Excess> {
    let mut left = &rest[..];
    let found = parser.next(&mut left);
    let read = rest.len() - left.len();
    rest.advance(read);
    found
}

fn check(headers: &HeaderMap) -> Result<(), BodyProblem> {
    match decode::media_type(headers) {
        Some(found) if found == "text/event-stream" => Ok(()),
        found => Err(BodyProblem::NotEvents(found)),
    }
}
