//! Makes a description harmless: CommonMark of a specification in, CommonMark for rustdoc out.
//!
//! The text is read by the parser that rustdoc uses and written anew, so what we take for text is text
//! to rustdoc too. Of its structure paragraphs, lists, quotes, tables, emphasis, code and web links stay;
//! headings become bold, so that they cannot mix with ours. The output holds
//! - no code block that rustdoc would compile: each is fenced and marked `text`,
//! - no HTML, no entity, no image, and no link but to `http:` and `https:`,
//! - no link to an item (`[Name]`) and no bare URL, on which `rustdoc -D warnings` fails,
//! - no control, bidirectional or invisible character: each is shown as its escape, `\u{202e}`.

mod characters;
mod inline;
#[cfg(test)]
mod tests;
mod wrap;
mod write;

use std::borrow::Cow;

use pulldown_cmark::{Options, Parser, TextMergeStream};

use write::Writer;

/// The lines of a description. None is empty at the ends, all are without line breaks.
pub(super) fn block(text: &str) -> Vec<String> {
    if text.split('\n').all(|line| line.is_empty() || inline::is_plain_line(line)) {
        paragraphs(text)
    } else {
        written_anew(text)
    }
}

/// The same for a text of which all lines are plain.
fn paragraphs(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrap(paragraph));
    }
    lines
}

fn written_anew(text: &str) -> Vec<String> {
    let text = characters::visible(text);
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, options())) {
        writer.event(event);
    }
    writer.finish()
}

/// The description's first paragraph on one line, for lists and tables of our own.
pub(super) fn line(text: &str) -> String {
    if let Some(line) = plain_line(text) {
        return line;
    }
    let lines = block(text);
    let paragraph: Vec<&str> =
        lines.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
    match paragraph.first() {
        // A code block does not fit on a line.
        Some(first) if first.starts_with("```") => String::new(),
        _ => paragraph.join(" "),
    }
}

/// A text that is a plain line, its words parted by single spaces.
fn plain_line(text: &str) -> Option<String> {
    inline::is_plain_line(text).then(|| wrap::single_spaced(text))
}

/// The whole description on one line, for a cell of a table: paragraphs and items become lines in it.
pub(super) fn cell(text: &str) -> String {
    if let Some(line) = plain_line(text) {
        return line;
    }
    let mut out = String::new();
    let mut in_code = false;
    for line in block(text) {
        let line = line.trim();
        if line.starts_with("```") {
            in_code = !in_code;
            continue;
        }
        let line = if in_code { inline::code(line, false) } else { line.to_owned() };
        let ends = line.is_empty() || in_code || line.starts_with("- ");
        if ends && !out.is_empty() && !out.ends_with("<br>") {
            out.push_str("<br>");
        } else if !ends && !out.is_empty() && !out.ends_with("<br>") {
            out.push(' ');
        }
        match line.strip_suffix('\\') {
            Some(broken) if !in_code => out.push_str(&format!("{broken}<br>")),
            Some(_) | None => out.push_str(&line),
        }
    }
    out
}

/// Markdown on a line, so that no `|` in it ends a cell of a table.
pub(super) fn in_cell(line: &str) -> Cow<'_, str> {
    if !line.contains('|') {
        return Cow::Borrowed(line);
    }
    let mut out = String::with_capacity(line.len());
    let mut escaped = false;
    for character in line.chars() {
        if character == '|' && !escaped {
            out.push('\\');
        }
        escaped = character == '\\' && !escaped;
        out.push(character);
    }
    Cow::Owned(out)
}

/// A block of code, fences included.
pub(super) fn fence(language: &str, code: &str) -> String {
    let code = characters::visible(code);
    let fence = "`".repeat((inline::longest_run(&code, '`') + 1).max(3));
    format!("{fence}{language}\n{code}\n{fence}")
}

/// How many `#` keep a raw string literal of Rust together.
pub(super) fn raw_guards(text: &str) -> usize {
    inline::longest_run(text, '#') + 1
}

/// Any text on one line, with nothing in it that cannot be seen; not Markdown.
pub(super) fn plain(text: &str) -> String {
    characters::visible(text).replace('\n', " ")
}

/// The lines of a paragraph that is fit for rustdoc already.
pub(super) fn wrap(paragraph: &str) -> Vec<String> {
    wrap::wrap(paragraph, wrap::WIDTH)
}

/// Text of our own making or a name from the specification, as literal code: `` `name` ``.
pub(super) fn code(text: &str) -> String {
    inline::code(&characters::visible(text), false)
}

/// The extensions that rustdoc reads and we keep. Where it reads more, we escape.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}
