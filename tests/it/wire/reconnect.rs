//! Threat F15: connections that end under a request. What may be sent again is, and exactly as often as it may.

use std::time::Duration;

use tokensmith::clerk::Client;
use tokensmith::{Error, RetryPolicy, TransportErrorKind};

use super::KEY;
use crate::server::{Connection, Server, json, kept};

const DELETED: &str = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;
const JSON: &str = "content-type: application/json\r\n";

/// A client that tries `attempts` times without a pause worth the name.
fn client(server: &Server, attempts: u32) -> Client {
    let policy = RetryPolicy::new().attempts(attempts).initial_interval(Duration::from_nanos(1));
    let policy = policy.max_interval(Duration::from_nanos(1));
    let builder = Client::builder().bearer_auth(KEY).base_url(server.base_url());
    builder.retry(policy).build().unwrap()
}

/// Answers once, and resets the connection when the next request comes on it.
fn idle_until_used() -> Connection {
    Connection::new().hear().say(kept(200, JSON, DELETED)).hear().reset()
}

#[tokio::test]
async fn f15_an_idle_connection_that_is_closed_under_a_get_costs_one_repetition() {
    let last = Connection::new().hear().say(json(200, "{}"));
    let server = Server::script([idle_until_used(), last]);
    let machines = client(&server, 3).machines();
    machines.delete("m").send().await.unwrap();
    // The answer is not as documented, which is as good as any: it came.
    assert!(matches!(machines.list().send().await, Err(Error::Decode(_))));
    assert_eq!((server.count(), server.connections()), (3, 2));
}

#[tokio::test]
async fn f15_the_same_under_a_post_is_an_error_and_no_repetition() {
    let server = Server::script([idle_until_used()]);
    let machines = client(&server, 3).machines();
    machines.delete("m").send().await.unwrap();
    let error = machines.create("n").send().await.unwrap_err();
    let Error::Transport(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.transport().kind(), TransportErrorKind::Request);
    assert_eq!((server.count(), server.connections()), (2, 1));
}

#[tokio::test]
async fn f5_a_reset_is_repeated_as_often_as_the_policy_says_and_a_post_never() {
    for script in [
        Connection::new().hear().reset(),
        Connection::new().hear(),
        Connection::new().hear().say("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{").reset(),
    ] {
        let server = Server::every(script);
        let machines = client(&server, 3).machines();
        assert!(matches!(machines.list().send().await, Err(Error::Transport(_))));
        assert_eq!(server.count(), 3, "a GET");
        assert!(matches!(machines.create("n").send().await, Err(Error::Transport(_))));
        assert_eq!(server.count(), 4, "a POST");
    }
}

#[tokio::test]
async fn f5_a_server_that_is_overloaded_sees_each_attempt_and_no_more() {
    let server = Server::every(Connection::new().hear().say(json(503, "{}")));
    let machines = client(&server, 4).machines();
    assert_eq!(machines.list().send().await.unwrap_err().status().unwrap(), 503);
    assert_eq!(server.count(), 4);
    assert_eq!(machines.create("n").send().await.unwrap_err().status().unwrap(), 503);
    assert_eq!(server.count(), 5);
}
