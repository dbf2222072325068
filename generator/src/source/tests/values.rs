//! What values texts are read into.

use super::*;

/// The tree without identities, in a notation of its own.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => format!("{value:?}f"),
        Value::String(value) => format!("{value:?}"),
        Value::Array(items) => {
            format!("[{}]", items.iter().map(shape).collect::<Vec<_>>().join(" "))
        }
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| format!("{key}={}", shape(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(" "))
        }
    }
}

#[test]
fn scalars_are_those_of_yaml_1_2() {
    let table = [
        ("v: null", "{v=null}"),
        ("v: ~", "{v=null}"),
        ("true", "true"),
        ("False", "false"),
        ("0", "0"),
        ("-17", "-17"),
        ("+17", "17"),
        ("0x1F", "31"),
        ("0o17", "15"),
        ("9007199254740993", "9007199254740993"),
        ("18446744073709551616", "18446744073709551616"),
        ("-9223372036854776000", "-9223372036854776000"),
        ("-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728"),
        ("170141183460469231731687303715884105728", "1.7014118346046923e38f"),
        ("1.0", "1.0f"),
        ("-0.5e3", "-500.0f"),
        ("text", "\"text\""),
        ("'no'", "\"no\""),
        ("\"017\"", "\"017\""),
        ("!!str 5", "\"5\""),
        ("2025-11-10", "\"2025-11-10\""),
        ("a: b", "{a=\"b\"}"),
        ("|\n  a\n  b\n", "\"a\\nb\\n\""),
        ("caf\u{e9}", "\"caf\u{e9}\""),
    ];
    for (text, expected) in table {
        let (sources, diags) = yaml(text);
        assert_clean(&sources, &diags);
        assert_eq!(shape(sources.root().unwrap()), expected, "{text}");
    }
}

#[test]
fn json_keeps_the_digits_of_large_integers() {
    let table = [
        ("-9223372036854776000", "-9223372036854776000"),
        ("18446744073709551616", "18446744073709551616"),
        ("-0", "0"),
        ("-0.0", "-0.0f"),
        ("1e30", "1e30f"),
        ("1.5", "1.5f"),
        (
            "[1, 99999999999999999999, \"a\\ud83d\\ude00\\/\", 2]",
            "[1 99999999999999999999 \"a😀/\" 2]",
        ),
        ("{\"a\": {\"b\": [{}, 99999999999999999999]}}", "{a={b=[{} 99999999999999999999]}}"),
    ];
    for (text, expected) in table {
        let (sources, diags) = json(text);
        assert_clean(&sources, &diags);
        assert_eq!(shape(sources.root().unwrap()), expected, "{text}");
    }
}

#[test]
fn both_notations_give_the_same_tree() {
    let text = r##"{"a": [1, 2.5, null, true, "x\n"], "200": {"$ref": "#/a"}, "": -1}"##;
    let (from_json, diags) = json(text);
    assert_clean(&from_json, &diags);
    let (by_content, diags) = yaml(text);
    assert_clean(&by_content, &diags);
    assert_eq!(from_json.root(), by_content.root());
    let (from_yaml, diags) =
        yaml("a:\n- 1\n- 2.5\n-\n- true\n- \"x\\n\"\n200:\n  $ref: '#/a'\n'': -1\n");
    assert_clean(&from_yaml, &diags);
    assert_eq!(from_json.root(), from_yaml.root());
}

#[test]
fn keys_of_any_scalar_type_are_their_text() {
    let (sources, diags) = yaml("200: a\n'404': b\ntrue: c\n1.50: d\nnull: e\non: f\n0x1F: g\n");
    assert_clean(&sources, &diags);
    let Value::Object(members) = &sources.root().unwrap().value else { panic!("an object") };
    let keys: Vec<&str> = members.keys().map(String::as_str).collect();
    assert_eq!(keys, ["200", "404", "true", "1.50", "null", "on", "0x1F"]);
}

#[test]
fn nodes_are_numbered_in_preorder_and_aliases_count_each_time() {
    let (sources, diags) = yaml("a: &x [1, 2]\nb: *x\nc: 3\n");
    assert_clean(&sources, &diags);
    let Value::Object(members) = &sources.root().unwrap().value else { panic!("an object") };
    let ids: Vec<u32> = members.values().map(|node| node.at.node).collect();
    assert_eq!(ids, [1, 4, 7]);
}

#[test]
fn a_key_that_is_there_twice_is_reported_at_both_places_and_the_last_counts() {
    let table =
        ["get: 1\nput: 2\nget: 3\n", "200: 1\nput: 2\n'200': 3\n", "a: 1\nput: 2\n\"\\x61\": 3\n"];
    for text in table {
        let (sources, diags) = yaml(text);
        let [problem] = &diags.iter().collect::<Vec<_>>()[..] else { panic!("one: {text}") };
        assert_eq!(problem.code.name, "duplicate-key");
        assert_eq!(sources.locate(problem.place).line, 3);
        assert_eq!(sources.locate(problem.labels[0].place).line, 1);
        let Value::Object(members) = &sources.root().unwrap().value else { panic!("an object") };
        assert_eq!(members.values().nth(1).unwrap().value, Value::Int(3));
        assert_eq!(members.len(), 2);
    }
    let (sources, diags) = json("{\n\"a\": {\"b\": 1},\n\"a\": 2}");
    assert_eq!(summary(&sources, &diags), ["duplicate-key 3:1 the key `a` is there twice"]);
}

#[test]
fn what_json_has_no_word_for_is_refused() {
    let table: &[(&str, &[&str])] = &[
        ("a: .nan", &["invalid-value 1:4 this number is not finite"]),
        ("a: [1, -.inf]", &["invalid-value 1:8 this number is not finite"]),
        ("a: !secret x", &["yaml-feature 1:12 the tag `!secret` means nothing in OpenAPI"]),
        ("a: &b {c: 1}\nd:\n  <<: *b\n", &["yaml-feature 3:3 merge keys are not part of YAML 1.2"]),
        ("? [a]\n: 1\n", &["syntax 1:3 a key is a sequence or a mapping"]),
    ];
    for (text, expected) in table {
        let (sources, diags) = yaml(text);
        assert_eq!(summary(&sources, &diags), *expected, "{text}");
    }
}

#[test]
fn a_merge_key_adds_what_is_not_there() {
    let text = "a: &a {x: 1, y: 2}\nb: &b {y: 3, z: 4}\nc:\n  <<: [*a, *b]\n  x: 0\n";
    let (sources, _) = yaml(text);
    let Value::Object(members) = &sources.root().unwrap().value else { panic!("an object") };
    let Value::Object(merged) = &members["c"].value else { panic!("an object") };
    let merged: Vec<_> = merged.iter().map(|(key, node)| (key.as_str(), &node.value)).collect();
    let int = Value::Int;
    assert_eq!(merged, [("y", &int(2)), ("z", &int(4)), ("x", &int(0))]);
    let pointer = sources.pointer(members["c"].at);
    assert_eq!(pointer.to_string(), "/c");
}

#[test]
fn a_quoted_merge_key_is_a_key() {
    let (sources, diags) = yaml("'<<': 1\n");
    assert_clean(&sources, &diags);
    let (sources, diags) = json("{\"<<\": 1}");
    assert_clean(&sources, &diags);
}

#[test]
fn only_plain_strings_are_called_ambiguous() {
    let (sources, diags) = yaml("enum: [yes, 'no', \"on\", NO, 017, text]\nno: 1\nx: |-\n  off\n");
    assert_eq!(
        summary(&sources, &diags),
        [
            "yaml-ambiguity 1:8 some YAML readers take `yes` for a boolean, not a string",
            "yaml-ambiguity 1:25 some YAML readers take `NO` for a boolean, not a string",
            "yaml-ambiguity 1:29 some YAML readers take `017` for a number, not a string",
        ]
    );
    let (sources, diags) = json("[\"yes\", \"no\"]");
    assert_clean(&sources, &diags);
}
