//! Lines and columns, characters and bytes.

/// Where the lines of a text start.
#[derive(Clone, Debug)]
pub(super) struct Lines {
    starts: Vec<usize>,
    /// How many characters there are before each [`BLOCK`] of bytes: a document may be one line, which is not to be
    /// counted for each place.
    characters: Vec<usize>,
}

const BLOCK: usize = 1024;

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.match_indices('\n');
        let starts = std::iter::once(0).chain(breaks.map(|(index, _)| index + 1)).collect();
        let mut count = 0;
        let mut characters = vec![0];
        characters.extend(text.as_bytes().chunks(BLOCK).map(|block| {
            count += characters_in(block);
            count
        }));
        Self { starts, characters }
    }

    /// Line and column of a byte, both from 1, the column in characters.
    pub(super) fn position(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.before(text, byte).saturating_sub(self.before(text, start));
        (line, column + 1)
    }

    /// How many characters begin before a byte.
    fn before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        let rest = text.as_bytes().get(block * BLOCK..byte).unwrap_or_default();
        self.characters.get(block).copied().unwrap_or(0) + characters_in(rest)
    }
}

/// How many characters begin in some bytes of a text.
fn characters_in(bytes: &[u8]) -> usize {
    let continues = |byte: &&u8| **byte & 0b1100_0000 == 0b1000_0000;
    bytes.len() - bytes.iter().filter(continues).count()
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

/// The byte of the character with this number, from 0; the end of the text if there are fewer.
pub(in super::super) fn byte_at(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}

/// Turns positions counted in characters into bytes.
pub(in super::super) struct Characters<'a> {
    text: &'a str,
    /// The byte of every [`STRIDE`]th character; empty where characters are bytes.
    marks: Vec<usize>,
}

const STRIDE: usize = 16;

impl<'a> Characters<'a> {
    pub(in super::super) fn of(text: &'a str) -> Self {
        let marks = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect()
        };
        Self { text, marks }
    }

    pub(in super::super) fn byte(&self, character: usize) -> usize {
        if self.marks.is_empty() {
            return character.min(self.text.len());
        }
        let Some(&mark) = self.marks.get(character / STRIDE) else { return self.text.len() };
        let rest = &self.text[mark..];
        rest.char_indices().nth(character % STRIDE).map_or(self.text.len(), |(byte, _)| mark + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_however_long_the_line_is() {
        let text = "é".repeat(3000) + "\nab";
        let lines = Lines::of(&text);
        for column in [0, 1, 511, 512, 513, 2999, 3000] {
            assert_eq!(lines.position(&text, 2 * column), (1, column + 1));
        }
        assert_eq!(lines.position(&text, text.len()), (2, 3));
    }
}
