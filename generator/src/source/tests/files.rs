//! Which files are read, and what is said of those that are not.

use super::*;
use crate::source::{FileId, Pointer};

#[test]
fn files_are_numbered_in_the_order_in_which_they_are_referred_to() {
    let (sources, diags) = load(&[
        ("openapi.yaml", "a: {$ref: paths/b.yaml}\nb: {$ref: './c.json#/x'}\n"),
        ("c.json", r#"{"x": 1}"#),
        ("paths/b.yaml", "x: {$ref: ../d.yaml}\ny: {$ref: '../openapi.yaml#/b'}\n"),
        ("d.yaml", "x: {$ref: '#/y'}\n"),
        ("unused.yaml", "a: 1\n"),
    ]);
    assert_clean(&sources, &diags);
    let names: Vec<&str> = (0..5).map(|file| sources.name(FileId(file))).collect();
    assert_eq!(names, ["openapi.yaml", "paths/b.yaml", "c.json", "d.yaml", ""]);
    assert_eq!(sources.file(FileId(1), "../d.yaml"), Some(FileId(3)));
    assert_eq!(sources.file(FileId(1), "d.yaml"), None);
    assert_eq!(sources.file(FileId(1), "../../d.yaml"), None);
}

#[test]
fn a_file_is_asked_for_once_under_a_clean_name() {
    let mut asked = Vec::new();
    let mut read = |name: &str| {
        asked.push(name.to_owned());
        match name {
            "openapi.yaml" => {
                Ok("[{$ref: ./a//b.yaml}, {$ref: a/../a/b%2Eyaml}, {$ref: a/b.yaml#/x}, \
                     {$ref: no.yaml}, {$ref: ./no.yaml}, {$ref: ../up.yaml}, {$ref: '/abs'}]"
                    .to_owned())
            }
            "a/b.yaml" => Ok("x: {$ref: ../openapi.yaml}".to_owned()),
            _ => Err("no such file".to_owned()),
        }
    };
    let mut diags = Diagnostics::default();
    let sources = Sources::load("openapi.yaml", &mut read, &mut diags);
    assert_eq!(asked, ["openapi.yaml", "a/b.yaml", "no.yaml"]);
    assert_eq!(
        summary(&sources, &diags),
        [
            "dangling-ref 1:76 `no.yaml` cannot be read: no such file",
            "dangling-ref 1:93 `no.yaml` cannot be read: no such file",
            "forbidden-ref 1:112 the reference `../up.yaml` is not followed: it leaves the folder of the specification",
            "forbidden-ref 1:132 the reference `/abs` is not followed: its path is absolute",
        ]
    );
}

#[test]
fn a_ref_that_is_not_text_or_stays_in_its_file_asks_for_nothing() {
    let (sources, diags) =
        yaml("properties: {$ref: {type: string}}\na: {$ref: '#/b'}\nb: {$ref: 5}\n");
    assert_clean(&sources, &diags);
}

#[test]
fn data_of_the_api_refers_to_nothing_but_names_are_no_data() {
    let (sources, diags) = yaml(
        "components:\n  examples:\n    value: {value: {$ref: 'https://example.com'}}\n  schemas:\n    \
         default: {default: {$ref: a}, enum: [{$ref: b}], example: {$ref: c}, examples: [{$ref: d}]}\n    \
         example: {$ref: 'x.yaml'}\n    enum: {properties: {const: {$ref: 'y.yaml'}}}\n",
    );
    assert_eq!(
        summary(&sources, &diags),
        [
            "dangling-ref 6:21 `x.yaml` cannot be read: no such file",
            "dangling-ref 7:39 `y.yaml` cannot be read: no such file",
        ]
    );
}

#[test]
fn the_root_file_that_cannot_be_read_is_named() {
    let mut diags = Diagnostics::default();
    let sources = Sources::load("a.yaml", &mut |_| Err("access denied".to_owned()), &mut diags);
    assert!(sources.root().is_none());
    assert_eq!(
        summary(&sources, &diags),
        ["unreadable-file 1:1 `a.yaml` cannot be read: access denied"]
    );
}

#[test]
fn a_broken_file_leaves_the_others() {
    let (sources, diags) = load(&[
        ("openapi.yaml", "a: {$ref: b.yaml}\nc: {$ref: c.yaml}\n"),
        ("b.yaml", "a: [\n"),
        ("c.yaml", "d: 1\n"),
    ]);
    assert_eq!(diags.iter().count(), 1);
    assert!(sources.root().is_some());
    assert!(sources.node(FileId(1)).is_none());
    assert!(sources.node(FileId(2)).is_some());
}

#[test]
fn pointers_find_nodes_and_nodes_their_pointers() {
    let (sources, diags) = yaml("paths:\n  /a/{id}:\n    get: [x, {m~n: 1}]\n  '': 2\n");
    assert_clean(&sources, &diags);
    for text in ["", "/paths", "/paths/~1a~1{id}/get/1/m~0n", "/paths/", "/paths/~1a~1{id}/get/0"] {
        let pointer = Pointer::parse(text).unwrap();
        let node = sources.find(FileId(0), &pointer).unwrap();
        assert_eq!(sources.pointer(node.at), pointer);
    }
    for text in [
        "/path",
        "/paths/~1a~1{id}/get/2",
        "/paths/~1a~1{id}/get/01",
        "/paths/~1a~1{id}/get/-",
        "/paths//x",
    ] {
        assert!(sources.find(FileId(0), &Pointer::parse(text).unwrap()).is_none(), "{text}");
    }
}

#[test]
fn json_by_name_and_json_by_content_are_both_read() {
    for (name, text) in [
        ("a.json", "{\"a\": 1}"),
        ("a.yaml", "{\"a\": 1}"),
        ("a.yaml", "{a: 1} # flow style"),
        ("a", "{a: 1}"),
        ("a", "\n\n {\n\t\"a\": 1}"),
        ("a.json", "\u{feff}{\"a\": 1}"),
        ("a.yaml", "\u{feff}a: 1"),
    ] {
        let (sources, diags) = load(&[(name, text)]);
        assert_clean(&sources, &diags);
        let pointer = Pointer::parse("/a").unwrap();
        assert_eq!(sources.find(FileId(0), &pointer).unwrap().value, Value::Int(1), "{text}");
    }
    for (name, text, expected) in [
        ("a.json", "{a: 1}", "syntax 1:2 key must be a string"),
        ("a.json", "a: 1", "syntax 1:1 expected value"),
        ("a", "{\"a\" 1}", "syntax 1:6 expected `:`"),
        ("a.yaml", "{\"a\": [1}", "syntax 1:9 a bracket is not closed, or a comma is missing"),
    ] {
        let (sources, diags) = load(&[(name, text)]);
        assert_eq!(summary(&sources, &diags), [expected], "{text}");
    }
}
