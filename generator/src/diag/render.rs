//! Diagnostics as text for people and as JSON for editors.

use std::collections::BTreeSet;

use annotate_snippets::{
    AnnotationKind, Group, Level as Title, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::{Diagnostic, Diagnostics, Level, Place, excerpt, json};
use crate::source::{FileId, Location, Sources};

/// How diagnostics are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// Plain text in the manner of rustc.
    Human,
    /// The same with ANSI colours.
    HumanColour,
    /// One JSON object, see [`render`].
    Json,
}

/// A diagnostic whose places have been found.
pub(super) struct Located<'a> {
    pub(super) diagnostic: &'a Diagnostic,
    pub(super) level: Level,
    pub(super) location: Location,
    /// In the order of [`Diagnostic::labels`].
    pub(super) labels: Vec<Location>,
}

/// Writes all diagnostics, sorted by file and place; the same code at the same place is written once.
///
/// `Human` and `HumanColour` end with a line of totals, and are empty when there is nothing to say.
/// `Json` is one object: `{"diagnostics": [{"code", "severity", "lossy", "message", "file", "line", "column",
/// "end_line", "end_column", "pointer", "labels": […], "help"}], "errors": 0, "warnings": 0, "lossy": 0}`, lines and
/// columns from 1, columns in characters; `pointer` is a JSON Pointer or null, `help` a text or null,
/// and labels have the members of a place and `message`.
#[must_use]
pub fn render(diagnostics: &Diagnostics, sources: &Sources, format: Format) -> String {
    let located = locate(diagnostics, sources);
    match format {
        Format::Human => human(&located, sources, &Renderer::plain()),
        Format::HumanColour => human(&located, sources, &Renderer::styled()),
        Format::Json => json::render(&located, sources),
    }
}

/// How many of these are of a level.
pub(super) fn count(located: &[Located<'_>], level: Level) -> usize {
    located.iter().filter(|located| located.level == level).count()
}

fn locate<'a>(diagnostics: &'a Diagnostics, sources: &Sources) -> Vec<Located<'a>> {
    let mut located: Vec<Located<'a>> = diagnostics
        .iter()
        .map(|diagnostic| Located {
            diagnostic,
            level: diagnostics.level(diagnostic),
            location: first_line(sources, diagnostic.place),
            labels: diagnostic
                .labels
                .iter()
                .map(|label| first_line(sources, label.place))
                .collect(),
        })
        .collect();
    let mut seen = BTreeSet::new();
    located.retain(|located| {
        let Location { file: _, bytes, .. } = &located.location;
        let place = (located.diagnostic.place.file(), bytes.start, bytes.end);
        seen.insert((place, located.diagnostic.code.name))
    });
    located.sort_by_key(|located| (located.diagnostic.place.file(), located.location.bytes.start));
    located
}

fn human(located: &[Located<'_>], sources: &Sources, renderer: &Renderer) -> String {
    let mut text = String::new();
    for problem in located {
        text.push_str(&one(problem, sources, renderer));
        text.push_str("\n\n");
    }
    let totals = [
        total(count(located, Level::Error), "error"),
        total(count(located, Level::Warning), "warning"),
    ];
    let totals: Vec<String> = totals.into_iter().flatten().collect();
    if !totals.is_empty() {
        text.push_str(&totals.join(", "));
        text.push('\n');
    }
    text
}

fn one(problem: &Located<'_>, sources: &Sources, renderer: &Renderer) -> String {
    let diagnostic = problem.diagnostic;
    let level = match problem.level {
        Level::Error => Title::ERROR,
        Level::Warning => Title::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.name);
    let mut group = if let Place::File(_) = diagnostic.place {
        title.element(Origin::path(problem.location.file.as_str()))
    } else if places(problem)
        .any(|(location, _, file)| excerpt::is_long(location, sources.text(file)))
    {
        let mut group = Group::with_title(title);
        for (location, label, file) in places(problem) {
            let excerpt = excerpt::of(location, sources.text(file));
            group = group.element(excerpt.origin()).element(excerpt.snippet(label));
        }
        group
    } else {
        title.elements(snippets(problem, sources))
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Title::HELP.message(normalize_untrusted_str(help)));
    }
    renderer.render(&[group])
}

/// All places of a problem with their labels and files; the primary one comes first and has no label.
fn places<'a>(
    problem: &'a Located<'_>,
) -> impl Iterator<Item = (&'a Location, Option<&'a str>, FileId)> {
    let diagnostic = problem.diagnostic;
    let labels = diagnostic.labels.iter().zip(&problem.labels);
    std::iter::once((&problem.location, None, diagnostic.place.file())).chain(
        labels
            .map(|(label, location)| (location, Some(label.message.as_str()), label.place.file())),
    )
}

/// One snippet for every file that has a place, the primary one first.
fn snippets<'a>(
    problem: &'a Located<'_>,
    sources: &'a Sources,
) -> Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> {
    let primary = Mark { kind: AnnotationKind::Primary, location: &problem.location, label: None };
    let mut files: Vec<(FileId, Vec<Mark<'_>>)> =
        vec![(problem.diagnostic.place.file(), vec![primary])];
    for (label, location) in problem.diagnostic.labels.iter().zip(&problem.labels) {
        let file = label.place.file();
        let mark = Mark { kind: AnnotationKind::Context, location, label: Some(&label.message) };
        match files.iter_mut().find(|(known, _)| *known == file) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((file, vec![mark])),
        }
    }
    files.into_iter().map(|(file, marks)| snippet(sources.text(file), marks)).collect()
}

struct Mark<'a> {
    kind: AnnotationKind,
    location: &'a Location,
    label: Option<&'a str>,
}

/// The lines from the first mark to the last: the renderer's work grows with the text it is given.
fn snippet<'a>(
    text: &'a str,
    marks: Vec<Mark<'a>>,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let first = marks.iter().map(|mark| mark.location.bytes.start).min().unwrap_or(0);
    let last = marks.iter().map(|mark| mark.location.bytes.end).max().unwrap_or(0);
    let start = text[..first].rfind('\n').map_or(0, |index| index + 1);
    let end = text[last..].find('\n').map_or(text.len(), |index| last + index);
    let line = marks.iter().map(|mark| mark.location.line).min().unwrap_or(1);
    let path = marks.first().map(|mark| mark.location.file.as_str());
    let annotations = marks.into_iter().map(|mark| {
        let bytes = &mark.location.bytes;
        mark.kind
            .span(bytes.start - start..bytes.end - start)
            .label(mark.label.map(normalize_untrusted_str))
    });
    Snippet::source(&text[start..end]).line_start(line).path(path).annotations(annotations)
}

/// What spans lines is shown by its first: the start of a mapping says enough.
fn first_line(sources: &Sources, place: Place) -> Location {
    let mut location = sources.locate(place);
    let text = &sources.text(place.file())[location.bytes.clone()];
    if let Some((line, _)) = text.split_once('\n') {
        let line = line.trim_end();
        location.bytes.end = location.bytes.start + line.len();
        location.end_line = location.line;
        location.end_column = location.column + line.chars().count();
    }
    location
}

fn total(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => Some(format!("{count} {noun}s")),
    }
}
