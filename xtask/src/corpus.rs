//! `corpus`: the generator on documents that others wrote, one row each.

use std::any::Any;
use std::fs;
use std::panic::{self, AssertUnwindSafe};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use specsmith::diag::Rigor;
use specsmith::{Outcome, Spec};

use crate::failure::Failure;
use crate::flags;
use crate::progress::Progress;
use crate::report::{self, Tally};
use crate::screen;
use crate::specs::Source;
use crate::standalone;
use crate::summary::time;
use crate::tree::{self, Extent};
use crate::walk::{Entry, walk};
use crate::workspace::Workspace;

pub(crate) fn run(workspace: &Workspace, flags: &flags::Corpus) -> Result<(), Failure> {
    let names = documents(&flags.dir)?;
    if names.is_empty() {
        return Err(Failure::usage(format!("there is no document below {}", flags.dir.display())));
    }
    let widest = names.iter().map(|name| name.chars().count()).max().unwrap_or_default();
    let mut total = Row::default();
    let mut bad = 0;
    screen::out(heading(widest));
    for (index, name) in names.iter().enumerate() {
        let progress = Progress::start(format!("{}/{} {name}", index + 1, names.len()));
        let row =
            Document { workspace, path: flags.dir.join(name) }.measure(name, flags.compile)?;
        drop(progress);
        screen::out(row.line(name, widest));
        total.add(&row);
        bad += usize::from(row.fault.is_some());
    }
    screen::out(total.line(&report::count(names.len(), "document"), widest));
    if bad == 0 {
        Ok(())
    } else {
        Err(Failure::fault(format!("{bad} of {} documents failed", names.len())))
    }
}

/// Every document below a folder, by its path relative to it.
fn documents(dir: &Path) -> Result<Vec<String>, Failure> {
    if !dir.is_dir() {
        return Err(Failure::usage(format!("{} is not a folder", dir.display())));
    }
    let is_document = |path: &str| {
        let extension = Path::new(path).extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("yaml" | "yml" | "json"))
    };
    let entries = walk(dir, |_| true)?;
    let files = entries.into_iter().filter(|(_, entry)| *entry == Entry::File);
    Ok(files.map(|(path, _)| path).filter(|path| is_document(path)).collect())
}

struct Document<'a> {
    workspace: &'a Workspace,
    path: PathBuf,
}

impl Document<'_> {
    /// Only what is wrong with this machine ends the whole run.
    fn measure(&self, name: &str, compile: bool) -> Result<Row, Failure> {
        let mut row = Row {
            bytes: fs::metadata(&self.path).map_or(0, |metadata| metadata.len()),
            ..Row::default()
        };
        let source = Source::file(&self.path, Rigor::Lenient)?;
        let crate_name = format!("corpus-{}", crate::specs::module(name).replace('_', "-"));
        let folder = self.folder(&crate_name);
        let config = standalone::config(self.workspace, crate_name.clone(), &folder)?;
        let start = Instant::now();
        let made = without_panic(|| -> Result<(Spec, Outcome), Failure> {
            let spec = source.load(self.workspace)?;
            let outcome = specsmith::generate(std::slice::from_ref(&spec), &config);
            Ok((spec, outcome))
        });
        row.generating = start.elapsed();
        let (_, outcome) = match made {
            Ok(made) => made?,
            Err(message) => {
                row.fault = Some(format!("panic: {message}"));
                return Ok(row);
            }
        };
        row.tally = Tally::of(&outcome.diagnostics);
        for counts in &outcome.counts {
            row.operations += counts.operations;
            row.types += counts.types;
        }
        row.lines = outcome.files.values().map(|text| text.lines().count()).sum();
        if row.tally.errors > 0 {
            row.fault = Some(report::count(row.tally.errors, "error"));
        } else if compile {
            self.compile(&crate_name, &outcome, &mut row)?;
        }
        Ok(row)
    }

    /// Where the crate is written that is compiled.
    fn folder(&self, name: &str) -> PathBuf {
        self.workspace.target().join("corpus").join(name)
    }

    fn compile(&self, name: &str, outcome: &Outcome, row: &mut Row) -> Result<(), Failure> {
        let corpus = self.workspace.target().join("corpus");
        let folder = self.folder(name);
        tree::compare(&folder, &outcome.files, Extent::Marked)?.apply()?;
        // A workspace of its own, because this is inside ours, with the versions that ours is
        // tested with.
        let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = [\"{name}\"]\n");
        let written = |error| Failure::io("write", &corpus, &error);
        fs::write(corpus.join("Cargo.toml"), manifest).map_err(written)?;
        fs::copy(self.workspace.root().join("Cargo.lock"), corpus.join("Cargo.lock"))
            .map_err(written)?;
        let start = Instant::now();
        let output = Command::new(crate::ci::cargo())
            .args(["check", "--quiet", "--message-format", "short"])
            .current_dir(&folder)
            .env("CARGO_TARGET_DIR", corpus.join("target"))
            .output()
            .map_err(|error| Failure::fault(format!("cannot run cargo: {error}")))?;
        row.checking = Some(start.elapsed());
        if !output.status.success() {
            let text = String::from_utf8_lossy(&output.stderr);
            let first = text.lines().find(|line| line.contains("error")).unwrap_or("no message");
            row.fault = Some(format!("does not compile: {first}"));
        }
        Ok(())
    }
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

/// What there is to say of one document, or of all.
#[derive(Default, Debug)]
struct Row {
    bytes: u64,
    operations: usize,
    types: usize,
    lines: usize,
    tally: Tally,
    generating: Duration,
    checking: Option<Duration>,
    fault: Option<String>,
}

fn heading(widest: usize) -> String {
    format!(
        "{:widest$} {:>8} {:>6} {:>6} {:>8} {:>6} {:>6} {:>9} {:>10}\n",
        "document", "KiB", "ops", "types", "lines", "errors", "warn.", "generate", "check"
    )
}

impl Row {
    fn line(&self, name: &str, widest: usize) -> String {
        let row = format!(
            "{name:widest$} {:>8} {:>6} {:>6} {:>8} {:>6} {:>6} {:>9} {:>10} {}",
            self.bytes.div_ceil(1024),
            self.operations,
            self.types,
            self.lines,
            self.tally.errors,
            self.tally.warnings,
            time(self.generating),
            self.checking.map(time).unwrap_or_default(),
            self.fault.as_deref().unwrap_or_default(),
        );
        format!("{}\n", row.trim_end())
    }

    fn add(&mut self, other: &Self) {
        self.bytes += other.bytes;
        self.operations += other.operations;
        self.types += other.types;
        self.lines += other.lines;
        self.tally.errors += other.tally.errors;
        self.tally.warnings += other.tally.warnings;
        self.generating += other.generating;
        if let Some(checking) = other.checking {
            self.checking = Some(self.checking.unwrap_or_default() + checking);
        }
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
    fn documents_are_found_at_any_depth_in_order() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["z.json", "b/y.yml", "a.yaml", "notes.md", "corpus.tsv"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        assert_eq!(documents(folder.path()).unwrap(), ["a.yaml", "b/y.yml", "z.json"]);
    }

    #[test]
    fn rows_add_up() {
        let mut total = Row::default();
        for checking in [None, Some(Duration::from_millis(1_500))] {
            let ms = Duration::from_millis(10);
            total.add(&Row {
                bytes: 1024,
                operations: 2,
                generating: ms,
                checking,
                ..Row::default()
            });
        }
        let line = total.line("total", 8);
        let cells: Vec<_> = line.split_whitespace().collect();
        assert_eq!(cells, ["total", "2", "4", "0", "0", "0", "0", "20", "ms", "1.5", "s"]);
    }
}
