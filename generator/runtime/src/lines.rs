//! JSON lines and JSON text sequences (RFC 7464) as a stream of typed values.

use core::fmt;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http::header::ACCEPT;

use crate::answer::{Answer, Slot};
use crate::body::Body;
use crate::call::Call;
use crate::decode;
use crate::error::{BodyProblem, Error};
use crate::streaming::{self, Failure, Opening, Reading};
use crate::transport::TransportError;

mod splitter;

use self::splitter::TooLong;
pub(crate) use self::splitter::{Line, Splitter};

/// The longest line in bytes, unless a caller sets another.
const LONGEST: usize = 1 << 20;

/// The lines of a call, each as `T`.
///
/// - Nothing is sent before the first poll; dropping the stream ends the connection.
/// - Lines end in LF or CRLF, the last one may end with the body; blank ones are skipped. In a JSON text
///   sequence, texts begin with a record separator and may go over several lines.
/// - A line that is not as documented is an error by itself ([`Error::Decode`], naming its number and
///   the JSON path); the next one may be fine, so the stream goes on. Any other error is its last item;
///   so is a line that is not JSON in a body that does not claim to be.
/// - No more than one line is kept, and a line has at most 1 MiB, see [`LineStream::limit`].
#[must_use = "nothing is sent until the stream is polled"]
pub struct LineStream<T, E> {
    lines: Box<Lines>,
    types: PhantomData<fn() -> (T, E)>,
}

/// The lines as they come; knows no types.
struct Lines {
    splitter: Splitter,
    state: State,
}

enum State {
    Closed(Call),
    Opening(Opening),
    Open(Reading),
    Ended,
}

impl Call {
    /// The call as a stream of JSON lines; `accept` is sent unless the caller set another.
    pub fn lines<T: Answer, E: Answer>(mut self, accept: &'static str) -> LineStream<T, E> {
        if !accept.is_empty() && !self.inner.headers.contains_key(ACCEPT) {
            self.with_header(ACCEPT.as_str(), accept);
        }
        let lines = Lines { splitter: Splitter::new(LONGEST), state: State::Closed(self) };
        LineStream { lines: Box::new(lines), types: PhantomData }
    }
}

impl<T, E> LineStream<T, E> {
    /// Sets how many bytes a line can have. Default: 1 MiB. More is an error.
    pub fn limit(mut self, bytes: usize) -> Self {
        self.lines.splitter.set_limit(bytes);
        self
    }
}

impl<T: Answer, E: Answer> LineStream<T, E> {
    /// The value of the next line; `None` at the end.
    ///
    /// # Errors
    /// Those of a call, and [`Error::Decode`] for a line that is not as documented.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<E>> {
        streaming::try_next(self).await
    }
}

impl<T: Answer, E: Answer> Stream for LineStream<T, E> {
    type Item = Result<T, Error<E>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let lines = &mut *self.get_mut().lines;
        lines.poll_next(context).map(|next| {
            Some(match next? {
                Ok((line, variant)) => {
                    let mut value = T::unread();
                    match lines.fill(value.turn(variant), line) {
                        Ok(()) => Ok(value),
                        Err(error) => Err(error.cast()),
                    }
                }
                Err(failure) => Err(failure.typed()),
            })
        })
    }
}

impl Lines {
    /// The next line and the variant of its type.
    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<(Line, usize), Failure>>> {
        loop {
            match &mut self.state {
                State::Ended => return Poll::Ready(None),
                State::Closed(call) => {
                    let inputs = call.inner.clone();
                    self.state = State::Opening(streaming::open(inputs, |_| Ok(())));
                }
                State::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(reading) => self.state = State::Open(reading),
                    Err(failure) => return self.end(failure),
                },
                State::Open(reading) => match self.splitter.next(&mut reading.rest) {
                    Ok(Some(line)) => return Poll::Ready(Some(Ok((line, reading.variant)))),
                    Ok(None) => match ready!(Pin::new(&mut reading.body).poll_next(context)) {
                        Some(Ok(chunk)) => reading.rest = chunk,
                        Some(Err(error)) => return self.break_off(error),
                        None => match self.splitter.finish() {
                            Some(line) => {
                                // What has ended is not polled again.
                                reading.body = Body::empty();
                                return Poll::Ready(Some(Ok((line, reading.variant))));
                            }
                            None => self.state = State::Ended,
                        },
                    },
                    Err(TooLong { limit, number }) => {
                        let problem = BodyProblem::TooLong(limit);
                        let error = reading.item_error(LINE, number, Bytes::new(), problem);
                        return self.end(Failure::Error(error));
                    }
                },
            }
        }
    }

    /// Reads the line that [`Lines::poll_next`] has just given.
    fn fill(&mut self, slot: Slot<'_>, line: Line) -> Result<(), Error> {
        let State::Open(reading) = &self.state else { return Ok(()) };
        let Line { text, number, is_cut } = line;
        let filled = if is_cut { Err(BodyProblem::Cut) } else { decode::fill_bare(slot, &text) };
        let Err(problem) = filled else { return Ok(()) };
        // The error is not to keep the whole chunk.
        let text = Bytes::copy_from_slice(&text);
        match decode::media_type(&reading.head.headers) {
            Some(found) if !found.contains("json") => {
                let error = reading.error(text, BodyProblem::MediaType(found));
                self.state = State::Ended;
                Err(error)
            }
            _ => Err(reading.item_error(LINE, number, text, problem)),
        }
    }

    fn break_off<T>(&mut self, error: TransportError) -> Poll<Option<Result<T, Failure>>> {
        let state = core::mem::replace(&mut self.state, State::Ended);
        let State::Open(reading) = state else { return Poll::Ready(None) };
        self.end(Failure::Error(reading.broken(error)))
    }

    fn end<T>(&mut self, failure: Failure) -> Poll<Option<Result<T, Failure>>> {
        self.state = State::Ended;
        Poll::Ready(Some(Err(failure)))
    }
}

/// What an item is called in errors.
const LINE: &str = "line";

impl<T, E> fmt::Debug for LineStream<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LineStream")
    }
}

#[cfg(test)]
mod tests;
