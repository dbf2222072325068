//! The transport that sends over TCP and TLS, by the crate `reqwest`.
//!
//! No type of `reqwest` is public except in [`ReqwestTransport::from_client`].

use core::future::ready;
use core::mem;
use core::time::Duration;
use std::error::Error;
use std::sync::{Arc, OnceLock};

use futures_util::stream::poll_fn;
use futures_util::{FutureExt as _, StreamExt as _};
use http::Uri;
use http::uri::{Authority, Scheme};

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
    /// Its URL with the path `/`.
    root: reqwest::Url,
}

impl ReqwestTransport {
    /// Sends through a client of your own, for proxies or other roots. For client certificates there is
    /// `with_identity`.
    ///
    /// Build it with `redirect(Policy::none())`, `referer(false)`, without decompression, and with
    /// `retry(never().max_retries_per_request(0))`: this crate does not follow redirects for good reasons,
    /// sends again what is worth it, and cannot see how a client was built.
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
            .map_err(|error| refused(error.without_url()))
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
        mut request: http::Request<Body>,
        _attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let url = match self.url(request.uri()) {
            Ok(url) => url,
            Err(error) => return Box::pin(ready(Err(error))),
        };
        let mut asked = reqwest::Request::new(mem::take(request.method_mut()), url);
        mem::swap(asked.headers_mut(), request.headers_mut());
        match request.body().as_bytes() {
            Some(bytes) if bytes.is_empty() => says_empty(&mut asked),
            Some(bytes) => *asked.body_mut() = Some(bytes.clone().into()),
            None => return self.stream(asked, request.into_body()),
        }
        // Begun here, so that the future has no room for the parts of the request.
        Box::pin(self.client.execute(asked).map(given))
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(platform::clock())
    }
}

/// Says that there is nothing, where the method lets servers expect something (RFC 9110, section 8.6): some refuse
/// a request that does not.
fn says_empty(request: &mut reqwest::Request) {
    use http::Method;
    let method = request.method();
    if matches!(*method, Method::POST | Method::PUT | Method::PATCH) || method == "QUERY" {
        let none = http::HeaderValue::from_static("0");
        request.headers_mut().insert(http::header::CONTENT_LENGTH, none);
    }
}

impl ReqwestTransport {
    /// Sends a request with a body that comes as it is read.
    #[cold]
    fn stream(
        &self,
        mut request: reqwest::Request,
        body: Body,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async move {
            *request.body_mut() = Some(platform::streamed(body).await?);
            given(self.client.execute(request).await)
        })
    }

    /// The URL of a target, refused when its parser would change it.
    fn url(&self, uri: &Uri) -> Result<reqwest::Url, TransportError> {
        let Some((server, target)) = self.server.get().and_then(|server| server.target(uri)) else {
            return self.parse(uri);
        };
        let url = reqwest::Url::options().base_url(Some(&server.root)).parse(target);
        let url = url.map_err(refused)?;
        // Both begin with a slash.
        let start = server.root.as_str().len() - 1;
        if url.as_str().get(start..) == Some(target) { Ok(url) } else { Err(refused(CHANGED)) }
    }

    /// The URL of a server that is asked first or seldom.
    #[cold]
    fn parse(&self, uri: &Uri) -> Result<reqwest::Url, TransportError> {
        let url = reqwest::Url::parse(&uri.to_string()).map_err(refused)?;
        if url.path() != uri.path() || url.query() != uri.query() {
            return Err(refused(CHANGED));
        }
        if let (Some(scheme), Some(authority)) = (uri.scheme().cloned(), uri.authority().cloned())
            && let Ok(root) = url.join("/")
        {
            self.server.get_or_init(|| Server { scheme, authority, root });
        }
        Ok(url)
    }
}

impl Server {
    /// Itself, and the path and query that are asked of it, if these are.
    fn target<'a>(&self, uri: &'a Uri) -> Option<(&Self, &'a str)> {
        let target = uri.path_and_query()?.as_str();
        // Two slashes, of which each can be the other one, would begin a host.
        let is_path = target.starts_with('/') && !target[1..].starts_with(['/', '\\']);
        let is_here = uri.scheme() == Some(&self.scheme)
            && uri.authority().is_some_and(|other| other.as_str() == self.authority.as_str());
        (is_path && is_here).then_some((self, target))
    }
}

const CHANGED: &str = "the HTTP library would send another path than the one that was asked for";

/// The error of a request that is not sent.
#[cold]
fn refused(source: impl Into<Box<dyn Error + Send + Sync>>) -> TransportError {
    TransportError::new(TransportErrorKind::Refused, source)
}

/// The response, its body unread.
fn given(
    response: Result<reqwest::Response, reqwest::Error>,
) -> Result<http::Response<Body>, TransportError> {
    let mut response = response.map_err(unanswered)?;
    let mut given = http::Response::new(Body::empty());
    *given.status_mut() = response.status();
    *given.version_mut() = response.version();
    mem::swap(given.headers_mut(), response.headers_mut());
    let mut chunks = response.bytes_stream();
    *given.body_mut() = Body::stream(poll_fn(move |context| {
        let chunk = chunks.poll_next_unpin(context);
        chunk.map_err(|error| TransportError::new(TransportErrorKind::Body, error.without_url()))
    }));
    Ok(given)
}

/// The error of a request that has no answer, without its URL, whose query may hold a credential.
#[cold]
fn unanswered(error: reqwest::Error) -> TransportError {
    let kind = match platform::kind(&error) {
        Some(kind) => kind,
        None if error.is_builder() => TransportErrorKind::Refused,
        None => TransportErrorKind::Request,
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
            let (uri, url) = (text.parse::<Uri>().unwrap(), reqwest::Url::parse(text).unwrap());
            let stays = url.path() == uri.path();
            assert_eq!(transport.url(&uri).ok(), stays.then_some(url), "{text}");
        }
    }
}
