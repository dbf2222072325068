//! Answers from a recording.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::collections::VecDeque;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use futures_core::Stream;
use http::header::{HeaderName, HeaderValue};
use serde_json::{Deserializer, Value};

use super::exchange::{Answer, Exchange, Request};
use super::redact::Redact;
use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind, collect};
use crate::body::Body;
use crate::clock::Clock;
use crate::transport::MemoryTransport;

/// Answers from what [`RecordTransport`](super::RecordTransport) wrote, without a network.
///
/// A request gets the first answer not yet given whose request had the same method, target (path and
/// query) and body. Secrets do not count, being removed from both; nor do headers and the server. Clones
/// share what was given. Time limits do not pass, and pauses before retries pass at once.
#[derive(Clone)]
pub struct ReplayTransport {
    exchanges: Arc<Mutex<VecDeque<Exchange>>>,
}

impl ReplayTransport {
    /// Answers from the recording at `path`.
    ///
    /// # Errors
    /// When the file cannot be read, or is no recording: the error names the exchange.
    pub fn from_file(path: impl AsRef<Path>) -> io::Result<Self> {
        Self::from_slice(&std::fs::read(path)?)
    }

    /// Answers from a recording in memory.
    ///
    /// # Errors
    /// When it is no recording: the error names the exchange, the first of which is 1.
    pub fn from_slice(recording: &[u8]) -> io::Result<Self> {
        let mut exchanges = VecDeque::new();
        for value in Deserializer::from_slice(recording).into_iter::<Value>() {
            let exchange = match &value {
                Ok(value) => Exchange::from_json(value),
                Err(_) => Err("it is not JSON"),
            };
            let number = exchanges.len() + 1;
            exchanges.push_back(exchange.map_err(|what| {
                let text = format!("exchange {number} of the recording: {what}");
                io::Error::new(io::ErrorKind::InvalidData, text)
            })?);
        }
        Ok(Self { exchanges: Arc::new(Mutex::new(exchanges)) })
    }

    /// How many exchanges have not been asked for.
    #[must_use]
    pub fn remaining(&self) -> usize {
        self.exchanges.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn take(&self, operation: &str, request: &Request) -> Result<Answer, String> {
        let mut exchanges = self.exchanges.lock().unwrap_or_else(PoisonError::into_inner);
        let target = |exchange: &Exchange| {
            exchange.request.method == request.method && exchange.request.target == request.target
        };
        let found = exchanges
            .iter()
            .position(|exchange| target(exchange) && exchange.request.body == request.body);
        if let Some(exchange) = found.and_then(|at| exchanges.remove(at)) {
            return Ok(exchange.answer);
        }
        // Neither targets nor bodies: errors are printed, and these hold the caller's values.
        let of = exchanges.iter().filter(|exchange| exchange.operation == operation).count();
        let differs = match exchanges.iter().filter(|exchange| target(exchange)).count() {
            0 => "with its method and target".to_owned(),
            targets => format!("with its body ({targets} have its method and target)"),
        };
        Err(format!(
            "the recording has no exchange left for `{operation}` {differs}; {of} of this operation are left"
        ))
    }
}

impl core::fmt::Debug for ReplayTransport {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("ReplayTransport").field("remaining", &self.remaining()).finish()
    }
}

impl Transport for ReplayTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let bytes = collect(body).await?;
            let request = Redact::new(attempt.api).request(&parts, &bytes);
            match self.take(attempt.operation, &request) {
                Ok(answer) => respond(answer),
                Err(what) => Err(TransportError::new(TransportErrorKind::Refused, what)),
            }
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        MemoryTransport::new().clock()
    }
}

fn respond(answer: Answer) -> Result<http::Response<Body>, TransportError> {
    let wrong =
        || TransportError::new(TransportErrorKind::Refused, "the recorded response is no response");
    let (status, headers, body, complete) = match answer {
        Answer::Error(kind) => return Err(kind.into()),
        Answer::Response { status, headers, body, complete } => {
            (status, headers, body.to_bytes(), complete)
        }
    };
    let body = if complete { Body::from(body) } else { Body::stream(Broken(Some(body), true)) };
    let mut response = http::Response::new(body);
    *response.status_mut() = http::StatusCode::from_u16(status).map_err(|_| wrong())?;
    for (name, value) in headers {
        let name = HeaderName::try_from(name).map_err(|_| wrong())?;
        let value = HeaderValue::try_from(value).map_err(|_| wrong())?;
        response.headers_mut().append(name, value);
    }
    Ok(response)
}

/// These bytes, and then the end of the connection.
struct Broken(Option<Bytes>, bool);

impl Stream for Broken {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(bytes) = self.0.take() {
            return Poll::Ready(Some(Ok(bytes)));
        }
        let more = core::mem::take(&mut self.1);
        Poll::Ready(more.then(|| Err(TransportErrorKind::Body.into())))
    }
}
