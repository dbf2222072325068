//! Whether the `default` of a schema is valid for that schema, as far as one look can tell.

use std::cmp::Ordering;

use super::super::{Number, Schema, Type};
use super::Check;
use crate::diag::codes;
use crate::source::{Node, Value};

impl Check<'_> {
    pub(super) fn default(&mut self, schema: &Schema) {
        let Some(default) = &schema.default else { return };
        // A null default beside a type is a common way to say that there is none.
        if default.value == Value::Null {
            return;
        }
        if let Some(problem) = problem(schema, default) {
            self.diags
                .report(codes::INVALID_DEFAULT, default.at, format!("the default is {problem}"))
                .help("change the default, or what limits it");
        }
    }
}

fn problem(schema: &Schema, default: &Node) -> Option<String> {
    if !schema.types.is_empty() && !schema.types.iter().any(|kind| is(&default.value, *kind)) {
        return Some(format!("{}, which `type` does not allow", default.value.kind()));
    }
    if let Some(values) = &schema.enumeration
        && !values.iter().any(|value| same(&value.value, &default.value))
    {
        return Some("not one of `enum`".to_owned());
    }
    if let Some(constant) = &schema.constant
        && !same(&constant.value, &default.value)
    {
        return Some("not the value of `const`".to_owned());
    }
    match &default.value {
        Value::Int(_) | Value::Float(_) => {
            Number::of(&default.value).and_then(|number| outside(schema, number))
        }
        Value::String(text) => {
            let length = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
            let bounds = &schema.bounds;
            count(length, ("minLength", bounds.min_length), ("maxLength", bounds.max_length))
        }
        Value::Array(items) => {
            let length = u64::try_from(items.len()).unwrap_or(u64::MAX);
            let bounds = &schema.bounds;
            count(length, ("minItems", bounds.min_items), ("maxItems", bounds.max_items))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}

fn is(value: &Value, kind: Type) -> bool {
    match (value, kind) {
        (Value::Null, Type::Null)
        | (Value::Bool(_), Type::Boolean)
        | (Value::Int(_), Type::Integer | Type::Number)
        | (Value::Float(_), Type::Number)
        | (Value::String(_), Type::String)
        | (Value::Array(_), Type::Array)
        | (Value::Object(_), Type::Object) => true,
        (Value::Float(float), Type::Integer) => float.fract() == 0.0,
        (
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
            Type::Null
            | Type::Boolean
            | Type::Integer
            | Type::Number
            | Type::String
            | Type::Array
            | Type::Object,
        ) => false,
    }
}

/// Equality of JSON values, whatever their places and however a number is written.
fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len()
                && left.iter().zip(right).all(|(left, right)| same(&left.value, &right.value))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| {
                    right.get(key).is_some_and(|other| same(&value.value, &other.value))
                })
        }
        (left, right) => match (Number::of(left), Number::of(right)) {
            (Some(left), Some(right)) => left.compare(right) == Ordering::Equal,
            (Some(_) | None, _) => left == right,
        },
    }
}

fn outside(schema: &Schema, number: Number) -> Option<String> {
    let bounds = &schema.bounds;
    let checks = [
        ("minimum", bounds.minimum, [Ordering::Equal, Ordering::Greater].as_slice()),
        ("maximum", bounds.maximum, &[Ordering::Equal, Ordering::Less]),
        ("exclusiveMinimum", bounds.exclusive_minimum, &[Ordering::Greater]),
        ("exclusiveMaximum", bounds.exclusive_maximum, &[Ordering::Less]),
    ];
    checks.into_iter().find_map(|(key, bound, allowed)| {
        let bound = bound?;
        let fits = allowed.contains(&number.compare(bound));
        (!fits).then(|| format!("{number}, outside `{key}` {bound}"))
    })
}

fn count(
    length: u64,
    (lower_key, lower): (&str, Option<u64>),
    (upper_key, upper): (&str, Option<u64>),
) -> Option<String> {
    if lower.is_some_and(|lower| length < lower) {
        return Some(format!("shorter than `{lower_key}`"));
    }
    upper.is_some_and(|upper| length > upper).then(|| format!("longer than `{upper_key}`"))
}
