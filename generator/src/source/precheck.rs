//! What is asked of a YAML text before it is parsed, because the parsers answer late or wrongly.

use std::collections::{BTreeMap, BTreeSet};

use saphyr_parser::{Event, Parser};

use super::limits::MAX_DEPTH;
use super::locate::{Characters, byte_at};
use super::node::FileId;
use super::syntax;
use crate::diag::{Diagnostics, Place, codes};

/// Whether the text may be parsed; what is wrong with it is reported.
pub(super) fn passes(file: FileId, text: &str, diags: &mut Diagnostics) -> bool {
    line_separators(file, text, diags);
    brackets_are_shallow(file, text, diags) && anchors_are_unique(file, text, diags)
}

/// YAML 1.1 readers, libyaml among them, end lines at characters that are ordinary in YAML 1.2.
fn line_separators(file: FileId, text: &str, diags: &mut Diagnostics) {
    let separators = ['\u{85}', '\u{2028}', '\u{2029}'].into_iter();
    let found = separators.filter_map(|separator| Some((text.find(separator)?, separator)));
    let Some((start, found)) = found.min() else { return };
    let place = Place::Text { file, start, end: start + found.len_utf8() };
    let message = format!("some YAML readers end the line at the character U+{:04X}", found as u32);
    diags
        .report(codes::YAML_AMBIGUITY, place, message)
        .help("replace it by a space or a line break");
}

/// libyaml takes quadratic time over brackets, so too many are refused before it sees them.
fn brackets_are_shallow(file: FileId, text: &str, diags: &mut Diagnostics) -> bool {
    // Without branches, of which prose would take every other wrongly.
    let (_, deepest) = text.bytes().fold((0_usize, 0), |(open, deepest), byte| {
        let begins = usize::from(matches!(byte, b'[' | b'{'));
        let ends = usize::from(matches!(byte, b']' | b'}'));
        let open = (open + begins).saturating_sub(ends);
        (open, open.max(deepest))
    });
    if deepest <= MAX_DEPTH {
        return true;
    }
    // Prose may hold that many brackets: ask a parser that stops early.
    let mut depth = 0_usize;
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_)
            | Event::Scalar(..) => {}
        }
        if depth > MAX_DEPTH {
            syntax::report_depth(file, text, byte_at(text, span.start.index()), diags);
            return false;
        }
    }
    let Some(error) = syntax::scan_error(text) else { return true };
    if error.info().contains("recursion limit") {
        let at = byte_at(text, error.marker().index());
        syntax::report_depth(file, text, at, diags);
    } else {
        syntax::report_scan(file, text, &error, diags);
    }
    false
}

/// yaml_serde 0.10 confuses anchors once a name is given twice.
fn anchors_are_unique(file: FileId, text: &str, diags: &mut Diagnostics) -> bool {
    let mut names = BTreeSet::new();
    if candidates(text).all(|(_, name)| names.insert(name)) {
        return true;
    }
    // Prose may look like that: only what the parser takes for an anchor counts.
    let mut defined = BTreeMap::new();
    for (start, name) in anchors(text) {
        let place = Place::Text { file, start, end: start + 1 + name.len() };
        if let Some(first) = defined.insert(name, place) {
            diags
                .report(codes::SYNTAX, place, format!("the anchor `{name}` is defined twice"))
                .label(first, "first defined here")
                .help("give them different names");
            return false;
        }
    }
    true
}

/// Where a text has `&name`, with the names.
fn candidates(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('&').filter_map(|(start, _)| {
        let before = text[..start].chars().next_back();
        let free = before.is_none_or(|c| c.is_whitespace() || "[{,".contains(c));
        let ends = |c: char| c.is_whitespace() || "[]{},".contains(c);
        let name = text[start + 1..].split(ends).next().unwrap_or_default();
        (free && !name.is_empty()).then_some((start, name))
    })
}

/// The anchors of a text: the first thing that looks like one after what precedes an anchored node.
fn anchors(text: &str) -> Vec<(usize, &str)> {
    let characters = Characters::of(text);
    let mut found = Vec::new();
    let mut end_of_last = 0;
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let end = characters.byte(span.end.index());
        let anchor = match event {
            Event::Scalar(_, _, anchor, _)
            | Event::SequenceStart(anchor, _)
            | Event::MappingStart(anchor, _) => anchor,
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::Alias(_)
            | Event::SequenceEnd
            | Event::MappingEnd => 0,
        };
        let node = text.get(end_of_last..end).unwrap_or_default();
        if anchor != 0
            && let Some((offset, name)) =
                candidates(node).find(|(offset, _)| !is_comment(node, *offset))
        {
            found.push((end_of_last + offset, name));
        }
        end_of_last = end;
    }
    found
}

/// Whether a place between two nodes is in a comment.
fn is_comment(gap: &str, offset: usize) -> bool {
    let line = gap[..offset].rsplit('\n').next().unwrap_or_default();
    line.starts_with('#') || line.contains(" #") || line.contains("\t#")
}
