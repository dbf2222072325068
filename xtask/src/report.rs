//! Diagnostics of specifications, printed.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use specsmith::Spec;
use specsmith::diag::{Diagnostics, Format, Level, render};

use crate::failure::Failure;
use crate::screen;

/// How many problems of each kind there are.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Tally {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

impl Tally {
    pub(crate) fn of<'a>(all: impl IntoIterator<Item = &'a Diagnostics>) -> Self {
        all.into_iter().fold(Self::default(), |tally, one| Self {
            errors: tally.errors + one.count(Level::Error),
            warnings: tally.warnings + one.count(Level::Warning),
        })
    }

    /// `2 errors and 1 warning`.
    pub(crate) fn in_words(self) -> String {
        let errors = count(self.errors, "error");
        match self.warnings {
            0 => errors,
            warnings => format!("{errors} and {}", count(warnings, "warning")),
        }
    }
}

/// `1 file`, `2 files`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Prints the problems of one specification for people, to stderr.
pub(crate) fn human(spec: &Spec, diagnostics: &Diagnostics) {
    texts([spec], [diagnostics]).for_each(screen::note);
}

/// The problems of each specification that has any, for people who read stderr.
pub(crate) fn texts<'a>(
    specs: impl IntoIterator<Item = &'a Spec>,
    found: impl IntoIterator<Item = &'a Diagnostics>,
) -> impl Iterator<Item = String> {
    let colour = screen::colours(&io::stderr());
    let format = if colour { Format::HumanColour } else { Format::Human };
    let found = specs.into_iter().zip(found).filter(|(_, found)| found.iter().next().is_some());
    found.map(move |(spec, found)| render(found, &spec.sources, format).trim_end().to_owned())
}

/// Writes the problems of specifications to a file, and prints how often each kind of loss is among them.
pub(crate) fn file(path: &Path, specs: &[Spec], found: &[Diagnostics]) -> Result<(), Failure> {
    let text: String = specs
        .iter()
        .zip(found)
        .map(|(spec, diagnostics)| render(diagnostics, &spec.sources, Format::Json))
        .collect();
    fs::write(path, text).map_err(|error| Failure::io("write", path, &error))?;
    let losses = losses(found);
    let widest = losses.keys().map(|name| name.len()).max().unwrap_or_default();
    for (name, times) in &losses {
        screen::note(format_args!("{name:widest$}  {times:>6}"));
    }
    screen::note(format_args!("{} in {}", in_places(&losses), path.display()));
    Ok(())
}

/// Fails when something is lost.
pub(crate) fn deny_losses(found: &[Diagnostics]) -> Result<(), Failure> {
    let losses = losses(found);
    if losses.is_empty() {
        return Ok(());
    }
    let names: Vec<&str> = losses.keys().copied().collect();
    Err(Failure::fault(format!(
        "{} ({}), which --deny lossy forbids; nothing was written",
        in_places(&losses),
        names.join(", ")
    )))
}

fn losses(found: &[Diagnostics]) -> BTreeMap<&'static str, usize> {
    let mut losses = BTreeMap::new();
    for (name, times) in found.iter().flat_map(Diagnostics::losses) {
        *losses.entry(name).or_default() += times;
    }
    losses
}

fn in_places(losses: &BTreeMap<&'static str, usize>) -> String {
    format!("something is lost in {}", count(losses.values().sum(), "place"))
}

/// Prints the problems of one specification for editors, to stdout.
pub(crate) fn json(spec: &Spec, diagnostics: &Diagnostics) {
    screen::out(render(diagnostics, &spec.sources, Format::Json));
}
