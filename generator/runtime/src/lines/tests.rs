//! Streams of lines over a connection: types, errors, and bounds.

use core::fmt::Debug;
use std::sync::atomic::Ordering;

use bytes::Bytes;

use super::LineStream;
use crate::answer::{Answer, Text};
use crate::error::Error;
use crate::streaming::testing::{Chunks, End, Fixture, GET};
use crate::transport::TransportErrorKind;

const LINES: &str = "application/jsonl";
type Numbers = LineStream<Vec<i32>, Text>;

fn numbers(fixture: &Fixture) -> Numbers {
    fixture.call(&GET).lines(LINES)
}

async fn all<T: Answer, E: Answer>(mut stream: LineStream<T, E>) -> Vec<Result<T, Error<E>>> {
    let mut items = Vec::new();
    while let Some(item) = stream.try_next().await.transpose() {
        items.push(item);
    }
    assert!(matches!(stream.try_next().await, Ok(None)), "the end is the end");
    items
}

fn fine<T: Debug, E>(items: Vec<Result<T, Error<E>>>) -> Vec<T> {
    items.into_iter().map(Result::unwrap).collect()
}

#[tokio::test]
async fn lines_and_sequences_are_typed_in_chunks_of_any_size() {
    for text in ["\u{feff}[1]\r\n\n \t\n[2,3]\n[]", "\u{1e}[1]\n\u{1e}[2,\n3]\n\u{1e}[]\n"] {
        for size in [1, 2, 3, 7, 1000] {
            let fixture = Fixture::default();
            fixture.answer(200, LINES, Chunks::new(text.as_bytes(), size, End::Clean));
            assert_eq!(fine(all(numbers(&fixture)).await), [vec![1], vec![2, 3], vec![]]);
        }
    }
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_poll_and_then_lines_are_asked_for() {
    let fixture = Fixture::default();
    fixture.answer(200, "", "");
    let stream = numbers(&fixture);
    assert!(fixture.transport.requests().is_empty());
    assert!(all(stream).await.is_empty());
    assert_eq!(fixture.sent("accept"), [LINES]);
}

#[tokio::test]
async fn a_line_that_is_not_as_documented_is_an_error_and_the_next_one_may_be_fine() {
    let fixture = Fixture::default();
    fixture.answer(200, LINES, "[1]\n\n[2,\"canary\"]\n\u{fffd}\n[4]");
    let items = all(numbers(&fixture)).await;
    assert_eq!(items.len(), 4);
    assert_eq!(items[3].as_ref().unwrap(), &[4]);
    let error = items[1].as_ref().unwrap_err();
    assert_eq!(
        error.to_string(),
        "`Watch` (GET /watch) answered 200 OK with line 3, which is not as documented: $[1]: \
         expected a 32-bit integer, found a string (at byte 3) (request id req_1)"
    );
    let Error::Decode(decode) = error else { panic!("{error}") };
    assert_eq!((decode.path(), decode.item()), (Some("$[1]"), Some(3)));
    assert_eq!(error.body(), Some(&Bytes::from_static(b"[2,\"canary\"]")));
}

#[tokio::test]
async fn a_number_that_may_be_cut_off_is_no_number() {
    let fixture = Fixture::default();
    fixture.answer(200, "application/json-seq", "\u{1e}12\n\u{1e}12");
    let items = all(fixture.call(&GET).lines::<i64, Text>(LINES)).await;
    assert_eq!(items[0].as_ref().unwrap(), &12);
    assert!(items[1].as_ref().unwrap_err().to_string().contains("line 2, which is cut off"));
}

/// Threat F9: a success that is something else.
#[tokio::test]
async fn what_is_not_json_is_blamed_on_the_media_type_and_ends_the_stream() {
    let fixture = Fixture::default();
    fixture.answer(200, "text/html", "<html>\n<body>\n");
    let items = all(numbers(&fixture)).await;
    assert_eq!(items.len(), 1);
    let error = items[0].as_ref().unwrap_err();
    assert!(error.to_string().contains("not JSON but `text/html`"), "{error}");
    fixture.answer(200, "text/plain", "[1]\n[2]\n");
    assert_eq!(fine(all(numbers(&fixture)).await).len(), 2, "lines are read under any label");
}

#[tokio::test]
async fn a_broken_connection_and_an_error_status_end_the_stream() {
    let fixture = Fixture::default();
    fixture.answer(200, LINES, Chunks::new(b"[1]\n[2]", 3, End::Broken));
    let items = all(numbers(&fixture)).await;
    assert!(matches!(items[..], [Ok(_), Err(Error::Transport(_))]), "{items:?}");
    assert_eq!(items[1].as_ref().unwrap_err().request_id(), Some("req_1"));
    fixture.answer(404, "text/plain", "gone");
    assert!(matches!(all(numbers(&fixture)).await[..], [Err(Error::Api(_))]));
    fixture.transport.fail(TransportErrorKind::Refused);
    assert!(matches!(all(numbers(&fixture)).await[..], [Err(Error::Transport(_))]));
}

#[tokio::test]
async fn an_endless_line_ends_in_an_error_and_nothing_more_is_read() {
    let fixture = Fixture::default();
    let chunks = Chunks::new(&[b"[1]\n".as_slice(), &[b' '; 4096]].concat(), 8, End::Clean);
    let left = chunks.left();
    fixture.answer(200, LINES, chunks);
    let mut stream = numbers(&fixture).limit(40);
    assert_eq!(stream.try_next().await.unwrap(), Some(vec![1]));
    let error = stream.try_next().await.unwrap_err();
    let said = "line 2, which is longer than the limit of 40 bytes";
    assert!(error.to_string().contains(said), "{error}");
    assert!(matches!(stream.try_next().await, Ok(None)));
    assert_eq!(left.load(Ordering::SeqCst), usize::MAX, "the body is dropped");
}

#[test]
fn streams_move_between_threads_and_hide_what_they_hold() {
    fn is_send<T: Send + Unpin + 'static>(_: &T) {}
    let stream = numbers(&Fixture::default());
    is_send(&stream);
    assert_eq!(format!("{stream:?}"), "LineStream");
}
