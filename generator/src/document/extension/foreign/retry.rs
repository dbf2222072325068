//! What Speakeasy and Fern call `x-sdk-retry` and `x-sdk-timeout`.

use super::super::super::Number;
use super::super::super::read::Object;
use super::super::super::responses::Status;
use super::super::Retry;
use super::{Said, Wrong, first, flag, list, members, text};
use crate::source::{Map, Node, Value};

/// Which failures are worth another attempt.
pub(in super::super::super) fn retry(object: &mut Object<'_, '_, '_>) -> Option<Retry> {
    first(object, &[("x-speakeasy-retries", &speakeasy), ("x-fern-retries", &fern)])
}

/// How long an attempt may take, in seconds.
pub(in super::super::super) fn timeout(object: &mut Object<'_, '_, '_>) -> Option<f64> {
    first(object, &[("x-speakeasy-timeout", &seconds)])
}

/// Intervals are in milliseconds.
fn speakeasy(node: &Node) -> Said<Retry> {
    let policy = members(node)?;
    let strategy = policy.get("strategy").map_or(Ok(None), text)?;
    if strategy.is_some_and(|strategy| strategy != "backoff") {
        return Ok(Some(Retry::never()));
    }
    let backoff = policy.get("backoff").map(members).transpose()?;
    let at = |key: &str, read: fn(&Node) -> Said<f64>| {
        backoff.and_then(|backoff| backoff.get(key)).map_or(Ok(None), read)
    };
    Ok(Some(Retry {
        attempts: None,
        initial_interval: at("initialInterval", seconds)?,
        max_interval: at("maxInterval", seconds)?,
        exponent: at("exponent", number)?.filter(|exponent| *exponent >= 1.0),
        max_elapsed: at("maxElapsedTime", seconds)?,
        statuses: statuses(policy)?,
        connection_errors: policy.get("retryConnectionErrors").map(flag).transpose()?,
        safe: None,
    }))
}

/// `disabled`, and how often there is another attempt.
fn fern(node: &Node) -> Said<Retry> {
    let policy = members(node)?;
    if policy.get("disabled").map(flag).transpose()? == Some(true) {
        return Ok(Some(Retry::never()));
    }
    let Some(attempts) = policy.get("max-attempts") else { return Ok(None) };
    match attempts.value {
        Value::Int(number) => {
            let attempts = u32::try_from(number).ok().and_then(|retries| retries.checked_add(1));
            let attempts =
                attempts.ok_or_else(|| Wrong::new(node, "there are no so many attempts"))?;
            Ok(Some(Retry { attempts: Some(attempts), ..Retry::default() }))
        }
        _ => Err(Wrong::type_of(attempts, "an integer")),
    }
}

fn seconds(node: &Node) -> Said<f64> {
    Ok(number(node)?.map(|milliseconds| milliseconds / 1000.0))
}

/// A number above 0; 0 says nothing.
fn number(node: &Node) -> Said<f64> {
    match Number::of(&node.value) {
        Some(number) => Ok(Some(number.as_f64()).filter(|number| *number > 0.0)),
        None => Err(Wrong::type_of(node, "a number")),
    }
}

fn statuses(policy: &Map) -> Said<Vec<Status>> {
    let Some(node) = policy.get("statusCodes") else { return Ok(None) };
    let statuses = list(node)?.iter().map(|status| {
        let parsed = match &status.value {
            Value::Int(code) => Status::parse(&code.to_string()),
            Value::String(text) => Status::parse(&text.to_uppercase()),
            _ => None,
        };
        let wrong = || Wrong::new(status, "a status such as 503 or `5XX` is expected");
        parsed.filter(|parsed| *parsed != Status::Default).ok_or_else(wrong)
    });
    statuses.collect::<Result<_, _>>().map(Some)
}
