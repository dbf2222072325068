//! What is shown of a line that is too long to be shown: minified JSON is one line of megabytes.

use annotate_snippets::{Annotation, AnnotationKind, Origin, Snippet, normalize_untrusted_str};

use crate::source::Location;

/// Lines of more bytes than this are cut: no terminal shows them, and the renderer's work grows with
/// the line for each problem in it.
const LONGEST: usize = 400;
/// How many bytes are kept before a place, and from its start on.
const AROUND: (usize, usize) = (40, 80);

/// A stretch of a long line.
pub(super) struct Excerpt<'a> {
    location: &'a Location,
    text: &'a str,
    /// The place within the stretch.
    start: usize,
    end: usize,
}

/// Whether the line of a place is too long to be shown whole.
pub(super) fn is_long(location: &Location, text: &str) -> bool {
    let (start, end) = line(location, text, LONGEST);
    end - start > LONGEST
}

/// The stretch around a place.
pub(super) fn of<'a>(location: &'a Location, text: &'a str) -> Excerpt<'a> {
    let (first, last) = line(location, text, LONGEST);
    let place = &location.bytes;
    let start = text.floor_char_boundary(place.start.saturating_sub(AROUND.0)).max(first);
    let end = text.ceil_char_boundary((place.start + AROUND.1).min(text.len())).min(last);
    Excerpt {
        location,
        text: &text[start..end.max(place.start)],
        start: place.start - start,
        end: place.end.min(end.max(place.start)) - start,
    }
}

impl<'a> Excerpt<'a> {
    /// Line and column, which cannot be counted from the stretch.
    pub(super) fn origin(&self) -> Origin<'a> {
        Origin::path(self.location.file.as_str())
            .line(self.location.line)
            .char_column(self.location.column)
    }

    /// The stretch with its mark.
    pub(super) fn snippet(&self, label: Option<&'a str>) -> Snippet<'a, Annotation<'a>> {
        let kind = if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
        let mark = kind.span(self.start..self.end).label(label.map(normalize_untrusted_str));
        Snippet::source(self.text).line_start(self.location.line).annotation(mark)
    }
}

/// The line of a place, looked for no further than needed to know that it is long.
fn line(location: &Location, text: &str, longest: usize) -> (usize, usize) {
    let place = location.bytes.start;
    let from = text.floor_char_boundary(place.saturating_sub(longest));
    let to = text.ceil_char_boundary((place + longest).min(text.len()));
    let start = text[from..place].rfind('\n').map_or(from, |index| from + index + 1);
    let end = text[place..to].find('\n').map_or(to, |index| place + index);
    (start, end)
}
