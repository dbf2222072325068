//! The same call for many ids (`x-sdk-many`): each is called, whatever becomes of the others.
//!
//! Retries, time limits and hooks are those of each call. What happens between the calls knows no types.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::vec;

use crate::answer::Answer;
use crate::call::Call;
use crate::error::Error;
use crate::send::{self, Reply, Sent, run};

/// Calls of one operation for many ids, not sent yet.
#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone)]
pub struct ManyCall<T, E> {
    pub(crate) call: Call,
    parameter: &'static str,
    ids: Vec<String>,
    at_once: usize,
    types: PhantomData<fn() -> (T, E)>,
}

/// The future of what came of each call. Nothing is sent before it is polled; dropping it abandons the calls
/// that are under way and sends no others.
#[must_use = "nothing is sent until this is awaited"]
pub struct SendMany<T, E> {
    queue: Queue,
    outcomes: Vec<Option<Result<T, Error<E>>>>,
}

/// What came of each of many calls, in the order of their ids.
#[must_use = "calls may have failed"]
pub struct Outcomes<T, E> {
    each: Vec<(String, Result<T, Error<E>>)>,
}

impl Call {
    /// This call for each of the ids, which are values of a path parameter.
    pub fn many<T: Answer, E: Answer>(
        self,
        parameter: &'static str,
        ids: Vec<String>,
    ) -> ManyCall<T, E> {
        ManyCall { call: self, parameter, ids, at_once: 1, types: PhantomData }
    }
}

impl<T: Answer, E: Answer> ManyCall<T, E> {
    /// Sets how many calls may be under way at once. Default: 1, so that each waits for the one before. What
    /// a server does with calls that come at once may depend on chance.
    pub fn concurrency(mut self, most: usize) -> Self {
        self.at_once = most.max(1);
        self
    }

    /// Makes the calls when it is awaited, and gives what came of each. One that fails does not keep the
    /// others from being sent, and an id that stands twice is called twice.
    pub fn send(self) -> SendMany<T, E> {
        let Self { call, parameter, ids, at_once, .. } = self;
        let outcomes = ids.iter().map(|_| None).collect();
        let queue = Queue { call, parameter, ids, next: 0, at_once, under_way: Vec::new() };
        SendMany { queue, outcomes }
    }
}

impl<T: Answer, E: Answer> Future for SendMany<T, E> {
    type Output = Outcomes<T, E>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        loop {
            match this.queue.poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some((index, result))) => {
                    this.outcomes[index] = Some(send::value(result));
                }
                Poll::Ready(None) => {
                    let ids = core::mem::take(&mut this.queue.ids).into_iter();
                    let outcomes = core::mem::take(&mut this.outcomes).into_iter().flatten();
                    return Poll::Ready(Outcomes { each: ids.zip(outcomes).collect() });
                }
            }
        }
    }
}

// Outcomes are never pinned in their place.
impl<T, E> Unpin for SendMany<T, E> {}

/// Which calls are under way, and which id is next.
struct Queue {
    call: Call,
    parameter: &'static str,
    ids: Vec<String>,
    next: usize,
    at_once: usize,
    under_way: Vec<(usize, Sent)>,
}

impl Queue {
    /// The index of the next id whose call is over, and how it ended; `None` once all are.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<(usize, Reply)>> {
        while self.under_way.len() < self.at_once
            && let Some(id) = self.ids.get(self.next)
        {
            let mut call = self.call.clone();
            call.path(self.parameter, id);
            self.under_way.push((self.next, run(call.inner)));
            self.next += 1;
        }
        if self.under_way.is_empty() {
            return Poll::Ready(None);
        }
        let over = self.under_way.iter_mut().enumerate().find_map(|(at, (_, future))| match future
            .as_mut()
            .poll(context)
        {
            Poll::Ready(result) => Some((at, result)),
            Poll::Pending => None,
        });
        match over {
            Some((at, result)) => Poll::Ready(Some((self.under_way.remove(at).0, result))),
            None => Poll::Pending,
        }
    }
}

#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
impl<T, E> SendMany<T, E> {
    /// The ids, before any call.
    pub(crate) fn ids(&self) -> &[String] {
        &self.queue.ids
    }
}

impl<T, E> Outcomes<T, E> {
    #[cfg(all(feature = "blocking", not(target_family = "wasm")))]
    pub(crate) fn new(each: Vec<(String, Result<T, Error<E>>)>) -> Self {
        Self { each }
    }

    /// Each id, and what came of its call.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Result<&T, &Error<E>>)> {
        self.each.iter().map(|(id, result)| (id.as_str(), result.as_ref()))
    }

    /// The ids whose call failed, and why.
    pub fn failures(&self) -> impl Iterator<Item = (&str, &Error<E>)> {
        self.iter().filter_map(|(id, result)| Some((id, result.err()?)))
    }

    /// Whether no call failed.
    #[must_use]
    pub fn is_success(&self) -> bool {
        self.failures().next().is_none()
    }

    /// How many calls there were.
    #[must_use]
    pub fn len(&self) -> usize {
        self.each.len()
    }

    /// Whether there were no ids.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.each.is_empty()
    }

    /// All answers, if no call failed.
    ///
    /// # Errors
    /// That of the first id whose call failed. All calls were made all the same.
    pub fn into_result(self) -> Result<Vec<T>, Error<E>> {
        self.each.into_iter().map(|(_, result)| result).collect()
    }
}

impl<T, E> IntoIterator for Outcomes<T, E> {
    type Item = (String, Result<T, Error<E>>);
    type IntoIter = vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.each.into_iter()
    }
}

/// Shows the operation and how many ids there are, never an id.
impl<T, E> fmt::Debug for ManyCall<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { call, ids, at_once, .. } = self;
        f.debug_struct("ManyCall")
            .field("call", call)
            .field("ids", &ids.len())
            .field("at_once", at_once)
            .finish()
    }
}

impl<T, E> fmt::Debug for SendMany<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendMany").field("ids", &self.outcomes.len()).finish_non_exhaustive()
    }
}

/// Shows how many calls there were and the errors, never an id or an answer.
impl<T, E> fmt::Debug for Outcomes<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors: Vec<_> = self.failures().map(|(_, error)| error).collect();
        f.debug_struct("Outcomes").field("calls", &self.len()).field("errors", &errors).finish()
    }
}
