//! What the parsers refuse, as located diagnostics with a help.

use saphyr_parser::{Event, Parser, ScanError};

use super::limits::MAX_DEPTH;
use super::locate::offset;
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
    // serde_json counts columns in bytes.
    let line_start = offset(text, error.line(), 1);
    let at = (line_start + error.column().saturating_sub(1)).min(text.len());
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    let mut problem = Problem { at, code: codes::SYNTAX, message: message.to_owned(), help: None };
    if text.trim().is_empty() {
        problem.say("the file is empty", "write an OpenAPI document into it");
    } else if message == "recursion limit exceeded" {
        problem.too_deep();
    } else if error.is_eof() {
        problem.say("the text ends too early", "close what is still open: a bracket or a quote");
    } else if message == "trailing comma" {
        problem.help = Some("remove the comma");
    }
    problem.report(file, text, diags);
}

/// Reports why yaml_serde gave up. The places are those of saphyr-parser where it sees a problem too:
/// its marks are nearer to the cause.
pub(super) fn report_yaml(
    file: FileId,
    text: &str,
    error: &serde_yaml::Error,
    diags: &mut Diagnostics,
) {
    let message = error.to_string();
    let place = error.location().map(|place| offset(text, place.line(), place.column()));
    let brief = message.split(" at line ").next().unwrap_or_default();
    let mut problem = Problem {
        at: place.unwrap_or(0),
        code: codes::SYNTAX,
        message: brief.to_owned(),
        help: None,
    };
    if text.trim().is_empty() || message == "EOF while parsing a value" {
        problem.say("the file is empty", "write an OpenAPI document into it");
    } else if message.contains("more than one document") {
        problem.at = second_document(text).unwrap_or(0);
        problem.say("the file holds more than one document", "put each document into its own file");
    } else if message.contains("recursion limit exceeded") {
        problem.too_deep();
    } else if message.contains("repetition limit exceeded") {
        problem.code = codes::LIMIT_EXCEEDED;
        problem.say(
            "the aliases of this document expand to too many values",
            "write the repeated parts once and use `$ref`",
        );
    } else if message.contains("unknown anchor") {
        problem.say("the alias names no anchor before it", "define the anchor first: `&name`");
    } else if message.contains(EXPECTED_KEY) {
        problem.say("a key is a sequence or a mapping", "write keys as text");
    } else if let Some(error) = scan_error(text) {
        problem.at = byte_of(text, &error);
        error.info().clone_into(&mut problem.message);
        problem.explain(text);
    } else {
        problem.explain(text);
    }
    problem.report(file, text, diags);
}

/// Whether the text is at least well-formed YAML.
pub(super) fn parses_as_yaml(text: &str) -> bool {
    scan_error(text).is_none()
}

/// Refuses text whose brackets are nested too deeply, before libyaml takes quadratic time over it.
pub(super) fn flow_depth_is_sane(file: FileId, text: &str, diags: &mut Diagnostics) -> bool {
    let mut open = 0_usize;
    let deepest = text.bytes().fold(0, |deepest, byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open.max(deepest)
    });
    if deepest <= MAX_DEPTH {
        return true;
    }
    // Prose may hold that many brackets: ask a parser, which stops early.
    let mut depth = 0_usize;
    let mut parser = Parser::new_from_str(text);
    loop {
        match parser.next_event() {
            Some(Ok((Event::SequenceStart(..) | Event::MappingStart(..), span))) => {
                depth += 1;
                if depth > MAX_DEPTH {
                    let mut problem = Problem::at(byte_at(text, span.start.index()));
                    problem.too_deep();
                    problem.report(file, text, diags);
                    return false;
                }
            }
            Some(Ok((Event::SequenceEnd | Event::MappingEnd, _))) => depth -= 1,
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                let mut problem = Problem::at(byte_of(text, &error));
                error.info().clone_into(&mut problem.message);
                problem.explain(text);
                problem.report(file, text, diags);
                return false;
            }
            None => return true,
        }
    }
}

struct Problem {
    at: usize,
    code: Code,
    message: String,
    help: Option<&'static str>,
}

impl Problem {
    fn at(at: usize) -> Self {
        Self { at, code: codes::SYNTAX, message: String::new(), help: None }
    }

    fn say(&mut self, message: &str, help: &'static str) {
        message.clone_into(&mut self.message);
        self.help = Some(help);
    }

    fn too_deep(&mut self) {
        self.code = codes::LIMIT_EXCEEDED;
        self.message = format!("values are nested more than {MAX_DEPTH} levels deep");
        self.help = Some("move the inner parts out and use `$ref`");
    }

    /// Finds the usual mistake behind a parser's message.
    fn explain(&mut self, text: &str) {
        let _ = text;
    }

    fn report(self, file: FileId, text: &str, diags: &mut Diagnostics) {
        let next = text.get(self.at..).and_then(|rest| rest.chars().next());
        let end = self.at + next.filter(|c| *c != '\n').map_or(0, char::len_utf8);
        let place = Place::Text { file, start: self.at, end };
        let diagnostic = diags.report(self.code, place, self.message);
        if let Some(help) = self.help {
            diagnostic.help(help);
        }
    }
}

fn scan_error(text: &str) -> Option<ScanError> {
    let mut parser = Parser::new_from_str(text);
    std::iter::from_fn(move || parser.next_event()).find_map(Result::err)
}

fn second_document(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    std::iter::from_fn(move || parser.next_event())
        .map_while(Result::ok)
        .filter(|(event, _)| matches!(event, Event::DocumentStart(_)))
        .nth(1)
        .map(|(_, span)| byte_at(text, span.start.index()))
}

fn byte_of(text: &str, error: &ScanError) -> usize {
    byte_at(text, error.marker().index())
}

fn byte_at(text: &str, character: usize) -> usize {
    text.char_indices().nth(character).map_or(text.len(), |(byte, _)| byte)
}
