//! Where nodes stand in the text: found by reading the text a second time.
//!
//! The second reading counts nodes as the first did (see [`super::visit`]), so identities suffice to
//! join them. It happens on demand, or ahead on a thread of its own: most descriptions have something to report.

mod json;
mod lines;
mod spots;
mod yaml;

use std::ops::Range;
use std::sync::OnceLock;

use super::{File, Sources};
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

/// Where everything in a file is, once somebody has asked.
#[derive(Clone, Default, Debug)]
pub(super) struct Places {
    spots: OnceLock<Spots>,
    lines: OnceLock<Lines>,
}

impl File {
    fn spots(&self) -> &Spots {
        self.places.spots.get_or_init(|| Spots::of(&self.text, self.notation))
    }

    fn lines(&self) -> &Lines {
        self.places.lines.get_or_init(|| Lines::of(&self.text))
    }
}

impl Location {
    /// The start of a file.
    fn start(file: String) -> Self {
        Self { file, line: 1, column: 1, end_line: 1, end_column: 1, bytes: 0..0 }
    }
}

impl Sources {
    /// Where a place is; what cannot be found is shown as the start of its file. Asked for a node for the first time,
    /// it reads the file again.
    #[must_use]
    pub fn locate(&self, place: Place) -> Location {
        let name = self.display_name(place.file());
        let Some(file) = self.get(place.file()) else { return Location::start(name) };
        let bytes = match place {
            Place::Value(at) => file.spots().value(at.node),
            Place::Key(at) => file.spots().key(at.node),
            Place::Text { start, end, .. } => Some(start..end),
            Place::File(_) => None,
        };
        let bytes = bytes.filter(|bytes| file.text.get(bytes.clone()).is_some()).unwrap_or(0..0);
        let (line, column) = file.lines().position(&file.text, bytes.start);
        let (end_line, end_column) = file.lines().position(&file.text, bytes.end);
        Location { file: name, line, column, end_line, end_column, bytes }
    }

    /// Reads all files again, so that [`Sources::locate`] need not; those that nothing could be made of wait for it.
    pub(crate) fn read_places(&self) {
        for file in self.files.iter().filter(|file| file.root.is_some()) {
            file.spots();
            file.lines();
        }
    }
}
