//! Servers that misbehave, and what bounds them.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use http::StatusCode;

use super::emitted;
use super::support::{Server, Then};
use crate::{Body, Error, MemoryTransport, RetryPolicy, TransportError};

const SHORT: Duration = Duration::from_millis(50);

/// Each fault is looked at once: see `send/tests` for what is sent again.
fn client(server: &Server) -> emitted::Client {
    let builder = emitted::Client::builder().bearer_auth("token").retry(RetryPolicy::never());
    builder.base_url(server.url()).build().unwrap()
}

/// Threat F3: a server that accepts and says nothing.
#[tokio::test]
async fn a_server_that_never_answers_ends_in_a_timeout() {
    let server = Server::new(vec![Then::Stall(Vec::new())]);
    let error = client(&server).machines().get("a").timeout(SHORT).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.status(), None);
    assert_eq!(server.heard().await.len(), 1, "the connection was given up");
}

/// Threat F3: a server that stops within the body; what came is kept.
#[tokio::test]
async fn a_body_that_never_ends_in_time_is_a_timeout_with_its_status() {
    let head =
        b"HTTP/1.1 200 OK\r\nx-request-id: req_7\r\ncontent-length: 9\r\n\r\n{\"id\"".to_vec();
    let server = Server::new(vec![Then::Stall(head)]);
    let error = client(&server).machines().get("a").timeout(SHORT).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(error.request_id(), Some("req_7"));
}

/// Threat F1: an endless chunked body.
#[tokio::test]
async fn an_endless_error_body_is_cut_and_kept_under_its_status() {
    let head = b"HTTP/1.1 500 Oh\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = [b"1000\r\n".as_slice(), &[b'a'; 0x1000], b"\r\n"].concat();
    let server = Server::new(vec![Then::Repeat(head, chunk)]);
    let error = client(&server).machines().get("a").send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
    assert_eq!(error.body().map(Bytes::len), Some(1 << 20));
}

#[tokio::test]
async fn a_connection_that_ends_within_the_body_keeps_the_status() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\nx-request-id: r\r\n\r\n{".to_vec();
    let server = Server::new(vec![Then::Say(answer)]);
    let error = client(&server).machines().get("a").send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(error.request_id(), Some("r"));
}

#[tokio::test]
async fn a_refused_connection_is_a_connect_error() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = emitted::Client::builder().bearer_auth("t").base_url(format!("http://{free}"));
    let error = client.build().unwrap().machines().get("a").send().await.unwrap_err();
    assert!(error.is_connect(), "{error}");
}

#[tokio::test]
async fn garbage_instead_of_http_is_a_transport_error() {
    let server = Server::new(vec![Then::Say(b"SSH-2.0-no\r\n\r\n".to_vec())]);
    let error = client(&server).machines().get("a").send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
}

/// Threat F2: nothing asks for compression, so a compressed answer is an error, not a bomb.
#[cfg(not(feature = "gzip"))]
#[tokio::test]
async fn no_compression_is_asked_for_and_none_is_undone() {
    let answer = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n\x1f\x8b";
    let server = Server::new(vec![Then::Say(answer.to_vec())]);
    let error = client(&server).machines().get("a").send().await.unwrap_err();
    assert!(error.to_string().contains("a compressed body"), "{error}");
    assert!(!server.heard().await[0].to_ascii_lowercase().contains("accept-encoding"));
}

/// A body without end that counts its chunks.
struct Endless(Arc<AtomicUsize>);

impl futures_core::Stream for Endless {
    type Item = Result<Bytes, TransportError>;
    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Poll::Ready(Some(Ok(Bytes::from_static(&[b' '; 1000]))))
    }
}

/// Threat F1: a success is read up to the client's limit and no further.
#[tokio::test]
async fn an_endless_success_ends_at_the_limit() {
    let transport = MemoryTransport::new();
    let chunks = Arc::new(AtomicUsize::new(0));
    transport.answer(http::Response::new(Body::stream(Endless(Arc::clone(&chunks)))));
    let mut builder = emitted::Client::builder().bearer_auth("t").transport(transport.clone());
    builder.inner = builder.inner.body_limit(10_500);
    let error = builder.build().unwrap().machines().get("a").send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("longer than the limit of 10500 bytes"), "{error}");
    assert_eq!(chunks.load(Ordering::SeqCst), 11);
}
