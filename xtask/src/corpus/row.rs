//! What there is to say of one document, or of all.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

#[derive(Clone, Default, PartialEq, Serialize, Deserialize, Debug)]
#[serde(default)]
pub(super) struct Row {
    pub(super) document: String,
    pub(super) bytes: u64,
    /// Operations below `paths`, counted in the text alone.
    pub(super) operations_in: usize,
    /// Those of them that the crate has.
    pub(super) operations_out: usize,
    pub(super) types: usize,
    pub(super) lines: usize,
    /// How often each code that loses something was reported.
    pub(super) losses: BTreeMap<String, usize>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    /// Reading and generating, without starting the process.
    pub(super) generate_ms: u64,
    /// The most memory that the process had, where the system tells.
    pub(super) memory_kib: Option<u64>,
    /// Where the crate was checked.
    pub(super) check_ms: Option<u64>,
    /// What rustc warned of, and errors.
    pub(super) complaints: usize,
    /// Why the document failed.
    pub(super) fault: Option<String>,
}

impl Row {
    pub(super) fn lossy(&self) -> usize {
        self.losses.values().sum()
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.operations_in += other.operations_in;
        self.operations_out += other.operations_out;
        self.types += other.types;
        self.lines += other.lines;
        for (code, times) in &other.losses {
            *self.losses.entry(code.clone()).or_default() += times;
        }
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.generate_ms += other.generate_ms;
        // Memory is had at once, not one after the other.
        self.memory_kib = self.memory_kib.max(other.memory_kib);
        if let Some(checking) = other.check_ms {
            self.check_ms = Some(self.check_ms.unwrap_or_default() + checking);
        }
        self.complaints += other.complaints;
    }
}

/// Whole milliseconds.
pub(super) fn milliseconds(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_add_up_and_memory_is_the_most() {
        let mut total = Row::default();
        for (memory, checking) in [(Some(7), None), (Some(5), Some(1_500)), (None, Some(20))] {
            total.add(&Row {
                operations_in: 2,
                losses: [("untyped".to_owned(), 3)].into(),
                memory_kib: memory,
                check_ms: checking,
                ..Row::default()
            });
        }
        assert_eq!((total.operations_in, total.lossy()), (6, 9));
        assert_eq!((total.memory_kib, total.check_ms), (Some(7), Some(1_520)));
    }
}
