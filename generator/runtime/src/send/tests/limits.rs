//! Threat F3: each time limit ends a call at its moment, with its own kind.

use super::*;
use crate::send::{Received, broken, open};
use crate::{TimeoutKind, TransportErrorKind};

const ALMOST: Duration = Duration::from_nanos(1);

/// Polls until the limit and asserts that it passes then and not before.
fn passes_after(
    limit: Duration,
    clock: &ManualClock,
    future: &mut (dyn Future<Output = Answered> + Unpin),
) -> Error {
    assert!(poll(future).is_pending());
    clock.advance(limit - ALMOST);
    assert!(poll(future).is_pending(), "the limit of {limit:?} has not passed yet");
    clock.advance(ALMOST);
    let Poll::Ready(Err(error)) = poll(future) else { panic!("the limit of {limit:?} passed") };
    error
}

fn kind(error: &Error) -> TimeoutKind {
    match error {
        Error::Timeout(error) => error.kind(),
        other => panic!("not a timeout: {other}"),
    }
}

fn once(transport: &MemoryTransport, clock: &ManualClock) -> ClientBuilder {
    client(transport, clock).retry(RetryPolicy::never())
}

#[test]
fn an_attempt_without_an_answer_ends_by_the_limit_closest_to_the_call() {
    static SLOW: Operation = Operation { timeout: Some(Duration::from_secs(90)), ..GET };
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    for _ in 0..4 {
        transport.stall();
    }
    let error = passes_after(secs(60), &clock, &mut send(once(&transport, &clock), &GET));
    assert_eq!(kind(&error), TimeoutKind::Attempt);
    assert!(error.to_string().contains("got no response within 60s"), "{error}");
    passes_after(secs(90), &clock, &mut send(once(&transport, &clock), &SLOW));
    let builder = once(&transport, &clock).attempt_timeout(secs(5));
    passes_after(secs(5), &clock, &mut send(builder.body_limit(1), &SLOW));
    let mut call = once(&transport, &clock).attempt_timeout(secs(5)).build().unwrap().call(&SLOW);
    call.attempt_timeout(secs(2));
    passes_after(secs(2), &clock, &mut call.send_with_response());
}

#[test]
fn a_whole_call_ends_by_its_own_limit_and_is_not_retried() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.stall();
    let builder = client(&transport, &clock).timeout(secs(7));
    let error = passes_after(secs(7), &clock, &mut send(builder, &GET));
    assert_eq!(kind(&error), TimeoutKind::Total);
    assert_eq!(transport.requests().len(), 1);
    transport.stall();
    let mut call = client(&transport, &clock).timeout(secs(7)).build().unwrap().call(&GET);
    call.timeout(secs(3));
    let error = passes_after(secs(3), &clock, &mut call.send_with_response());
    assert!(matches!(&error, Error::Timeout(error) if error.limit() == secs(3)));
}

#[test]
fn the_limit_on_the_call_includes_attempts_and_pauses_that_came_before() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(status(503));
    transport.stall();
    let builder = client(&transport, &clock).timeout(secs(10)).random(Always(u64::MAX));
    let mut future = send(builder.retry(RetryPolicy::new().initial_interval(secs(4))), &GET);
    assert!(poll(&mut future).is_pending(), "the pause of 4 s, which passes at once");
    let error = passes_after(secs(6), &clock, &mut future);
    assert_eq!((kind(&error), error.attempts()), (TimeoutKind::Total, 2));
    assert!(matches!(&error, Error::Timeout(error) if error.limit() == secs(10)));
}

#[test]
fn a_pause_that_does_not_fit_before_the_limit_is_not_made() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(status(503));
    let builder = client(&transport, &clock).timeout(secs(4)).random(Always(u64::MAX));
    let policy = RetryPolicy::new().initial_interval(secs(4));
    let error = ready(send(builder.retry(policy), &GET)).unwrap_err();
    assert_eq!(
        error.status(),
        Some(StatusCode::SERVICE_UNAVAILABLE),
        "it says more than a timeout"
    );
    assert!(clock.pauses().is_empty());
}

#[test]
fn a_body_that_falls_silent_ends_by_the_read_limit_and_tells_its_status() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    for _ in 0..2 {
        transport.answer(http::Response::new(Chunks::then_silence(&[b"a", b"b"])));
    }
    let error = passes_after(secs(30), &clock, &mut send(once(&transport, &clock), &GET));
    assert_eq!((kind(&error), error.status()), (TimeoutKind::Read, Some(StatusCode::OK)));
    let builder = once(&transport, &clock).read_timeout(secs(9));
    passes_after(secs(9), &clock, &mut send(builder, &GET));
}

/// A body of one byte a second.
fn dripping(clock: &ManualClock) -> Body {
    let (clock, mut last) = (clock.clone(), Duration::ZERO);
    Body::stream(FromFn(move || {
        let now = clock.time().now;
        if now < last + secs(1) {
            return Poll::Pending;
        }
        last = now;
        Poll::Ready(Some(Ok(Bytes::from_static(b"a"))))
    }))
}

struct FromFn<F>(F);

impl<F: FnMut() -> Poll<Option<Result<Bytes, TransportError>>> + Unpin> Stream for FromFn<F> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        (self.0)()
    }
}

#[test]
fn a_body_that_drips_is_never_silent_and_ends_by_the_limit_on_the_attempt() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(http::Response::new(dripping(&clock)));
    let mut future = send(once(&transport, &clock).read_timeout(secs(2)), &GET);
    for second in 0..60 {
        assert!(poll(&mut future).is_pending(), "after {second} s");
        clock.advance(secs(1));
    }
    // One more poll takes the byte of this second; the next one finds nothing ready but the limit.
    let Poll::Ready(Err(error)) = poll(&mut future) else { panic!("60 s have passed") };
    assert_eq!((kind(&error), error.status()), (TimeoutKind::Attempt, Some(StatusCode::OK)));
}

/// Threats F1 and F3: no limit on bytes would ever end this one.
#[test]
fn a_body_of_empty_chunks_without_a_pause_ends_by_the_limit_on_the_attempt() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let (ticking, mut chunks) = (clock.clone(), 0);
    transport.answer(http::Response::new(Body::stream(FromFn(move || {
        ticking.advance(secs(1));
        chunks += 1;
        assert!(chunks < 1000, "nothing ends it");
        Poll::Ready(Some(Ok(Bytes::new())))
    }))));
    let mut call = send(once(&transport, &clock), &GET);
    let error = ready(&mut call).unwrap_err();
    assert_eq!((kind(&error), error.status()), (TimeoutKind::Attempt, Some(StatusCode::OK)));
}

#[test]
fn no_connection_in_time_is_its_own_kind() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.fail(TransportErrorKind::ConnectTimeout);
    let builder = once(&transport, &clock).connect_timeout(secs(3));
    let error = ready(send(builder, &GET)).unwrap_err();
    assert_eq!(kind(&error), TimeoutKind::Connect);
    assert!(error.to_string().contains("no connection within 3s"), "{error}");
    assert!(error.is_connect());
}

/// The body of a success that is left unread, and what was known before it.
fn opened(builder: ClientBuilder) -> (crate::error::Head, Body) {
    let call = builder.build().unwrap().call(&GET);
    match ready(open(call.inner)) {
        Ok(received) => {
            let Received { head, unread, .. } = *received;
            (head, unread.expect("a success"))
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_streamed_body_has_no_limit_but_on_its_silences() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(http::Response::new(dripping(&clock)));
    let (head, mut body) =
        opened(once(&transport, &clock).attempt_timeout(secs(1)).read_timeout(secs(2)));
    for _ in 0..1000 {
        clock.advance(secs(1));
        assert!(matches!(ready(body.chunk()), Some(Ok(_))));
    }
    assert!(poll(&mut Box::pin(body.chunk())).is_pending());
    drop(head);
}

#[test]
fn a_streamed_body_that_falls_silent_is_a_timeout() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    transport.answer(http::Response::new(Chunks::then_silence(&[b"a"])));
    let (head, mut body) = opened(once(&transport, &clock));
    assert!(matches!(ready(body.chunk()), Some(Ok(_))));
    assert!(poll(&mut Box::pin(body.chunk())).is_pending());
    clock.advance(secs(30));
    let Poll::Ready(Some(Err(source))) = poll(&mut Box::pin(body.chunk())) else {
        panic!("30 s of silence")
    };
    assert_eq!(source.kind(), TransportErrorKind::BodyTimeout);
    assert_eq!(kind(&broken(head, source)), TimeoutKind::Read);
}

#[test]
fn a_streamed_body_ends_by_the_limit_on_the_call_even_if_it_is_never_silent() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let ticking = clock.clone();
    transport.answer(http::Response::new(Body::stream(FromFn(move || {
        ticking.advance(secs(1));
        Poll::Ready(Some(Ok(Bytes::from_static(b"a"))))
    }))));
    let (head, mut body) = opened(once(&transport, &clock).timeout(secs(100)));
    let mut chunks = 0;
    let source = loop {
        match ready(body.chunk()) {
            Some(Ok(_)) => chunks += 1,
            Some(Err(source)) => break source,
            None => panic!("it has no end"),
        }
    };
    assert_eq!(chunks, 100);
    assert_eq!(kind(&broken(head, source)), TimeoutKind::Total);
}

#[test]
fn a_failure_is_read_even_where_a_success_is_streamed() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let mut response = status(404);
    *response.body_mut() = Body::from("gone");
    transport.answer(response);
    let call = once(&transport, &clock).build().unwrap().call(&GET);
    let Ok(received) = ready(open(call.inner)) else { panic!("an answer") };
    assert!(received.unread.is_none());
    assert_eq!(&received.body[..], b"gone");
}

#[test]
fn bodies_of_failures_are_kept_up_to_their_own_limit() {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    let mut response = status(404);
    *response.body_mut() = Body::from("gone");
    transport.answer(response);
    let error = ready(send(once(&transport, &clock).error_body_limit(2), &GET)).unwrap_err();
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"go"[..]));
}
