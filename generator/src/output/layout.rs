//! What lists and tables have in common: how wide a line is, and what stands on it.

use crate::emit::Entry;

/// How long a line may be.
pub(super) const WIDTH: usize = 100;

/// One step of indentation.
pub(super) const INDENT: &str = "    ";

impl Entry {
    /// The entry on one line.
    pub(super) fn text(&self) -> String {
        format!("{}{}{}", self.begin, self.items.join(", "), self.end)
    }
}

/// As many entries on each line as fit, parted by commas; the last one ends in `end`. A list that fits on none has
/// lines of its own.
pub(super) fn fill(out: &mut String, indent: &str, entries: &[Entry], end: &str) {
    let mut line = String::from(indent);
    for (index, entry) in entries.iter().enumerate() {
        let sign = if index + 1 == entries.len() { end } else { "," };
        let text = entry.text();
        let begun = line.len() > indent.len();
        if begun && line.len() + " ".len() + text.len() + sign.len() > WIDTH {
            out.extend([&line, "\n"]);
            line.truncate(indent.len());
        } else if begun {
            line.push(' ');
        }
        if line.len() + text.len() + sign.len() > WIDTH && !entry.items.is_empty() {
            out.extend([&line, &entry.begin, "\n"]);
            fill(out, &format!("{indent}{INDENT}"), &entries_of(&entry.items), "");
            line = format!("{indent}{}{sign}", entry.end);
        } else {
            line.extend([&text, sign]);
        }
    }
    if entries.is_empty() {
        line.push_str(end);
    }
    if line.len() > indent.len() {
        out.extend([&line, "\n"]);
    }
}

/// Texts as entries.
pub(super) fn entries_of(texts: &[String]) -> Vec<Entry> {
    texts.iter().cloned().map(Entry::of).collect()
}
