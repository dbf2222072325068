//! Writes the events of the parser as Markdown of our own, line by line.

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::inline;
use super::wrap::{WIDTH, wrap};

/// Lists and quotes deeper than this are written at this depth.
const DEPTH: usize = 8;

/// A list or quote that is open.
enum Container {
    /// A list; the number of its next item if it is ordered.
    List(Option<u64>),
    /// An item of a list, with its marker, and whether a line has it already.
    Item(String, bool),
    /// A quote.
    Quote,
}

/// The text so far.
#[derive(Default)]
pub(super) struct Writer {
    lines: Vec<String>,
    containers: Vec<Container>,
    /// The paragraph that is being read: escaped text, `\n` for hard breaks.
    text: String,
    /// Targets of open links; `None` for those that are dropped.
    links: Vec<Option<String>>,
    /// The content of an open code block.
    code: Option<String>,
    /// The cells of an open row.
    row: Option<Vec<String>>,
    /// Whether the last block of a tight list needs no blank line after it.
    tight: bool,
}

impl Writer {
    /// Takes one event.
    pub(super) fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.literal(&text),
            Event::Code(code) => self.text.push_str(&inline::code(&code, self.row.is_some())),
            Event::InlineHtml(html) | Event::Html(html) => self.html(&html),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => self.flush(),
            // The extensions that make these are off; their text is text then.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.literal(&text);
            }
            Event::TaskListMarker(_) => {}
        }
    }

    /// The lines, without empty ones at the ends.
    pub(super) fn finish(mut self) -> Vec<String> {
        self.flush();
        while self.lines.last().is_some_and(String::is_empty) {
            self.lines.pop();
        }
        self.lines
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.block(),
            Tag::Heading { .. } => {
                self.block();
                self.text.push_str("**");
            }
            Tag::BlockQuote(_) => {
                self.block();
                self.open(Container::Quote);
            }
            Tag::CodeBlock(kind) => {
                self.block();
                let content = match kind {
                    CodeBlockKind::Indented | CodeBlockKind::Fenced(_) => String::new(),
                };
                self.code = Some(content);
            }
            Tag::List(number) => {
                // A list that follows text of its item does so without a blank line.
                self.flush();
                if !self.inside_item() {
                    self.blank();
                }
                self.open(Container::List(number));
            }
            Tag::Item => self.item(),
            Tag::Table(_) => self.block(),
            Tag::TableHead | Tag::TableRow => self.row = Some(Vec::new()),
            Tag::Emphasis => self.text.push('*'),
            Tag::Strong => self.text.push_str("**"),
            Tag::Strikethrough => self.text.push_str("~~"),
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                // Links do not nest; an image in a link is its text.
                let nested = self.links.iter().any(Option::is_some);
                let target = if nested { None } else { inline::target(&dest_url) };
                if target.is_some() {
                    self.text.push('[');
                }
                self.links.push(target);
            }
            Tag::TableCell
            | Tag::FootnoteDefinition(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript
            | Tag::MetadataBlock(_) => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.flush(),
            TagEnd::Heading(_) => {
                match self.text.strip_suffix("**") {
                    Some("") => self.text.clear(),
                    _ => self.text.push_str("**"),
                }
                self.flush();
            }
            TagEnd::BlockQuote(_) | TagEnd::List(_) => {
                self.flush();
                self.containers.pop();
                self.tight = false;
            }
            TagEnd::Item => {
                self.flush();
                self.containers.pop();
                self.tight = true;
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text).replace('\n', " ");
                if let Some(row) = &mut self.row {
                    row.push(cell.trim().to_owned());
                }
            }
            TagEnd::TableHead => self.table_row(true),
            TagEnd::TableRow => self.table_row(false),
            TagEnd::Emphasis => self.text.push('*'),
            TagEnd::Strong => self.text.push_str("**"),
            TagEnd::Strikethrough => self.text.push_str("~~"),
            TagEnd::Link | TagEnd::Image => {
                if let Some(Some(target)) = self.links.pop() {
                    match self.text.strip_suffix('[') {
                        // Without text the address is the text.
                        Some(rest) => self.text = format!("{rest}<{target}>"),
                        None => self.text.push_str(&format!("]({target})")),
                    }
                }
            }
            TagEnd::Table
            | TagEnd::FootnoteDefinition
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::MetadataBlock(_) => {}
        }
    }

    fn literal(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if self.links.iter().any(Option::is_some) {
            inline::escape(text, &mut self.text);
        } else {
            inline::text(text, &mut self.text);
        }
    }

    /// HTML is shown as it is written, but for the line break that descriptions use most.
    fn html(&mut self, html: &str) {
        let tag: String = html.chars().filter(|c| !c.is_whitespace()).collect();
        if ["<br>", "<br/>", "</br>"].iter().any(|known| tag.eq_ignore_ascii_case(known)) {
            self.text.push('\n');
        } else {
            self.literal(html);
        }
    }

    fn open(&mut self, container: Container) {
        self.containers.push(container);
        self.tight = true;
    }

    fn inside_item(&self) -> bool {
        matches!(self.containers.last(), Some(Container::Item(..)))
    }

    fn item(&mut self) {
        self.flush();
        let marker = match self.containers.last_mut() {
            Some(Container::List(Some(number))) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1).min(999_999_999);
                marker
            }
            _ => "- ".to_owned(),
        };
        self.containers.push(Container::Item(marker, false));
        self.tight = true;
    }

    /// A block begins: what was open before ends, and a blank line parts the two.
    fn block(&mut self) {
        self.flush();
        if !self.tight {
            self.blank();
        }
        self.tight = false;
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.trim_end_matches(['>', ' ']).is_empty()) {
            let prefix = self.prefix();
            self.lines.push(prefix.trim_end().to_owned());
        }
    }

    /// What lines inside the open containers start with, once the markers are written.
    fn prefix(&self) -> String {
        let mut prefix = String::new();
        for container in self.containers.iter().take(2 * DEPTH) {
            match container {
                Container::List(_) => {}
                Container::Item(marker, _) => prefix.push_str(&" ".repeat(marker.len())),
                Container::Quote => prefix.push_str("> "),
            }
        }
        prefix
    }

    /// Adds a line inside the open containers; the first one in an item has its marker.
    fn push(&mut self, line: &str) {
        let mut full = String::new();
        for container in self.containers.iter_mut().take(2 * DEPTH) {
            match container {
                Container::List(_) => {}
                Container::Item(marker, written) if *written => {
                    full.push_str(&" ".repeat(marker.len()));
                }
                Container::Item(marker, written) => {
                    *written = true;
                    full.push_str(marker);
                }
                Container::Quote => full.push_str("> "),
            }
        }
        full.push_str(line);
        self.lines.push(full.trim_end().to_owned());
    }

    /// Writes the paragraph that was read, wrapped.
    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        if text.trim().is_empty() {
            return;
        }
        let width = WIDTH.saturating_sub(self.prefix().len()).max(40);
        let paragraphs: Vec<&str> =
            text.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect();
        let last = paragraphs.len().saturating_sub(1);
        for (index, paragraph) in paragraphs.into_iter().enumerate() {
            let mut lines = wrap(paragraph, width);
            if index < last {
                // A backslash before the line's end is a hard break.
                if let Some(line) = lines.last_mut() {
                    line.push('\\');
                }
            }
            for line in lines {
                self.push(&line);
            }
        }
    }

    fn code_block(&mut self) {
        let Some(code) = self.code.take() else { return };
        let fence = "`".repeat((inline::longest_run(&code, '`') + 1).max(3));
        self.push(&format!("{fence}text"));
        for line in code.strip_suffix('\n').unwrap_or(&code).split('\n') {
            self.push(line);
        }
        self.push(&fence);
    }

    fn table_row(&mut self, head: bool) {
        let Some(row) = self.row.take() else { return };
        self.push(&format!("| {} |", row.join(" | ")));
        if head {
            self.push(&format!("|{}", " --- |".repeat(row.len())));
        }
    }
}
