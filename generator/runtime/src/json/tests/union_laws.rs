//! What holds of any JSON that is read as a union.

use proptest::prelude::*;
use serde_json::Value;

use super::union_samples::*;
use crate::json::{self, Json};

fn scalar() -> BoxedStrategy<Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        // 1.0 is an integer too, and written as one.
        any::<i32>().prop_map(|number| Value::from(f64::from(number) + 0.5)),
        prop::sample::select(vec!["circle", "user", "star", "\u{1}\"", ""]).prop_map(Value::from),
    ]
    .boxed()
}

/// Any JSON whose objects have members of these names.
fn any_json(names: &'static [&'static str]) -> impl Strategy<Value = Value> {
    scalar().prop_recursive(4, 24, 4, move |inner| {
        let name = prop::sample::select(names).prop_map(str::to_owned);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(name, inner, 0..5)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// Reads and writes once, and reads what was written.
fn both_ways<T: Json + PartialEq + std::fmt::Debug>(value: &Value) -> Value {
    let read: T = json::from_slice(&serde_json::to_vec(value).unwrap()).unwrap();
    let written = json::to_vec(&read).unwrap();
    assert_eq!(json::from_slice::<T>(&written).unwrap(), read, "what was written reads the same");
    serde_json::from_slice(&written).unwrap()
}

/// A member that is null and need not be there is the same as none.
fn without_null(value: Value) -> Value {
    match value {
        Value::Object(mut members) => {
            members.retain(|_, member| !member.is_null());
            Value::Object(members)
        }
        other => other,
    }
}

proptest! {
    #[test]
    fn any_json_is_read_and_written_equal_where_arms_are_no_objects(
        value in any_json(&["a", "b"]),
    ) {
        prop_assert_eq!(&both_ways::<Scalar>(&value), &value);
    }

    #[test]
    fn no_member_that_some_arm_describes_is_lost(
        value in any_json(&["id", "login", "slug", "kind"]),
        secret in any_json(&["token", "id"]),
    ) {
        prop_assert_eq!(without_null(both_ways::<Owner>(&value)), without_null(value));
        prop_assert_eq!(without_null(both_ways::<Holder>(&secret)), without_null(secret));
    }

    #[test]
    fn any_json_is_taken(value in any_json(&["id", "login", "token", "x", "child", "new"])) {
        both_ways::<Owner>(&value);
        both_ways::<Holder>(&value);
        both_ways::<Any>(&value);
        both_ways::<Option<Scalar>>(&value);
    }
}
