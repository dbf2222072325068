//! Where nodes stand in the text: found on demand, by reading the text a second time.
//!
//! The second reading counts nodes as the first did (see [`super::visit`]), so identities suffice to
//! join them. Nothing is kept for runs that have nothing to report.

mod json;
mod lines;
mod spots;
mod yaml;

use std::collections::BTreeMap;
use std::ops::Range;

use super::Sources;
use super::node::FileId;
use super::read::Notation;
use crate::diag::Place;

use lines::Lines;
pub(super) use lines::{Characters, byte_at, offset};
pub(super) use spots::Spots;

/// A stretch of text as people and editors name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Location {
    /// The name of the file, with the prefix of [`Sources::with_prefix`].
    pub file: String,
    /// The line of the first character, from 1.
    pub line: usize,
    /// The column of the first character, from 1, in characters.
    pub column: usize,
    /// The line of the end, from 1.
    pub end_line: usize,
    /// The column after the last character, from 1, in characters.
    pub end_column: usize,
    /// The stretch in bytes of [`Sources::text`].
    pub bytes: Range<usize>,
}

impl Sources {
    /// Where a place is. Reads the file again: for more than one place use a `Locator`.
    #[must_use]
    pub fn locate(&self, place: Place) -> Location {
        Locator::new(self).locate(place)
    }
}

/// Finds places; reads each file at most once for all of them.
#[derive(Debug)]
pub(crate) struct Locator<'a> {
    sources: &'a Sources,
    lines: BTreeMap<FileId, Lines>,
    spots: BTreeMap<FileId, Spots>,
}

impl<'a> Locator<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        Self { sources, lines: BTreeMap::new(), spots: BTreeMap::new() }
    }

    /// Where a place is; what cannot be found is shown as the start of its file.
    pub(crate) fn locate(&mut self, place: Place) -> Location {
        let (file, bytes) = match place {
            Place::Value(at) => (at.file, self.spots(at.file).value(at.node)),
            Place::Key(at) => (at.file, self.spots(at.file).key(at.node)),
            Place::Text { file, start, end } => (file, Some(start..end)),
            Place::File(file) => (file, None),
        };
        let text = self.sources.text(file);
        let bytes = bytes.filter(|bytes| text.get(bytes.clone()).is_some()).unwrap_or(0..0);
        let lines = self.lines.entry(file).or_insert_with(|| Lines::of(text));
        let (line, column) = lines.position(text, bytes.start);
        let (end_line, end_column) = lines.position(text, bytes.end);
        let file = self.sources.display_name(file);
        Location { file, line, column, end_line, end_column, bytes }
    }

    fn spots(&mut self, file: FileId) -> &Spots {
        let notation = self.sources.get(file).map_or(Notation::Yaml, |file| file.notation);
        let text = self.sources.text(file);
        self.spots.entry(file).or_insert_with(|| Spots::of(text, notation))
    }
}
