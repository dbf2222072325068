//! Threat F3: servers that are slow in every place. Each ends in its own kind of error.

use std::sync::{Arc, Mutex};
use std::task::Waker;
use std::time::Duration;

use tokensmith::clerk::Client;
use tokensmith::{BoxFuture, Clock, Error, RetryPolicy, TimeoutKind};

use super::KEY;
use crate::server::{BlackHole, CHUNKED, Connection, Server, Signal, json};

/// A limit that no test waits for, and that is below those of the description.
const LONG: Duration = Duration::from_secs(10);

#[tokio::test]
async fn f3_a_server_that_takes_no_connection_ends_in_the_limit_on_connecting() {
    let hole = BlackHole::new().await;
    let limit = Duration::from_millis(20);
    let builder = Client::builder().bearer_auth(KEY).base_url(hole.base_url());
    let client = builder.connect_timeout(limit).retry(RetryPolicy::never()).build().unwrap();
    let error = client.machines().create("n").send().await.unwrap_err();
    let Error::Timeout(detail) = &error else { panic!("{error:?}") };
    assert_eq!((detail.kind(), detail.limit()), (TimeoutKind::Connect, limit));
    assert!(error.is_connect(), "nothing was sent");
}

/// A clock on which a limit of this length passes when the test says so, and no other.
#[derive(Clone, Debug)]
struct Alarm {
    limit: Duration,
    state: Arc<Mutex<(bool, Vec<Waker>)>>,
}

impl Alarm {
    fn new(limit: Duration) -> Self {
        Self { limit, state: Arc::default() }
    }

    fn ring(&self) {
        let mut state = self.state.lock().unwrap();
        state.0 = true;
        state.1.drain(..).for_each(Waker::wake);
    }
}

impl Clock for Alarm {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let alarm = self.clone();
        Box::pin(std::future::poll_fn(move |context| {
            let mut state = alarm.state.lock().unwrap();
            if state.0 && duration == alarm.limit {
                return std::task::Poll::Ready(());
            }
            state.1.push(context.waker().clone());
            std::task::Poll::Pending
        }))
    }

    fn now(&self) -> Duration {
        Duration::ZERO
    }
}

/// The kind of the limit of `LONG` that ends a call to a server that has said this and goes on saying nothing.
async fn stalled(said: &str, limit: fn(Client) -> Call) -> (TimeoutKind, Option<u16>) {
    let here = Signal::new();
    let script = Connection::new().hear().trickle(said).tell(&here).silence();
    let server = Server::script([script]);
    let alarm = Alarm::new(LONG);
    let builder = Client::builder().bearer_auth(KEY).base_url(server.base_url());
    let builder = builder.clock(alarm.clone()).read_timeout(Duration::from_secs(1));
    let client = builder.retry(RetryPolicy::never()).build().unwrap();
    let call = tokio::spawn(limit(client).send());
    here.told().await;
    alarm.ring();
    let error = call.await.unwrap().unwrap_err();
    let Error::Timeout(detail) = &error else { panic!("{said:?}: {error:?}") };
    assert_eq!(detail.limit(), LONG);
    assert_eq!(server.count(), 1);
    (detail.kind(), error.status().map(|status| status.as_u16()))
}

type Call = tokensmith::clerk::machines::List;

fn total(client: Client) -> Call {
    client.machines().list().timeout(LONG)
}

fn attempt(client: Client) -> Call {
    client.machines().list().attempt_timeout(LONG)
}

#[tokio::test]
async fn f3_a_server_that_says_nothing_ends_in_the_limit_that_is_first() {
    for said in ["", "HTTP/1.1 200 OK\r\ncontent-ty"] {
        assert_eq!(stalled(said, attempt).await, (TimeoutKind::Attempt, None));
        assert_eq!(stalled(said, total).await, (TimeoutKind::Total, None));
    }
}

#[tokio::test]
async fn f3_a_body_that_is_never_finished_ends_in_the_same_limits() {
    let body = format!("{CHUNKED}5\r\n{{\"da");
    let kinds = [stalled(&body, attempt).await.0, stalled(&body, total).await.0];
    assert_eq!(kinds, [TimeoutKind::Attempt, TimeoutKind::Total]);
}

#[tokio::test]
async fn f3_silence_within_a_body_has_a_limit_of_its_own() {
    let limit = Duration::from_millis(20);
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{";
    let server = Server::script([Connection::new().hear().say(head).silence()]);
    let builder = Client::builder().bearer_auth(KEY).base_url(server.base_url());
    let client = builder.read_timeout(limit).retry(RetryPolicy::never()).build().unwrap();
    let error = client.machines().list().send().await.unwrap_err();
    let Error::Timeout(detail) = &error else { panic!("{error:?}") };
    assert_eq!((detail.kind(), detail.limit()), (TimeoutKind::Read, limit));
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn an_answer_that_comes_byte_by_byte_is_an_answer() {
    let body = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;
    let server = Server::script([Connection::new().hear().trickle(json(200, body))]);
    assert!(super::client(&server).machines().delete("mch_1").send().await.unwrap().deleted);
}
