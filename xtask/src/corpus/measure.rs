//! What a process does with its one document: generate, count, and print one object of JSON.

use std::any::Any;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::{Deserialize, Serialize};
use specsmith::diag::{Diagnostics, Rigor};
use specsmith::source::FileId;
use specsmith::{Outcome, Spec};

use crate::failure::Failure;
use crate::flags;
use crate::report::{Tally, count as number};
use crate::screen;
use crate::specs::Source;
use crate::standalone;
use crate::tree::{self, Extent};
use crate::workspace::Workspace;

use super::count;
use super::row::{Row, milliseconds};

/// What a process says to the one that started it.
#[derive(Serialize, Deserialize, Debug)]
pub(super) struct Measured {
    pub(super) row: Row,
    /// Every file that was read.
    pub(super) files: Vec<PathBuf>,
}

pub(crate) fn run(workspace: &Workspace, flags: &flags::Measure) -> Result<(), Failure> {
    let source = Source::file(&flags.file, Rigor::Lenient)?;
    let folder = source.path.parent().unwrap_or(Path::new("")).to_path_buf();
    let config = standalone::config(workspace, flags.name.clone(), &flags.out, None)?;
    let start = Instant::now();
    let made = without_panic(|| -> Result<(Spec, Outcome), Failure> {
        let spec = source.load(workspace)?;
        let outcome = specsmith::generate(std::slice::from_ref(&spec), &config);
        Ok((spec, outcome))
    });
    let generate_ms = milliseconds(start.elapsed());
    let mut measured = match made {
        Ok(made) => {
            let (spec, outcome) = made?;
            let row = row(&spec, &outcome);
            if flags.write && row.fault.is_none() {
                tree::compare(&flags.out, &outcome.files, Extent::Marked)?.apply()?;
            }
            Measured { row, files: files(&spec, &folder) }
        }
        Err(message) => Measured {
            row: Row { fault: Some(format!("panic: {message}")), ..Row::default() },
            files: vec![source.path],
        },
    };
    measured.row.generate_ms = generate_ms;
    measured.row.memory_kib = peak_kib();
    let text = serde_json::to_string(&measured)
        .map_err(|error| Failure::fault(format!("cannot write a row: {error}")))?;
    screen::out(text);
    Ok(())
}

fn row(spec: &Spec, outcome: &Outcome) -> Row {
    let tally = Tally::of(&outcome.diagnostics);
    let mut row = Row {
        operations_in: count::operations(&spec.sources),
        operations_out: outcome.counts.iter().map(|counts| counts.operations).sum(),
        types: outcome.counts.iter().map(|counts| counts.types).sum(),
        lines: outcome.files.values().map(|text| text.lines().count()).sum(),
        errors: tally.errors,
        warnings: tally.warnings,
        ..Row::default()
    };
    for (code, times) in outcome.diagnostics.iter().flat_map(Diagnostics::losses) {
        *row.losses.entry(code.to_owned()).or_default() += times;
    }
    let lost = row.operations_in.saturating_sub(row.operations_out);
    row.fault = match (tally.errors, lost) {
        (0, 0) => None,
        (0, lost) => Some(format!("{} lost", number(lost, "operation"))),
        (errors, _) => Some(number(errors, "error")),
    };
    row
}

/// The files of a specification, those that could not be read among them.
fn files(spec: &Spec, folder: &Path) -> Vec<PathBuf> {
    let names = (0..=u16::MAX).map(|index| spec.sources.name(FileId(index)));
    names.take_while(|name| !name.is_empty()).map(|name| folder.join(name)).collect()
}

/// The most memory that this process had at once, where Linux tells (proc(5), `VmHWM`).
fn peak_kib() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    high_water(&status)
}

fn high_water(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim_end().parse().ok()
}

/// Runs the generator; gives the message of a panic as an error.
fn without_panic<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| {}));
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    panic::set_hook(hook);
    result.map_err(|payload| message_of(&*payload).to_owned())
}

fn message_of(payload: &(dyn Any + Send)) -> &str {
    match (payload.downcast_ref::<&str>(), payload.downcast_ref::<String>()) {
        (Some(text), _) => text,
        (None, Some(text)) => text,
        (None, None) => "without a message",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        assert_eq!(without_panic(|| 1), Ok(1));
        let boom = |text: &str| without_panic(|| panic!("{text}"));
        assert_eq!(boom("boom"), Err("boom".to_owned()));
        assert_eq!(without_panic(|| panic!("fixed")), Err::<(), _>("fixed".to_owned()));
    }

    #[test]
    fn the_high_water_mark_is_read_in_kib() {
        assert_eq!(high_water("VmPeak:\t9 kB\nVmHWM:\t    2904 kB\n"), Some(2904));
        assert_eq!(high_water("VmPeak:\t9 kB\n"), None);
    }

    #[test]
    fn a_lost_operation_is_a_fault_and_an_error_says_more() {
        let text = "openapi: 3.1.0\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {}}}";
        let spec = Spec::load("api", "a.yaml", Rigor::Lenient, &mut |_| Ok(text.to_owned()));
        let outcome = |operations| Outcome {
            files: Default::default(),
            diagnostics: vec![Diagnostics::new(Rigor::Lenient)],
            counts: vec![specsmith::Counts { operations, ..Default::default() }],
        };
        assert_eq!(row(&spec, &outcome(0)).fault.as_deref(), Some("1 operation lost"));
        assert_eq!(row(&spec, &outcome(1)).fault, None);
        let file = files(&spec, Path::new("folder"));
        assert_eq!(file, [Path::new("folder").join("a.yaml")]);
    }
}
