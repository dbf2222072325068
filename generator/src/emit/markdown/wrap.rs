//! Breaks paragraphs into lines.

/// Where lines of text are wrapped, counted without the comment's `/// `.
pub(super) const WIDTH: usize = 92;

/// Breaks a paragraph into lines, none of which starts like a block.
pub(super) fn wrap(paragraph: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::with_capacity(paragraph.len().min(width));
    let mut length = 0;
    for word in words(paragraph) {
        let more = 1 + word.chars().count();
        if !line.is_empty() && length + more > width {
            lines.push(std::mem::replace(&mut line, String::with_capacity(width)));
        }
        if line.is_empty() {
            push_first_word(word, &mut line);
            length = line.chars().count();
        } else {
            line.push(' ');
            line.push_str(word);
            length += more;
        }
    }
    lines.push(line);
    lines
}

/// A line of words, with one space between them.
pub(super) fn single_spaced(text: &str) -> String {
    if text.contains("  ") { words(text).collect::<Vec<_>>().join(" ") } else { text.to_owned() }
}

/// Pieces between spaces and line ends; code stays in one piece.
fn words(paragraph: &str) -> impl Iterator<Item = &str> {
    let mut rest = paragraph;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches([' ', '\n']);
        let (word, after) = rest.split_at(word_length(rest));
        rest = after;
        (!word.is_empty()).then_some(word)
    })
}

/// How long the piece at the start of the text is.
fn word_length(text: &str) -> usize {
    let ends = |byte: u8| matches!(byte, b' ' | b'\n' | b'`' | b'\\');
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.bytes().position(ends)) {
        at += next;
        match text.as_bytes()[at] {
            b' ' | b'\n' => return at,
            b'`' => at += code_length(&text[at..]),
            // A backslash and what it escapes.
            _ => at += 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
        }
    }
    text.len()
}

/// How long the code at the start of the text is, with its backticks.
fn code_length(text: &str) -> usize {
    let fence = text.len() - text.trim_start_matches('`').len();
    let mut at = fence;
    while let Some(next) = text.get(at..).and_then(|rest| rest.find('`')) {
        at += next;
        let run = text[at..].len() - text[at..].trim_start_matches('`').len();
        at += run;
        if run == fence {
            return at;
        }
    }
    fence
}

/// Escapes what Markdown would take for the start of a heading, list, quote or underline.
fn push_first_word(word: &str, line: &mut String) {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && word.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        line.push_str(&word[..digits]);
        line.push('\\');
        line.push_str(&word[digits..]);
        return;
    }
    if word.starts_with(['#', '>', '+', '-', '=', ':']) {
        line.push('\\');
    }
    line.push_str(word);
}
