//! Threat F2: a small answer that becomes a large one.

use super::emitted_api;
use super::support::{Server, Then};
use crate::answer::Text;
use crate::api::{Case, Operation};
use crate::builder::ClientBuilder;
use crate::{Error, RetryPolicy};

/// 4 MiB of spaces, a thousandth of that packed.
const BOMB: &[u8] = include_bytes!("bomb.gz");

static OPERATION: Operation = Operation {
    id: "Fetch",
    path: "/",
    accept: "text/plain",
    success: &[Case::new(&[200], 0)],
    ..Operation::DEFAULT
};

async fn fetch(limit: usize) -> Result<Text, Error<Text>> {
    fetch_as("gzip", limit).await
}

async fn fetch_as(coding: &str, limit: usize) -> Result<Text, Error<Text>> {
    let length = BOMB.len();
    let mut answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-encoding: {coding}\r\n\
         content-length: {length}\r\n\r\n"
    )
    .into_bytes();
    answer.extend_from_slice(BOMB);
    let server = Server::new(vec![Then::Say(answer)]);
    let builder = ClientBuilder::new(emitted_api()).base_url(server.url()).body_limit(limit);
    let client = builder.retry(RetryPolicy::never()).build().unwrap();
    client.call(&OPERATION).send().await
}

#[tokio::test]
async fn f2_the_limit_on_bodies_counts_what_is_unpacked() {
    assert!(BOMB.len() * 900 < 4 << 20);
    let error = fetch(1 << 20).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
    assert!(error.to_string().contains("longer than the limit of 1048576 bytes"), "{error}");
}

#[tokio::test]
async fn an_answer_within_the_limit_is_unpacked() {
    assert_eq!(fetch(8 << 20).await.unwrap().0.len(), 4 << 20);
}

#[tokio::test]
async fn f2_what_is_packed_twice_is_an_error() {
    for coding in ["gzip, gzip", "gzip, br", "br", "deflate"] {
        let error = fetch_as(coding, 8 << 20).await.unwrap_err();
        assert!(error.to_string().contains("a compressed body"), "{coding}: {error}");
    }
}
