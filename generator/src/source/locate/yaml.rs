//! Places in YAML, from the events of saphyr-parser.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};

use super::lines::Characters;
use super::spots::{Spots, Walk};

pub(super) fn spots(text: &str) -> Spots {
    let characters = Characters::of(text);
    let mut walk = Walk::default();
    // First node and number of nodes of each anchored node, by the parser's number for the anchor.
    let mut anchors: BTreeMap<usize, (u32, u32)> = BTreeMap::new();
    let mut open_anchors = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        let range = bytes(&characters, span);
        match event {
            Event::Scalar(_, style, anchor, _) => {
                let range = match style {
                    ScalarStyle::Plain => bare(text, range),
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
                        quoted(text, bare(text, range))
                    }
                    ScalarStyle::Literal | ScalarStyle::Folded => range,
                };
                if walk.expects_key() {
                    walk.key(range);
                } else {
                    let id = walk.scalar(range);
                    anchors.insert(anchor, (id, 1));
                }
            }
            Event::Alias(_) if walk.expects_key() => walk.key(range),
            Event::Alias(anchor) => {
                if let Some(&(first, size)) = anchors.get(&anchor) {
                    walk.alias(range, first, size);
                } else {
                    walk.scalar(range);
                }
            }
            // The first reading gives a file up at a key that is a sequence or mapping.
            Event::SequenceStart(..) | Event::MappingStart(..) if walk.expects_key() => break,
            Event::SequenceStart(anchor, _) => {
                walk.open(range, false);
                open_anchors.push(anchor);
            }
            Event::MappingStart(anchor, _) => {
                walk.open(range, true);
                open_anchors.push(anchor);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let end = text.get(..range.end).map_or(range.end, |before| before.trim_end().len());
                if let (Some(nodes), Some(anchor)) = (walk.close(end), open_anchors.pop()) {
                    anchors.insert(anchor, nodes);
                }
            }
            Event::DocumentEnd | Event::StreamEnd => break,
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) => {}
        }
    }
    walk.finish()
}

fn bytes(characters: &Characters<'_>, span: Span) -> Range<usize> {
    let start = characters.byte(span.start.index());
    let end = characters.byte(span.end.index());
    start..end.max(start)
}

/// A scalar without its anchor and tag, which the parser counts in.
fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let mut rest = text.get(range.clone()).unwrap_or_default();
    while rest.starts_with(['&', '!']) {
        let property = rest.find(char::is_whitespace).unwrap_or(rest.len());
        rest = rest[property..].trim_start();
    }
    range.end - rest.len()..range.end
}

/// A quoted scalar without what follows it on its line, which the parser counts in as well.
fn quoted(text: &str, range: Range<usize>) -> Range<usize> {
    let mut characters = text.get(range.clone()).unwrap_or_default().char_indices();
    let Some((_, quote)) = characters.next() else { return range };
    while let Some((index, c)) = characters.next() {
        if c == '\\' && quote == '"' {
            characters.next();
        } else if c == quote {
            // Two single quotes are one that does not end the scalar.
            let doubled = quote == '\'' && characters.as_str().starts_with('\'');
            if !doubled {
                return range.start..range.start + index + 1;
            }
            characters.next();
        }
    }
    range
}
