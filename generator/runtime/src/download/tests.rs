//! Downloads: read piece by piece, within limits of the caller's choice.

use std::sync::atomic::Ordering;

use bytes::Bytes;

use super::{CollectError, Download};
use crate::answer::Text;
use crate::error::Error;
use crate::streaming::testing::{Chunks, End, Fixture, GET};

fn download(fixture: &Fixture) -> Download<Text> {
    fixture.call(&GET).download()
}

#[tokio::test]
async fn the_body_is_read_by_the_caller() {
    let fixture = Fixture::default();
    let chunks = Chunks::new(b"0123456789", 4, End::Clean);
    let left = chunks.left();
    fixture.answer(200, "image/png", chunks);
    let future = download(&fixture);
    assert!(fixture.transport.requests().is_empty(), "nothing is sent before the first poll");
    let response = future.await.unwrap();
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(left.load(Ordering::SeqCst), 3, "nothing is read yet");
    let mut body = response.into_body();
    assert_eq!(body.try_next().await.unwrap(), Some(Bytes::from_static(b"0123")));
    assert_eq!(left.load(Ordering::SeqCst), 2);
    assert_eq!(body.collect(6).await.unwrap(), "456789");
}

#[tokio::test]
async fn collecting_stops_at_the_limit() {
    let fixture = Fixture::default();
    let chunks = Chunks::new(&[0; 100], 4, End::Endless);
    fixture.answer(200, "image/png", chunks);
    let body = download(&fixture).await.unwrap().into_body();
    let error = body.collect(1000).await.unwrap_err();
    assert!(matches!(error, CollectError::TooLong(1000)));
    assert_eq!(error.to_string(), "the body is longer than the limit of 1000 bytes");
}

#[tokio::test]
async fn a_body_that_breaks_off_is_an_error_of_the_body() {
    let fixture = Fixture::default();
    fixture.answer(200, "image/png", Chunks::new(b"0123", 4, End::Broken));
    fixture.answer(200, "image/png", Chunks::new(b"0123", 4, End::Broken));
    let mut body = download(&fixture).await.unwrap().into_body();
    assert!(body.try_next().await.is_ok());
    assert!(body.try_next().await.is_err());
    let body = download(&fixture).await.unwrap().into_body();
    assert!(matches!(body.collect(1000).await, Err(CollectError::Transport(_))));
}

#[tokio::test]
async fn errors_have_their_types() {
    let fixture = Fixture::default();
    fixture.answer(404, "text/plain", "gone");
    fixture.answer(401, "text/plain", "who");
    assert_eq!(download(&fixture).await.unwrap_err().into_api().unwrap().0, "gone");
    assert!(matches!(download(&fixture).await, Err(Error::Status(_))));
}

/// Threat F2: what is compressed without having been asked for is not given out as if it were the file.
#[tokio::test]
async fn a_compressed_body_is_an_error() {
    let fixture = Fixture::default();
    let response = http::Response::builder().header("content-encoding", "gzip").body("\u{1f}");
    fixture.transport.answer(response.unwrap());
    let error = download(&fixture).await.unwrap_err();
    assert!(error.to_string().contains("a compressed body"), "{error}");
}
