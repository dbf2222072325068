//! All rows of a run: as a file, and added up.

use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::report::count;

use super::row::Row;
use super::table::Table;

#[derive(Serialize, Deserialize, Debug)]
pub(super) struct Report {
    pub(super) documents: Vec<Row>,
    total: Row,
}

impl Report {
    pub(super) fn new(documents: Vec<Row>) -> Self {
        let mut total = Row::default();
        for row in &documents {
            total.add(row);
        }
        Self { documents, total }
    }

    /// What an earlier run wrote.
    pub(super) fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|error| Failure::io("read", path, &error))?;
        serde_json::from_str(&text).map_err(|error| {
            Failure::usage(format!("{} is not what --json writes: {error}", path.display()))
        })
    }

    pub(super) fn write(&self, path: &Path) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self)
            .map_err(|error| Failure::fault(format!("cannot write the table: {error}")))?;
        fs::write(path, text + "\n").map_err(|error| Failure::io("write", path, &error))
    }

    /// How many documents failed.
    pub(super) fn bad(&self) -> usize {
        self.documents.iter().filter(|row| row.fault.is_some()).count()
    }

    /// The last line of the table, and below it how often each kind of loss occurs.
    pub(super) fn total_line(&self) -> String {
        let names = self.documents.iter().map(|row| &*row.document);
        let total = count(self.documents.len(), "document");
        let mut text = Table::wide(names).named(&total, &self.total);
        let widest = self.total.losses.keys().map(String::len).max().unwrap_or_default();
        for (code, times) in &self.total.losses {
            text.push_str(&format!("  lossy: {code:widest$} {times:>6}\n"));
        }
        text
    }
}
