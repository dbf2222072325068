//! Writing: text, `Debug`, and what JSON has no form for.

use std::collections::BTreeMap;

use super::samples::{Labels, Machine};
use crate::emit::{Maybe, Value};
use crate::json::{from_slice, to_value, to_vec};

fn text(value: &dyn crate::json::WriteJson) -> String {
    String::from_utf8(to_vec(value).unwrap()).unwrap()
}

fn machine() -> Machine {
    let text = r#"{"object":"machine","id":"m","peers":[],"secret_key":"canary","owner":null}"#;
    from_slice(text.as_bytes()).unwrap()
}

#[test]
fn required_null_is_written_and_absent_is_not() {
    let mut machine = machine();
    let base = r#"{"object":"machine","id":"m","peers":[],"secret_key":"canary","owner":null"#;
    assert_eq!(text(&machine), format!("{base}}}"));
    machine.note = Maybe::Null;
    machine.ttl = Some(-5);
    assert_eq!(text(&machine), format!(r#"{base},"ttl":-5,"note":null}}"#));
}

#[test]
fn what_must_be_escaped_is() {
    let all: String = (0..0x30).map(char::from).chain("\\é\u{2028}\u{1f600}".chars()).collect();
    for shift in 0..10 {
        let string = format!("{}{all}", "x".repeat(shift));
        let written = text(&string);
        assert_eq!(written, serde_json::to_string(&string).unwrap());
        assert_eq!(from_slice::<String>(written.as_bytes()).unwrap(), string);
    }
}

#[test]
fn numbers_are_written_as_the_shortest_text_that_reads_back() {
    assert_eq!(text(&vec![0.1, -0.0, 1e300, 5e-324]), "[0.1,-0.0,1e+300,5e-324]");
    assert_eq!(text(&0.1_f32), "0.1");
    assert_eq!(text(&vec![i64::MIN, i64::MAX]), "[-9223372036854775808,9223372036854775807]");
    assert_eq!(text(&u64::MAX), "18446744073709551615");
}

#[test]
fn a_whole_number_is_written_without_a_fraction() {
    let numbers = [2.0, -3.0, 0.0, 100.0, 9_007_199_254_740_993.0, 1e15, 1.5];
    assert_eq!(text(&numbers.to_vec()), "[2,-3,0,100,9007199254740992,1000000000000000,1.5]");
    assert_eq!(text(&2.0_f32), "2");
    assert_eq!(from_slice::<f64>(text(&-0.0).as_bytes()).map(f64::is_sign_negative), Ok(true));
}

#[test]
fn a_number_that_is_not_finite_is_an_error_with_its_path() {
    let map =
        BTreeMap::from([("key".to_owned(), vec![Some(1.0), Some(f64::NAN), Some(f64::INFINITY)])]);
    let error = to_vec(&map).unwrap_err();
    assert_eq!(error.to_string(), "$[*][1]: the number is not finite, and JSON has no form for it");
    assert!(to_vec(&f32::NEG_INFINITY).is_err());
}

#[test]
fn an_additional_member_cannot_repeat_a_declared_name() {
    let mut labels =
        Labels { name: "n".to_owned(), additional: BTreeMap::from([("b".to_owned(), 1)]) };
    assert_eq!(text(&labels), r#"{"name":"n","b":1}"#);
    labels.additional.insert("name".to_owned(), 2);
    assert_eq!(
        to_vec(&labels).unwrap_err().to_string(),
        "$: an additional member has the name of a declared one"
    );
}

#[test]
fn debug_reads_like_rust_and_hides_secrets() {
    let mut machine = machine();
    assert_eq!(
        format!("{machine:?}"),
        r#"Machine { object: "machine", id: "m", peers: [], secret_key: [REDACTED], owner: null }"#
    );
    machine.owner = Some("o".to_owned());
    machine.peers = vec![machine.clone()];
    let pretty = format!("{machine:#?}");
    assert!(pretty.contains("\n    peers: [\n        Machine {\n"), "{pretty}");
    assert_eq!(pretty.matches("canary").count(), 0);
    let labels = Labels { name: "n".to_owned(), additional: BTreeMap::from([("b".to_owned(), 1)]) };
    assert_eq!(format!("{labels:?}"), r#"Labels { name: "n", b: 1 }"#);
    assert!(format!("{:?}", Maybe::Value(machine)).starts_with("Value(Machine {"));
}

#[test]
fn a_tree_of_any_value_keeps_integers_exact() {
    let tree = to_value(&vec![u64::MAX]).unwrap();
    assert_eq!(tree, serde_json::json!([u64::MAX]));
    let text = br#"{"a":[18446744073709551615,-9223372036854775808,1.5,null,"x",true,{}]}"#;
    let value: Value = from_slice(text).unwrap();
    assert_eq!(to_vec(&value).unwrap(), text);
}

#[cfg(feature = "serde")]
#[test]
fn the_serde_bridge_goes_both_ways_with_the_same_rules() {
    let machine = machine();
    let through_serde = serde_json::to_string(&machine).unwrap();
    assert_eq!(through_serde, text(&machine));
    assert_eq!(serde_json::from_str::<Machine>(&through_serde).unwrap(), machine);
    let tree = serde_json::to_value(&machine).unwrap();
    assert_eq!(serde_json::from_value::<Machine>(tree).unwrap(), machine);
    let error = serde_json::from_str::<Labels>(r#"{"name":"n","a":1,"a":2}"#).unwrap_err();
    assert!(error.to_string().contains("$[*]: the member name is repeated"), "{error}");
}

#[cfg(feature = "serde")]
#[test]
fn the_serde_bridge_keeps_integers_of_128_bits() {
    struct Wide(i128);
    impl serde_core::Serialize for Wide {
        fn serialize<S: serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            crate::json::bridge::serialize(&self.0, serializer)
        }
    }
    let most = Wide(i128::MAX);
    assert_eq!(serde_json::to_string(&most).unwrap(), i128::MAX.to_string());
    assert!(serde_json::to_value(&most).is_err(), "its tree would round it");
}
