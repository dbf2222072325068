//! Waiting, in a time that passes only when everybody sleeps.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::{Arc, Mutex};

use http::StatusCode;

use crate::api::{Api, Case, Envelope, Operation, Wait};
use crate::builder::ClientBuilder;
use crate::json::Value;
use crate::transport::BoxFuture;
use crate::{Clock, Error, MemoryTransport, TimeoutKind, WaitFor};

static API: Api = Api { name: "jobs", servers: &["https://api.example.com"], ..Api::DEFAULT };

static GET: Operation = Operation {
    id: "GetJob",
    path: "/job",
    success: &[Case::enveloped(&[200], 0, &RESULT)],
    errors: &[Case::new(&[400], 0)],
    ..Operation::DEFAULT
};
static RESULT: Envelope =
    Envelope { payload: "/result", success: Some("/success"), error: Some(0) };

static WAIT: Wait = Wait {
    field: "/result/state",
    until: &["done", "7", "true"],
    interval: Duration::from_secs(2),
    limit: Duration::from_secs(60),
};

/// Passes to the next wake-up time once the one who sleeps until then is polled again.
#[derive(Clone, Debug, Default)]
struct Virtual(Arc<Mutex<Times>>);

#[derive(Debug, Default)]
struct Times {
    now: Duration,
    sleepers: Vec<(u64, Duration)>,
    count: u64,
}

struct Sleep {
    clock: Virtual,
    duration: Duration,
    id: Option<u64>,
}

impl Virtual {
    fn time(&self) -> Duration {
        self.0.lock().expect("no panic").now
    }
}

impl Clock for Virtual {
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(Sleep { clock: self.clone(), duration, id: None })
    }

    fn now(&self) -> Duration {
        self.time()
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let clock = self.clock.clone();
        let mut times = clock.0.lock().expect("no panic");
        context.waker().wake_by_ref();
        let Some(id) = self.id else {
            times.count += 1;
            let (id, until) = (times.count, times.now + self.duration);
            times.sleepers.push((id, until));
            self.id = Some(id);
            return Poll::Pending;
        };
        let first = times.sleepers.iter().copied().min_by_key(|(id, until)| (*until, *id));
        match first {
            Some((next, until)) if next == id => {
                times.now = times.now.max(until);
                times.sleepers.retain(|(other, _)| *other != id);
                Poll::Ready(())
            }
            _ => Poll::Pending,
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        let Some(id) = self.id else { return };
        self.clock.0.lock().expect("no panic").sleepers.retain(|(other, _)| *other != id);
    }
}

fn state(state: &str) -> String {
    format!(r#"{{"success":true,"result":{{"state":{state}}}}}"#)
}

fn waiting(transport: &MemoryTransport, clock: &Virtual) -> WaitFor<Value, Value> {
    let builder = ClientBuilder::new(&API).transport(transport.clone()).clock(clock.clone());
    builder.build().expect("a client").call(&GET).wait(&WAIT)
}

fn script(states: &[&str]) -> MemoryTransport {
    let transport = MemoryTransport::new();
    for text in states {
        transport.answer_json(StatusCode::OK, state(text));
    }
    transport
}

#[tokio::test]
async fn a_call_is_repeated_at_its_interval_until_the_field_is_final() {
    let (transport, clock) =
        (script(&["\"new\"", "\"new\"", "null", "\"done\""]), Virtual::default());
    let output = waiting(&transport, &clock).await.unwrap();
    assert_eq!(output["state"], "done");
    assert_eq!(transport.requests().len(), 4);
    assert_eq!(clock.time(), Duration::from_secs(6));
    for last in ["7", "true"] {
        let transport = script(&["7.0", "false", last]);
        assert!(waiting(&transport, &Virtual::default()).await.is_ok());
        assert_eq!(transport.requests().len(), 3, "{last}");
    }
}

#[tokio::test]
async fn a_field_that_is_not_there_is_not_final() {
    let transport = MemoryTransport::new();
    for body in [r#"{"result":null}"#, r#"{"result":{}}"#, "[]"] {
        transport.answer_json(StatusCode::OK, body);
    }
    transport.answer_json(StatusCode::OK, state("\"done\""));
    assert!(waiting(&transport, &Virtual::default()).await.is_ok());
}

#[tokio::test]
async fn the_limit_ends_the_waiting_with_its_own_kind() {
    let (transport, clock) = (script(&["1"; 100]), Virtual::default());
    let wait = waiting(&transport, &clock).interval(Duration::from_secs(3));
    let error = wait.limit(Duration::from_secs(10)).await.unwrap_err();
    let Error::Timeout(timeout) = &error else { panic!("{error}") };
    assert_eq!((timeout.kind(), timeout.limit()), (TimeoutKind::Wait, Duration::from_secs(10)));
    assert_eq!(error.status(), Some(StatusCode::OK), "of the last answer");
    assert_eq!(transport.requests().len(), 4);
    assert_eq!(clock.time(), Duration::from_secs(9), "another call would be too late");
}

#[tokio::test]
async fn the_limit_holds_within_a_call_too() {
    let (transport, clock) = (script(&["1"]), Virtual::default());
    transport.stall();
    let error = waiting(&transport, &clock).limit(Duration::from_secs(5)).await.unwrap_err();
    assert!(error.to_string().contains("did not come to an end within 5s"), "{error}");
    assert_eq!(clock.time(), Duration::from_secs(5));
}

#[tokio::test]
async fn an_answer_that_is_an_error_ends_the_waiting() {
    let transport = script(&["1"]);
    transport.answer_json(StatusCode::BAD_REQUEST, "3");
    let error = waiting(&transport, &Virtual::default()).await.unwrap_err();
    assert_eq!(error.api(), Some(&Value::from(3)));

    let transport = script(&["1"]);
    transport.answer_json(StatusCode::OK, r#"{"success":false,"result":{"state":"done"}}"#);
    let error = waiting(&transport, &Virtual::default()).await.unwrap_err();
    assert_eq!(error.api().expect("a denied success")["success"], false);
}

#[tokio::test]
async fn a_field_or_a_body_of_another_kind_is_an_error_with_its_path() {
    for (body, path) in [(state("[]"), "$.result.state"), ("{".to_owned(), "$")] {
        let transport = MemoryTransport::new();
        transport.answer_json(StatusCode::OK, body);
        let error = waiting(&transport, &Virtual::default()).await.unwrap_err();
        let Error::Decode(error) = error else { panic!("{error}") };
        assert_eq!(error.path(), Some(path));
    }
}

#[test]
fn nothing_is_sent_before_it_is_awaited() {
    let transport = script(&["\"done\""]);
    let wait = waiting(&transport, &Virtual::default()).interval(Duration::ZERO);
    assert_eq!(format!("{wait:?}"), "WaitFor");
    drop(wait);
    assert!(transport.requests().is_empty());
}
