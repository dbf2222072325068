//! Looking for one item of a list (`x-sdk-find`): the list is asked for what passes a filter.
//!
//! The server filters. Two items are asked for where the size of a page can be said, because one alone would
//! not show that there are several, or that the server does not know the filter.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use crate::answer::Answer;
use crate::api::{Find, Outcome};
use crate::call::Call;
use crate::decode;
use crate::error::{BodyError, Error, FindError, FindErrorKind};
use crate::json::{Json, pointer};
use crate::problem::{Place, Problem};
use crate::send::{Received, Sent, failure, run};

/// A call that looks for one item, not sent yet.
#[must_use = "nothing is sent until `send` is called"]
#[derive(Clone)]
pub struct FindCall<T, E> {
    pub(crate) call: Call,
    find: &'static Find,
    types: PhantomData<fn() -> (T, E)>,
}

/// The future of the item that is looked for. Nothing is sent before it is polled; dropping it abandons the
/// call.
#[must_use = "nothing is sent until this is awaited"]
pub struct SendFind<T, E> {
    future: Sent,
    find: &'static Find,
    types: PhantomData<fn() -> (T, E)>,
}

impl Call {
    /// Looks for the one item that passes the filter, which the inputs have already. A filter that is empty
    /// is a problem: servers take it for none.
    pub fn find<T: Json, E: Answer>(mut self, find: &'static Find) -> FindCall<T, E> {
        if self.inner.given(find.parameter).is_none_or(|value| value.is_empty()) {
            let problem = Problem::new(Place::Query, find.parameter, "is empty, which finds all");
            self.kept::<()>(Err(problem));
        }
        if let Some((parameter, least)) = find.limit {
            self.ask_for(parameter, &least.to_string());
        }
        FindCall { call: self, find, types: PhantomData }
    }
}

impl<T: Json, E: Answer> FindCall<T, E> {
    /// Sends the call when it is awaited, and gives the item.
    ///
    /// Fails with [`Error::Find`] where the API has no such item, or several.
    pub fn send(self) -> SendFind<T, E> {
        SendFind { future: run(self.call.inner), find: self.find, types: PhantomData }
    }
}

impl<T: Json, E: Answer> Future for SendFind<T, E> {
    type Output = Result<T, Error<E>>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let find = self.find;
        self.future.as_mut().poll(context).map(|result| match result {
            Ok(mut received) => {
                received.settle();
                only(received, find)
            }
            Err(error) => Err(error.cast()),
        })
    }
}

/// The only item of a page.
fn only<T: Json, E: Answer>(received: Box<Received>, find: &'static Find) -> Result<T, Error<E>> {
    let Outcome::Success { .. } = received.outcome else { return Err(failure(received)) };
    let mut items = Vec::<T>::new();
    let Received { head, body, .. } = *received;
    let read = |text: &[u8]| pointer::list(text, find.items, false, &mut items);
    if let Err(problem) = decode::json(&head.headers, &body, read) {
        return Err(Error::Decode(Box::new(BodyError { head, body, problem })));
    }
    let kind = match (items.pop(), items.is_empty()) {
        (Some(item), true) => return Ok(item),
        (Some(_), false) => FindErrorKind::Several,
        (None, _) => FindErrorKind::None,
    };
    Err(Error::Find(Box::new(FindError { head, parameter: find.parameter, kind })))
}

/// Shows the operation and the names of inputs, never a value.
impl<T, E> fmt::Debug for FindCall<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FindCall").field("call", &self.call).finish()
    }
}

impl<T, E> fmt::Debug for SendFind<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SendFind").field("parameter", &self.find.parameter).finish_non_exhaustive()
    }
}
