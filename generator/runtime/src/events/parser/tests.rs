//! Threat F8: what a stream of events can hold, in pieces of every size.

use proptest::collection;
use proptest::prelude::*;
use proptest::sample::select;

use super::*;
use crate::fuzz;

/// What is expected of an event: name, data, id.
type Expected = (&'static str, &'static str, &'static str);

/// Streams, after the cases of web-platform-tests for `EventSource`.
const CORPUS: &[(&[u8], &[Expected])] = &[
    (b"", &[]),
    (b"data:a\n\n", &[("", "a", "")]),
    (b"data: a\r\rdata: b\r\r", &[("", "a", ""), ("", "b", "")]),
    (b"data: a\r\n\r\ndata: b\r\n\r\n", &[("", "a", ""), ("", "b", "")]),
    (b"data: a\n\r\ndata: b\r\n\ndata: c\r\n\r", &[("", "a", ""), ("", "b", ""), ("", "c", "")]),
    (b"\xef\xbb\xbfdata: a\n\n\xef\xbb\xbfdata: b\n\ndata: c\n\n", &[("", "a", ""), ("", "c", "")]),
    (b"\xef\xbb\xbf\xef\xbb\xbfdata: a\n\n", &[]),
    (b"\xef\xbb\xbf\ndata: a\n\n", &[("", "a", "")]),
    (b"data:a\n:a comment\ndata:b\n\n", &[("", "a\nb", "")]),
    (b":\n:\n\n:\ndata:  a \n\n", &[("", " a ", "")]),
    (b"data\n\ndata\ndata\n\ndata:a", &[("", "", ""), ("", "\n", "")]),
    (b"data:\ndata: a\n\n", &[("", "\na", "")]),
    (b"data: a:b\ndata:: c\n\n", &[("", "a:b\n: c", "")]),
    (b"data: a", &[]),
    (b"data: a\n", &[]),
    (b"event: add\ndata: 1\n\nevent: add\n\ndata: 2\n\n", &[("add", "1", ""), ("", "2", "")]),
    (b"event: a\nevent: b\nevent\ndata: 1\n\n", &[("", "1", "")]),
    (
        b"id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n",
        &[("", "a", "1"), ("", "b", "1"), ("", "c", "")],
    ),
    (b"id: 1\n\ndata: a\n\n", &[("", "a", "1")]),
    (b"id: 1\nid: 2\x003\ndata: a\n\n", &[("", "a", "1")]),
    (b"id: a\0\ndata: a\0b\n\n", &[("", "a\0b", "")]),
    (b"Data: a\n data: b\ndata : c\nfoo: d\ndata:e\n\n", &[("", "e", "")]),
    (b"data: \xc3\xa9\xe2\x82\xac\xf0\x9f\xa6\x80\n\n", &[("", "é€🦀", "")]),
    (b"data: \xff\xe2\x82\ndata: \xc3\n\n", &[("", "\u{fffd}\u{fffd}\n\u{fffd}", "")]),
    (b"data: \xe2\x80\xa8\xc2\x85\x0b\x0c\n\n", &[("", "\u{2028}\u{85}\u{b}\u{c}", "")]),
    (b"\n\n\r\n\r\rdata: a\n\n\n\n", &[("", "a", "")]),
    (b"data:\tone\ndata:{\"a\": 1}\n\n", &[("", "\tone\n{\"a\": 1}", "")]),
];

/// All events of a stream in pieces of `size` bytes, of which the first has `first`.
fn read(stream: &[u8], first: usize, size: usize) -> Result<Vec<Frame>, Excess> {
    let mut parser = Parser::new(Limits::default());
    let (head, tail) = stream.split_at(first.min(stream.len()));
    let mut frames = Vec::new();
    for mut piece in std::iter::once(head).chain(tail.chunks(size)) {
        while let Some(frame) = parser.next(&mut piece)? {
            frames.push(frame);
        }
        assert!(piece.is_empty(), "without an event, everything is read");
    }
    Ok(frames)
}

#[test]
fn events_are_the_same_in_pieces_of_any_size() {
    for (stream, expected) in CORPUS {
        let shown = String::from_utf8_lossy(stream);
        for (first, size) in [(0, 1), (0, 2), (1, 2), (0, 3), (1, 3), (2, 3), (0, usize::MAX)] {
            let frames = read(stream, first, size).unwrap();
            let found: Vec<_> =
                frames.iter().map(|f| (f.name.as_str(), f.data.as_str(), f.id.as_str())).collect();
            assert_eq!(found, *expected, "{shown:?} by {size} after {first}");
        }
        for cut in 0..=stream.len() {
            assert_eq!(read(stream, cut, usize::MAX), read(stream, 0, 1), "{shown:?} cut at {cut}");
        }
    }
}

#[test]
fn an_event_comes_with_its_last_byte_even_when_that_is_a_carriage_return() {
    let mut parser = Parser::new(Limits::default());
    let mut piece: &[u8] = b"data: a\r\n\r";
    assert!(parser.next(&mut piece).unwrap().is_some());
    // The rest of that line end is no empty line of its own.
    piece = b"\ndata: b\n\n";
    assert_eq!(parser.next(&mut piece).unwrap().map(|frame| frame.data).as_deref(), Some("b"));
}

proptest! {
    /// The target compares with a literal reading of the standard.
    #[test]
    fn any_stream_is_read_as_the_standard_says(
        size in 0_u8..16,
        tokens in collection::vec(select(TOKENS), 0..40),
    ) {
        fuzz::events(&[&[size], tokens.concat().as_slice()].concat());
    }
}

const TOKENS: &[&[u8]] = &[
    b"\n",
    b"\r",
    b"\r\n",
    b"data",
    b"event",
    b"id",
    b"retry",
    b":",
    b": ",
    b" ",
    b"a",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xef",
    b"\xbb\xbf",
    b"\xe2\x82",
    b"\xac",
    b"\xff",
    b"7",
];

fn pause_of(line: &str) -> Option<u64> {
    let mut parser = Parser::new(Limits::default());
    let stream = format!("{line}\n\n");
    parser.next(&mut stream.as_bytes()).unwrap();
    parser.pause().map(|pause| pause.as_millis().try_into().unwrap())
}

#[test]
fn a_pause_is_digits_alone_and_has_a_longest() {
    for (line, expected) in [
        ("retry: 0", Some(0)),
        ("retry:1500", Some(1500)),
        ("retry: 007", Some(7)),
        ("retry: 60001", Some(60_000)),
        ("retry: 99999999999999999999999999", Some(60_000)),
        ("retry", None),
        ("retry: -1", None),
        ("retry: +1", None),
        ("retry: 1.5", None),
        ("retry:  1", None),
        ("retry: 1000x", None),
        ("retry: \u{661}", None),
    ] {
        assert_eq!(pause_of(line), expected, "{line}");
    }
    assert_eq!(pause_of("retry: 5\nretry: x"), Some(5));
}

fn limited(limits: Limits, stream: &[u8]) -> Result<Option<Frame>, Excess> {
    let mut parser = Parser::new(limits);
    let mut found = None;
    for mut piece in stream.chunks(7) {
        found = parser.next(&mut piece)?.or(found);
    }
    Ok(found)
}

const SMALL: Limits = Limits { line: 20, event: 30, lines: 8 };

#[test]
fn a_line_without_end_is_refused_before_it_is_kept() {
    assert_eq!(limited(SMALL, &[b'a'; 21]), Err(Excess::Bytes(20)));
    assert_eq!(limited(SMALL, &[&[b':'; 21], b"\n".as_slice()].concat()), Err(Excess::Bytes(20)));
    assert_eq!(limited(SMALL, &[b':'; 20]), Ok(None));
    let mut parser = Parser::new(SMALL);
    assert_eq!(parser.next(&mut [b'a'; 1000].as_slice()), Err(Excess::Bytes(20)));
    assert!(parser.line.capacity() <= 20);
}

#[test]
fn an_event_without_end_is_refused() {
    assert_eq!(limited(SMALL, &b"data: 0123456789\n".repeat(3)), Err(Excess::Bytes(30)));
    // Invalid bytes take more room as text than they took before.
    assert_eq!(
        limited(SMALL, b"data: \xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\n"),
        Err(Excess::Bytes(30))
    );
    // Events one after the other are no long event.
    assert!(limited(SMALL, &b"data: 0123456789\n\n".repeat(9)).unwrap().is_some());
}

#[test]
fn lines_without_data_count_and_comments_do_not() {
    assert_eq!(limited(SMALL, &b"data\n".repeat(9)), Err(Excess::Lines(8)));
    assert_eq!(limited(SMALL, &b"x\n".repeat(9)), Err(Excess::Lines(8)));
    assert_eq!(limited(SMALL, &b"event:a\n".repeat(9)), Err(Excess::Lines(8)));
    assert_eq!(limited(SMALL, &b":\n".repeat(99)), Ok(None));
}

#[test]
fn a_new_connection_forgets_the_unfinished_event_and_keeps_the_id() {
    let mut parser = Parser::new(Limits::default());
    let mut piece: &[u8] = b"id: 1\nretry: 7\ndata: a\n\nid: 2\nevent: x\ndata: b\nda";
    assert!(parser.next(&mut piece).unwrap().is_some());
    assert!(parser.next(&mut piece).unwrap().is_none());
    assert_eq!(parser.last_id(), "1", "an unfinished event gives no id");
    parser.restart();
    piece = b"\xef\xbb\xbfdata: c\n\n";
    let frame = parser.next(&mut piece).unwrap().unwrap();
    assert_eq!((frame.name.as_str(), frame.data.as_str(), frame.id.as_str()), ("", "c", "1"));
    assert_eq!(parser.pause(), Some(Duration::from_millis(7)));
}
