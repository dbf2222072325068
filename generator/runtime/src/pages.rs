//! Answers in pages: streams of items and of pages, one page in memory at a time.
//!
//! The streams are thin; what follows on what is in `pager`, which knows no types.

use core::fmt;
use core::future::poll_fn;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

#[cfg(any(fuzzing, test))]
pub(crate) use self::address::resolve;
use self::pager::Pager;
pub use self::spot::Resume;
use crate::answer::Answer;
use crate::api::{Outcome, Pagination};
use crate::call::Call;
use crate::decode;
use crate::error::{BodyError, Error};
use crate::json::{Json, pointer};
use crate::response::Response;
use crate::send::{self, Received, failure};

mod address;
mod input;
mod pager;
mod spot;

/// The items of all pages, in order.
///
/// Lazy: a page is asked for when the items before it are used up, and the first one when the stream is
/// first polled. Time limits and retries hold for each page. An error ends the stream; so does
/// dropping it, which abandons the request that is under way.
#[must_use = "nothing is sent until the stream is polled"]
pub struct ItemStream<T, E> {
    pager: Box<Pager>,
    items: vec::IntoIter<T>,
    types: PhantomData<fn() -> E>,
}

/// All pages, in order.
///
/// Lazy: a page is asked for when the stream is polled for it. Time limits and retries hold for each
/// page. An error ends the stream; so does dropping it, which abandons the request that is under way.
#[must_use = "nothing is sent until the stream is polled"]
pub struct PageStream<P, E> {
    pager: Box<Pager>,
    types: PhantomData<fn() -> (P, E)>,
}

impl Call {
    /// The items of all pages, from the page that the inputs ask for.
    pub fn items<T: Json, E: Answer>(self, pagination: &'static Pagination) -> ItemStream<T, E> {
        let pager = Box::new(Pager::new(self, pagination));
        ItemStream { pager, items: Vec::new().into_iter(), types: PhantomData }
    }

    /// All pages, from the one that the inputs ask for.
    pub fn pages<P: Answer, E: Answer>(self, pagination: &'static Pagination) -> PageStream<P, E> {
        PageStream { pager: Box::new(Pager::new(self, pagination)), types: PhantomData }
    }
}

impl<T: Json, E: Answer> ItemStream<T, E> {
    /// The next item; `None` at the end. Dropping the future loses nothing: the next one goes on.
    ///
    /// # Errors
    /// Those of a call, for each page; and [`Error::Pagination`] when the pages cannot be followed.
    pub async fn try_next(&mut self) -> Result<Option<T>, Error<E>> {
        poll_fn(|context| self.poll_item(context)).await.transpose()
    }

    fn poll_item(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, Error<E>>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let page = match ready!(self.pager.poll(context)) {
                None => return Poll::Ready(None),
                Some(Ok(received)) => items(received, self.pager.pagination()),
                Some(Err(error)) => Err(error.cast()),
            };
            match page {
                Ok(items) => self.items = items.into_iter(),
                Err(error) => {
                    self.pager.stop();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl<P: Answer, E: Answer> PageStream<P, E> {
    /// The next page; `None` at the end. Dropping the future loses nothing: the next one goes on.
    ///
    /// # Errors
    /// Those of a call, for each page; and [`Error::Pagination`] when the pages cannot be followed.
    pub async fn try_next(&mut self) -> Result<Option<Response<P>>, Error<E>> {
        poll_fn(|context| self.poll_page(context)).await.transpose()
    }

    fn poll_page(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<P>, Error<E>>>> {
        let page = match ready!(self.pager.poll(context)) {
            None => return Poll::Ready(None),
            Some(Ok(mut received)) => {
                received.take_whole();
                send::response(Ok(received))
            }
            Some(Err(error)) => Err(error.cast()),
        };
        if page.is_err() {
            self.pager.stop();
        }
        Poll::Ready(Some(page))
    }
}

/// What both streams have.
macro_rules! common {
    ($stream:ident, $item:ident, $poll:ident, $output:ty, $bound:ident) => {
        impl<$item, E> $stream<$item, E> {
            /// Ends with an error ([`PaginationErrorKind::Limit`](crate::PaginationErrorKind::Limit))
            /// when there are more pages than this.
            pub fn max_pages(mut self, most: u64) -> Self {
                self.pager.max_pages(most);
                self
            }

            /// Begins with the page of `position`, which an equal call gave, in place of the page that
            /// the inputs ask for.
            pub fn resume(mut self, position: Resume) -> Self {
                self.pager.resume(&position);
                self
            }

            /// The page that is being given out, or else the one that is to be asked for next; after
            /// an error, the one that failed. `None` at the end.
            #[must_use]
            pub fn position(&self) -> Option<Resume> {
                self.pager.position()
            }
        }

        impl<$item: $bound, E: Answer> Stream for $stream<$item, E> {
            type Item = Result<$output, Error<E>>;

            fn poll_next(
                self: Pin<&mut Self>,
                context: &mut Context<'_>,
            ) -> Poll<Option<Self::Item>> {
                self.get_mut().$poll(context)
            }
        }

        /// Shows the operation and how far it is, never a value.
        impl<$item, E> fmt::Debug for $stream<$item, E> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($stream)).field("pager", &self.pager).finish()
            }
        }
    };
}

common!(ItemStream, T, poll_item, T, Json);
common!(PageStream, P, poll_page, Response<P>, Answer);

// Items are never pinned in their place.
impl<T, E> Unpin for ItemStream<T, E> {}

/// The items of one page.
fn items<T: Json, E: Answer>(
    received: Box<Received>,
    pagination: &'static Pagination,
) -> Result<Vec<T>, Error<E>> {
    let Outcome::Success { .. } = received.outcome else { return Err(failure(received)) };
    let mut items = Vec::new();
    let Received { head, body, .. } = *received;
    let read = |text: &[u8]| {
        pointer::list(text, pagination.items_in(text), pagination.or_absent, &mut items)
    };
    match decode::json(&head.headers, &body, read) {
        Ok(()) => Ok(items),
        Err(problem) => Err(Error::Decode(Box::new(BodyError { head, body, problem }))),
    }
}
