//! The same call for many ids.

use core::future::Future;
use core::pin::pin;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Waker};
use core::time::Duration;
use std::sync::Arc;

use http::StatusCode;

use crate::api::{Api, Case, Method, Operation};
use crate::builder::ClientBuilder;
use crate::json::Value;
use crate::transport::{Attempt, BoxFuture, Transport, TransportError};
use crate::{Body, Clock, Error, ManyCall, MemoryTransport, RetryPolicy, TransportErrorKind};

static API: Api = Api { name: "jobs", servers: &["https://api.example.com"], ..Api::DEFAULT };

static CLONE: Operation = Operation {
    id: "CloneJob",
    method: Method::Post,
    path: "/jobs/{id}/clone/",
    success: &[Case::new(&[201], 0)],
    errors: &[Case::new(&[404], 0)],
    ..Operation::DEFAULT
};

fn many(transport: &MemoryTransport, ids: &[&str]) -> ManyCall<String, Value> {
    over(transport.clone(), ids)
}

fn over(transport: impl Transport + 'static, ids: &[&str]) -> ManyCall<String, Value> {
    let client = ClientBuilder::new(&API).transport(transport).build().expect("a client");
    client.call(&CLONE).many("id", ids.iter().map(|id| (*id).to_owned()).collect())
}

fn paths(transport: &MemoryTransport) -> Vec<String> {
    transport.requests().iter().map(|request| request.uri().path().to_owned()).collect()
}

#[tokio::test]
async fn every_id_is_called_in_order_and_a_failure_does_not_stop_the_others() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::CREATED, "\"one\"");
    transport.answer_json(StatusCode::NOT_FOUND, "{}");
    transport.fail(TransportErrorKind::Request);
    transport.answer_json(StatusCode::CREATED, "\"four\"");
    let outcomes = many(&transport, &["a", "b/c", "d", "e"]).send().await;
    assert_eq!(
        paths(&transport),
        ["/jobs/a/clone/", "/jobs/b%2Fc/clone/", "/jobs/d/clone/", "/jobs/e/clone/"]
    );
    assert_eq!((outcomes.len(), outcomes.is_empty(), outcomes.is_success()), (4, false, false));
    let failures: Vec<_> = outcomes.failures().map(|(id, error)| (id, error.status())).collect();
    assert_eq!(failures, [("b/c", Some(StatusCode::NOT_FOUND)), ("d", None)]);
    let each: Vec<_> = outcomes.into_iter().map(|(id, result)| (id, result.ok())).collect();
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(
        each,
        [
            ("a".to_owned(), some("one")),
            ("b/c".to_owned(), None),
            ("d".to_owned(), None),
            ("e".to_owned(), some("four")),
        ]
    );
}

#[tokio::test]
async fn an_id_that_no_path_can_carry_fails_alone_and_is_not_sent() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::CREATED, "\"one\"");
    let outcomes = many(&transport, &["", "..", "a"]).send().await;
    let build = |error: &Error<_>| matches!(error, Error::Build(_));
    assert!(outcomes.failures().all(|(_, error)| build(error)));
    assert_eq!(outcomes.failures().count(), 2);
    assert_eq!(paths(&transport), ["/jobs/a/clone/"]);
    assert!(build(&outcomes.into_result().unwrap_err()), "the first failure");
}

#[tokio::test]
async fn no_ids_are_no_calls_and_a_success() {
    let transport = MemoryTransport::new();
    let outcomes = many(&transport, &[]).concurrency(4).send().await;
    assert!(outcomes.is_empty() && outcomes.is_success());
    assert!(outcomes.into_result().unwrap().is_empty() && transport.requests().is_empty());
}

#[tokio::test]
async fn an_id_that_stands_twice_is_called_twice() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::CREATED, "\"one\"");
    transport.answer_json(StatusCode::CREATED, "\"two\"");
    let outcomes = many(&transport, &["a", "a"]).send().await;
    assert_eq!(outcomes.into_result().unwrap(), ["one", "two"]);
}

/// Takes requests and never answers; nothing ends by a time limit.
#[derive(Clone, Debug, Default)]
struct Silent(Arc<AtomicUsize>);

impl Transport for Silent {
    fn send(
        &self,
        _: http::Request<Body>,
        _: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Box::pin(core::future::pending())
    }

    fn clock(&self) -> Arc<dyn Clock> {
        Arc::new(self.clone())
    }
}

impl Clock for Silent {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(core::future::pending())
    }

    fn now(&self) -> Duration {
        Duration::ZERO
    }
}

/// How many of three calls are under way when none is answered.
fn under_way(concurrency: Option<usize>) -> usize {
    let transport = Silent::default();
    let mut call = over(transport.clone(), &["a", "b", "c"]);
    if let Some(most) = concurrency {
        call = call.concurrency(most);
    }
    let mut future = pin!(call.send());
    assert!(future.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    transport.0.load(Ordering::Relaxed)
}

#[test]
fn no_more_calls_are_under_way_at_once_than_is_said_and_one_by_default() {
    assert_eq!(under_way(None), 1);
    assert_eq!(under_way(Some(0)), 1);
    assert_eq!(under_way(Some(2)), 2);
    assert_eq!(under_way(Some(9)), 3);
}

#[tokio::test]
async fn calls_at_once_are_told_in_the_order_of_ids_and_begin_as_others_end() {
    let transport = MemoryTransport::new();
    transport.fail(TransportErrorKind::Request);
    for text in ["\"two\"", "\"three\"", "\"four\""] {
        transport.answer_json(StatusCode::CREATED, text);
    }
    let call = many(&transport, &["a", "b", "c", "d"]).concurrency(2).retry(RetryPolicy::never());
    let outcomes = call.send().await;
    let each: Vec<_> =
        outcomes.iter().map(|(id, result)| (id, result.ok().map(String::as_str))).collect();
    assert_eq!(each, [("a", None), ("b", Some("two")), ("c", Some("three")), ("d", Some("four"))]);
}

#[test]
fn nothing_shows_an_id_or_an_answer() {
    let transport = MemoryTransport::new();
    let call = many(&transport, &["canary"]);
    assert!(!format!("{call:?} {:?}", call.clone().send()).contains("canary"));
}

#[cfg(feature = "blocking")]
#[test]
fn it_works_without_a_runtime() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::CREATED, "\"canary\"");
    transport.answer_json(StatusCode::NOT_FOUND, "{}");
    let outcomes = many(&transport, &["a", "b"]).concurrency(2).send().blocking();
    assert_eq!((outcomes.len(), outcomes.failures().count()), (2, 1));
    let shown = format!("{outcomes:?}");
    assert!(shown.contains("404") && !shown.contains("canary"), "{shown}");
}
