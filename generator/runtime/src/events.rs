//! Server-sent events as a stream of typed values.

use core::fmt;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;

use futures_core::Stream;

use crate::answer::Answer;
use crate::call::Call;
use crate::error::Error;
use crate::streaming;

mod connection;
mod parser;

use self::connection::Connection;
#[cfg(any(test, fuzzing))]
pub(crate) use self::parser::{Excess, Parser};
pub(crate) use self::parser::{Frame, Limits};

/// The events of a call, each with its data as `T`.
///
/// - Nothing is sent before the first poll; dropping the stream ends the connection.
/// - It ends where the body ends, or with an event whose data is exactly `[DONE]` (as many APIs close
///   a stream that models write), or with the status 204. An event that the end cuts off is dropped
///   (WHATWG HTML, section 9.2.6).
/// - An event whose data is not as documented is an error by itself ([`Error::Decode`], naming the JSON
///   path); the next one may be fine, so the stream goes on. Any other error is its last item.
/// - A connection that breaks is opened again, with the header `last-event-id`, after the pause that the
///   server asked for (`retry`, 60 s at most) or 3 s. That happens only where it loses and doubles
///   nothing: the operation can be sent twice, and the server has given an id, or no event came yet.
///   Without an event in between, the connection is opened as often as the retry policy has attempts, and
///   not again if that policy does not retry after connection errors.
/// - The limit on one attempt ends with the head of the response; that on the whole call holds for the
///   stream from its first poll to its end.
/// - A line and an event have at most 1 MiB, see [`EventStream::limit`], and an event at most 65,536 lines.
#[must_use = "nothing is sent until the stream is polled"]
pub struct EventStream<T, E> {
    connection: Box<Connection>,
    /// Which variant of the type the names of events say; the last one is any other.
    names: Names,
    types: PhantomData<fn() -> (T, E)>,
}

/// Names of events, and indices of variants.
type Names = &'static [(&'static str, usize)];

/// An event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// What the event tells.
    pub data: T,
    name: String,
    id: String,
}

impl Call {
    /// The call as a stream of server-sent events; `accept` is sent unless the caller set another.
    pub fn events<T: Answer, E: Answer>(self, accept: &'static str) -> EventStream<T, E> {
        self.events_by_name(accept, &[])
    }

    /// The same where names of events say which variant of the type their data is; other names, the last one.
    pub fn events_by_name<T: Answer, E: Answer>(
        self,
        accept: &'static str,
        names: &'static [(&'static str, usize)],
    ) -> EventStream<T, E> {
        let connection = Box::new(Connection::new(self, accept));
        EventStream { connection, names, types: PhantomData }
    }
}

impl<T, E> EventStream<T, E> {
    /// Begins after the event with this id, as [`Event::id`] or [`EventStream::last_event_id`] gave it:
    /// it is sent as `last-event-id`. One that no header can hold is an error of the first poll.
    pub fn resume_from(mut self, id: impl Into<String>) -> Self {
        self.connection.resume_from(id.into());
        self
    }

    /// Sets how many bytes a line and an event can have. Default: 1 MiB. More is an error.
    pub fn limit(mut self, bytes: usize) -> Self {
        self.connection.set_limits(Limits::new(bytes));
        self
    }

    /// The last id that the server gave, or that the stream was resumed from.
    #[must_use]
    pub fn last_event_id(&self) -> Option<&str> {
        Some(self.connection.last_id()).filter(|id| !id.is_empty())
    }

    /// How long the server asked clients to wait before they connect again, where it did.
    #[must_use]
    pub fn retry_interval(&self) -> Option<Duration> {
        self.connection.pause()
    }
}

impl<T: Answer, E: Answer> EventStream<T, E> {
    /// The next event; `None` at the end.
    ///
    /// # Errors
    /// Those of a call, and [`Error::Decode`] for an event that is not as documented.
    pub async fn try_next(&mut self) -> Result<Option<Event<T>>, Error<E>> {
        streaming::try_next(self).await
    }
}

impl<T: Answer, E: Answer> Stream for EventStream<T, E> {
    type Item = Result<Event<T>, Error<E>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { connection, names, .. } = self.get_mut();
        connection.poll_next(context).map(|next| {
            Some(match next? {
                Ok((Frame { name, data, id }, variant)) => {
                    let mut value = T::unread();
                    let slot = value.turn(told(names, &name).unwrap_or(variant));
                    match connection.fill(slot, data) {
                        Ok(()) => Ok(Event { data: value, name, id }),
                        Err(error) => Err(error.cast()),
                    }
                }
                Err(failure) => Err(failure.typed()),
            })
        })
    }
}

/// The variant that an event's name says, where names do.
fn told(names: Names, name: &str) -> Option<usize> {
    let name = if name.is_empty() { MESSAGE } else { name };
    let known = names.iter().find(|(known, _)| *known == name).map(|(_, variant)| *variant);
    (!names.is_empty()).then(|| known.unwrap_or(usize::MAX))
}

/// What events are called to whom the server gave no name (WHATWG HTML, section 9.2.6).
const MESSAGE: &str = "message";

impl<T> Event<T> {
    /// The type of the event; `message` where the server gave none.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.name.is_empty() { MESSAGE } else { &self.name }
    }

    /// The last id that the server gave, with this event or before: where to
    /// [resume from](EventStream::resume_from) after it.
    #[must_use]
    pub fn id(&self) -> Option<&str> {
        Some(self.id.as_str()).filter(|id| !id.is_empty())
    }

    /// What the event tells, alone.
    #[must_use]
    pub fn into_data(self) -> T {
        self.data
    }
}

impl<T, E> fmt::Debug for EventStream<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EventStream")
    }
}

#[cfg(test)]
mod tests;
