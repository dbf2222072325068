//! Two runs beside each other: what got better, what got worse, what is merely different.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::report::Report;
use super::row::Row;

/// What is not worth a line, as is less than half more or less: that much changes from run to run.
const SHORT_MS: u64 = 200;
const SMALL_KIB: u64 = 8 << 10;

/// What became of something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Change {
    Better,
    Worse,
    Other,
}

/// One line for every difference, by document.
pub(super) fn text(earlier: &Report, now: &Report) -> String {
    let before: BTreeMap<&str, &Row> =
        earlier.documents.iter().map(|row| (&*row.document, row)).collect();
    let mut text = String::new();
    for row in &now.documents {
        let Some(old) = before.get(&*row.document) else {
            text.push_str(&format!("new     {}\n", row.document));
            continue;
        };
        for (change, what) in differences(old, row) {
            let word = match change {
                Change::Better => "better",
                Change::Worse => "worse",
                Change::Other => "other",
            };
            text.push_str(&format!("{word:6}  {}: {what}\n", row.document));
        }
    }
    if text.is_empty() { "nothing got better or worse\n".to_owned() } else { text }
}

fn differences(old: &Row, new: &Row) -> Vec<(Change, String)> {
    let mut found = Vec::new();
    match (&old.fault, &new.fault) {
        (Some(fault), None) => found.push((Change::Better, format!("no longer `{fault}`"))),
        (None, Some(fault)) => found.push((Change::Worse, format!("`{fault}`"))),
        (Some(old), Some(new)) if old != new => {
            found.push((Change::Other, format!("`{old}` → `{new}`")));
        }
        (Some(_), Some(_)) | (None, None) => {}
    }
    // A document without a crate has nothing to compare.
    if old.lines == 0 || new.lines == 0 {
        return found;
    }
    let numbers = [
        ("operations", old.operations_out, new.operations_out, Change::Worse, Change::Better),
        ("lossy steps", old.lossy(), new.lossy(), Change::Better, Change::Worse),
        ("complaints of rustc", old.complaints, new.complaints, Change::Better, Change::Worse),
        ("warnings", old.warnings, new.warnings, Change::Other, Change::Other),
        ("types", old.types, new.types, Change::Other, Change::Other),
        ("lines", old.lines, new.lines, Change::Other, Change::Other),
    ];
    for (what, old, new, less, more) in numbers {
        let change = match new.cmp(&old) {
            Ordering::Equal => continue,
            Ordering::Less => less,
            Ordering::Greater => more,
        };
        found.push((change, format!("{what} {old} → {new}")));
    }
    let measures = [
        ("ms of generating", Some((old.generate_ms, new.generate_ms)), SHORT_MS),
        ("ms of checking", old.check_ms.zip(new.check_ms), SHORT_MS),
        ("KiB of memory", old.memory_kib.zip(new.memory_kib), SMALL_KIB),
    ];
    for (what, pair, floor) in measures {
        let Some((old, new)) = pair else { continue };
        if let Some(change) = judge(old, new, floor) {
            found.push((change, format!("{what} {old} → {new}")));
        }
    }
    found
}

/// Where less is better and neighbours are the same.
fn judge(old: u64, new: u64, floor: u64) -> Option<Change> {
    let (less, more) = (old.min(new), old.max(new));
    if more - less < floor || more < less + less / 2 {
        None
    } else if new < old {
        Some(Change::Better)
    } else {
        Some(Change::Worse)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(document: &str, lossy: usize, fault: Option<&str>) -> Row {
        Row {
            document: document.to_owned(),
            lines: 1,
            losses: [("untyped".to_owned(), lossy)].into(),
            fault: fault.map(str::to_owned),
            ..Row::default()
        }
    }

    #[test]
    fn each_document_says_what_got_better_and_worse() {
        let earlier = Report::new(vec![row("a", 3, None), row("b", 1, Some("panic: x"))]);
        let now =
            Report::new(vec![row("a", 4, Some("1 error")), row("b", 0, None), row("c", 0, None)]);
        let expected = "worse   a: `1 error`\nworse   a: lossy steps 3 → 4\n\
                        better  b: no longer `panic: x`\nbetter  b: lossy steps 1 → 0\nnew     c\n";
        assert_eq!(text(&earlier, &now), expected);
        assert_eq!(text(&now, &now), "nothing got better or worse\n");
    }

    #[test]
    fn times_count_when_they_differ_clearly() {
        assert_eq!(judge(1_000, 1_400, 200), None);
        assert_eq!(judge(10, 40, 200), None);
        assert_eq!(judge(1_000, 2_000, 200), Some(Change::Worse));
        assert_eq!(judge(2_000, 1_000, 200), Some(Change::Better));
    }
}
