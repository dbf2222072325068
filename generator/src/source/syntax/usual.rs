//! The usual mistakes behind the parsers' messages, in words that say what to change.

use saphyr_parser::{Event, Parser};

use super::Problem;
use crate::source::locate::byte_at;

/// Finds the mistake in YAML that made a parser (saphyr-parser, else libyaml) stop.
pub(super) fn in_yaml(problem: &mut Problem, text: &str) {
    let message = std::mem::take(&mut problem.message);
    let has = |part: &str| message.contains(part);
    if let Some(tab) = indenting_tab(text, problem.at) {
        problem.at = tab;
        problem.say("a tab indents this line", "indent with spaces");
    } else if has("control characters") || has("unprintable character") {
        problem.at = text.find(is_control).unwrap_or(problem.at);
        problem.say(
            "the text has a control character",
            "remove it, or write it as an escape: \"\\u0007\"",
        );
    } else if has("quoted scalar") && has("escape") {
        problem.say(
            "a backslash is not the start of an escape that YAML knows",
            "use single quotes, or write `\\\\` for a backslash",
        );
    } else if has("quoted scalar") {
        problem.say("the quote is not closed", "close it, or indent its text further than its key");
    } else if has("unexpected character: `") || has("cannot start any token") {
        let first = text[problem.at..].chars().next().unwrap_or('%');
        problem.say(&format!("a plain value cannot start with `{first}`"), "quote the value");
    } else if has("mapping values are not allowed") {
        problem.say(
            "this `:` starts a mapping where none can start",
            "quote the value if the colon is part of it, or correct the indentation",
        );
    } else if has("flow sequence") || has("flow mapping") || has("illegal placement of ':'") {
        problem.say("a bracket is not closed, or a comma is missing", "close the bracket");
        problem.opened = open_bracket(text);
    } else if has("expect ':'") || has("expected ':'") {
        problem.at = line_before(text, problem.at);
        problem.say("this line has no `key:`", "add a colon, or indent it if it continues a text");
    } else if has("block mapping") && follows_bracket(text, problem.at) {
        problem.say("text goes on after the closing bracket", "quote the whole value");
    } else if has("block mapping") || has("block sequence") || has("block collection") {
        problem.say(
            "this line fits neither the mapping nor the sequence before it",
            "align it with its siblings",
        );
    } else {
        problem.message = message;
    }
}

/// Adds what helps against serde_json's messages, which are good as they are.
pub(super) fn in_json(problem: &mut Problem) {
    problem.help = match problem.message.as_str() {
        "trailing comma" => Some("remove the comma"),
        "key must be a string" => Some("put double quotes around the key"),
        "trailing characters" => Some("keep one value in a file"),
        "expected ident" => {
            "this is neither `true`, `false` nor `null`".clone_into(&mut problem.message);
            Some("put double quotes around text")
        }
        "expected value" => Some("put double quotes around text; JSON has no comments"),
        "invalid number" => Some("write numbers without leading zeros or signs but `-`"),
        _ => None,
    };
}

/// Where the second document of a file starts.
pub(super) fn second_document(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    std::iter::from_fn(move || parser.next_event())
        .map_while(Result::ok)
        .filter(|(event, _)| matches!(event, Event::DocumentStart(_)))
        .nth(1)
        .map(|(_, span)| byte_at(text, span.start.index()))
}

/// The innermost bracket that is open where saphyr-parser stops.
pub(super) fn open_bracket(text: &str) -> Option<usize> {
    let mut parser = Parser::new_from_str(text);
    let mut open = Vec::new();
    for (event, span) in std::iter::from_fn(move || parser.next_event()).map_while(Result::ok) {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => open.push(span.start.index()),
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
            }
            _ => {}
        }
    }
    let innermost = open.into_iter().rev().map(|index| byte_at(text, index));
    innermost.into_iter().find(|at| text[*at..].starts_with(['[', '{']))
}

/// A tab in the indentation of the line that a parser stopped in, or of the one after it.
fn indenting_tab(text: &str, at: usize) -> Option<usize> {
    let first = line_start(text, at);
    let second = text[at..].find('\n').map(|length| at + length + 1);
    [Some(first), second].into_iter().flatten().find_map(|start| {
        let line = text[start..].lines().next().unwrap_or_default();
        let indentation = line.len() - line.trim_start_matches([' ', '\t']).len();
        let is_blank = line.trim().is_empty();
        line[..indentation].find('\t').filter(|_| !is_blank).map(|tab| start + tab)
    })
}

/// The start of the text in the last line before `at` that has any.
fn line_before(text: &str, at: usize) -> usize {
    let before = text[..line_start(text, at)].trim_end();
    let start = line_start(text, before.len());
    start + (before[start..].len() - before[start..].trim_start().len())
}

fn follows_bracket(text: &str, at: usize) -> bool {
    text[line_start(text, at)..at].trim_end().ends_with(['}', ']'])
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |index| index + 1)
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}')
}
