//! Places in YAML, from the events of saphyr-parser.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

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
            Event::Scalar(_, _, anchor, _) => {
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
