//! What lists and tables have in common: how wide a line is, and what stands on it.

use super::code;
use crate::emit::{Entry, Row};

/// How long a line may be.
pub(super) const WIDTH: usize = 100;

/// One step of indentation.
pub(super) const INDENT: &str = "    ";

/// Whether a line is short enough.
pub(super) fn fits(line: &str) -> bool {
    line.len() <= WIDTH
}

impl Entry {
    /// The entry on one line.
    pub(super) fn text(&self) -> String {
        format!("{}{}{}", self.begin, joined(&self.items), self.end)
    }
}

/// Entries on one line.
pub(super) fn joined(entries: &[Entry]) -> String {
    entries.iter().map(Entry::text).collect::<Vec<_>>().join(", ")
}

/// An entry where the last line ends; if it is too long for a line, its list is set on lines of its own.
pub(super) fn put(entry: &Entry, indent: &str, after: &str, out: &mut String) {
    put_as(entry, &entry.text(), indent, after, out);
}

/// The same, for those who have its text.
fn put_as(entry: &Entry, text: &str, indent: &str, after: &str, out: &mut String) {
    if entry.items.is_empty() || last_line(out) + text.len() + after.len() <= WIDTH {
        out.push_str(text);
    } else {
        out.extend([&entry.begin, "\n"]);
        fill(&entry.items, &format!("{indent}{INDENT}"), "", out);
        out.extend([indent, &entry.end]);
    }
}

/// As many entries on each line as fit, parted by commas; the last one ends in `end`.
pub(super) fn fill(entries: &[Entry], indent: &str, end: &str, out: &mut String) {
    if entries.is_empty() && end.is_empty() {
        return;
    }
    out.push_str(indent);
    for (index, entry) in entries.iter().enumerate() {
        let sign = if index + 1 == entries.len() { end } else { "," };
        let text = entry.text();
        if index > 0 {
            let fits = last_line(out) + " ".len() + text.len() + sign.len() <= WIDTH;
            out.extend(if fits { [" ", ""] } else { ["\n", indent] });
        }
        put_as(entry, &text, indent, sign, out);
        out.push_str(sign);
    }
    out.push_str(if entries.is_empty() { end } else { "" });
    out.push('\n');
}

/// How long the last line is so far.
fn last_line(out: &str) -> usize {
    out.len() - out.rfind('\n').map_or(0, |at| at + 1)
}

/// What stands above a row.
pub(super) fn put_above(row: &Row, indent: &str, out: &mut String) {
    for line in &row.comment {
        out.extend([indent, "///", if line.is_empty() { "" } else { " " }, line, "\n"]);
    }
    for attribute in &row.attributes {
        code::put(attribute, "", indent, out);
    }
}

/// A row on lines of its own: on one if it is short enough, with what stands above it.
pub(super) fn put_row(row: &Row, indent: &str, out: &mut String) {
    put_above(row, indent, out);
    out.push_str(indent);
    if row.body.is_empty() {
        put(&row.text, indent, "", out);
    } else {
        put_with_body(row, indent, out);
    }
    out.push('\n');
}

fn put_with_body(row: &Row, indent: &str, out: &mut String) {
    let line = on_a_line(row);
    if indent.len() + line.len() <= WIDTH {
        out.push_str(&line);
        return;
    }
    put(&row.text, indent, " {", out);
    out.push_str(" {\n");
    let deeper = format!("{indent}{INDENT}");
    row.body.iter().for_each(|line| code::put(line, "", &deeper, out));
    out.extend([indent, "}"]);
}

/// A row on one line, without what stands above it.
pub(super) fn on_a_line(row: &Row) -> String {
    let text = row.text.text();
    if row.body.is_empty() {
        return text;
    }
    format!("{text} {{ {} }}", row.body.join(" ").trim_end_matches(','))
}
