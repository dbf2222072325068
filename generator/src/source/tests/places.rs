//! Where nodes are found again.

use proptest::prelude::*;

use super::*;
use crate::diag::Place;
use crate::source::{FileId, Pointer};

/// The texts of the value and of the key at a pointer.
fn texts<'a>(sources: &'a Sources, pointer: &str) -> (&'a str, &'a str) {
    let node = sources.find(FileId(0), &Pointer::parse(pointer).unwrap()).unwrap();
    let text = sources.text(FileId(0));
    let value = sources.locate(Place::Value(node.at)).bytes;
    let key = sources.locate(Place::Key(node.at)).bytes;
    (&text[value], &text[key])
}

const SAMPLE: &str = "\
info:
  title: 'Größe' # a comment
  \"x\\ty\": 1
tags: &tags
  - one
  - [two, {three: four}]
again: *tags
empty:
block: |
  Some
  text
last: &l !!str 5
";

#[test]
fn values_and_keys_are_found_in_yaml() {
    let table = [
        ("/info/title", "'Größe'", "title"),
        ("/info/x\ty", "1", "\"x\\ty\""),
        ("/tags/0", "one", "one"),
        ("/tags/1", "[two, {three: four}]", "[two, {three: four}]"),
        ("/tags/1/1", "{three: four}", "{three: four}"),
        ("/tags/1/1/three", "four", "three"),
        ("/again", "*tags", "again"),
        ("/again/1/1/three", "four", "three"),
        ("/empty", "empty", "empty"),
        ("/block", "Some\n  text\n", "block"),
        ("/last", "5", "last"),
    ];
    for text in [SAMPLE.to_owned(), format!("\u{feff}{SAMPLE}"), format!("---\n{SAMPLE}...\n")] {
        let (sources, diags) = yaml(&text);
        assert_clean(&sources, &diags);
        for (pointer, value, key) in table {
            assert_eq!(texts(&sources, pointer), (value, key), "{pointer}");
        }
    }
}

#[test]
fn lines_and_columns_are_the_same_whatever_ends_the_lines() {
    let windows = SAMPLE.replace('\n', "\r\n");
    let (unix, _) = yaml(SAMPLE);
    let (windows, _) = yaml(&windows);
    for pointer in ["/info/title", "/tags/1/1/three", "/again/1/1/three", "/last"] {
        let pointer = Pointer::parse(pointer).unwrap();
        let place = |sources: &Sources| {
            let location = sources.locate(sources.find(FileId(0), &pointer).unwrap().at.into());
            (location.line, location.column, location.end_line, location.end_column)
        };
        assert_eq!(place(&unix), place(&windows), "{pointer}");
    }
}

#[test]
fn columns_count_characters() {
    let (sources, _) = yaml("{größe: 😀, b: c}\n");
    let node = sources.find(FileId(0), &Pointer::parse("/b").unwrap()).unwrap();
    let location = sources.locate(node.at.into());
    assert_eq!((location.line, location.column, location.end_column), (1, 15, 16));
    assert_eq!(location.bytes, 19..20);
}

#[test]
fn values_and_keys_are_found_in_json() {
    let text = "{\n\t\"a\\\"}\": [1, {\"b\" : \"]\\\\\"}, -2.5e3],\r\n \"😀\":null, \"c\":{}}\n";
    let (sources, diags) = json(text);
    assert_clean(&sources, &diags);
    let table = [
        ("/a\"}/0", "1", "1"),
        ("/a\"}/1/b", "\"]\\\\\"", "\"b\""),
        ("/a\"}/2", "-2.5e3", "-2.5e3"),
        ("/😀", "null", "\"😀\""),
        ("/c", "{}", "\"c\""),
    ];
    for (pointer, value, key) in table {
        assert_eq!(texts(&sources, pointer), (value, key), "{pointer}");
    }
}

#[test]
fn a_stranger_to_the_file_is_shown_at_its_nearest_place() {
    let (sources, _) = yaml("a: 1\n");
    let at = crate::source::At { file: FileId(0), node: 99 };
    assert_eq!(sources.locate(at.into()).bytes, 3..4);
    let at = crate::source::At { file: FileId(9), node: 0 };
    assert_eq!(sources.locate(at.into()).bytes, 0..0);
}

#[test]
fn places_are_the_same_whether_or_not_they_were_read_ahead() {
    let ahead = [("a.yaml", "b: {$ref: 'c.yaml#/d'}\n"), ("c.yaml", SAMPLE), ("e.yaml", "f: [")];
    for (entry, _) in ahead {
        let files = [&ahead[..], &ahead[..]].concat();
        let from = files.iter().position(|(name, _)| *name == entry).unwrap();
        let (sources, _) = load(&files[from..]);
        let read = sources.clone();
        read.read_places();
        for file in 0..3 {
            for node in 0..12 {
                let at = crate::source::At { file: FileId(file), node };
                assert_eq!(read.locate(Place::Value(at)), sources.locate(Place::Value(at)));
                assert_eq!(read.locate(Place::Key(at)), sources.locate(Place::Key(at)));
            }
            let place = Place::Text { file: FileId(file), start: 3, end: 4 };
            assert_eq!(read.locate(place), sources.locate(place));
        }
    }
}

/// Writes a YAML text that a sequence of choices describes.
struct Writer<'a> {
    choices: std::slice::Iter<'a, u8>,
    text: String,
    anchors: usize,
    finished: Vec<usize>,
}

impl Writer<'_> {
    fn choose(&mut self, options: usize) -> usize {
        self.choices.next().map_or(0, |choice| usize::from(*choice) % options)
    }

    fn value(&mut self, depth: usize, flow: bool) {
        if !self.finished.is_empty() && self.choose(8) == 7 {
            let alias = self.choose(self.finished.len());
            self.text += &format!(" *a{} ", self.finished[alias]);
            return;
        }
        let anchor = (self.choose(6) == 5).then(|| {
            self.anchors += 1;
            self.text += &format!(" &a{}", self.anchors);
            self.anchors
        });
        match self.choose(if depth < 4 { 6 } else { 2 }) {
            0 | 1 => self.scalar(),
            2 => self.sequence(depth, true),
            3 => self.mapping(depth, true),
            4 => self.sequence(depth, flow),
            _ => self.mapping(depth, flow),
        }
        self.finished.extend(anchor);
    }

    fn scalar(&mut self) {
        const SCALARS: &[&str] = &[
            "1",
            "true",
            "~",
            "text",
            "größe 😀",
            "'it''s'",
            "\"a\\n\\u00e9\"",
            "''",
            "-0.5",
            "a b:c",
            "\"#\"",
            "a#b",
            "http://x/y?z=1",
            "\"two\n  lines\"",
            "!!str 5",
            "- 1",
        ];
        let scalar = self.choose(SCALARS.len());
        // A dash and a space start a sequence, so this one is quoted.
        let scalar = if SCALARS[scalar] == "- 1" { "'- 1'" } else { SCALARS[scalar] };
        self.text += &format!(" {}", scalar.replace("\n  ", "\n            "));
    }

    fn key(&mut self, number: usize) {
        let key = ["k", "'k", "\"é\\t", "😀 ", ""][self.choose(5)];
        let end = if key.starts_with('\'') {
            "'"
        } else if key.starts_with('"') {
            "\""
        } else {
            ""
        };
        self.text += &format!("{key}{number}{end}:");
    }

    fn sequence(&mut self, depth: usize, flow: bool) {
        let items = self.choose(4);
        if flow || items == 0 {
            self.text += " [";
            for _ in 0..items {
                self.value(depth + 1, true);
                self.text += " ,";
            }
            self.text += "]";
            return;
        }
        for _ in 0..items {
            self.line(depth);
            self.text += "-";
            self.value(depth + 1, false);
        }
    }

    fn mapping(&mut self, depth: usize, flow: bool) {
        let members = self.choose(4);
        if flow || members == 0 {
            self.text += " {";
            for number in 0..members {
                self.key(number);
                self.value(depth + 1, true);
                self.text += " ,";
            }
            self.text += "}";
            return;
        }
        for number in 0..members {
            self.line(depth);
            self.key(number);
            self.value(depth + 1, false);
        }
    }

    fn line(&mut self, depth: usize) {
        let comments = ["", " # größe: [", "\n", " # &a1"];
        let comment = self.choose(comments.len());
        let ending = ["\n", "\r\n"][self.choose(2)];
        self.text += &format!("{}{ending}{}", comments[comment], "  ".repeat(depth));
    }
}

/// Every scalar's place holds text that reads as that scalar; likewise every key's.
fn assert_located(sources: &Sources, node: &Node, key: Option<&str>) {
    let text = sources.text(FileId(0));
    let value = &text[sources.locate(Place::Value(node.at)).bytes];
    if let Some(key) = key {
        let found = &text[sources.locate(Place::Key(node.at)).bytes];
        let (again, _) = yaml(&format!("{found}: 1"));
        let Value::Object(members) = &again.root().expect("a key").value else { panic!("{found}") };
        assert_eq!(members.first().expect("a key").0, key, "{found} in {text}");
    }
    let alias = value.starts_with('*');
    match &node.value {
        Value::Array(items) => {
            assert!(alias || value.starts_with(['[', '-', '&']), "{value:?} in {text}");
            items.iter().for_each(|item| assert_located(sources, item, None));
        }
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| assert_located(sources, member, Some(key)));
        }
        Value::String(expected) if value.parse::<f64>().is_ok() => assert_eq!(value, expected),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {
            let (again, _) = yaml(&format!("v: {value}"));
            if !alias {
                let Value::Object(members) = &again.root().expect("a value").value else {
                    panic!("{value}")
                };
                assert_eq!(members["v"].value, node.value, "{value:?} in {text}");
            }
        }
    }
}

proptest! {
    #[test]
    fn both_readings_of_a_text_see_the_same_nodes(choices in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut writer =
            Writer { choices: choices.iter(), text: String::new(), anchors: 0, finished: Vec::new() };
        writer.text += "root:";
        writer.value(1, false);
        writer.text += "\n";
        let text = writer.text;
        let (sources, diags) = yaml(&text);
        prop_assert_eq!(diags.iter().count(), 0, "{}\n{:?}", text, summary(&sources, &diags));
        assert_located(&sources, sources.root().expect("a tree"), None);
    }
}
