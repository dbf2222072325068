//! Bodies of any length: a download gives the head of a response, and the body as it comes.

use core::fmt;
use core::future::Future;
use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use bytes::Bytes;

use crate::answer::Answer;
use crate::body::Body;
use crate::call::Call;
use crate::error::Error;
use crate::response::{self, Response};
use crate::streaming::{self, Opening};
use crate::transport::{BoxFuture, TransportError};

/// The future of a response whose body is not read yet. Nothing is sent before it is polled.
///
/// The body is a stream of chunks without a limit on its length: see [`Body::try_next`] and
/// [`Body::collect`]. Dropping it ends the connection.
#[must_use = "nothing is sent until this is awaited"]
pub struct Download<E> {
    opening: Opening,
    types: PhantomData<fn() -> E>,
}

/// The future of all bytes of a body.
#[must_use = "nothing is read until this is awaited"]
pub struct Collect(BoxFuture<'static, Result<Bytes, CollectError>>);

/// Why a body could not be collected.
#[derive(Debug)]
#[non_exhaustive]
pub enum CollectError {
    /// It could not be read to its end.
    Transport(TransportError),
    /// It has more bytes than the given limit.
    TooLong(usize),
}

impl Call {
    /// The call as a response whose body is left to the caller.
    pub fn download<E: Answer>(self) -> Download<E> {
        Download { opening: streaming::open(self.inner, |_| Ok(())), types: PhantomData }
    }
}

impl<E: Answer> Future for Download<E> {
    type Output = Result<Response<Body>, Error<E>>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().opening.as_mut().poll(context).map(|opened| match opened {
            Ok(reading) => Ok(Response::new(reading.head, reading.body)),
            Err(failure) => Err(failure.typed()),
        })
    }
}

impl Future for Collect {
    type Output = Result<Bytes, CollectError>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        self.get_mut().0.as_mut().poll(context)
    }
}

impl Body {
    /// The next chunk; `None` at the end.
    ///
    /// # Errors
    /// When the connection breaks off, or nothing came within the client's limit on reading.
    pub async fn try_next(&mut self) -> Result<Option<Bytes>, TransportError> {
        streaming::try_next(self).await
    }

    /// All bytes, if there are at most `limit`.
    ///
    /// # Errors
    /// When there are more, of which no more than one chunk is read, or the connection breaks off.
    pub fn collect(self, limit: usize) -> Collect {
        Collect(Box::pin(async move {
            let read = response::read(self, limit).await.map_err(CollectError::Transport)?;
            if read.cut { Err(CollectError::TooLong(limit)) } else { Ok(read.bytes) }
        }))
    }
}

impl fmt::Debug for Collect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Collect")
    }
}

impl<E> fmt::Debug for Download<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Download")
    }
}

impl fmt::Display for CollectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(error) => error.fmt(f),
            Self::TooLong(limit) => write!(f, "the body is longer than the limit of {limit} bytes"),
        }
    }
}

impl std::error::Error for CollectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            // Its sentence is ours; what caused it is not.
            Self::Transport(error) => std::error::Error::source(error),
            Self::TooLong(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
