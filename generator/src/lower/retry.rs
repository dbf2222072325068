//! When a call is sent again: the policy of the API, and what an operation says over it.

use super::status;
use crate::ir::Parameter;
use crate::ir::{Location, Retry};
use crate::resolve::{self, Resolved};

/// Names under which APIs ask for an idempotency key, in lower case.
const KEYS: [&str; 2] = ["idempotency-key", "x-idempotency-key"];

/// The policy of the API; `None` where nothing is said but what is safe.
pub(super) fn of_api(resolved: &Resolved) -> Option<Retry> {
    policy(resolved.retry.as_ref()?)
}

/// The policy of an operation with what the API says where it is silent; `None` where it is the API's.
pub(super) fn of_operation(resolved: &Resolved, operation: &resolve::Operation) -> Option<Retry> {
    let own = operation.retry.as_ref()?;
    let merged = match &resolved.retry {
        Some(base) => policy(&over(own, base)),
        None => policy(own),
    };
    merged.filter(|merged| Some(merged) != of_api(resolved).as_ref())
}

/// Whether sending it twice is declared to do no more than sending it once.
pub(super) fn is_safe(resolved: &Resolved, operation: &resolve::Operation) -> bool {
    let safe = |retry: &Option<resolve::Retry>| retry.as_ref().and_then(|retry| retry.safe);
    safe(&operation.retry).or_else(|| safe(&resolved.retry)).unwrap_or(false)
}

/// Whether a header parameter is an idempotency key, which a call has without being given one.
pub(super) fn is_key(location: Location, name: &str) -> bool {
    location == Location::Header && KEYS.iter().any(|key| name.eq_ignore_ascii_case(key))
}

/// The idempotency key among parameters.
pub(super) fn key(parameters: &[Parameter]) -> Option<String> {
    let key = parameters.iter().find(|parameter| is_key(parameter.location, &parameter.wire));
    key.map(|parameter| parameter.wire.clone())
}

fn over(own: &resolve::Retry, base: &resolve::Retry) -> resolve::Retry {
    resolve::Retry {
        attempts: own.attempts.or(base.attempts),
        initial_interval: own.initial_interval.or(base.initial_interval),
        max_interval: own.max_interval.or(base.max_interval),
        exponent: own.exponent.or(base.exponent),
        max_elapsed: own.max_elapsed.or(base.max_elapsed),
        statuses: own.statuses.clone().or_else(|| base.statuses.clone()),
        connection_errors: own.connection_errors.or(base.connection_errors),
        safe: own.safe.or(base.safe),
    }
}

fn policy(retry: &resolve::Retry) -> Option<Retry> {
    let resolve::Retry {
        attempts,
        initial_interval,
        max_interval,
        exponent,
        max_elapsed,
        statuses,
        connection_errors,
        safe: _,
    } = retry;
    let policy = Retry {
        attempts: *attempts,
        initial_interval: *initial_interval,
        max_interval: *max_interval,
        exponent: *exponent,
        max_elapsed: *max_elapsed,
        statuses: statuses
            .as_ref()
            .map(|statuses| statuses.iter().copied().map(status::lower).collect()),
        connection_errors: *connection_errors,
    };
    (policy != Retry::default()).then_some(policy)
}
