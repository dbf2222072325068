//! Reading: values, tolerance, and errors that say where.

use std::collections::BTreeMap;

use super::samples::{Kind, Labels, Machine, WIDE_NAMES, Wide};
use super::union_samples::{Drawing, Shape};
use crate::emit::{DateTime, Json, Maybe, Reader, Value};
use crate::json;
use crate::json::{empty, from_slice, from_str, from_value, partial, to_string, to_vec};

const SMALL: &str =
    r#"{"object":"machine","id":"m_1","peers":[],"secret_key":"ak_canary","owner":null}"#;

fn error<T: Json>(text: &str) -> String {
    match from_slice::<T>(text.as_bytes()) {
        Ok(_) => panic!("accepted: {text}"),
        Err(error) => error.to_string(),
    }
}

fn machine_with(member: &str) -> String {
    SMALL.replacen('{', &format!("{{{member},"), 1)
}

#[test]
fn a_struct_is_read_in_any_order_with_unknown_members_skipped() {
    let text = r#" { "ttl" : 5, "new": {"a":[1,{"b":null}]}, "owner":"o", "secret_key":"s",
        "peers":[], "id":"i\n\u00e9", "object":"machine" } "#;
    let machine: Machine = from_slice(text.as_bytes()).unwrap();
    assert_eq!(machine.object, Kind::Machine);
    assert_eq!(machine.id, "i\né");
    assert_eq!(machine.ttl, Some(5));
    assert_eq!(machine.owner.as_deref(), Some("o"));
}

#[test]
fn recursion_through_box_and_vec_is_read() {
    let text = machine_with(&format!(r#""parent":{}"#, SMALL.replace("[]", &format!("[{SMALL}]"))));
    let machine: Machine = from_slice(text.as_bytes()).unwrap();
    assert_eq!(machine.parent.unwrap().peers[0].id, "m_1");
}

#[test]
fn an_unknown_enum_value_is_kept() {
    let machine: Machine =
        from_slice(SMALL.replace(r#""machine""#, r#""robot""#).as_bytes()).unwrap();
    assert_eq!(machine.object.as_str(), "robot");
}

#[test]
fn absent_null_and_value_are_three_things_for_maybe_and_two_for_option() {
    let note = |text: &str| from_slice::<Machine>(text.as_bytes()).unwrap().note;
    assert_eq!(note(SMALL), Maybe::Absent);
    assert_eq!(note(&machine_with(r#""note":null"#)), Maybe::Null);
    assert_eq!(note(&machine_with(r#""note":"x""#)), Maybe::Value("x".to_owned()));
    assert_eq!(from_slice::<Machine>(machine_with(r#""ttl":null"#).as_bytes()).unwrap().ttl, None);
}

#[test]
fn null_is_a_value_of_any_json_and_none_of_another_type() {
    let any = |text: &str| from_slice::<Option<Box<Value>>>(text.as_bytes()).unwrap();
    assert_eq!(any("null").as_deref(), Some(&Value::Null));
    assert_eq!(to_vec(&Some(Value::Null)).unwrap(), b"null");
    assert_eq!(from_slice::<Option<Vec<Value>>>(b"null").unwrap(), None);
    assert_eq!(from_slice::<Maybe<Value>>(b"null").unwrap(), Maybe::Null);
}

#[test]
fn a_missing_member_is_named() {
    let without_id = SMALL.replace(r#""id":"m_1","#, "");
    assert_eq!(
        error::<Vec<Machine>>(&format!("[{SMALL},{without_id}]")),
        "$[1].id: the required member is missing (at byte 82)"
    );
    let without_owner = SMALL.replace(r#","owner":null"#, "");
    assert_eq!(
        error::<Machine>(&without_owner),
        "$.owner: the required member is missing (at byte 0)"
    );
}

#[test]
fn a_wrong_kind_is_reported_with_path_and_kinds_but_no_value() {
    let deep = machine_with(&format!(
        r#""parent":{}"#,
        SMALL.replace("[]", &format!("[{}]", SMALL.replace(r#""ak_canary""#, "[77]")))
    ));
    assert_eq!(
        error::<Machine>(&deep),
        "$.parent.peers[0].secret_key: expected a string, found an array (at byte 105)"
    );
    for found in ["null", "true", "1", "[]", "{}"] {
        let kind = error::<String>(found);
        assert!(kind.starts_with("$: expected a string, found "), "{kind}");
    }
}

#[test]
fn keys_of_maps_are_data_and_not_shown() {
    let text = r#"{"sk_canary":{"a":1,"b":"x"}}"#;
    assert_eq!(
        error::<BTreeMap<String, BTreeMap<String, i64>>>(text),
        "$[*][*]: expected a 64-bit integer, found a string (at byte 24)"
    );
    assert_eq!(
        error::<Labels>(r#"{"name":"n","sk_canary":true}"#),
        "$[*]: expected a 64-bit integer, found a boolean (at byte 24)"
    );
}

/// Threat F10: parties that choose differently among repeated members could be played off.
#[test]
fn a_repeated_name_is_refused_by_structs_maps_and_values_alike() {
    let text = r#"{"name":"a","b":1,"name":"c"}"#;
    assert!(error::<Labels>(text).starts_with("$.name: the member name is repeated"));
    let text = r#"{"name":"a","b":1,"\u0062":2}"#;
    for error in
        [error::<Labels>(text), error::<Value>(text), error::<BTreeMap<String, Value>>(text)]
    {
        assert_eq!(error, "$[*]: the member name is repeated in one object (at byte 18)");
    }
}

#[test]
fn additional_members_are_collected() {
    let labels: Labels = from_slice(br#"{"b":2,"name":"n","a":1}"#).unwrap();
    assert_eq!(labels.additional, BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)]));
}

#[test]
fn more_than_64_members_are_checked() {
    let all: Vec<String> = WIDE_NAMES
        .0
        .iter()
        .enumerate()
        .map(|(index, name)| format!(r#""{name}":{index}"#))
        .collect();
    let wide: Wide = from_slice(format!("{{{}}}", all.join(",")).as_bytes()).unwrap();
    assert!((0..100).eq(wide.values.iter().copied()));
    for missing in [0, 63, 64, 65, 99] {
        let mut some = all.clone();
        some.remove(missing);
        some.reverse();
        some.push(r#""n29":7"#.to_owned());
        let name = WIDE_NAMES.0[missing];
        assert_eq!(
            error::<Wide>(&format!("{{{}}}", some.join(","))),
            format!("$.{name}: the required member is missing (at byte 0)")
        );
    }
    let twice = format!(r#"{{{},"n29":1,"n29":2}}"#, all.join(","));
    assert!(error::<Wide>(&twice).starts_with("$.n29: the member name is repeated"));
    let optional = format!(r#"{{"n29":1,{}}}"#, all.join(","));
    let wide: Wide = from_slice(optional.as_bytes()).unwrap();
    assert_eq!(wide.rest[29], Some(1));
    assert_eq!(from_slice::<Wide>(&to_vec(&wide).unwrap()).unwrap(), wide);
}

#[test]
fn integers_of_128_bits_are_exact_and_bounded() {
    for value in [0, -1, i128::from(u64::MAX), i128::from(u64::MAX) + 1, i128::MIN, i128::MAX] {
        let text = value.to_string();
        assert_eq!(from_slice::<i128>(format!(" {text} ").as_bytes()).unwrap(), value, "{text}");
        assert_eq!(to_vec(&value).unwrap(), text.as_bytes());
    }
    for value in [0, 1 << 64, u128::MAX] {
        let text = value.to_string();
        assert_eq!(from_slice::<u128>(text.as_bytes()).unwrap(), value, "{text}");
        assert_eq!(to_vec(&value).unwrap(), text.as_bytes());
    }
    assert_eq!(from_slice::<i128>(b"1e3").unwrap(), 1000, "as with fewer bits");
    assert_eq!(from_slice::<u128>(b"-0").unwrap(), 0);
    let beyond = ["-170141183460469231731687303715884105729", "1e20", &"9".repeat(400)];
    for text in beyond {
        let message = "$: the number does not fit a 128-bit integer (at byte 0)";
        assert_eq!(error::<i128>(text), message, "{text}");
    }
    assert!(from_slice::<u128>(b"-1").is_err());
    assert!(from_slice::<u128>(b"-18446744073709551616").is_err());
    assert!(from_slice::<u128>(b"340282366920938463463374607431768211456").is_err());
}

/// Threat F11: servers without integers write `1.0`.
#[test]
fn integers_are_exact_and_bounded() {
    let accepted = [
        ("0", 0),
        ("-0", 0),
        ("1.0", 1),
        ("1e3", 1000),
        ("-12.50e1", -125),
        ("9007199254740992.0", 1 << 53),
        ("9223372036854775807", i64::MAX),
        ("-9223372036854775808", i64::MIN),
        ("9007199254740993", (1 << 53) + 1),
    ];
    for (text, value) in accepted {
        assert_eq!(from_slice::<i64>(text.as_bytes()).unwrap(), value, "{text}");
    }
    let refused = [
        ("1.5", "$: expected a 64-bit integer, found a number with a fraction (at byte 0)"),
        ("9007199254740994.0", "$: the number does not fit a 64-bit integer (at byte 0)"),
        ("9223372036854775808", "$: the number does not fit a 64-bit integer (at byte 0)"),
        ("-9223372036854775809", "$: the number does not fit a 64-bit integer (at byte 0)"),
        ("1e400", "$: the number does not fit a 64-bit integer (at byte 0)"),
        ("\"5\"", "$: expected a 64-bit integer, found a string (at byte 0)"),
    ];
    for (text, message) in refused {
        assert_eq!(error::<i64>(text), message);
    }
    assert_eq!(from_slice::<u64>(b"18446744073709551615").unwrap(), u64::MAX);
    assert!(
        from_slice::<u64>(b"-1").is_err() && from_slice::<u64>(b"18446744073709551616").is_err()
    );
    assert_eq!(from_slice::<i32>(b"-2147483648").unwrap(), i32::MIN);
    assert!(from_slice::<i32>(b"2147483648").is_err());
    assert_eq!(from_slice::<f64>(b"-0.0").unwrap().to_bits(), (-0.0_f64).to_bits());
    assert_eq!(from_slice::<f64>(b"12").unwrap(), 12.0);
    assert!(from_slice::<f64>(b"1e309").is_err() && from_slice::<f32>(b"1e39").is_err());
}

#[test]
fn times_are_rfc_3339() {
    let time: DateTime = from_slice(br#""2024-02-29T23:59:59.5+02:00""#).unwrap();
    assert_eq!(to_vec(&time).unwrap(), br#""2024-02-29T23:59:59.500+02:00""#);
    assert_eq!(
        error::<DateTime>(r#" "2024-02-30T00:00:00Z""#),
        "$: expected a date and time as in RFC 3339, found another string (at byte 1)"
    );
}

#[test]
fn empty_and_trailing_input_are_clear_errors() {
    for text in ["", " \n", "\u{feff}"] {
        assert!(error::<bool>(text).starts_with("$: expected a boolean, found an empty text"));
    }
    assert_eq!(error::<bool>("true false"), "$: something follows the value (at byte 5)");
    assert!(from_slice::<bool>("\u{feff} true ".as_bytes()).unwrap());
    assert_eq!(
        from_slice::<String>(b"\"a\xff\"").unwrap_err().to_string(),
        "$: the text is not valid UTF-8 (at byte 2)"
    );
    assert!(error::<bool>("<html>").contains("found something that is not JSON"));
}

/// Threat F12: deep JSON ends in an error, not in an overflow of the stack.
#[test]
fn nesting_is_bounded_for_every_strategy() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert!(from_slice::<Value>(nested(128).as_bytes()).is_ok());
    assert!(error::<Value>(&nested(129)).contains("nest deeper than 128"));
    assert!(error::<Value>(&"[".repeat(200_000)).contains("nest deeper than 128"));
    assert!(error::<Value>(&"{\"a\":".repeat(200_000)).contains("nest deeper than 128"));
    assert!(error::<Machine>(&format!(r#"{{"new":{}}}"#, nested(128))).contains("nest deeper"));
    assert!(error::<Machine>(&r#"{"parent":"#.repeat(200_000)).contains("nest deeper"));
    // Depth counts nesting, not brackets.
    assert!(from_slice::<Value>(format!("[{}1]", "[[]],{},".repeat(1000)).as_bytes()).is_ok());
}

#[test]
fn a_value_can_be_read_again_as_another_type() {
    let mut reader = Reader::new(br#"[[1,"a"],2]"#).unwrap();
    let start = reader.position();
    let mut numbers = Vec::<Vec<i64>>::new();
    assert!(numbers.read(&mut reader).is_err());
    reader.rewind(start);
    let mut values = Vec::<Value>::new();
    values.read(&mut reader).unwrap();
    reader.end().unwrap();
    assert_eq!(values.len(), 2);

    let mut reader = Reader::new(br#" {"a" : [1] } "#).unwrap();
    let raw = reader.raw().unwrap();
    reader.end().unwrap();
    assert_eq!(raw, r#"{"a" : [1] }"#);
    assert!(from_slice::<Value>(raw.as_bytes()).is_ok());
}

#[test]
fn strings_without_escapes_are_borrowed() {
    let text = r#"["plain text, longer than one word", "esc\taped"]"#;
    let mut reader = Reader::new(text.as_bytes()).unwrap();
    assert!(reader.open(b'[', b']', "").unwrap());
    assert!(matches!(reader.str().unwrap(), std::borrow::Cow::Borrowed(_)));
}

#[test]
fn what_can_be_null_is_given_as_what_cannot() {
    fn setter<T>(value: impl Into<Maybe<T>>) -> Maybe<T> {
        value.into()
    }
    assert_eq!(setter::<String>("text"), Maybe::Value("text".to_owned()));
    assert_eq!(setter::<i64>(1), Maybe::Value(1));
    assert_eq!(setter::<f64>(0.5), Maybe::Value(0.5));
    assert_eq!(setter::<String>(None), Maybe::Null);
    assert_eq!(setter::<String>(&"a".to_owned()), Maybe::Value("a".to_owned()));
}

#[test]
fn a_part_of_a_value_is_completed_with_nothing_at_any_depth() {
    let machine: Machine =
        partial(json!({"id": "m_1", "parent": {"ttl": 5}, "peers": [{"id": "m_2"}]})).unwrap();
    assert_eq!(machine.id, "m_1");
    assert_eq!(machine.parent.unwrap().ttl, Some(5));
    assert_eq!(machine.peers[0].id, "m_2");
    assert!(machine.secret_key.expose_secret().is_empty() && machine.owner.is_none());

    let wrong = partial::<Machine>(json!({"id": 1})).unwrap_err();
    assert_eq!(wrong.path(), "$.id", "a wrong type is wrong all the same");
    let whole = from_value::<Machine>(json!({"id": "m_1"})).unwrap_err();
    assert_eq!(whole.to_string(), error::<Machine>(r#"{"id": "m_1"}"#));

    // A tag names the branch; without one, a branch is told by what it requires.
    let drawing: Drawing = partial(json!({"shapes": [{"kind": "circle"}, {"side": 1}]})).unwrap();
    assert!(matches!(&drawing.shapes[..], [Shape::Circle(_), Shape::Unknown(_)]));
}

#[test]
fn values_are_made_by_hand_and_written_back() {
    let mut machine: Machine = empty();
    machine.id = "m_1".to_owned();
    let text = to_string(&machine).unwrap();
    assert!(text.contains(r#""id":"m_1""#), "{text}");
    let again: Machine = from_str(&text).unwrap();
    assert_eq!(again.id, "m_1");
}
