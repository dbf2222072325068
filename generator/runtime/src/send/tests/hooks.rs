//! What sees a call's attempts, and what stands around the transport.

use super::*;
use crate::{
    Attempt, AttemptFailure, AttemptInfo, AttemptOutcome, Hook, HookError, TimeoutKind, Transport,
    TransportErrorKind,
};

/// Writes down what it sees.
#[derive(Clone)]
struct Log(&'static str, Arc<Mutex<Vec<String>>>);

impl Log {
    fn lines(&self) -> Vec<String> {
        core::mem::take(&mut self.1.lock().unwrap())
    }

    fn line(&self, line: String) {
        self.1.lock().unwrap().push(line);
    }
}

impl Hook for Log {
    fn before(
        &self,
        request: &mut http::Request<Body>,
        attempt: &AttemptInfo,
    ) -> Result<(), HookError> {
        self.line(format!("{} before {} {}", self.0, attempt.operation, attempt.number));
        request.headers_mut().append("x-seen-by", self.0.parse()?);
        Ok(())
    }

    fn after(&self, outcome: AttemptOutcome<'_>, attempt: &AttemptInfo) {
        let AttemptOutcome { status, failure, elapsed, retry, .. } = outcome;
        let status = status.map(|status| status.as_u16());
        let number = attempt.number;
        self.line(format!(
            "{} after {number}: {status:?} {failure:?} {elapsed:?} {retry:?}",
            self.0
        ));
    }
}

fn log(name: &'static str) -> Log {
    Log(name, Arc::default())
}

#[test]
fn hooks_see_every_attempt_in_order_and_its_end_in_the_opposite_order() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(status(503));
    transport.answer(http::Response::new(""));
    let first = log("a");
    let second = Log("b", Arc::clone(&first.1));
    let builder = client(&transport, &clock).hook(first.clone()).hook(second);
    ready(send(builder.random(Always(u64::MAX)), &GET)).unwrap();
    assert_eq!(
        first.lines(),
        [
            "a before Get 1",
            "b before Get 1",
            "b after 1: Some(503) None 0ns Some(500ms)",
            "a after 1: Some(503) None 0ns Some(500ms)",
            "a before Get 2",
            "b before Get 2",
            "b after 2: Some(200) None 0ns None",
            "a after 2: Some(200) None 0ns None",
        ]
    );
    let requests = transport.requests();
    let seen: Vec<_> = requests[1].headers().get_all("x-seen-by").iter().collect();
    assert_eq!(seen, ["a", "b"], "each attempt begins with a request of its own");
}

#[test]
fn hooks_are_told_what_failed_how_long_it_took_and_when_it_goes_on() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.fail(TransportErrorKind::Connect);
    transport.stall();
    transport.answer(http::Response::new("too long"));
    let log = log("a");
    let builder = client(&transport, &clock).hook(log.clone()).body_limit(1).random(Always(0));
    let mut future = send(builder, &GET);
    assert!(poll(&mut future).is_pending() && poll(&mut future).is_pending());
    clock.advance(secs(60));
    ready(future).unwrap_err();
    let lines = log.lines();
    let connect = AttemptFailure::Transport(TransportErrorKind::Connect);
    let late = AttemptFailure::Timeout(TimeoutKind::Attempt);
    let long = AttemptFailure::TooLong;
    assert_eq!(lines[1], format!("a after 1: None {:?} 0ns Some(0ns)", Some(connect)));
    assert_eq!(lines[3], format!("a after 2: None {:?} 60s Some(0ns)", Some(late)));
    assert_eq!(lines[5], format!("a after 3: Some(200) {:?} 0ns None", Some(long)));
}

#[test]
fn a_call_that_is_dropped_has_no_end() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.stall();
    let log = log("a");
    let mut future = send(client(&transport, &clock).hook(log.clone()), &GET);
    assert!(poll(&mut future).is_pending());
    drop(future);
    assert_eq!(log.lines(), ["a before Get 1"]);
}

struct Refuses;

impl Hook for Refuses {
    fn before(&self, _: &mut http::Request<Body>, _: &AttemptInfo) -> Result<(), HookError> {
        Err("not on a Sunday".into())
    }
}

#[test]
fn a_hook_can_refuse_a_request_which_is_then_not_sent() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let (before, after) = (log("a"), log("b"));
    let builder = client(&transport, &clock).hook(before.clone()).hook(Refuses).hook(after.clone());
    let error = ready(send(builder, &GET)).unwrap_err();
    assert!(matches!(&error, Error::Transport(error)
        if error.transport().kind() == TransportErrorKind::Refused));
    let source = std::error::Error::source(&error).expect("the error of the hook");
    assert_eq!(source.to_string(), "not on a Sunday");
    assert_eq!(error.attempts(), 0);
    assert!(transport.requests().is_empty());
    assert_eq!(before.lines(), ["a before Get 1"]);
    assert!(after.lines().is_empty());
}

struct Shows(Arc<Mutex<String>>);

impl Hook for Shows {
    fn before(
        &self,
        request: &mut http::Request<Body>,
        info: &AttemptInfo,
    ) -> Result<(), HookError> {
        *self.0.lock().unwrap() += &format!("{:?} {info:?}", request.headers());
        Ok(())
    }

    fn after(&self, outcome: AttemptOutcome<'_>, _: &AttemptInfo) {
        *self.0.lock().unwrap() += &format!("{outcome:?}");
    }
}

/// Threat E3: what a hook prints by `Debug` shows no secret.
#[test]
fn what_a_hook_is_shown_hides_secrets_in_debug() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let response = http::Response::builder().header("set-cookie", "canary").body("canary");
    transport.answer(response.unwrap());
    let shown = Arc::new(Mutex::new(String::new()));
    let builder = client(&transport, &clock).hook(Shows(Arc::clone(&shown)));
    let builder = builder.header("x-secret", "canary").query("q", "canary");
    assert!(!format!("{builder:?}").contains("canary"));
    ready(send(builder, &GET)).unwrap();
    let shown = shown.lock().unwrap();
    assert!(shown.contains("set-cookie") && shown.contains("x-secret"), "{shown}");
    assert!(!shown.contains("canary"), "{shown}");
}

/// Adds a word to a header.
#[derive(Debug)]
struct Tag(&'static str, Arc<dyn Transport>);

impl Transport for Tag {
    fn send(
        &self,
        mut request: http::Request<Body>,
        attempt: Attempt,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        request.headers_mut().append("x-tag", http::HeaderValue::from_static(self.0));
        self.1.send(request, attempt)
    }

    fn clock(&self) -> Arc<dyn Clock> {
        self.1.clock()
    }
}

#[test]
fn layers_see_every_attempt_and_the_last_one_sees_it_first() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(status(503));
    transport.answer(http::Response::new(""));
    // Layers come before the transport here, which makes no difference.
    let builder = ClientBuilder::new(&API)
        .layer(|inner| Tag("inner", inner))
        .layer(|inner| Tag("outer", inner))
        .transport(transport.clone())
        .clock(clock);
    ready(send(builder, &GET)).unwrap();
    for request in transport.requests() {
        let tags: Vec<_> = request.headers().get_all("x-tag").iter().collect();
        assert_eq!(tags, ["outer", "inner"]);
    }
}

#[test]
fn query_parameters_of_the_client_are_on_every_request_unless_the_call_has_its_own() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let client = client(&transport, &clock).query("team", "a&b").query("v", "1").build().unwrap();
    transport.answer(http::Response::new(""));
    transport.answer(http::Response::new(""));
    ready(client.call(&GET).send::<Text, Infallible>()).unwrap();
    let mut call = client.call(&GET);
    call.with_query("v", "2");
    ready(call.send::<Text, Infallible>()).unwrap();
    let targets: Vec<String> =
        transport.requests().iter().map(|sent| sent.uri().to_string()).collect();
    assert_eq!(targets, ["https://h/thing?team=a%26b&v=1", "https://h/thing?team=a%26b&v=2"]);
}
