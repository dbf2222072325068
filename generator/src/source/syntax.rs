//! What the parsers refuse, as located diagnostics with a help.

mod usual;

use saphyr_parser::{Parser, ScanError};

use super::limits::MAX_DEPTH;
use super::locate::{byte_at, offset};
use super::node::FileId;
use super::visit::EXPECTED_KEY;
use crate::diag::{Code, Diagnostics, Place, codes};

/// Reports why serde_json gave up.
pub(super) fn report_json(
    file: FileId,
    text: &str,
    error: &serde_json::Error,
    diags: &mut Diagnostics,
) {
    // serde_json counts columns in bytes, and a line break as column 0 of the line after it.
    let at = (offset(text, error.line(), 1) + error.column()).saturating_sub(1);
    let mut problem = Problem::at(at, without_place(&error.to_string()));
    if text.trim().is_empty() {
        problem.empty();
    } else if problem.message == "recursion limit exceeded" {
        problem.too_deep();
    } else if error.is_eof() {
        problem.at = text.trim_end().len();
        problem.say("the text ends too early", "close what is still open: a bracket or a quote");
        problem.opened = usual::open_bracket(text);
    } else {
        usual::in_json(&mut problem);
    }
    problem.report(file, text, diags);
}

/// Reports why yaml_serde gave up. Message and place are those of saphyr-parser where it sees a problem
/// too: its marks are nearer to the cause.
pub(super) fn report_yaml(
    file: FileId,
    text: &str,
    error: &serde_yaml::Error,
    diags: &mut Diagnostics,
) {
    let message = error.to_string();
    let place = error.location().map_or(0, |place| offset(text, place.line(), place.column()));
    let mut problem = Problem::at(place, without_place(&message));
    if message == "EOF while parsing a value" {
        problem.empty();
    } else if message.contains("more than one document") {
        problem.at = usual::second_document(text).unwrap_or(place);
        problem.say("the file holds more than one document", "put each document into its own file");
    } else if message.contains("recursion limit exceeded") {
        problem.too_deep();
    } else if message.contains("repetition limit exceeded") {
        problem.code = codes::LIMIT_EXCEEDED;
        problem.say(TOO_MANY_NODES.0, TOO_MANY_NODES.1);
    } else if message.contains("unknown anchor") {
        problem.say(
            "the alias names no anchor before it",
            "quote the value if its `*` is meant as text, or define the anchor first",
        );
    } else if message.contains(EXPECTED_KEY) {
        problem.say("a key is a sequence or a mapping", "write keys as text");
    } else if let Some(error) = scan_error(text) {
        report_scan(file, text, &error, diags);
        return;
    } else {
        usual::in_yaml(&mut problem, text);
    }
    problem.report(file, text, diags);
}

/// Reports why saphyr-parser gave up.
pub(super) fn report_scan(file: FileId, text: &str, error: &ScanError, diags: &mut Diagnostics) {
    let mut problem = Problem::at(byte_at(text, error.marker().index()), error.info());
    usual::in_yaml(&mut problem, text);
    problem.report(file, text, diags);
}

/// Reports that the value at a byte is nested too deeply.
pub(super) fn report_depth(file: FileId, text: &str, at: usize, diags: &mut Diagnostics) {
    let mut problem = Problem::at(at, "");
    problem.too_deep();
    problem.report(file, text, diags);
}

/// Reports that a file holds no value.
pub(super) fn report_empty(file: FileId, text: &str, diags: &mut Diagnostics) {
    let mut problem = Problem::at(0, "");
    problem.empty();
    problem.report(file, text, diags);
}

/// The first thing that saphyr-parser takes offence at.
pub(super) fn scan_error(text: &str) -> Option<ScanError> {
    let mut parser = Parser::new_from_str(text);
    std::iter::from_fn(move || parser.next_event()).find_map(Result::err)
}

/// Message and help for aliases that multiply.
pub(super) const TOO_MANY_NODES: (&str, &str) = (
    "the aliases of this document expand to too many values",
    "write the repeated parts once and use `$ref`",
);

/// A diagnostic in the making.
struct Problem {
    at: usize,
    code: Code,
    message: String,
    help: Option<&'static str>,
    /// The bracket that is not closed.
    opened: Option<usize>,
}

impl Problem {
    fn at(at: usize, message: &str) -> Self {
        Self { at, code: codes::SYNTAX, message: message.to_owned(), help: None, opened: None }
    }

    fn say(&mut self, message: &str, help: &'static str) {
        message.clone_into(&mut self.message);
        self.help = Some(help);
    }

    fn empty(&mut self) {
        self.at = 0;
        self.say("the file is empty", "write an OpenAPI document or a part of one into it");
    }

    fn too_deep(&mut self) {
        self.code = codes::LIMIT_EXCEEDED;
        self.message = format!("values are nested more than {MAX_DEPTH} levels deep");
        self.help = Some("move the inner parts out and use `$ref`");
    }

    fn report(self, file: FileId, text: &str, diags: &mut Diagnostics) {
        let place = |at| {
            let start = text.floor_char_boundary(at);
            let next = text[start..].chars().next().filter(|c| !matches!(c, '\n' | '\r'));
            Place::Text { file, start, end: start + next.map_or(0, char::len_utf8) }
        };
        let diagnostic = diags.report(self.code, place(self.at), self.message);
        if let Some(opened) = self.opened {
            diagnostic.label(place(opened), "opened here");
        }
        if let Some(help) = self.help {
            diagnostic.help(help);
        }
    }
}

/// Both serde libraries end their messages with a place.
fn without_place(message: &str) -> &str {
    let message = message.split(" at line ").next().unwrap_or_default();
    message.split(" at position ").next().unwrap_or_default()
}
