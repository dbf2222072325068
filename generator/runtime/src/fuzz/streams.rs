//! Streams: pieces of any size give the same items, and a plain reading of the rules gives them too.

use bytes::Bytes;

use crate::events::{Excess, Frame, Limits, Parser};
use crate::lines::{Line, Splitter};

/// Reads server-sent events; the first byte says in pieces of which size.
///
/// # Panics
/// When pieces, or a literal reading of WHATWG HTML, give other events, or a limit is not kept.
pub fn events(data: &[u8]) {
    let Some((first, stream)) = data.split_first() else { return };
    let size = usize::from(*first % 16) + 1;
    let (frames, end) = read(Limits::default(), stream, size);
    assert_eq!(end, Ok(()), "so little is within the limits");
    assert_eq!(frames, literal(stream));

    let small = Limits { line: 24, event: 40, lines: 4 };
    let (frames, end) = read(small, stream, size);
    assert_eq!((&frames, end), (&read(small, stream, usize::MAX).0, read(small, stream, 1).1));
    for Frame { name, data, id } in frames {
        assert!(name.len() + data.len() + id.len() <= small.event);
    }
}

fn read(limits: Limits, stream: &[u8], size: usize) -> (Vec<Frame>, Result<(), Excess>) {
    let mut parser = Parser::new(limits);
    let mut frames = Vec::new();
    for mut piece in stream.chunks(size) {
        loop {
            match parser.next(&mut piece) {
                Ok(Some(frame)) => frames.push(frame),
                Ok(None) => break,
                Err(excess) => return (frames, Err(excess)),
            }
        }
    }
    (frames, Ok(()))
}

/// The steps of the standard, one after the other, on the whole text.
fn literal(stream: &[u8]) -> Vec<Frame> {
    let text = String::from_utf8_lossy(stream);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines: Vec<&str> = text.split('\n').collect();
    lines.pop();
    let (mut name, mut data, mut id) = (String::new(), String::new(), String::new());
    let mut frames = Vec::new();
    for line in lines {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "" if line.is_empty() => {
                if let Some(data) = data.strip_suffix('\n') {
                    let (name, data) = (name.clone(), data.to_owned());
                    frames.push(Frame { name, data, id: id.clone() });
                }
                name.clear();
                data.clear();
            }
            "event" => name = value.to_owned(),
            "data" => data += &format!("{value}\n"),
            "id" if !value.contains('\0') => id = value.to_owned(),
            _ => {}
        }
    }
    frames
}

/// Splits JSON lines and sequences; the first byte says in pieces of which size.
///
/// # Panics
/// When pieces give other texts, or a limit is not kept.
pub fn lines(data: &[u8]) {
    const LIMIT: usize = 24;
    let Some((first, stream)) = data.split_first() else { return };
    let size = usize::from(*first % 16) + 1;
    let found = split(LIMIT, stream, size);
    assert_eq!(found, split(LIMIT, stream, stream.len().max(1)));
    assert!(found.0.iter().all(|line| line.text.len() <= LIMIT));
    assert_eq!(split(usize::MAX, stream, size), split(usize::MAX, stream, 1));
}

fn split(limit: usize, stream: &[u8], size: usize) -> (Vec<Line>, bool) {
    let mut splitter = Splitter::new(limit);
    let mut lines = Vec::new();
    for piece in stream.chunks(size) {
        let mut piece = Bytes::copy_from_slice(piece);
        loop {
            match splitter.next(&mut piece) {
                Ok(Some(line)) => lines.push(line),
                Ok(None) => break,
                Err(_) => return (lines, false),
            }
        }
    }
    lines.extend(splitter.finish());
    (lines, true)
}
