//! What is said of texts that are neither YAML nor JSON.

use super::*;

#[test]
fn mistakes_in_yaml_are_named_where_they_are() {
    let table = [
        ("a:\n\tb: 1\n", "2:1 a tab indents this line"),
        ("a:\n  b: 1\n\tc: 2\n", "3:1 a tab indents this line"),
        ("a:\r\n\tb: 1\r\n", "2:1 a tab indents this line"),
        (
            "a:\n  b: 1\n c: 2\n",
            "3:2 this line fits neither the mapping nor the sequence before it",
        ),
        ("a: 1\n- b\n", "2:3 this line fits neither the mapping nor the sequence before it"),
        ("a: 1\n  b: 2\n", "2:4 this `:` starts a mapping where none can start"),
        ("é: b: c\n", "1:5 this `:` starts a mapping where none can start"),
        ("a: \"x\nb: 2\n", "1:4 the quote is not closed"),
        ("a: 'x\nb: 2\n", "1:4 the quote is not closed"),
        ("a: \"\\d\"\n", "1:4 a backslash is not the start of an escape that YAML knows"),
        ("a: [1, 2", "1:9 a bracket is not closed, or a comma is missing"),
        ("a: [1, 2\nb: 3\n", "2:2 a bracket is not closed, or a comma is missing"),
        ("a: {b: 1\n", "2:1 a bracket is not closed, or a comma is missing"),
        ("url: {id}/x\n", "1:10 text goes on after the closing bracket"),
        ("a: @b\n", "1:4 a plain value cannot start with `@`"),
        ("a: %b\n", "1:4 a plain value cannot start with `%`"),
        ("a: *b\n", "1:4 the alias names no anchor before it"),
        ("a: 1\nbcd\ne: 2\n", "2:1 this line has no `key:`"),
        ("a:\n- b\nc\n", "3:1 this line has no `key:`"),
        ("a: \u{7}b\n", "1:4 the text has a control character"),
        ("a: \0b\n", "1:4 the text has a control character"),
        ("a: 1\n---\nb: 2\n", "2:1 the file holds more than one document"),
        ("a: &x 1\nb: &x 2\nc: &y 3\nd: [*x, *y]\n", "2:4 the anchor `x` is defined twice"),
        ("", "1:1 the file is empty"),
        ("# nothing\n", "1:1 the file is empty"),
        ("---\n", "1:1 the file is empty"),
    ];
    for (text, expected) in table {
        let (sources, diags) = yaml(text);
        assert_eq!(summary(&sources, &diags), [format!("syntax {expected}")], "{text:?}");
        assert!(diags.iter().all(|problem| problem.help.is_some()), "{text:?}");
        assert!(sources.root().is_none());
    }
}

#[test]
fn mistakes_in_json_are_named_where_they_are() {
    let table = [
        ("", "1:1 the file is empty"),
        (" \n", "1:1 the file is empty"),
        ("{\"a\": [1,\n", "1:10 the text ends too early"),
        ("{\"a\": \"b", "1:9 the text ends too early"),
        ("{\"a\": 1,}", "1:9 trailing comma"),
        ("{\"é\": 1,}", "1:9 trailing comma"),
        ("[1 2]", "1:4 expected `,` or `]`"),
        ("{a: 1}", "1:2 key must be a string"),
        ("[\n  tru\n]", "2:6 this is neither `true`, `false` nor `null`"),
        ("[01]", "1:3 invalid number"),
        ("[1]\n[2]", "2:1 trailing characters"),
        ("// a\n{}", "1:1 expected value"),
        ("[1e999]", "1:6 number out of range"),
    ];
    for (text, expected) in table {
        let (sources, diags) = json(text);
        assert_eq!(summary(&sources, &diags), [format!("syntax {expected}")], "{text:?}");
        assert!(sources.root().is_none());
    }
}

#[test]
fn line_separators_that_readers_disagree_on_are_pointed_at() {
    let (sources, diags) = yaml("a: \"x\u{2028}y\"\n");
    assert_eq!(
        summary(&sources, &diags),
        ["yaml-ambiguity 1:6 some YAML readers end the line at the character U+2028"]
    );
}

#[test]
fn ampersands_in_prose_are_not_anchors() {
    let (sources, diags) = yaml("a: &x 1\nb: Q &amp; A &amp; C\nc: |\n  &x &x\nd: *x\n");
    assert_clean(&sources, &diags);
    let (sources, diags) = yaml("a: [&x 1] # &y\nb: # &x\n  - *x # &x\n  - &y 2\n");
    assert_clean(&sources, &diags);
}
