//! Threats F1, F2 and F15: answers that are too much, or no HTTP.

use tokensmith::clerk::Client;
use tokensmith::{Error, RetryPolicy, TransportErrorKind};

use super::{KEY, client};
use crate::server::{CHUNKED, Connection, Server, Signal, answer, chunk, json};

const DELETED: &str = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;

#[tokio::test]
async fn f1_an_endless_body_is_read_to_the_limit_and_hung_up_on() {
    let gone = Signal::new();
    let script = Connection::new().hear().say(CHUNKED).repeat(chunk(&" ".repeat(1000))).tell(&gone);
    let server = Server::script([script]);
    let builder = Client::builder().bearer_auth(KEY).base_url(server.base_url());
    let client = builder.body_limit(100_000).retry(RetryPolicy::never()).build().unwrap();
    let error = client.machines().list().send().await.unwrap_err();
    assert!(error.to_string().contains("longer than the limit of 100000 bytes"), "{error}");
    gone.told().await;
}

#[tokio::test]
async fn f1_a_length_that_is_a_lie_reserves_nothing() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\
                content-length: 9223372036854775807\r\n\r\n";
    let server = Server::script([Connection::new().hear().say(head).say("{")]);
    let error = client(&server).machines().list().send().await.unwrap_err();
    assert_eq!(kind(&error), Some(TransportErrorKind::Body), "{error:?}");
}

#[tokio::test]
async fn f2_a_packed_body_that_nobody_asked_for_is_a_clear_error() {
    let head = "content-type: application/json\r\ncontent-encoding: gzip\r\n";
    let server = Server::with([answer(200, head, "\u{1f}\u{8b}")]);
    let error = client(&server).machines().list().send().await.unwrap_err();
    assert!(error.to_string().contains("a compressed body, which was not asked for"), "{error}");
}

#[tokio::test]
async fn f15_what_is_not_http_is_an_error_before_a_response() {
    let huge = format!("HTTP/1.1 200 OK\r\nx: {}\r\n\r\n", "x".repeat(1 << 20));
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: 1\r\n".repeat(10_000));
    for said in [
        "nonsense\r\n\r\n",
        "HTTP/1.1 9999 No\r\n\r\n",
        "HTTP/1.1 2 No\r\n\r\n",
        "HTTP/3.7 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
        &huge,
        &many,
    ] {
        let server = Server::with([said]);
        let error = client(&server).machines().list().send().await.unwrap_err();
        let said = said.get(..60).unwrap_or(said);
        assert_eq!(kind(&error), Some(TransportErrorKind::Request), "{said:?}: {error:?}");
        assert_eq!(server.count(), 1, "{said:?}");
    }
}

#[tokio::test]
async fn f15_chunks_that_are_none_are_an_error_within_the_body() {
    for said in ["zz\r\n", "-1\r\n", "fffffffffffffffff\r\n", "5\r\nabc", "1\r\nab\r\n"] {
        let server = Server::with([format!("{CHUNKED}{said}")]);
        let error = client(&server).machines().list().send().await.unwrap_err();
        assert_eq!(kind(&error), Some(TransportErrorKind::Body), "{said:?}: {error:?}");
        assert_eq!(error.status().unwrap(), 200, "{said:?}");
    }
}

#[tokio::test]
async fn f15_interim_responses_are_not_the_answer() {
    let interim = "HTTP/1.1 102 Wait\r\n\r\nHTTP/1.1 103 Early\r\nlink: <x>\r\n\r\n".repeat(8);
    let server = Server::script([Connection::new().hear().say(interim).say(json(200, DELETED))]);
    assert!(client(&server).machines().delete("m").send().await.unwrap().deleted);
}

fn kind<E>(error: &Error<E>) -> Option<TransportErrorKind> {
    match error {
        Error::Transport(detail) => Some(detail.transport().kind()),
        _ => None,
    }
}
