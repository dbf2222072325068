//! Calls from code that has no async runtime.
//!
//! A future or stream is polled on the caller's thread, inside the context of one runtime that a thread of
//! this process drives: it waits for sockets and timers. So decoding, hooks and panics are where the caller
//! is, and nothing has to be moved between threads. Must not know what a call does.

use core::fmt;
use core::future::Future;
use core::iter::FusedIterator;
use core::pin::pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::task::{Context, Poll, Waker};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Wake;
use std::thread::{self, Thread};

use bytes::Bytes;
use futures_core::Stream;
use futures_util::StreamExt as _;
use tokio::runtime::{Builder, Handle};

use crate::answer::Answer;
use crate::api::Operation;
use crate::body::Body;
use crate::download::{Collect, CollectError, Download};
use crate::error::{Error, SendError};
use crate::events::EventStream;
use crate::find::SendFind;
use crate::json::Json;
use crate::lines::LineStream;
use crate::many::{Outcomes, SendMany};
use crate::pages::{ItemStream, PageStream};
use crate::response::Response;
use crate::send::{Send, SendWithResponse};
use crate::transport::{TransportError, TransportErrorKind};
use crate::verify::{Verified, VerifyError};
use crate::wait::WaitFor;

/// An iterator over the items of a stream, each of which is waited for.
///
/// Like the stream, it sends nothing before the first item is asked for, and dropping it abandons the rest.
/// See [`Send::blocking`] on where it may be used.
#[must_use = "nothing is sent until the first item is asked for"]
pub struct Blocking<S> {
    stream: Option<S>,
}

/// Futures of calls.
macro_rules! futures {
    ($([$($parameter:ident $(: $bound:ident)?),*] $future:ty => $output:ty;)*) => {$(
        impl<$($parameter $(: $bound)?),*> $future {
            /// Sends the call and waits for its output, without an async runtime of the caller's.
            ///
            /// Blocks the thread. In an async task that holds up all other tasks of the thread, and where
            /// a connection of the same client is driven by one of them, the call ends by its time limit:
            /// use `spawn_blocking` of the runtime there, or `await`.
            ///
            /// # Errors
            /// As awaiting it. When the thread that waits for sockets cannot be started,
            /// [`Error::Transport`].
            pub fn blocking(self) -> Result<$output, Error<E>> {
                wait(self).unwrap_or_else(|error| Err(Unstarted::unstarted(error)))
            }
        }
    )*};
}

futures! {
    [T: Answer, E: Answer] Send<T, E> => T;
    [T: Answer, E: Answer, H] SendWithResponse<T, E, H> => Response<T, H>;
    [T: Answer, E: Answer] WaitFor<T, E> => T;
    [T: Json, E: Answer] SendFind<T, E> => T;
    [E: Answer] Download<E> => Response<Body>;
}

impl<T: Answer, E: Answer> SendMany<T, E> {
    /// Makes the calls and waits for all of them, without an async runtime of the caller's. See
    /// [`Send::blocking`] on where it may be used.
    ///
    /// When the thread that waits for sockets cannot be started, each has failed with
    /// [`Error::Transport`].
    pub fn blocking(self) -> Outcomes<T, E> {
        let ids = self.ids().to_vec();
        wait(self).unwrap_or_else(|error| {
            let same = || io::Error::new(error.kind(), error.to_string());
            let failed = |id| (id, Err(Unstarted::unstarted(same())));
            Outcomes::new(ids.into_iter().map(failed).collect())
        })
    }
}

impl Collect {
    /// Reads the body and waits for all of it, without an async runtime of the caller's. See
    /// [`Send::blocking`] on where it may be used.
    ///
    /// # Errors
    /// As awaiting it.
    pub fn blocking(self) -> Result<Bytes, CollectError> {
        let unstarted = |error| Err(CollectError::Transport(Unstarted::unstarted(error)));
        wait(self).unwrap_or_else(unstarted)
    }
}

impl<C, E: Answer> Verified<C, E> {
    /// Checks the credentials and waits for what comes of it, without an async runtime of the caller's. See
    /// [`Send::blocking`] on where it may be used.
    ///
    /// # Errors
    /// As awaiting it.
    pub fn blocking(self) -> Result<C, VerifyError<E>> {
        wait(self).unwrap_or_else(|error| Err(VerifyError::new(Unstarted::unstarted(error))))
    }
}

/// Streams of calls.
macro_rules! streams {
    ($([$($parameter:ident),*] $stream:ty;)*) => {$(
        impl<$($parameter),*> $stream {
            /// The same as an iterator, for code without an async runtime.
            pub fn blocking(self) -> Blocking<Self> {
                Blocking::of(self)
            }
        }
    )*};
}

streams! {
    [T, E] ItemStream<T, E>;
    [P, E] PageStream<P, E>;
    [T, E] EventStream<T, E>;
    [T, E] LineStream<T, E>;
    [] Body;
}

impl<S> Blocking<S> {
    pub(crate) fn of(stream: S) -> Self {
        Self { stream: Some(stream) }
    }

    /// The stream, for what it can tell of itself.
    #[must_use]
    pub fn get_ref(&self) -> Option<&S> {
        self.stream.as_ref()
    }
}

impl<S, T, E> Iterator for Blocking<S>
where
    S: Stream<Item = Result<T, E>> + Unpin,
    E: Unstarted,
{
    type Item = Result<T, E>;

    fn next(&mut self) -> Option<Self::Item> {
        let stream = self.stream.as_mut()?;
        let next = wait(stream.next());
        let (item, over) = match next {
            Ok(item) => (item, false),
            Err(error) => (Some(Err(E::unstarted(error))), true),
        };
        if over || item.is_none() {
            self.stream = None;
        }
        item
    }
}

impl<S, T, E> FusedIterator for Blocking<S>
where
    S: Stream<Item = Result<T, E>> + Unpin,
    E: Unstarted,
{
}

impl<S: fmt::Debug> fmt::Debug for Blocking<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Blocking").field(&self.stream).finish()
    }
}

/// Errors that can say that there is no thread to wait for sockets.
pub trait Unstarted {
    /// The error, from the operating system's.
    fn unstarted(error: io::Error) -> Self;
}

impl Unstarted for TransportError {
    fn unstarted(error: io::Error) -> Self {
        Self::new(TransportErrorKind::Refused, error)
    }
}

impl<E> Unstarted for Error<E> {
    fn unstarted(error: io::Error) -> Self {
        // No call was begun, so there is none to be named.
        static OPERATION: Operation = Operation { id: "blocking", path: "/", ..Operation::DEFAULT };
        let source = TransportError::unstarted(error);
        let (operation, head, attempts) = (&OPERATION, None, 0);
        Self::Transport(Box::new(SendError { operation, source, head, attempts }))
    }
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
