//! What a call does by itself: pages, waiting, streams, further attempts.

use crate::emit::{ends, markdown};
use crate::ir::{Operation, Retry, Status, Verb, Wait};

/// One sentence or two for each thing that there is to know.
pub(super) fn of(operation: &Operation) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(pagination) = &operation.pagination {
        let begin = ends::begin(pagination);
        notes.push(format!(
            "[Pages](README.md#pages): `items()` gives the items of all pages{begin}, `pages()` the \
             pages, `send()` one page."
        ));
    }
    if let Some(wait) = &operation.wait {
        notes.push(format!(
            "[Waiting](README.md#waiting): `wait()` repeats the call {}.",
            repeated(wait)
        ));
    }
    if operation.events.is_some() {
        notes.push("`events()` gives server-sent events as they arrive.".to_owned());
    }
    if operation.lines.is_some() {
        notes.push("`lines()` gives values as they arrive.".to_owned());
    }
    notes.push(attempts(operation));
    if let Some(seconds) = operation.timeout {
        notes.push(format!("An attempt may take {}.", self::seconds(seconds)));
    }
    notes.retain(|note| !note.is_empty());
    notes
}

/// How often and for how long a call is repeated: "every 5 s until `/state` is `failed`, for 24 h at most".
pub(super) fn repeated(wait: &Wait) -> String {
    let values: Vec<String> = wait.until.iter().map(|value| markdown::code(value)).collect();
    format!(
        "every {} until {} is {}, for {} at most",
        seconds(wait.interval),
        markdown::code(&wait.field),
        listed(&values, "or"),
        seconds(wait.limit),
    )
}

/// Whether it is sent again, where that is not plain from its method.
fn attempts(operation: &Operation) -> String {
    if operation.retry.as_ref().is_some_and(|retry| retry.attempts == Some(1)) {
        return "Never [sent again](README.md#retries).".to_owned();
    }
    if let Some(policy) = operation.retry.as_ref().and_then(policy) {
        return format!("[Retries](README.md#retries) of its own: {policy}.");
    }
    if let Some(name) = &operation.idempotency_key {
        return format!(
            "[Sent again](README.md#retries) after a failure: {} tells the server.",
            markdown::code(name)
        );
    }
    match operation.verb {
        Verb::Post | Verb::Patch | Verb::Other(_) if operation.safe => {
            "[Sent again](README.md#retries) after a failure: twice does no more than once."
                .to_owned()
        }
        Verb::Post | Verb::Patch | Verb::Other(_) => {
            "[Sent again](README.md#retries) only if the server has \
             certainly not seen it."
                .to_owned()
        }
        Verb::Get
        | Verb::Put
        | Verb::Delete
        | Verb::Options
        | Verb::Head
        | Verb::Trace
        | Verb::Query => String::new(),
    }
}

/// A policy in words: "after 5XX and failed connections, 3 times in all".
pub(super) fn policy(retry: &Retry) -> Option<String> {
    let statuses = retry.statuses.iter().flatten().filter_map(|status| match status {
        Status::Code(code) => Some(format!("`{code}`")),
        Status::Range(digit) => Some(format!("`{digit}XX`")),
        Status::Default => None,
    });
    let broken = (retry.connection_errors == Some(true)).then(|| "failed connections".to_owned());
    let after: Vec<String> = statuses.chain(broken).collect();
    if after.is_empty() {
        return None;
    }
    let mut text = format!("after {}", listed(&after, "and"));
    if let Some(attempts) = retry.attempts {
        text.push_str(&format!(", {attempts} attempts in all"));
    }
    if let Some(seconds) = retry.max_elapsed {
        text.push_str(&format!(", for {} at most", self::seconds(seconds)));
    }
    if let (Some(first), Some(longest)) = (retry.initial_interval, retry.max_interval) {
        let (first, longest) = (seconds(first), seconds(longest));
        text.push_str(&format!(", with pauses of up to {first} that grow to {longest}"));
    }
    Some(text)
}

/// "a, b and c".
pub(super) fn listed(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [others @ .., last] => format!("{} {word} {last}", others.join(", ")),
    }
}

/// A time in the unit that people would say it in.
pub(super) fn seconds(seconds: f64) -> String {
    let whole = |unit: f64| seconds > unit && seconds % unit == 0.0;
    if whole(3600.0) {
        format!("{} h", seconds / 3600.0)
    } else if whole(60.0) {
        format!("{} min", seconds / 60.0)
    } else {
        format!("{seconds} s")
    }
}
