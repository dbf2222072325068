//! The transport that sends over TCP and TLS, by the crate `reqwest`.
//!
//! No type of `reqwest` is public except in [`ReqwestTransport::from_client`].

use core::mem;
use core::time::Duration;
use std::sync::{Arc, OnceLock};

use futures_util::TryStreamExt as _;
use http::Uri;
use http::uri::{Authority, PathAndQuery, Scheme};

use super::{Attempt, BoxFuture, Transport, TransportError, TransportErrorKind};
use crate::body::Body;
use crate::clock::Clock;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
#[path = "reqwest/browser.rs"]
mod platform;
#[cfg(not(all(target_family = "wasm", target_os = "unknown")))]
#[path = "reqwest/native.rs"]
mod platform;

/// Sends over TCP and TLS, inside a tokio runtime.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    server: Arc<OnceLock<Server>>,
}

/// The server that was asked first; few clients ask another. Its host takes longer to parse than all the rest
/// of a URL.
struct Server {
    scheme: Scheme,
    authority: Authority,
    url: reqwest::Url,
}

impl ReqwestTransport {
    /// Sends through a client of your own, for proxies or other roots. For client certificates there is
    /// `with_identity`.
    ///
    /// Build it with `redirect(Policy::none())`, `referer(false)` and without decompression: this
    /// crate does not follow redirects for good reasons, and cannot see how a client was built.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self { client, server: Arc::default() }
    }

    /// A client with defaults that suit an API: what a server or the environment says cannot
    /// send the request elsewhere.
    pub(crate) fn new(connect_timeout: Duration) -> Result<Self, TransportError> {
        platform::client(connect_timeout)
            .build()
            .map(Self::from_client)
            .map_err(|error| error_of(TransportErrorKind::Refused, error))
    }
}

impl core::fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        // A client of the consumer's own can hold headers and proxy passwords.
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: http::Request<Body>,
        _attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let Some(bytes) = request.body().as_bytes().cloned() else {
            return Box::pin(async move {
                let (parts, body) = request.into_parts();
                let body = platform::streamed(body).await?;
                let request = self.convert(http::Request::from_parts(parts, ()), body)?;
                given(self.client.execute(request).await)
            });
        };
        // Made here, so that the future has no room for the parts of the request.
        let request = self.convert(request, bytes.into());
        let sending = request.map(|request| self.client.execute(request));
        Box::pin(async move { given(sending?.await) })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(platform::clock())
    }
}

impl ReqwestTransport {
    /// The request as `reqwest` wants it, refused when its URL parser would change the target.
    fn convert<B>(
        &self,
        mut given: http::Request<B>,
        body: reqwest::Body,
    ) -> Result<reqwest::Request, TransportError> {
        let uri = given.uri();
        let url = self
            .url(uri)
            .map_err(|error| TransportError::new(TransportErrorKind::Refused, error))?;
        if url.path() != uri.path() || url.query() != uri.query() {
            return Err(TransportError::new(
                TransportErrorKind::Refused,
                "the HTTP library would send another path than the one that was asked for",
            ));
        }
        let mut request = reqwest::Request::new(given.method().clone(), url);
        *request.headers_mut() = mem::take(given.headers_mut());
        *request.body_mut() = Some(body);
        Ok(request)
    }

    fn url(&self, uri: &Uri) -> Result<reqwest::Url, impl std::error::Error + Send + Sync + use<>> {
        let parse = || reqwest::Url::parse(&uri.to_string());
        let (Some(scheme), Some(authority), Some(target)) =
            (uri.scheme(), uri.authority(), uri.path_and_query().map(PathAndQuery::as_str))
        else {
            return parse();
        };
        // Two slashes, of which each can be the other one, would begin a host.
        let is_path = target.starts_with('/') && !target[1..].starts_with(['/', '\\']);
        match self.server.get() {
            Some(server)
                if is_path
                    && server.scheme == *scheme
                    && server.authority.as_str() == authority.as_str() =>
            {
                reqwest::Url::options().base_url(Some(&server.url)).parse(target)
            }
            Some(_) => parse(),
            None => parse().inspect(|url| {
                let (scheme, authority) = (scheme.clone(), authority.clone());
                self.server.get_or_init(|| Server { scheme, authority, url: url.clone() });
            }),
        }
    }
}

/// The response, its body unread.
fn given(
    response: Result<reqwest::Response, reqwest::Error>,
) -> Result<http::Response<Body>, TransportError> {
    let mut response = response.map_err(|error| error_of(TransportErrorKind::Request, error))?;
    let (status, version) = (response.status(), response.version());
    let headers = mem::take(response.headers_mut());
    let chunks = response.bytes_stream();
    let chunks = chunks.map_err(|error| error_of(TransportErrorKind::Body, error));
    let mut given = http::Response::new(Body::stream(chunks));
    *given.status_mut() = status;
    *given.version_mut() = version;
    *given.headers_mut() = headers;
    Ok(given)
}

/// The error without its URL, whose query may hold a credential.
fn error_of(kind: TransportErrorKind, error: reqwest::Error) -> TransportError {
    let kind = match platform::connecting(&error) {
        Some(kind) => kind,
        None if error.is_builder() => TransportErrorKind::Refused,
        None => kind,
    };
    TransportError::new(kind, error.without_url())
}

#[cfg(all(test, not(target_family = "wasm")))]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_the_same_whether_its_server_is_known_or_not() {
        let transport = ReqwestTransport::from_client(reqwest::Client::new());
        for text in [
            "http://a.example:8080/v1/x?y=%2F",
            "http://a.example:8080/v2",
            "http://a.example:8080/",
            "http://a.example:8080//b.example/x",
            "http://a.example:8080/\\b.example/x",
            "http://a.example:8080/x/../y",
            "https://a.example:8080/x",
            "http://a.example/x",
            "http://b.example:8080/x?q",
        ] {
            let url = transport.url(&text.parse().unwrap()).unwrap();
            assert_eq!(url, reqwest::Url::parse(text).unwrap(), "{text}");
        }
    }
}
