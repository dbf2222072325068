//! What Speakeasy and Fern call `x-sdk-group`, `x-sdk-name` and `x-sdk-retry`, and `x-enum-varnames`.
//!
//! Reports nothing: a shape that we do not expect is overlooked.

use super::super::Number;
use super::super::read::Object;
use super::super::responses::Status;
use super::Retry;
use crate::source::{Map, Node, Value};

/// Who calls an operation's group what.
pub(super) fn group(object: &Object<'_, '_, '_>) -> Option<String> {
    let node = object.peek("x-speakeasy-group").or_else(|| object.peek("x-fern-sdk-group-name"))?;
    match &node.value {
        Value::String(name) => Some(name.clone()),
        // Fern writes nested groups as a list.
        Value::Array(names) => {
            let names: Option<Vec<&str>> = names.iter().map(text).collect();
            names.filter(|names| !names.is_empty()).map(|names| names.join("."))
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Object(_) => None,
    }
}

/// Who calls an operation what.
pub(super) fn method_name(object: &Object<'_, '_, '_>) -> Option<String> {
    object
        .peek("x-speakeasy-name-override")
        .or_else(|| object.peek("x-fern-sdk-method-name"))
        .and_then(text)
        .map(str::to_owned)
}

/// `x-enum-varnames`: names of values in the order of `enum`.
pub(super) fn variant_names(object: &Object<'_, '_, '_>) -> Vec<String> {
    let Some(Node { value: Value::Array(names), .. }) = object.peek("x-enum-varnames") else {
        return Vec::new();
    };
    let names: Option<Vec<String>> =
        names.iter().map(|name| text(name).map(str::to_owned)).collect();
    names.unwrap_or_default()
}

/// `x-speakeasy-retries`, whose intervals are in milliseconds.
pub(super) fn retry(object: &Object<'_, '_, '_>) -> Option<Retry> {
    let members = members(object.peek("x-speakeasy-retries")?)?;
    if members.get("strategy").and_then(text) == Some("none") {
        return Some(Retry::never());
    }
    let backoff = members.get("backoff").and_then(self::members);
    let number = |key: &str| {
        let number = Number::of(&backoff?.get(key)?.value)?.as_f64();
        (number > 0.0).then_some(number)
    };
    let seconds = |key: &str| number(key).map(|milliseconds| milliseconds / 1000.0);
    Some(Retry {
        attempts: None,
        initial_interval: seconds("initialInterval"),
        max_interval: seconds("maxInterval"),
        exponent: number("exponent").filter(|exponent| *exponent >= 1.0),
        max_elapsed: seconds("maxElapsedTime"),
        statuses: statuses(members),
        connection_errors: members.get("retryConnectionErrors").and_then(flag),
        safe: None,
    })
}

fn statuses(members: &Map) -> Option<Vec<Status>> {
    let Some(Node { value: Value::Array(statuses), .. }) = members.get("statusCodes") else {
        return None;
    };
    let statuses = statuses
        .iter()
        .filter_map(|status| match &status.value {
            Value::Int(code) => Status::parse(&code.to_string()),
            Value::String(text) => Status::parse(&text.to_uppercase()),
            Value::Null | Value::Bool(_) | Value::Float(_) | Value::Array(_) | Value::Object(_) => {
                None
            }
        })
        .collect();
    Some(statuses)
}

fn text(node: &Node) -> Option<&str> {
    match &node.value {
        Value::String(text) => Some(text),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Array(_)
        | Value::Object(_) => None,
    }
}

fn flag(node: &Node) -> Option<bool> {
    match node.value {
        Value::Bool(value) => Some(value),
        Value::Null
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => None,
    }
}

fn members(node: &Node) -> Option<&Map> {
    match &node.value {
        Value::Object(members) => Some(members),
        Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Array(_) => None,
    }
}
