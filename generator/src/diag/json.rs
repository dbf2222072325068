//! Diagnostics as one JSON object.

use serde_json::{Map, Value};

use super::render::{Located, count};
use super::{Place, Severity};
use crate::source::{Location, Sources};

/// The object that [`render`](super::render) describes.
pub(super) fn render(located: &[Located<'_>], sources: &Sources) -> String {
    let diagnostics = located.iter().map(|problem| one(problem, sources)).collect();
    let object = Map::from_iter([
        member("diagnostics", Value::Array(diagnostics)),
        member("errors", count(located, Severity::Error).into()),
        member("warnings", count(located, Severity::Warning).into()),
    ]);
    let mut text = Value::Object(object).to_string();
    text.push('\n');
    text
}

fn one(problem: &Located<'_>, sources: &Sources) -> Value {
    let diagnostic = problem.diagnostic;
    let severity = match diagnostic.code.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let labels = diagnostic.labels.iter().zip(&problem.labels).map(|(label, location)| {
        let mut object = place(label.place, location, sources);
        object.insert("message".to_owned(), label.message.as_str().into());
        Value::Object(object)
    });
    let mut object = place(diagnostic.place, &problem.location, sources);
    object.extend([
        member("code", diagnostic.code.name.into()),
        member("severity", severity.into()),
        member("message", diagnostic.message.as_str().into()),
        member("labels", labels.collect()),
        member("help", diagnostic.help.as_deref().into()),
    ]);
    Value::Object(object)
}

fn place(place: Place, location: &Location, sources: &Sources) -> Map<String, Value> {
    let pointer = match place {
        Place::Value(at) | Place::Key(at) => Some(sources.pointer(at).to_string()),
        Place::Text { .. } | Place::File(_) => None,
    };
    Map::from_iter([
        member("file", location.file.as_str().into()),
        member("line", location.line.into()),
        member("column", location.column.into()),
        member("end_line", location.end_line.into()),
        member("end_column", location.end_column.into()),
        member("pointer", pointer.into()),
    ])
}

fn member(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}
