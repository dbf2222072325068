//! Rows for people.

use std::time::Duration;

use crate::summary::time;

use super::document::Document;
use super::row::Row;

/// How wide the first column is.
#[derive(Debug)]
pub(super) struct Table {
    widest: usize,
}

impl Table {
    pub(super) fn new(documents: &[Document]) -> Self {
        Self::wide(documents.iter().map(|document| &*document.name))
    }

    pub(super) fn wide<'a>(names: impl Iterator<Item = &'a str>) -> Self {
        let widest = names.map(|name| name.chars().count()).max().unwrap_or_default();
        Self { widest: widest.max("1000 documents".len()) }
    }

    pub(super) fn heading(&self) -> String {
        let cells = [
            "KiB", "ops in", "out", "types", "lossy", "warn.", "lines", "generate", "MiB", "check",
        ];
        self.columns("document", &cells.map(str::to_owned), "")
    }

    pub(super) fn line(&self, row: &Row) -> String {
        self.named(&row.document, row)
    }

    /// A row under another name.
    pub(super) fn named(&self, name: &str, row: &Row) -> String {
        let short = |ms| time(Duration::from_millis(ms));
        let cells = [
            row.bytes.div_ceil(1024).to_string(),
            row.operations_in.to_string(),
            row.operations_out.to_string(),
            row.types.to_string(),
            row.lossy().to_string(),
            row.warnings.to_string(),
            row.lines.to_string(),
            short(row.generate_ms),
            row.memory_kib.map(|kib| kib.div_ceil(1024).to_string()).unwrap_or_default(),
            row.check_ms.map(short).unwrap_or_default(),
        ];
        self.columns(name, &cells, row.fault.as_deref().unwrap_or_default())
    }

    fn columns(&self, name: &str, cells: &[String; 10], end: &str) -> String {
        let [kib, input, output, types, lossy, warnings, lines, generate, mib, check] = cells;
        let line = format!(
            "{name:width$} {kib:>6} {input:>6} {output:>6} {types:>6} {lossy:>6} {warnings:>6} \
             {lines:>8} {generate:>9} {mib:>5} {check:>10} {end}",
            width = self.widest
        );
        format!("{}\n", line.trim_end())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_stands_below_its_heading_and_ends_with_what_is_wrong() {
        let row = Row {
            document: "a.yaml".to_owned(),
            bytes: 2_049,
            operations_in: 4,
            operations_out: 3,
            memory_kib: Some(1_025),
            generate_ms: 1_500,
            fault: Some("1 operation is lost".to_owned()),
            ..Row::default()
        };
        let table = Table::wide(["a.yaml"].into_iter());
        let line = table.line(&row);
        let cells: Vec<_> = line.split_whitespace().collect();
        let expected = "a.yaml 3 4 3 0 0 0 0 1.5 s 2 1 operation is lost";
        assert_eq!(cells, expected.split(' ').collect::<Vec<_>>());
        let end_of = |text: &str, part: &str| text.find(part).unwrap() + part.len();
        assert_eq!(end_of(&table.heading(), "ops in"), end_of(&line, "     4"));
    }
}
