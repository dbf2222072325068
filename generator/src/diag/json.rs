//! Diagnostics as one JSON object.

use serde::Serialize;

use super::render::{Located, count};
use super::{Level, Place};
use crate::source::{Location, Sources};

/// The object that [`render`](super::render()) describes.
pub(super) fn render(located: &[Located<'_>], sources: &Sources) -> String {
    let output = Output {
        diagnostics: located.iter().map(|problem| one(problem, sources)).collect(),
        errors: count(located, Level::Error),
        warnings: count(located, Level::Warning),
        lossy: located.iter().filter(|problem| problem.diagnostic.code.lossy).count(),
    };
    let mut text = serde_json::to_string_pretty(&output).expect("strings and numbers are JSON");
    text.push('\n');
    text
}

#[derive(Serialize)]
struct Output<'a> {
    diagnostics: Vec<Problem<'a>>,
    errors: usize,
    warnings: usize,
    lossy: usize,
}

#[derive(Serialize)]
struct Problem<'a> {
    code: &'a str,
    severity: &'a str,
    lossy: bool,
    message: &'a str,
    #[serde(flatten)]
    span: Span<'a>,
    labels: Vec<Label<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Label<'a> {
    message: &'a str,
    #[serde(flatten)]
    span: Span<'a>,
}

#[derive(Serialize)]
struct Span<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    pointer: Option<String>,
}

fn one<'a>(problem: &'a Located<'_>, sources: &Sources) -> Problem<'a> {
    let diagnostic = problem.diagnostic;
    let labels = diagnostic.labels.iter().zip(&problem.labels);
    Problem {
        code: diagnostic.code.name,
        severity: problem.level.as_str(),
        lossy: diagnostic.code.lossy,
        message: &diagnostic.message,
        span: span(diagnostic.place, &problem.location, sources),
        labels: labels
            .map(|(label, location)| Label {
                message: &label.message,
                span: span(label.place, location, sources),
            })
            .collect(),
        help: diagnostic.help.as_deref(),
    }
}

fn span<'a>(place: Place, location: &'a Location, sources: &Sources) -> Span<'a> {
    let pointer = match place {
        Place::Value(at) | Place::Key(at) => sources.path(at).map(|pointer| pointer.to_string()),
        Place::Text { .. } | Place::File(_) => None,
    };
    Span {
        file: &location.file,
        line: location.line,
        column: location.column,
        end_line: location.end_line,
        end_column: location.end_column,
        pointer,
    }
}
