//! JSON texts from bytes: one a line, or each after a record separator (RFC 7464).
//!
//! Takes bytes in pieces of any size; keeps no more than the beginning of one text. What is in a text
//! is of no interest here.

use bytes::Bytes;

/// The mark before each text of a sequence (RFC 7464, section 2.2). No JSON text contains it.
const SEPARATOR: u8 = 0x1e;

/// Finds the texts of a stream, piece by piece.
#[derive(Debug)]
pub(crate) struct Splitter {
    limit: usize,
    /// The beginning of a text whose end has not come.
    kept: Vec<u8>,
    /// How many lines have ended, or texts of the sequence.
    number: u64,
    /// Whether a separator came: from there on, line feeds are white space.
    in_sequence: bool,
    /// Whether nothing has ended yet, so that a byte order mark may stand first.
    at_start: bool,
}

/// One JSON text, not blank.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) text: Bytes,
    /// The number of the line, blank ones counted, or of the text in its sequence; from 1.
    pub(crate) number: u64,
    /// Whether it may be the beginning of a longer text (RFC 7464, section 2.4).
    pub(crate) is_cut: bool,
}

/// A text with more bytes than the limit. The splitter must not be used after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooLong {
    pub(crate) limit: usize,
    pub(crate) number: u64,
}

impl Splitter {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit, kept: Vec::new(), number: 0, in_sequence: false, at_start: true }
    }

    pub(crate) fn set_limit(&mut self, limit: usize) {
        self.limit = limit;
    }

    /// Reads from the front of `input` up to the end of the next text; without one, all of it.
    pub(crate) fn next(&mut self, input: &mut Bytes) -> Result<Option<Line>, TooLong> {
        while !input.is_empty() {
            let in_sequence = self.in_sequence;
            let ends = |byte: &u8| *byte == SEPARATOR || (*byte == b'\n' && !in_sequence);
            let Some(end) = input.iter().position(ends) else {
                self.check(input.len())?;
                self.kept.extend_from_slice(&core::mem::take(input));
                return Ok(None);
            };
            self.check(end)?;
            let last = input.split_to(end);
            let separator = input.split_to(1);
            let line = self.end(last);
            if separator[0] == SEPARATOR && !core::mem::replace(&mut self.in_sequence, true) {
                self.number = 0;
            }
            if line.is_some() {
                return Ok(line);
            }
        }
        Ok(None)
    }

    /// The text that the end of the stream ends.
    pub(crate) fn finish(&mut self) -> Option<Line> {
        self.end(Bytes::new())
    }

    fn check(&self, more: usize) -> Result<(), TooLong> {
        if more > self.limit.saturating_sub(self.kept.len()) {
            return Err(TooLong { limit: self.limit, number: self.number + 1 });
        }
        Ok(())
    }

    /// The text whose last part is `last`, unless it is blank.
    fn end(&mut self, last: Bytes) -> Option<Line> {
        let mut text = last;
        if !self.kept.is_empty() {
            self.kept.extend_from_slice(&text);
            text = Bytes::from(core::mem::take(&mut self.kept));
        }
        if core::mem::take(&mut self.at_start) && text.starts_with(b"\xef\xbb\xbf") {
            text = text.slice(3..);
        }
        self.number += 1;
        let number = self.number;
        let first = text.iter().find(|byte| !byte.is_ascii_whitespace())?;
        // What needs no closing mark could go on, unless white space follows it.
        let is_open = !matches!(first, b'{' | b'[' | b'"');
        let is_cut =
            self.in_sequence && is_open && text.last().is_some_and(|b| !b.is_ascii_whitespace());
        Some(Line { text, number, is_cut })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All texts and their numbers, from pieces of `size` bytes.
    fn split(stream: &[u8], size: usize) -> Vec<(String, u64, bool)> {
        let mut splitter = Splitter::new(1000);
        let mut lines = Vec::new();
        for piece in stream.chunks(size) {
            let mut piece = Bytes::copy_from_slice(piece);
            while let Some(line) = splitter.next(&mut piece).unwrap() {
                lines.push(line);
            }
        }
        lines.extend(splitter.finish());
        let text = |line: &Line| String::from_utf8_lossy(line.text.trim_ascii()).into_owned();
        lines.iter().map(|line| (text(line), line.number, line.is_cut)).collect()
    }

    fn whole(lines: &[(&str, u64)]) -> Vec<(String, u64, bool)> {
        lines.iter().map(|(text, number)| ((*text).to_owned(), *number, false)).collect()
    }

    #[test]
    fn lines_are_the_same_in_pieces_of_any_size() {
        for (stream, expected) in [
            (b"".as_slice(), whole(&[])),
            (b"1\n2\n", whole(&[("1", 1), ("2", 2)])),
            (b"1\r\n2", whole(&[("1", 1), ("2", 2)])),
            (b"\xef\xbb\xbf1\n\n \t\r\n{}\n", whole(&[("1", 1), ("{}", 4)])),
            (b"\xef\xbb\xbf\n1", whole(&[("1", 2)])),
            (b"\n\n\n", whole(&[])),
            (b"\x1e{}\n\x1e[1,\n2]\n", whole(&[("{}", 1), ("[1,\n2]", 2)])),
            (b"\xef\xbb\xbf \x1e1\n\x1e\x1e2\n", whole(&[("1", 1), ("2", 3)])),
        ] {
            for size in [1, 2, 3, 1000] {
                let shown = String::from_utf8_lossy(stream);
                assert_eq!(split(stream, size), expected, "{shown:?} by {size}");
            }
        }
    }

    #[test]
    fn a_text_of_a_sequence_that_may_go_on_is_cut() {
        for size in [1, 2, 3, 1000] {
            let found = split(b"\x1e12\x1etrue\n\x1e{}\x1e\"a\"\x1e3", size);
            let cut: Vec<_> = found.iter().map(|(text, _, cut)| (text.as_str(), *cut)).collect();
            let expected =
                [("12", true), ("true", false), ("{}", false), ("\"a\"", false), ("3", true)];
            assert_eq!(cut, expected);
        }
    }

    #[test]
    fn a_line_without_end_is_refused_before_it_is_kept() {
        let mut splitter = Splitter::new(10);
        let mut input = Bytes::from_static(b"1\n0123456789\n0123456");
        assert!(splitter.next(&mut input).unwrap().is_some());
        assert!(splitter.next(&mut input).unwrap().is_some());
        assert_eq!(splitter.next(&mut input), Ok(None));
        let refused = Err(TooLong { limit: 10, number: 3 });
        assert_eq!(splitter.next(&mut Bytes::from_static(b"7890")), refused);
        assert!(splitter.kept.capacity() <= 16);
    }
}
