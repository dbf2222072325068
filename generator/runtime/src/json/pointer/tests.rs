use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// The document of RFC 6901, section 5.
const RFC: &[u8] = br#"{"foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4,
    "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8}"#;

#[test]
fn the_examples_of_the_rfc_are_found() {
    for (pointer, expected) in [
        ("/foo", r#"["bar", "baz"]"#),
        ("/foo/0", r#""bar""#),
        ("/", "0"),
        ("/a~1b", "1"),
        ("/c%d", "2"),
        ("/e^f", "3"),
        ("/g|h", "4"),
        ("/i\\j", "5"),
        ("/k\"l", "6"),
        ("/ ", "7"),
        ("/m~0n", "8"),
    ] {
        assert_eq!(raw(RFC, pointer), Ok(Some(expected)), "{pointer}");
    }
    assert_eq!(raw(b" [1] ", ""), Ok(Some("[1]")));
}

#[test]
fn what_is_not_there_is_none() {
    for pointer in
        ["/bar", "/foo/2", "/foo/-", "/foo/00", "/foo/+0", "/foo/0/x", "//", "foo", "/foo/"]
    {
        assert_eq!(raw(RFC, pointer), Ok(None), "{pointer}");
    }
    assert_eq!(raw(br#"{"~1":1}"#, "/~01"), Ok(Some("1")));
    assert_eq!(raw(br#"{"a":null}"#, "/a/b"), Ok(None));
}

#[test]
fn the_whole_text_must_be_json_wherever_the_value_is() {
    for text in [r#"{"a":1,"b":}"#, r#"{"a":1} x"#, r#"{"a":1"#, "", "[1,]"] {
        assert!(raw(text.as_bytes(), "/a").is_err(), "{text}");
    }
    let deep = format!(r#"{{"a":{}}}"#, "[".repeat(100_000));
    assert!(raw(deep.as_bytes(), "/a/0/0").unwrap_err().to_string().contains("nest deeper"));
    assert!(raw(b"\xff", "").is_err());
}

#[test]
fn a_named_member_that_occurs_twice_is_an_error() {
    let error = raw(br#"{"a":{"b":1},"a":{"b":2}}"#, "/a/b").unwrap_err();
    assert!(error.to_string().contains("repeated"), "{error}");
    assert_eq!(raw(br#"{"x":1,"x":2,"a":3}"#, "/a"), Ok(Some("3")));
}

#[test]
fn scalars_are_text_and_null_is_nothing() {
    let text = br#"{"s":"a\nb","n":1e3,"t":true,"z":null,"o":{},"e":""}"#;
    let scalar = |pointer| scalar(text, pointer);
    assert_eq!(scalar("/s"), Ok(Some("a\nb".into())));
    assert_eq!(scalar("/n"), Ok(Some("1e3".into())));
    assert_eq!(scalar("/t"), Ok(Some("true".into())));
    assert_eq!(scalar("/e"), Ok(Some(String::new())));
    assert_eq!(scalar("/z"), Ok(None));
    assert_eq!(scalar("/none"), Ok(None));
    let error = scalar("/o").unwrap_err();
    assert_eq!(error.path(), "$.o");
}

#[test]
fn items_are_counted_without_being_read() {
    let text = br#"{"d": [1,[2,3] ,{"x":[4]} ] }"#;
    assert_eq!(array(text, "/d", false), Ok((r#"[1,[2,3] ,{"x":[4]} ]"#, 3)));
    assert_eq!(array(b"[]", "", false), Ok(("[]", 0)));
    assert_eq!(array(br#"{"d":null}"#, "/d", false), Ok(("", 0)));
    assert_eq!(array(br#"{"d":{}}"#, "/d", false).unwrap_err().path(), "$.d");
    let missing = "$.d.e: the required member is missing (at byte 0)";
    assert_eq!(array(b"{}", "/d/e", false).unwrap_err().to_string(), missing);
}

#[test]
fn paths_of_errors_begin_with_the_pointer() {
    let body = br#"{"data":{"0":[[true,false],[true,1]]},"a b":["x"]}"#;
    let mut lists = Vec::<Vec<bool>>::new();
    let error = read(body, "/data/0", &mut lists).unwrap_err();
    assert_eq!(
        error.to_string(),
        "$.data[0][1][1]: expected a boolean, found a number (at byte 33)"
    );
    let error = read(body, "/a b/0", &mut 0i64).unwrap_err();
    assert_eq!(error.path(), "$[\"a b\"][0]");
    let mut list = Vec::<i64>::new();
    assert_eq!(super::list(br#"{"d":null}"#, "/d", false, &mut list), Ok(()));
    assert_eq!(super::list(br#"{"d":[7]}"#, "/d", false, &mut list), Ok(()));
    assert_eq!(list, [7]);
}

fn tree() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,3}".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[ab/~01é]{0,2}", inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

/// The pointers of all values in a tree, and the values.
fn places(value: &Value, at: &str, found: &mut Vec<(String, Value)>) {
    found.push((at.to_owned(), value.clone()));
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{at}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, member) in members {
                let token = name.replace('~', "~0").replace('/', "~1");
                places(member, &format!("{at}/{token}"), found);
            }
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn every_place_is_found_again(tree in tree()) {
        let text = serde_json::to_vec_pretty(&tree).unwrap();
        let mut found = Vec::new();
        places(&tree, "", &mut found);
        for (pointer, value) in found {
            let raw = raw(&text, &pointer).unwrap().expect("a value");
            prop_assert_eq!(serde_json::from_str::<Value>(raw).unwrap(), value);
        }
    }

    #[test]
    fn any_pointer_finds_what_serde_json_finds(
        tree in tree(),
        pointer in "(/([ab/~01é+-]|~0|~1){0,2}){0,4}|[a/~]{0,3}",
    ) {
        let text = serde_json::to_vec(&tree).unwrap();
        let raw = raw(&text, &pointer).unwrap();
        let found = raw.map(|raw| serde_json::from_str::<Value>(raw).unwrap());
        prop_assert_eq!(found.as_ref(), tree.pointer(&pointer));
    }

    #[test]
    fn any_bytes_and_pointer_give_a_value_or_an_error(bytes: Vec<u8>, pointer: String) {
        let _ = (raw(&bytes, &pointer), array(&bytes, &pointer, false), scalar(&bytes, &pointer));
    }
}

#[test]
fn a_value_is_put_where_a_pointer_leads() {
    for (text, pointer, expected) in [
        (r#"{"a": 1, "b": 2}"#, "/a", r#"{"a": 9, "b": 2}"#),
        (r#" {"a": [1, 2]} "#, "/a/1", r#" {"a": [1, 9]} "#),
        (r#"{"a": 1 }"#, "/b", r#"{"a": 1,"b":9}"#),
        ("{ }", "/a~1b/\"", r#"{"a/b":{"\"":9}}"#),
        (r#"{"a": null}"#, "/a/b", r#"{"a": {"b":9}}"#),
        (r#"{"a": {}, "b": 2}"#, "/a/c/d", r#"{"a": {"c":{"d":9}}, "b": 2}"#),
    ] {
        assert_eq!(put(text.as_bytes(), pointer, "9").as_deref(), Some(expected), "{pointer}");
    }
    for (text, pointer) in [("[1]", "/a"), (r#"{"a": 1}"#, "/a/b"), ("{", "/a"), ("{}", "a")] {
        assert_eq!(put(text.as_bytes(), pointer, "9"), None, "{text}");
    }
}
