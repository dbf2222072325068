//! Lines and columns, characters and bytes.

/// Where the lines of a text start.
#[derive(Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
}

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self { starts: std::iter::once(0).chain(breaks.map(|(index, _)| index + 1)).collect() }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(super) fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = text.get(start..byte).map_or(0, |before| before.chars().count());
        (line, column + 1)
    }
}

/// The byte at a line and column, both from 1, the column in characters; clipped to the line.
pub(in super::super) fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = Lines::of(text);
    let index = line.saturating_sub(1);
    let Some(&start) = lines.starts.get(index) else { return text.len() };
    let end = lines.starts.get(index + 1).map_or(text.len(), |next| next - 1);
    let line = &text[start..end];
    line.char_indices().nth(column.saturating_sub(1)).map_or(end, |(index, _)| start + index)
}

/// Turns positions counted in characters into bytes.
pub(super) struct Characters<'a> {
    text: &'a str,
    /// The byte of every [`STRIDE`]th character; empty where characters are bytes.
    marks: Vec<usize>,
}

const STRIDE: usize = 64;

impl<'a> Characters<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()
        };
        Self { text, marks }
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(character / STRIDE) else { return self.text.len() };
        let rest = &self.text[mark..];
        rest.char_indices().nth(character % STRIDE).map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}
