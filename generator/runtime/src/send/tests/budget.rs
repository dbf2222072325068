//! Threat F6: many calls on a server in trouble do not bury it.

use super::*;
use crate::TransportErrorKind;

/// Runs this many calls of one client and its clones side by side; gives how many requests there were.
fn requests(calls: usize, policy: RetryPolicy, fail: impl Fn(&MemoryTransport)) -> usize {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    for _ in 0..calls * 4 {
        fail(&transport);
    }
    let client = client(&transport, &clock).retry(policy).build().unwrap();
    let mut futures: Vec<_> = (0..calls)
        .map(|_| Some(client.clone().call(&GET).send_with_response::<Text, Infallible, ()>()))
        .collect();
    while futures.iter().any(Option::is_some) {
        for future in &mut futures {
            if future.as_mut().is_some_and(|future| poll(future).is_ready()) {
                *future = None;
            }
        }
        clock.advance(secs(100));
    }
    transport.requests().len()
}

#[test]
fn a_thousand_calls_on_a_dead_server_send_a_thousand_requests_and_the_budget() {
    let patient = RetryPolicy::new().unlimited_attempts();
    let dead = |transport: &MemoryTransport| transport.fail(TransportErrorKind::Connect);
    assert_eq!(requests(1000, patient, dead), 1000 + 500 / 5);
    let busy = |transport: &MemoryTransport| transport.answer(status(503));
    assert_eq!(requests(1000, patient, busy), 1000 + 500 / 5);
    assert_eq!(requests(10, RetryPolicy::new(), dead), 30, "few calls do not feel it");
}

#[test]
fn a_retry_after_a_timeout_costs_twice_as_much() {
    let stall = |transport: &MemoryTransport| transport.stall();
    assert_eq!(requests(1000, RetryPolicy::new(), stall), 1000 + 500 / 10);
}

#[test]
fn successes_fill_the_budget_again() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let client = client(&transport, &clock).retry(RetryPolicy::new().attempts(2)).build().unwrap();
    let fails = || {
        let before = transport.requests().len();
        transport.fail(TransportErrorKind::Request);
        transport.fail(TransportErrorKind::Request);
        ready(client.call(&GET).send::<Text, Infallible>()).unwrap_err();
        let sent = transport.requests().len() - before;
        if sent == 1 {
            // What the call did not take.
            let other = client.call(&GET).send::<Text, Infallible>();
            ready(other).unwrap_err();
        }
        sent
    };
    assert_eq!((0..100).map(|_| fails()).sum::<usize>(), 200);
    assert_eq!(fails(), 1, "spent");
    for _ in 0..5 {
        transport.answer(http::Response::new(""));
        ready(client.call(&GET).send::<Text, Infallible>()).unwrap();
    }
    assert_eq!(fails(), 2);
    assert_eq!(fails(), 1);
}
