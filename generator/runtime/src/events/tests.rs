//! Streams of events over a connection: types, errors, and connections that break.

use core::future::Future;
use core::pin::pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::sync::atomic::Ordering;

use bytes::Bytes;
use futures_core::Stream;

use super::{Event, EventStream};
use crate::answer::{Answer, Text};
use crate::call::Call;
use crate::error::Error;
use crate::payload::Payload;
use crate::retry::RetryPolicy;
use crate::streaming::testing::{Chunks, End, Fixture, GET, KEYED_POST, POST, SAFE_POST};
use crate::transport::TransportErrorKind;

const EVENTS: &str = "text/event-stream";
type Numbers = EventStream<Vec<i32>, Text>;

fn numbers(fixture: &Fixture) -> Numbers {
    fixture.call(&GET).events(EVENTS)
}

fn body(text: &str, end: End) -> Chunks {
    Chunks::new(text.as_bytes(), 5, end)
}

/// Everything until the end, errors included.
async fn all<T: Answer, E: Answer>(
    mut stream: EventStream<T, E>,
) -> Vec<Result<Event<T>, Error<E>>> {
    let mut items = Vec::new();
    while let Some(item) = stream.try_next().await.transpose() {
        items.push(item);
    }
    assert!(matches!(stream.try_next().await, Ok(None)), "the end is the end");
    items
}

async fn data(stream: Numbers) -> Vec<i32> {
    all(stream).await.into_iter().flat_map(|event| event.unwrap().data).collect()
}

async fn only_error<T: Answer + core::fmt::Debug>(stream: EventStream<T, Text>) -> Error<Text> {
    let mut items = all(stream).await;
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0).unwrap_err()
}

#[tokio::test]
async fn events_are_typed_in_chunks_of_any_size() {
    let text = "\u{feff}: hi\r\nretry: 40\r\nid: a\r\nevent: add\r\ndata: [1,\r\ndata: 2]\r\n\r\ndata:[]\r\n\r\ndata: [3";
    for size in [1, 2, 3, 7, 1000] {
        let fixture = Fixture::default();
        fixture.answer(
            200,
            "Text/Event-Stream; charset=utf-8",
            Chunks::new(text.as_bytes(), size, End::Clean),
        );
        let mut stream = numbers(&fixture);
        let event = stream.try_next().await.unwrap().unwrap();
        assert_eq!((event.name(), event.id(), &*event.data), ("add", Some("a"), &[1, 2][..]));
        let event = stream.try_next().await.unwrap().unwrap();
        assert_eq!((event.name(), event.id()), ("message", Some("a")));
        assert!(event.into_data().is_empty());
        assert_eq!(stream.try_next().await.unwrap(), None, "what is cut off is no event");
        assert_eq!(stream.last_event_id(), Some("a"));
        assert_eq!(stream.retry_interval(), Some(Duration::from_millis(40)));
    }
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll_and_then_events_are_asked_for() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, "data: [1]\n\n");
    let stream = numbers(&fixture);
    assert!(fixture.transport.requests().is_empty());
    assert_eq!(data(stream).await, [1]);
    assert_eq!(fixture.sent("accept"), [EVENTS]);
    assert_eq!(fixture.sent("last-event-id"), ["-"]);
}

#[tokio::test]
async fn done_ends_the_stream_and_so_does_the_body() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, body("data: [1]\n\ndata: [DONE]\n\ndata: [2]\n\n", End::Pending));
    fixture.answer(200, EVENTS, body("data: [\"[DONE]\"]\n\n", End::Clean));
    assert_eq!(data(numbers(&fixture)).await, [1]);
    let stream = fixture.call(&GET).events::<Vec<String>, Text>(EVENTS);
    assert_eq!(all(stream).await[0].as_ref().unwrap().data, ["[DONE]"]);
    assert_eq!(fixture.transport.requests().len(), 2);
}

#[tokio::test]
async fn text_is_the_data_as_it_is() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, "data: not JSON\n\ndata\n\n");
    let stream = fixture.call(&GET).events::<Text, Text>(EVENTS);
    let texts: Vec<_> = all(stream).await.into_iter().map(|event| event.unwrap().data.0).collect();
    assert_eq!(texts, ["not JSON", ""]);
}

#[tokio::test]
async fn an_event_that_is_not_as_documented_is_an_error_and_the_next_one_may_be_fine() {
    let fixture = Fixture::default();
    let text = "data: [1]\n\ndata: [2,\"canary\"]\n\ndata:\n\ndata: [4]\n\n";
    fixture.answer(200, EVENTS, body(text, End::Clean));
    let items = all(numbers(&fixture)).await;
    assert_eq!(items.len(), 4);
    assert_eq!(items[3].as_ref().unwrap().data, [4]);
    let error = items[1].as_ref().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Watch` (GET /watch) answered 200 OK with event 2, which is not as documented: $[1]: \
         expected a 32-bit integer, found a string (at byte 3) (request id req_1)"
    );
    let Error::Decode(decode) = error else { panic!("{error}") };
    assert_eq!((decode.path(), decode.item()), (Some("$[1]"), Some(2)));
    assert_eq!(error.body(), Some(&Bytes::from_static(b"[2,\"canary\"]")));
    assert!(items[2].as_ref().unwrap_err().to_string().contains("event 3"));
}

/// Threat F9: a success that is something else.
#[tokio::test]
async fn a_success_of_another_media_type_is_an_error_with_its_body() {
    for (media_type, said) in [
        ("text/html; charset=utf-8", "a body that is no `text/event-stream` but `text/html`"),
        ("application/json", "a body that is no `text/event-stream` but `application/json`"),
        ("", "a body that does not say it has events"),
    ] {
        let fixture = Fixture::default();
        fixture.answer(200, media_type, body("data: [1]\n\n", End::Broken));
        let error = only_error(numbers(&fixture)).await;
        assert!(matches!(error, Error::Decode(_)) && error.to_string().contains(said), "{error}");
        assert_eq!(error.request_id(), Some("req_1"));
    }
    let fixture = Fixture::default();
    fixture.answer(200, "text/html", "<html>");
    assert_eq!(only_error(numbers(&fixture)).await.body(), Some(&Bytes::from_static(b"<html>")));
}

#[tokio::test]
async fn errors_have_their_types_and_no_content_is_the_end() {
    let fixture = Fixture::default();
    fixture.answer(404, "text/plain", "gone");
    fixture.answer(500, "text/plain", "oh");
    fixture.answer(204, "", "");
    fixture.transport.fail(TransportErrorKind::Refused);
    assert_eq!(only_error(numbers(&fixture)).await.into_api().unwrap().0, "gone");
    let post = || fixture.call(&POST).events::<Vec<i32>, Text>(EVENTS);
    assert!(matches!(only_error(post()).await, Error::Status(_)));
    assert!(data(post()).await.is_empty());
    assert!(matches!(only_error(post()).await, Error::Transport(_)));
}

#[tokio::test]
async fn a_broken_connection_is_opened_again_after_the_last_event() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, body("id: 1\ndata: [1]\n\nid: 2\ndata: [2]\n", End::Broken));
    fixture.answer(200, EVENTS, body("retry: 25\nid: 2é\ndata: [2]\n\ndata: [", End::Broken));
    fixture.answer(200, EVENTS, body("data: [3]\n\n", End::Clean));
    assert_eq!(data(numbers(&fixture)).await, [1, 2, 3]);
    assert_eq!(fixture.sent("last-event-id"), ["-", "1", "2é"]);
    assert_eq!(fixture.pauses(), [Duration::from_secs(3), Duration::from_millis(25)]);
}

#[tokio::test]
async fn the_connection_is_opened_as_often_as_there_are_attempts_without_an_event() {
    let fixture = Fixture::default();
    let broken = || fixture.answer(200, EVENTS, body(": hi\n\n", End::Broken));
    broken();
    broken();
    fixture.answer(200, EVENTS, body("id: 1\ndata: [1]\n\n", End::Broken));
    broken();
    broken();
    broken();
    let items = all(numbers(&fixture)).await;
    assert_eq!(items[0].as_ref().unwrap().data, [1]);
    assert!(matches!(items[1], Err(Error::Transport(_))));
    assert_eq!(items.len(), 2);
    assert_eq!(fixture.transport.requests().len(), 5);
}

#[tokio::test]
async fn a_broken_connection_is_an_error_where_events_could_be_lost_or_doubled() {
    let with_id = "id: 1\ndata: [1]\n\n";
    let many_bytes = format!("id: {}\ndata: [1]\n\n", "1".repeat(5000));
    for (operation, text) in [
        (&POST, with_id),
        (&GET, "data: [1]\n\n"),
        (&GET, "id: \u{1}\ndata: [1]\n\n"),
        (&GET, &many_bytes),
    ] {
        let fixture = Fixture::default();
        fixture.answer(200, EVENTS, body(text, End::Broken));
        let items = all(fixture.call(operation).events::<Vec<i32>, Text>(EVENTS)).await;
        assert!(matches!(items[..], [Ok(_), Err(Error::Transport(_))]), "{text:?}: {items:?}");
        assert_eq!(fixture.transport.requests().len(), 1);
    }
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, body(with_id, End::Broken));
    let mut call = fixture.call(&SAFE_POST);
    call.payload(Payload::stream(Chunks::new(b"x", 1, End::Clean)));
    let items = all(call.events::<Vec<i32>, Text>(EVENTS)).await;
    assert!(matches!(items[..], [Ok(_), Err(Error::Transport(_))]), "a stream is sent once");
}

#[tokio::test]
async fn an_operation_that_is_declared_safe_is_sent_again() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, body("id: 1\ndata: [1]\n\n", End::Broken));
    fixture.answer(404, "text/plain", "gone");
    let items = all(fixture.call(&SAFE_POST).events::<Vec<i32>, Text>(EVENTS)).await;
    assert!(matches!(items[..], [Ok(_), Err(Error::Api(_))]), "{items:?}");
}

#[tokio::test]
async fn every_connection_has_the_same_idempotency_key() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, body("id: 1\ndata: [1]\n\n", End::Broken));
    fixture.answer(200, EVENTS, body("data: [2]\n\n", End::Clean));
    assert_eq!(data(fixture.call(&KEYED_POST).events(EVENTS)).await, [1, 2]);
    let keys = fixture.sent("idempotency-key");
    assert!(keys[0].len() > 20 && keys[0] == keys[1], "{keys:?}");
}

#[tokio::test]
async fn a_limit_on_the_whole_call_and_a_policy_end_a_stream_that_breaks() {
    let with = |change: &dyn Fn(&mut Call)| {
        let fixture = Fixture::default();
        fixture.answer(200, EVENTS, body("id: 1\ndata: [1]\n\n", End::Broken));
        fixture.answer(200, EVENTS, body("id: 2\ndata: [2]\n\n", End::Broken));
        fixture.answer(200, EVENTS, body("id: 3\ndata: [3]\n\n", End::Clean));
        let mut call = fixture.call(&GET);
        change(&mut call);
        async move {
            let items = all(call.events::<Vec<i32>, Text>(EVENTS)).await;
            (items.len(), matches!(items.last(), Some(Err(Error::Transport(_)))))
        }
    };
    // Pauses are 3 s each.
    assert_eq!(with(&|call| call.timeout(Duration::from_secs(7))).await, (3, false));
    assert_eq!(with(&|call| call.timeout(Duration::from_secs(5))).await, (3, true));
    assert_eq!(with(&|call| call.timeout(Duration::from_secs(3))).await, (2, true));
    assert_eq!(with(&|call| call.retry(RetryPolicy::never())).await, (2, true));
    let policy = RetryPolicy::new().connection_errors(false);
    assert_eq!(with(&|call| call.retry(policy)).await, (2, true));
}

#[tokio::test]
async fn a_caller_can_begin_after_an_event() {
    let fixture = Fixture::default();
    fixture.answer(200, EVENTS, body("data: [7]\n\n", End::Clean));
    let mut stream = numbers(&fixture).resume_from("6");
    assert_eq!(stream.last_event_id(), Some("6"));
    assert_eq!(stream.try_next().await.unwrap().unwrap().id(), Some("6"));
    assert_eq!(fixture.sent("last-event-id"), ["6"]);
    for bad in ["a\nb", "\0", "\u{7f}", &"x".repeat(5000)] {
        let fixture = Fixture::default();
        let error = only_error(numbers(&fixture).resume_from(bad)).await;
        let Error::Build(build) = &error else { panic!("{error}") };
        assert_eq!(build.parameter(), Some("last-event-id"));
        assert!(fixture.transport.requests().is_empty());
    }
}

/// Threat F8: memory is bounded, and nothing is read beyond the limit.
#[tokio::test]
async fn an_endless_event_ends_in_an_error() {
    const LONG: &str = "event 2, which is longer than the limit of 64 bytes";
    const MANY: &str = "event 2, which is longer than the limit of 65536 lines";
    for (text, said) in [
        ("data: [1]\n\n:aaaaaaaaa", LONG),
        ("data: [1]\n\ndata: 123\n", LONG),
        ("data: [1]\n\nx\n", MANY),
    ] {
        let fixture = Fixture::default();
        fixture.answer(200, EVENTS, Chunks::new(text.as_bytes(), 11, End::Endless));
        let items = all(numbers(&fixture).limit(64)).await;
        assert_eq!(items.len(), 2, "{items:?}");
        assert!(items[1].as_ref().unwrap_err().to_string().contains(said), "{items:?}");
    }
}

/// Threat F16: a stream that is dropped leaves nothing behind.
#[test]
fn dropping_the_stream_drops_the_connection_wherever_it_is() {
    let fixture = Fixture::default();
    let chunks = body("data: [1]\n\n", End::Pending);
    let left = chunks.left();
    fixture.answer(200, EVENTS, chunks);
    let mut stream = numbers(&fixture);
    let context = &mut Context::from_waker(Waker::noop());
    assert!(pin!(&mut stream).poll_next(context).is_ready());
    assert!(pin!(stream.try_next()).poll(context).is_pending());
    assert_eq!(left.load(Ordering::SeqCst), 0);
    drop(stream);
    assert_eq!(left.load(Ordering::SeqCst), usize::MAX);

    fixture.transport.stall();
    let mut stream = numbers(&fixture);
    assert!(matches!(pin!(&mut stream).poll_next(context), Poll::Pending));
    drop(stream);
    fixture.answer(204, "", "");
    assert!(matches!(pin!(numbers(&fixture)).poll_next(context), Poll::Ready(None)));
}

#[test]
fn streams_move_between_threads_and_hide_what_they_hold() {
    fn is_send<T: Send + Unpin + 'static>(_: &T) {}
    let stream = numbers(&Fixture::default()).resume_from("canary");
    is_send(&stream);
    assert_eq!(format!("{stream:?}"), "EventStream");
}
