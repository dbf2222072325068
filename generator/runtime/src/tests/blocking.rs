//! Calls without a runtime, and in places where waiting is not expected.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use futures_core::Stream;
use http::StatusCode;

use super::emitted::{Client, Machine};
use crate::blocking::{Blocking, wait};
use crate::body::Body;
use crate::clock::Clock;
use crate::transport::{Attempt, BoxFuture, MemoryTransport, Transport, TransportError};
use crate::{CollectError, Error, TimeoutKind};

const MACHINE: &str = r#"{"id":"mch_1","order":"+name","secret_key":"s"}"#;

fn client(transport: impl Transport + 'static) -> Client {
    let builder = Client::builder().bearer_auth("token").base_url("https://h/v1");
    builder.transport(transport).build().unwrap()
}

#[test]
fn a_call_needs_no_runtime_of_the_caller() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, MACHINE);
    transport.answer_json(StatusCode::OK, MACHINE);
    transport.answer_json(StatusCode::NOT_FOUND, "gone");
    transport.stall();
    let machines = client(transport).machines();
    let machine: Machine = machines.get("mch_1").send().blocking().unwrap();
    assert_eq!(machine.id, "mch_1");
    let response = machines.get("mch_1").send_with_response().blocking().unwrap();
    assert_eq!(response.status(), StatusCode::OK);
    let error = machines.get("mch_1").send().blocking().unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let error = machines.create("n").send().blocking().unwrap_err();
    assert!(matches!(error, Error::Timeout(detail) if detail.kind() != TimeoutKind::Connect));
}

#[cfg(feature = "reqwest")]
mod sockets {
    use crate::tests::emitted::Client;
    use crate::tests::support::{Server, Then};

    fn calls(client: &Client) {
        for _ in 0..60 {
            let machine = client.machines().get("mch_1").send().blocking().unwrap();
            assert_eq!(machine.id, "mch_1");
        }
    }

    fn server() -> (Server, Client) {
        // The server serves one connection at a time, and whether one is free again when the next call
        // begins is up to another thread.
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n";
        let length = super::MACHINE.len();
        let answer = format!("{head}content-length: {length}\r\n\r\n{}", super::MACHINE);
        let script = (0..60).map(|_| Then::Say(answer.clone().into_bytes()));
        let server = Server::new(script.collect());
        let client = Client::builder().bearer_auth("token").base_url(server.url());
        (server, client.build().unwrap())
    }

    #[test]
    fn sockets_and_timers_work_where_no_runtime_is() {
        let (_server, client) = server();
        calls(&client);
    }

    /// More calls than a task may have turns.
    #[tokio::test]
    async fn within_an_async_task_it_blocks_and_does_not_panic() {
        let (server, client) = server();
        calls(&client);
        assert_eq!(server.heard().await.len(), 60);
    }
}

#[test]
fn threads_do_not_wait_for_each_other() {
    let transport = MemoryTransport::new();
    for _ in 0..8 {
        transport.answer_json(StatusCode::OK, MACHINE);
    }
    let client = client(transport);
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| client.machines().get("mch_1").send().blocking().unwrap());
        }
    });
}

/// Runs this when a request is to be sent.
struct Running<F>(F);

impl<F> core::fmt::Debug for Running<F> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Running")
    }
}

impl<F: Fn() + Send + Sync> Transport for Running<F> {
    fn send(
        &self,
        _request: http::Request<Body>,
        _attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        Box::pin(async {
            (self.0)();
            let response = http::Response::builder().header("content-type", "application/json");
            Ok(response.body(Body::from(MACHINE)).expect("a response"))
        })
    }

    fn clock(&self) -> Arc<dyn Clock> {
        MemoryTransport::new().clock()
    }
}

#[test]
fn a_panic_of_a_transport_is_the_callers_and_ends_nothing_else() {
    let failing = client(Running(|| panic!("of the transport")));
    let call = || failing.machines().get("mch_1").send().blocking();
    assert!(catch_unwind(AssertUnwindSafe(call)).is_err());
    a_call_needs_no_runtime_of_the_caller();
}

#[test]
fn a_transport_may_itself_make_a_call_and_wait() {
    let client = client(Running(a_call_needs_no_runtime_of_the_caller));
    assert_eq!(client.machines().get("mch_1").send().blocking().unwrap().id, "mch_1");
}

#[test]
fn what_is_ready_later_is_waited_for() {
    let mut turns = 0;
    let waited = wait(core::future::poll_fn(|context| {
        turns += 1;
        let waker = context.waker().clone();
        std::thread::spawn(move || waker.wake());
        if turns < 3 { Poll::Pending } else { Poll::Ready(turns) }
    }));
    assert_eq!(waited.unwrap(), 3);
}

/// Counts down, with a wake-up between items.
struct Countdown(u8, bool);

impl Stream for Countdown {
    type Item = Result<u8, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.1 = !self.1;
        if self.1 {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let left = self.0.checked_sub(1);
        self.0 = left.unwrap_or(9);
        Poll::Ready(left.map(Ok))
    }
}

#[test]
fn a_stream_becomes_an_iterator_that_ends_once() {
    let mut items = Blocking::of(Countdown(3, false));
    assert_eq!(items.by_ref().map(Result::unwrap).collect::<Vec<_>>(), [2, 1, 0]);
    assert!(items.next().is_none(), "a stream that begins again is not asked again");
}

#[test]
fn the_whole_of_a_body_is_waited_for_and_has_the_same_limit() {
    let body = || Body::from("all of it".to_owned());
    assert_eq!(body().collect(9).blocking().unwrap(), "all of it");
    assert!(matches!(body().collect(8).blocking(), Err(CollectError::TooLong(8))));
}
