//! What is sent again over a real connection: threats F5 and F15, with counts of what the server heard.

use std::time::Duration;

use super::emitted;
use super::support::{Server, Then, json};
use super::surface::MACHINE;
use crate::{Error, RetryPolicy};

fn client(server: &Server) -> emitted::Client {
    let soon = RetryPolicy::new().initial_interval(Duration::from_millis(1));
    let builder = emitted::Client::builder().bearer_auth("token").retry(soon);
    builder.base_url(server.url()).build().unwrap()
}

/// The ways in which an attempt ends after its request was heard.
fn faults() -> Vec<Then> {
    let cut = b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"id\"".to_vec();
    let chunk = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nZZ\r\n".to_vec();
    vec![
        Then::HangUp(Vec::new()),
        Then::HangUp(b"HTTP/1.1 200".to_vec()),
        Then::HangUp(cut),
        Then::HangUp(chunk),
        Then::HangUp(b"SSH-2.0-no\r\n\r\n".to_vec()),
        json("503 Busy", "{}"),
    ]
}

#[tokio::test]
async fn a_get_is_sent_again_whatever_befell_the_connection() {
    for fault in faults() {
        let server = Server::new(vec![fault, json("200 OK", MACHINE)]);
        let answer = client(&server).machines().get("a").send_with_response().await.unwrap();
        assert_eq!(answer.attempts(), 2);
        let heard = server.heard().await;
        assert_eq!(heard.len(), 2);
        assert_eq!(heard[0], heard[1], "both attempts are the same request");
    }
}

#[tokio::test]
async fn a_post_that_was_heard_is_not_sent_again() {
    for fault in faults() {
        let server = Server::new(vec![fault, json("200 OK", MACHINE)]);
        let machines = client(&server).machines();
        let error = machines.create("worker").send().await.unwrap_err();
        assert_eq!(error.attempts(), 1);
        // The other answer is for this one.
        machines.get("a").send().await.unwrap();
        let heard = server.heard().await;
        assert_eq!(heard.len(), 2);
        assert!(heard[0].starts_with("POST") && heard[1].starts_with("GET"));
    }
}

#[tokio::test]
async fn an_attempt_that_takes_too_long_is_given_up_for_another() {
    let server = Server::new(vec![Then::Stall(Vec::new()), json("200 OK", MACHINE)]);
    let call = client(&server).machines().get("a").attempt_timeout(Duration::from_millis(50));
    let answer = call.send_with_response().await.unwrap();
    assert_eq!(answer.attempts(), 2);
    assert_eq!(server.heard().await.len(), 2);
}

#[tokio::test]
async fn the_limit_on_the_call_ends_it_in_the_middle_of_an_attempt() {
    let server = Server::new(vec![json("503 Busy", "{}"), Then::Stall(Vec::new())]);
    let call = client(&server).machines().get("a").timeout(Duration::from_millis(200));
    let error = call.send().await.unwrap_err();
    assert!(matches!(&error, Error::Timeout(error)
        if error.kind() == crate::TimeoutKind::Total));
    assert_eq!(error.attempts(), 2);
    assert_eq!(server.heard().await.len(), 2);
}
