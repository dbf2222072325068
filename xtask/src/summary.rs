//! What a run of codegen did, in one line.

use std::fmt;
use std::time::Duration;

use crate::report::count;
use crate::tree::{Change, Comparison};

/// `clerk: 9 operations, 14 types → 7 files (2 changed, 5 unchanged) in 31 ms`
#[derive(Debug)]
pub(crate) struct Summary {
    apis: Vec<String>,
    files: usize,
    parts: Vec<String>,
    time: Duration,
}

impl Summary {
    pub(crate) fn new(comparison: &Comparison<'_>, time: Duration) -> Self {
        let changes = |wanted: fn(&Change) -> bool| {
            comparison.changes.values().filter(|change| wanted(change)).count()
        };
        let new = changes(|change| matches!(change, Change::Missing { .. }));
        let changed = changes(|change| matches!(change, Change::Changed { .. }));
        let removed = changes(|change| matches!(change, Change::Stale));
        let parts = [
            (new, "new"),
            (changed, "changed"),
            (comparison.unchanged, "unchanged"),
            (removed, "removed"),
        ];
        Self {
            apis: Vec::new(),
            files: new + changed + comparison.unchanged,
            parts: parts
                .iter()
                .filter(|(number, _)| *number > 0)
                .map(|(number, what)| format!("{number} {what}"))
                .collect(),
            time,
        }
    }

    /// Adds what there is of one API.
    pub(crate) fn api(&mut self, name: &str, operations: usize, types: usize) {
        let (operations, types) = (count(operations, "operation"), count(types, "type"));
        self.apis.push(format!("{name}: {operations}, {types}"));
    }
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} → {} ({}) in {}",
            self.apis.join("; "),
            count(self.files, "file"),
            self.parts.join(", "),
            time(self.time)
        )
    }
}

/// A time as people say it: `31 ms`, `2.4 s`, `3 min 5 s`.
pub(crate) fn time(time: Duration) -> String {
    match time.as_millis() {
        ms @ 0..1_000 => format!("{ms} ms"),
        ms @ 1_000..60_000 => format!("{}.{} s", ms / 1_000, ms % 1_000 / 100),
        ms => format!("{} min {} s", ms / 60_000, ms % 60_000 / 1_000),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::tree::{Extent, compare};

    #[test]
    fn a_run_is_summed_up_in_one_line() {
        let folder = tempfile::TempDir::new().unwrap();
        let marked = format!("// {}\n", crate::ownership::MARKER);
        let file = |name: &str| (name.to_owned(), marked.clone());
        let mut files = BTreeMap::from([file("a"), file("b"), file("old")]);
        compare(folder.path(), &files, Extent::All).unwrap().apply().unwrap();
        files.remove("old");
        files.insert("b".to_owned(), format!("{marked}more"));
        files.insert("new".to_owned(), marked);
        let comparison = compare(folder.path(), &files, Extent::All).unwrap();
        let mut summary = Summary::new(&comparison, Duration::from_millis(31));
        summary.api("clerk", 9, 14);
        summary.api("fastly", 1, 2);
        assert_eq!(
            summary.to_string(),
            "clerk: 9 operations, 14 types; fastly: 1 operation, 2 types \
             → 3 files (1 new, 1 changed, 1 unchanged, 1 removed) in 31 ms\n"
        );
    }

    #[test]
    fn times_read_well_at_any_length() {
        for (ms, expected) in
            [(0, "0 ms"), (999, "999 ms"), (2_449, "2.4 s"), (185_000, "3 min 5 s")]
        {
            assert_eq!(time(Duration::from_millis(ms)), expected);
        }
    }
}
