//! A page as it is written, block by block.

use crate::emit::markdown;
use crate::ir::Docs;

/// The text so far. Blocks are parted by blank lines.
#[derive(Default)]
pub(super) struct Page {
    text: String,
}

impl Page {
    /// Adds a heading; its text is Markdown.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        self.block(&format!("{} {text}", "#".repeat(level)));
    }

    /// Adds a paragraph of our own, or nothing for no text.
    pub(super) fn paragraph(&mut self, text: impl AsRef<str>) {
        if !text.as_ref().is_empty() {
            self.block(text.as_ref());
        }
    }

    /// Adds what the specification says of a thing; whether it says anything.
    pub(super) fn description(&mut self, docs: &Docs) -> bool {
        let before = self.text.len();
        let summary = docs.summary.as_deref().map(markdown::line).unwrap_or_default();
        let description = docs.description.as_deref().map(markdown::block).unwrap_or_default();
        if description.first() != Some(&summary) {
            self.paragraph(crate::emit::docs::sentence(&summary));
        }
        self.paragraph(description.join("\n"));
        let facts: Vec<String> = docs.facts.iter().map(|fact| markdown::line(fact)).collect();
        self.paragraph(facts.join(" "));
        if let Some(link) = docs.link.as_deref().map(markdown::line).filter(|l| !l.is_empty()) {
            self.paragraph(format!("See {link}."));
        }
        self.text.len() > before
    }

    /// Adds the items of a list.
    pub(super) fn list(&mut self, items: &[String]) {
        let items: Vec<String> = items.iter().map(|item| format!("- {item}")).collect();
        self.paragraph(items.join("\n"));
    }

    /// Adds a table without the columns that are empty in all rows, and nothing without rows. Cells are
    /// Markdown on a line; the first column stays.
    pub(super) fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        if rows.is_empty() {
            return;
        }
        let is_said = |column: &usize| {
            *column == 0 || rows.iter().any(|row| row.get(*column).is_some_and(|c| !c.is_empty()))
        };
        let columns: Vec<usize> = (0..head.len()).filter(is_said).collect();
        let row = |cells: &[String]| {
            let cells = columns.iter().filter_map(|column| cells.get(*column));
            cells.fold("|".to_owned(), |row, cell| row + " " + &markdown::in_cell(cell) + " |")
        };
        let head: Vec<String> = head.iter().map(|title| (*title).to_owned()).collect();
        let mut lines = vec![row(&head), format!("|{}", " --- |".repeat(columns.len()))];
        lines.extend(rows.iter().map(|cells| row(cells)));
        self.block(&lines.join("\n"));
    }

    /// Adds a block of code.
    pub(super) fn code(&mut self, language: &str, lines: &[String]) {
        self.block(&markdown::fence(language, &lines.join("\n")));
    }

    /// Adds a sample.
    pub(super) fn json(&mut self, sample: &str) {
        self.block(&markdown::fence("json", sample));
    }

    /// Adds a part that readers unfold; what is shown before is Markdown on a line.
    pub(super) fn folded(&mut self, summary: &str, inside: impl FnOnce(&mut Self)) {
        self.block(&format!("<details>\n<summary>{summary}</summary>"));
        inside(self);
        self.block("</details>");
    }

    /// The text, which begins with a blank line and ends with a line feed.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn block(&mut self, text: &str) {
        self.text.push('\n');
        if ends_plainly(text) {
            self.text.extend([text, "\n"]);
            return;
        }
        for line in text.lines() {
            self.text.push_str(line.trim_end());
            self.text.push('\n');
        }
    }
}

/// Whether every line ends in a character that can be seen, as most texts do.
fn ends_plainly(text: &str) -> bool {
    let is_plain = |line: &str| line.bytes().next_back().is_none_or(|last| last.is_ascii_graphic());
    text.split('\n').all(is_plain) && !text.is_empty() && !text.ends_with('\n')
}

/// What the specification says of a thing, for a cell of a table.
pub(super) fn cell(docs: &Docs) -> String {
    let mut said = Vec::new();
    if docs.deprecated {
        said.push("**Deprecated.**".to_owned());
    }
    let summary = docs.summary.as_deref().map(markdown::line).unwrap_or_default();
    let description = docs.description.as_deref().map(markdown::cell).unwrap_or_default();
    if !summary.is_empty() && !description.starts_with(&summary) {
        said.push(crate::emit::docs::sentence(&summary));
    }
    if !description.is_empty() {
        let description = crate::emit::docs::without_announcement(&description);
        said.push(crate::emit::docs::sentence(description));
    }
    said.join(" ")
}

/// A fact or a part of one, for a cell of a table.
pub(super) fn fact(text: &str) -> String {
    markdown::line(text)
}
