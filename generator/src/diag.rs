//! Diagnostics: what is wrong with a specification, where, and what to do about it.
//!
//! Every stage takes a [`Diagnostics`] and goes on after reporting, so that one run names all problems.

pub mod codes;
mod excerpt;
mod json;
mod render;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

pub use codes::Code;
pub use render::{Format, render};

use crate::source::{At, FileId};

/// How bad a problem is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// The output is right but less typed or less complete than the reader of the document may expect.
    Warning,
    /// A rule of OpenAPI is broken, and there is a sensible reading all the same. What comes of it is for
    /// [`Rigor`] to say.
    Fault,
    /// Nothing is written.
    Error,
}

/// What a [`Severity::Fault`] is.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum Rigor {
    /// An error, because who runs the generator writes the description too.
    #[default]
    Strict,
    /// A warning, because the description is someone else's and has to be taken as it is.
    Lenient,
}

/// What a problem amounts to in a run.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Level {
    /// The output is written.
    Warning,
    /// Nothing is written.
    Error,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// The place that a diagnostic points at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// A value.
    Value(At),
    /// The key of the member whose value this is.
    Key(At),
    /// A stretch of text that could not be read into nodes: byte offsets into the file.
    Text {
        /// The file.
        file: FileId,
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
    },
    /// A whole file.
    File(FileId),
}

impl Place {
    /// The file that it is in.
    #[must_use]
    pub fn file(self) -> FileId {
        match self {
            Self::Value(at) | Self::Key(at) => at.file,
            Self::Text { file, .. } | Self::File(file) => file,
        }
    }
}

impl From<At> for Place {
    fn from(at: At) -> Self {
        Self::Value(at)
    }
}

/// A second place that explains the first, such as an earlier definition.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is there, as a short phrase: "first defined here".
    pub message: String,
}

/// One problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagnostic {
    /// Its stable name and severity.
    pub code: Code,
    /// One sentence without a full stop, naming the thing in question.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// Further places.
    pub labels: Vec<Label>,
    /// What to do about it: one imperative sentence.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Adds what to do about it.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place.
    pub fn label(&mut self, place: impl Into<Place>, message: impl Into<String>) -> &mut Self {
        self.labels.push(Label { place: place.into(), message: message.into() });
        self
    }
}

/// All problems of a run, in the order in which they were found.
#[derive(Clone, Default, Debug)]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
    rigor: Rigor,
}

impl Diagnostics {
    /// None yet, of a description that is read with this rigor.
    #[must_use]
    pub fn new(rigor: Rigor) -> Self {
        Self { list: Vec::new(), rigor }
    }

    /// How descriptions are read.
    #[must_use]
    pub fn rigor(&self) -> Rigor {
        self.rigor
    }

    /// Reports a problem; the result takes help and labels.
    pub fn report(
        &mut self,
        code: Code,
        place: impl Into<Place>,
        message: impl Into<String>,
    ) -> &mut Diagnostic {
        self.list.push(Diagnostic {
            code,
            message: message.into(),
            place: place.into(),
            labels: Vec::new(),
            help: None,
        });
        self.list.last_mut().expect("a diagnostic was pushed")
    }

    /// Adds one that was made elsewhere.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over all of another run's, after its own.
    pub fn append(&mut self, other: Self) {
        self.list.extend(other.list);
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.list.iter()
    }

    /// What a problem amounts to here.
    #[must_use]
    pub fn level(&self, diagnostic: &Diagnostic) -> Level {
        match (diagnostic.code.severity, self.rigor) {
            (Severity::Warning, _) | (Severity::Fault, Rigor::Lenient) => Level::Warning,
            (Severity::Error, _) | (Severity::Fault, Rigor::Strict) => Level::Error,
        }
    }

    /// How many are of this level.
    #[must_use]
    pub fn count(&self, level: Level) -> usize {
        self.list.iter().filter(|diagnostic| self.level(diagnostic) == level).count()
    }

    /// How often each code that loses something was reported, by name.
    #[must_use]
    pub fn losses(&self) -> BTreeMap<&'static str, usize> {
        let mut losses = BTreeMap::new();
        for diagnostic in self.list.iter().filter(|diagnostic| diagnostic.code.lossy) {
            *losses.entry(diagnostic.code.name).or_default() += 1;
        }
        losses
    }

    /// Whether nothing may be written.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.count(Level::Error) > 0
    }
}
