//! When the next attempt begins, with which key, and what a caller learns of it.

use super::*;
use crate::TransportErrorKind;

/// A 503 with this `retry-after`.
fn busy(retry_after: &str) -> http::Response<Body> {
    let mut response = status(503);
    response.headers_mut().insert("retry-after", retry_after.parse().unwrap());
    response
}

#[test]
fn a_success_after_failures_is_a_success_and_tells_how_many_attempts_it_took() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(status(503));
    transport.fail(TransportErrorKind::Request);
    transport.answer(http::Response::new("fine"));
    let answer = ready(send(client(&transport, &clock), &GET)).unwrap();
    assert_eq!((answer.attempts(), answer.into_body().0.as_str()), (3, "fine"));
    assert_eq!(transport.requests().len(), 3);
}

#[test]
fn the_last_failure_is_the_error_and_tells_how_many_attempts_there_were() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.fail(TransportErrorKind::Connect);
    transport.answer(status(500));
    transport.answer(status(503));
    let error = ready(send(client(&transport, &clock), &GET)).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    assert_eq!(error.attempts(), 3);
    assert!(error.to_string().contains("503 Service Unavailable after 3 attempts"), "{error}");
}

/// Threat F6: full jitter, within bounds that grow and spread over all of them.
#[test]
fn pauses_are_anything_up_to_an_interval_that_grows() {
    let policy = RetryPolicy::new()
        .attempts(5)
        .initial_interval(secs(1))
        .max_interval(secs(4))
        .no_statuses();
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let mut slots: BTreeMap<(usize, u128), usize> = BTreeMap::new();
    let seeded = Arc::new(Seeded(Mutex::new(1)));
    for _ in 0..200 {
        clock.time().pauses.clear();
        for _ in 0..5 {
            transport.fail(TransportErrorKind::Connect);
        }
        let builder = client(&transport, &clock).retry(policy).random(Shared(Arc::clone(&seeded)));
        ready(send(builder, &GET)).unwrap_err();
        let pauses = clock.pauses();
        assert_eq!(pauses.len(), 4);
        for (at, (pause, longest)) in pauses.iter().zip([1, 2, 4, 4]).enumerate() {
            assert!(*pause <= secs(longest), "{pause:?} before attempt {}", at + 2);
            *slots.entry((at, pause.as_nanos() * 4 / secs(longest).as_nanos())).or_default() += 1;
        }
    }
    assert_eq!(slots.len(), 16, "every quarter of every interval was used: {slots:?}");
    assert!(slots.values().all(|count| (25..80).contains(count)), "{slots:?}");
}

#[derive(Debug)]
struct Shared(Arc<Seeded>);

impl Random for Shared {
    fn next(&self) -> u64 {
        self.0.next()
    }
}

/// Threat F4: what a server asks for is the least that is waited, or the call ends.
#[test]
fn a_pause_is_never_shorter_than_the_server_asks_for() {
    let table: &[(&str, &[u64])] = &[
        ("0", &[0, 0]),
        ("7", &[7, 7]),
        ("60", &[60, 60]),
        ("61", &[]),
        ("99999999999", &[]),
        ("1e300", &[]),
        ("Fri, 31 Dec 9999 23:59:59 GMT", &[]),
        ("Thu, 01 Jan 1970 00:00:20 GMT", &[20, 0]),
        ("-1", &[0, 0]),
        ("junk", &[0, 0]),
    ];
    for (asked, pauses) in table {
        let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
        for _ in 0..3 {
            transport.answer(busy(asked));
        }
        let mut builder = client(&transport, &clock).random(Always(0));
        if asked.starts_with("Thu") {
            // The time of day goes on with the pause.
            builder = builder.hook(Daylight(clock.clone()));
        }
        let error = ready(send(builder, &GET)).unwrap_err();
        let seconds: Vec<Duration> = pauses.iter().copied().map(secs).collect();
        assert_eq!(clock.pauses(), seconds, "{asked}");
        assert_eq!(transport.requests().len(), pauses.len() + 1, "{asked}");
        assert_eq!(error.status(), Some(StatusCode::SERVICE_UNAVAILABLE));
    }
}

struct Daylight(ManualClock);

impl crate::Hook for Daylight {
    fn before(
        &self,
        _: &mut http::Request<Body>,
        _: &crate::AttemptInfo,
    ) -> Result<(), crate::HookError> {
        let mut time = self.0.time();
        time.wall = time.now;
        Ok(())
    }
}

#[test]
fn the_error_tells_what_the_server_asked_for() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(busy("3600"));
    let error = ready(send(client(&transport, &clock), &GET)).unwrap_err();
    assert_eq!(error.retry_after(), Some(secs(3600)));
    assert_eq!(error.attempts(), 1);
    transport.answer(status(404));
    let error = ready(send(client(&transport, &clock), &GET)).unwrap_err();
    assert_eq!(error.retry_after(), None);
}

#[test]
fn a_policy_with_long_pauses_obeys_a_server_that_asks_for_as_long() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(busy("300"));
    transport.answer(http::Response::new(""));
    let policy = RetryPolicy::new().max_interval(secs(300));
    ready(send(client(&transport, &clock).retry(policy), &GET)).unwrap();
    assert_eq!(clock.pauses(), [secs(300)]);
}

/// Threat F17: the time of day can jump without harm where the server tells its own.
#[test]
fn a_date_is_relative_to_the_response_however_wrong_the_own_clock_is() {
    for day in [0, 86_400, 400 * 86_400] {
        let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
        clock.time().wall = secs(day);
        let mut response = busy("Sat, 10 Jan 1970 00:00:30 GMT");
        response.headers_mut().insert("date", "Sat, 10 Jan 1970 00:00:00 GMT".parse().unwrap());
        transport.answer(response);
        transport.answer(http::Response::new(""));
        ready(send(client(&transport, &clock).random(Always(0)), &GET)).unwrap();
        assert_eq!(clock.pauses(), [secs(30)], "day {day}");
    }
}

#[test]
fn no_attempt_begins_after_the_elapsed_limit() {
    let policy = RetryPolicy::new()
        .unlimited_attempts()
        .initial_interval(secs(4))
        .max_interval(secs(4))
        .max_elapsed(secs(10));
    for frozen in [false, true] {
        let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
        clock.time().frozen = frozen;
        for _ in 0..9 {
            transport.answer(status(503));
        }
        let builder = client(&transport, &clock).retry(policy).random(Always(u64::MAX));
        ready(send(builder, &GET)).unwrap_err();
        assert_eq!(transport.requests().len(), 3, "after 0, 4 and 8 s; the clock stands: {frozen}");
    }
}

/// Threat F17: a clock that jumps back does not make a call endless, nor one that jumps ahead fail it.
#[test]
fn a_jump_of_the_clock_ends_the_attempts_at_worst() {
    let policy = RetryPolicy::new().unlimited_attempts().max_elapsed(secs(3600));
    for (from, to, count) in [(0, 86_400, 1), (86_400, 0, 5)] {
        let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
        clock.time().now = secs(from);
        for _ in 0..4 {
            transport.answer(status(503));
        }
        transport.answer(http::Response::new(""));
        let jump = Jump(clock.clone(), secs(to));
        let result = ready(send(client(&transport, &clock).retry(policy).hook(jump), &GET));
        assert_eq!(transport.requests().len(), count);
        assert_eq!(result.is_ok(), count == 5);
    }
}

struct Jump(ManualClock, Duration);

impl crate::Hook for Jump {
    fn before(
        &self,
        _: &mut http::Request<Body>,
        _: &crate::AttemptInfo,
    ) -> Result<(), crate::HookError> {
        self.0.time().now = self.1;
        Ok(())
    }
}

#[test]
fn the_policy_closest_to_the_call_counts() {
    static NEVER: RetryPolicy = RetryPolicy::never();
    static TWICE: RetryPolicy = RetryPolicy::new().attempts(2);
    static ONCE_API: Api = Api { retry: Some(&NEVER), servers: &["https://h"], ..Api::DEFAULT };
    static TWICE_GET: Operation = Operation { retry: Some(&TWICE), ..GET };
    let four = Some(RetryPolicy::new().attempts(4));
    let five = Some(RetryPolicy::new().attempts(5));
    let count = |api, operation, of_client: Option<RetryPolicy>, of_call: Option<RetryPolicy>| {
        let transport = MemoryTransport::new();
        for _ in 0..9 {
            transport.answer(status(500));
        }
        let mut builder = ClientBuilder::new(api).transport(transport.clone());
        if let Some(policy) = of_client {
            builder = builder.retry(policy);
        }
        let mut call = builder.user_agent("t").build().unwrap().call(operation);
        if let Some(policy) = of_call {
            call.retry(policy);
        }
        ready(call.send::<Text, Infallible>()).unwrap_err();
        transport.requests().len()
    };
    assert_eq!(count(&API, &GET, None, None), 3);
    assert_eq!(count(&ONCE_API, &GET, None, None), 1);
    assert_eq!(count(&ONCE_API, &TWICE_GET, None, None), 2);
    assert_eq!(count(&ONCE_API, &TWICE_GET, four, None), 4);
    assert_eq!(count(&ONCE_API, &TWICE_GET, four, five), 5);
}

/// Threat F5: one call, one key.
#[test]
fn all_attempts_of_a_call_carry_one_key_and_calls_have_their_own() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let client = client(&transport, &clock).build().unwrap();
    for _ in 0..2 {
        for _ in 0..3 {
            transport.fail(TransportErrorKind::Request);
        }
        ready(client.call(&KEYED).send::<Text, Infallible>()).unwrap_err();
    }
    let requests = transport.requests();
    let keys: Vec<&str> =
        requests.iter().map(|sent| sent.headers()["idempotency-key"].to_str().unwrap()).collect();
    assert_eq!(keys.len(), 6);
    assert!(keys[..3].iter().all(|key| *key == keys[0]), "{keys:?}");
    assert!(keys[3..].iter().all(|key| *key == keys[3]), "{keys:?}");
    assert_ne!(keys[0], keys[3]);
    assert_eq!(keys[0].len(), 36);
}

#[test]
fn a_key_of_the_callers_own_is_kept_and_an_operation_without_one_gets_none() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let client = client(&transport, &clock).build().unwrap();
    let mut call = client.call(&KEYED);
    call.with_header("Idempotency-Key", "mine");
    for _ in 0..3 {
        transport.answer(status(500));
    }
    transport.answer(status(500));
    ready(call.send::<Text, Infallible>()).unwrap_err();
    ready(client.call(&POST).send::<Text, Infallible>()).unwrap_err();
    let requests = transport.requests();
    assert_eq!(requests.len(), 4);
    assert!(requests[..3].iter().all(|sent| sent.headers()["idempotency-key"] == "mine"));
    assert!(!requests[3].headers().contains_key("idempotency-key"));
}

#[test]
fn a_request_that_is_only_looked_at_has_a_key_too() {
    let client = client(&MemoryTransport::new(), &ManualClock::default()).build().unwrap();
    let request = client.call(&KEYED).request::<Infallible>().unwrap();
    assert!(request.headers().contains_key("idempotency-key"));
}
