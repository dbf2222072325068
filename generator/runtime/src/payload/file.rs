//! Files as payloads, read in chunks while they are sent.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::io;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::File;
use tokio::io::{AsyncRead, ReadBuf};

use super::Payload;
use crate::body::Body;
use crate::transport::{TransportError, TransportErrorKind};

impl Payload {
    /// The file at `path`. Each attempt opens it anew and reads it while sending, inside a tokio runtime,
    /// so it takes little memory, and a call with it can be retried. Its length is not sent ahead.
    ///
    /// A file that cannot be read is an error of the call.
    #[must_use]
    pub fn file(path: impl AsRef<Path>) -> Self {
        let path = path.as_ref().to_path_buf();
        Self::replayable(move || Body::stream(Chunks::Closed(path.clone())))
    }
}

/// How much is read at once: a chunk in HTTP's sense, so neither tiny nor a burden.
const CHUNK: usize = 64 * 1024;

/// A file on its way.
enum Chunks {
    Closed(PathBuf),
    Opening(Pin<Box<dyn Future<Output = io::Result<File>> + Send>>),
    Open(File),
    Done,
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let state = self.get_mut();
        loop {
            let failed = match state {
                Self::Closed(path) => {
                    let path = core::mem::take(path);
                    *state = Self::Opening(Box::pin(File::open(path)));
                    continue;
                }
                Self::Opening(opening) => match ready!(opening.as_mut().poll(context)) {
                    Ok(file) => {
                        *state = Self::Open(file);
                        continue;
                    }
                    Err(error) => error,
                },
                Self::Open(file) => {
                    let mut chunk = vec![0; CHUNK];
                    let mut buffer = ReadBuf::new(&mut chunk);
                    match ready!(Pin::new(file).poll_read(context, &mut buffer)) {
                        Ok(()) => {
                            let length = buffer.filled().len();
                            if length == 0 {
                                *state = Self::Done;
                                return Poll::Ready(None);
                            }
                            chunk.truncate(length);
                            return Poll::Ready(Some(Ok(chunk.into())));
                        }
                        Err(error) => error,
                    }
                }
                Self::Done => return Poll::Ready(None),
            };
            *state = Self::Done;
            let error = TransportError::new(TransportErrorKind::Refused, failed);
            return Poll::Ready(Some(Err(error)));
        }
    }
}
