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

use pulldown_cmark::{Options, Parser, TextMergeStream};

use write::Writer;

/// The lines of a description. None is empty at the ends, all are without line breaks.
pub(super) fn block(text: &str) -> Vec<String> {
    let text = characters::visible(text);
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, options())) {
        writer.event(event);
    }
    writer.finish()
}

/// The description's first paragraph on one line, for lists and tables of our own.
pub(super) fn line(text: &str) -> String {
    let lines = block(text);
    let paragraph: Vec<&str> =
        lines.iter().map(|line| line.trim()).take_while(|line| !line.is_empty()).collect();
    match paragraph.first() {
        // A code block does not fit on a line.
        Some(first) if first.starts_with("```") => String::new(),
        _ => paragraph.join(" "),
    }
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
    inline::code(&plain(text), false)
}

/// The extensions that rustdoc reads and we keep. Where it reads more, we escape.
fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}
