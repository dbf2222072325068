//! Calls from code that has no async runtime.
//!
//! A future or stream is polled on the caller's thread, inside the context of one runtime that a thread of
//! this process drives: it waits for sockets and timers. So decoding, hooks and panics are where the caller
//! is, and nothing has to be moved between threads. Must not know what a call does.

use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Wake;
use std::thread::{self, Thread};

use futures_core::Stream;
use tokio::runtime::{Builder, Handle};

use crate::answer::Answer;
use crate::api::Operation;
use crate::error::{Error, SendError};
use crate::response::Response;
use crate::send::{Send, SendWithResponse};
use crate::transport::{TransportError, TransportErrorKind};

/// An iterator over the items of a stream, each of which is waited for.
///
/// Like the stream, it sends nothing before the first item is asked for, and dropping it abandons the rest.
/// See [`Send::blocking`] on where it may be used.
#[must_use = "nothing is sent until the first item is asked for"]
pub struct Blocking<S> {
    stream: Option<S>,
    operation: &'static Operation,
}

impl<T: Answer, E: Answer> Send<T, E> {
    /// Sends the call and waits for its output, without an async runtime of the caller's.
    ///
    /// Blocks the thread. In an async task that holds up all other tasks of the thread, and where a
    /// connection of the same client is driven by one of them, the call ends by its time limit: use
    /// `spawn_blocking` of the runtime there, or `await`.
    ///
    /// # Errors
    /// As awaiting it. When the thread that waits for sockets cannot be started, [`Error::Transport`].
    pub fn blocking(self) -> Result<T, Error<E>> {
        let operation = self.operation();
        wait(self).unwrap_or_else(|error| Err(not_started(operation, error)))
    }
}

impl<T: Answer, E: Answer, H> SendWithResponse<T, E, H> {
    /// As [`Send::blocking`], with status and headers.
    ///
    /// # Errors
    /// As [`Send::blocking`].
    pub fn blocking(self) -> Result<Response<T, H>, Error<E>> {
        let operation = self.operation();
        wait(self).unwrap_or_else(|error| Err(not_started(operation, error)))
    }
}

impl<S> Blocking<S> {
    /// The items of `stream`, which belongs to a call of `operation`.
    pub(crate) fn new(stream: S, operation: &'static Operation) -> Self {
        Self { stream: Some(stream), operation }
    }
}

impl<S, T, E> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, Error<E>>> + Unpin,
{
    type Item = Result<T, Error<E>>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        match wait(poll_fn(|context| Pin::new(&mut *stream).poll_next(context))) {
            Ok(Some(item)) => Some(item),
            Ok(None) => {
                self.stream = None;
                None
            }
            Err(error) => {
                self.stream = None;
                Some(Err(not_started(self.operation, error)))
            }
        }
    }
}

impl<S, T, E> core::iter::FusedIterator for Blocking<S> where
    S: Stream<Item = Result<T, Error<E>>> + Unpin
{
}

impl<S> core::fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Blocking").field("operation", &self.operation.id).finish_non_exhaustive()
    }
}

fn not_started<E>(operation: &'static Operation, error: io::Error) -> Error<E> {
    let source = TransportError::new(TransportErrorKind::Refused, error);
    Error::Transport(Box::new(SendError { operation, source, head: None, attempts: 0 }))
}

/// What `future` gives; the error is that the runtime could not be started.
pub(crate) fn wait<F: Future>(future: F) -> io::Result<F::Output> {
    let runtime = runtime()?;
    let _context = runtime.enter();
    // Within a task of another runtime its share of the thread is counted, and once it is used up every
    // socket says "later" until the task has yielded, which we never do.
    let mut future = pin!(tokio::task::coop::unconstrained(future));
    let alarm = Arc::new(Alarm { thread: thread::current(), rang: AtomicBool::new(false) });
    let waker = Waker::from(Arc::clone(&alarm));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Ok(output);
        }
        while !alarm.rang.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

/// Wakes a thread. The flag is needed where polling itself waits: that would take a wake-up of the outer
/// wait for its own.
struct Alarm {
    thread: Thread,
    rang: AtomicBool,
}

impl Wake for Alarm {
    fn wake(self: Arc<Self>) {
        self.rang.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// The runtime of this process, started when it is needed first. Its thread ends with the process.
fn runtime() -> io::Result<Handle> {
    static RUNTIME: Mutex<Option<Handle>> = Mutex::new(None);
    // The handle is there or it is not: a panic elsewhere has not broken it.
    let mut running = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*running {
        return Ok(handle.clone());
    }
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    thread::Builder::new()
        .name("specsmith-blocking".to_owned())
        .spawn(move || runtime.block_on(core::future::pending::<()>()))?;
    *running = Some(handle.clone());
    Ok(handle)
}
