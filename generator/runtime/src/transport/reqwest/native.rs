//! What `reqwest` is where there are sockets.

use core::time::Duration;

use reqwest::{Body, ClientBuilder, Error, redirect};

use crate::clock::TokioClock;
use crate::transport::{TransportError, TransportErrorKind};

/// Neither a server nor the environment can send the request elsewhere. Whether `http://` is fine is decided
/// for each request when it is assembled, where loopback can be told from the rest; so not here.
pub(super) fn client(connect_timeout: Duration) -> ClientBuilder {
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .connect_timeout(connect_timeout)
}

#[expect(clippy::unused_async, reason = "the one for browsers waits")]
pub(super) async fn streamed(body: crate::Body) -> Result<Body, TransportError> {
    Ok(Body::wrap_stream(body))
}

/// The kind of an error that came before anything was sent.
pub(super) fn connecting(error: &Error) -> Option<TransportErrorKind> {
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => Some(TransportErrorKind::ConnectTimeout),
        (true, false) => Some(TransportErrorKind::Connect),
        (false, _) => None,
    }
}

pub(super) fn clock() -> TokioClock {
    TokioClock
}
