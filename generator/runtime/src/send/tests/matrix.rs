//! Threat F5: how often a request is sent, for every method, kind of operation, failure and policy.

use super::*;
use crate::{Payload, TransportErrorKind};

/// Where an attempt fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Point {
    Transport(Kind),
    /// No answer until the limit on an attempt passes.
    Stall,
    /// A success whose body breaks off.
    Breaks,
    /// A success whose body falls silent.
    Silent,
    /// A success whose body is longer than the client reads.
    TooLong,
    /// A success whose body is not as documented.
    Undecodable,
    Status(u16),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Connect,
    ConnectTimeout,
    Refused,
    Request,
}

const POINTS: &[Point] = &[
    Point::Transport(Kind::Connect),
    Point::Transport(Kind::ConnectTimeout),
    Point::Transport(Kind::Refused),
    Point::Transport(Kind::Request),
    Point::Stall,
    Point::Breaks,
    Point::Silent,
    Point::TooLong,
    Point::Undecodable,
    Point::Status(201),
    Point::Status(302),
    Point::Status(400),
    Point::Status(401),
    Point::Status(404),
    Point::Status(408),
    Point::Status(409),
    Point::Status(425),
    Point::Status(429),
    Point::Status(500),
    Point::Status(501),
    Point::Status(502),
    Point::Status(503),
    Point::Status(504),
    Point::Status(599),
];

const METHODS: [(Method, bool); 10] = [
    (Method::Get, true),
    (Method::Head, true),
    (Method::Put, true),
    (Method::Delete, true),
    (Method::Options, true),
    (Method::Trace, true),
    (Method::Post, false),
    (Method::Patch, false),
    (Method::Query, true),
    (Method::Other("COPY"), false),
];

/// How often a request is sent that always fails like this. `policy` is the statuses that it names and
/// whether it retries failed connections; `repeatable` whether the request may be sent twice.
fn expected(point: Point, (statuses, connections): (&[u16], bool), repeatable: bool) -> usize {
    let again = match point {
        Point::Transport(Kind::Connect | Kind::ConnectTimeout) => connections,
        Point::Transport(Kind::Request) | Point::Stall | Point::Breaks | Point::Silent => {
            connections && repeatable
        }
        Point::Status(status) => statuses.contains(&status) && repeatable,
        Point::Transport(Kind::Refused) | Point::TooLong | Point::Undecodable => false,
    };
    if again { 3 } else { 1 }
}

/// How often the request was sent, and how many attempts the error tells.
fn sent(operation: &'static Operation, policy: RetryPolicy, point: Point) -> (usize, u32) {
    let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
    for _ in 0..5 {
        match point {
            Point::Transport(kind) => transport.fail(match kind {
                Kind::Connect => TransportErrorKind::Connect,
                Kind::ConnectTimeout => TransportErrorKind::ConnectTimeout,
                Kind::Refused => TransportErrorKind::Refused,
                Kind::Request => TransportErrorKind::Request,
            }),
            Point::Stall => transport.stall(),
            Point::Breaks => transport.answer(http::Response::new(Chunks::then_error(
                &[b"a"],
                TransportErrorKind::Body.into(),
            ))),
            Point::Silent => transport.answer(http::Response::new(Chunks::then_silence(&[b"a"]))),
            Point::TooLong => transport.answer(http::Response::new("too long")),
            Point::Undecodable => transport.answer(http::Response::new("no JSON")),
            Point::Status(code) => transport.answer(status(code)),
        }
    }
    let limit = if point == Point::TooLong { 3 } else { 100 };
    let client = client(&transport, &clock).retry(policy).body_limit(limit).build().unwrap();
    let error = if point == Point::Undecodable {
        let mut future = client.call(operation).send::<crate::Value, Infallible>();
        ready(core::future::poll_fn(|_| poll(&mut future))).expect_err("a failure")
    } else {
        let mut future = client.call(operation).send_with_response::<Text, Infallible, ()>();
        // Whatever is waited for passes.
        ready(core::future::poll_fn(|_| {
            clock.advance(secs(100));
            poll(&mut future)
        }))
        .expect_err("a failure")
    };
    (transport.requests().len(), error.attempts())
}

#[test]
fn a_request_is_sent_again_only_if_that_can_help_and_does_no_harm() {
    const DEFAULT: &[u16] = &[408, 429, 500, 502, 503, 504];
    const ALL_5XX: &[u16] = &[500, 501, 502, 503, 504, 599];
    let policies = [
        (RetryPolicy::new(), (DEFAULT, true)),
        (RetryPolicy::new().connection_errors(false), (DEFAULT, false)),
        (RetryPolicy::new().no_statuses(), (&[][..], true)),
        (RetryPolicy::new().no_statuses().and_statuses(500..=599), (ALL_5XX, true)),
    ];
    for (method, idempotent) in METHODS {
        let plain = Operation { method, ..GET };
        let kinds = [
            (plain, idempotent),
            (Operation { safe: true, method, ..GET }, true),
            (Operation { idempotency_key: "idempotency-key", method, ..GET }, true),
        ];
        for (operation, repeatable) in kinds {
            let operation: &'static Operation = Box::leak(Box::new(operation));
            for point in POINTS {
                // Such a response has no body to fail within.
                let in_body = matches!(point, Point::Breaks | Point::Silent | Point::TooLong);
                if in_body && method == Method::Head {
                    continue;
                }
                for (policy, facts) in policies {
                    let count = expected(*point, facts, repeatable);
                    assert_eq!(
                        sent(operation, policy, *point),
                        (count, u32::try_from(count).unwrap()),
                        "{method:?} {point:?} {policy:?}, may be repeated: {repeatable}"
                    );
                }
                assert_eq!(sent(operation, RetryPolicy::never(), *point).0, 1, "{point:?}");
            }
        }
    }
}

#[test]
fn a_stream_is_sent_once_and_what_can_be_made_anew_again() {
    static PUT: Operation = Operation { method: Method::Put, content_type: "text/plain", ..GET };
    let payloads: [(Payload, usize); 3] = [
        (Payload::from("abc"), 3),
        (Payload::replayable(|| Body::from("abc")), 3),
        (Payload::stream(Body::from("abc")), 1),
    ];
    for kind in [TransportErrorKind::Connect, TransportErrorKind::Request] {
        for (payload, count) in &payloads {
            let (transport, clock) = (MemoryTransport::new(), ManualClock::default());
            for _ in 0..3 {
                transport.fail(kind);
            }
            let mut call = client(&transport, &clock).build().unwrap().call(&PUT);
            call.payload(match count {
                1 => Payload::stream(Body::from("abc")),
                _ => payload.clone(),
            });
            let error = ready(call.send::<Text, Infallible>()).unwrap_err();
            assert!(matches!(error, Error::Transport(_)), "{error}");
            let requests = transport.requests();
            assert_eq!(requests.len(), *count, "{payload:?} {kind:?}");
            assert!(requests.iter().all(|request| &request.body()[..] == b"abc"));
        }
    }
}
