//! Diagnostics of specifications, printed.

use std::io;

use specsmith::Spec;
use specsmith::diag::{Diagnostics, Format, Level, render};

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
    if diagnostics.iter().next().is_some() {
        let colour = screen::colours(&io::stderr());
        let format = if colour { Format::HumanColour } else { Format::Human };
        screen::note(render(diagnostics, &spec.sources, format).trim_end());
    }
}

/// Prints the problems of one specification for editors, to stdout.
pub(crate) fn json(spec: &Spec, diagnostics: &Diagnostics) {
    screen::out(render(diagnostics, &spec.sources, Format::Json));
}
