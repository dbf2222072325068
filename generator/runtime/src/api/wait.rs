//! When polling an operation ends (`x-sdk-wait`).

use core::time::Duration;

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wait {
    /// Where the field is in the body as it is sent: a JSON Pointer (RFC 6901).
    pub field: &'static str,
    /// The values that end the waiting: strings as they are, other scalars as JSON spells them.
    pub until: &'static [&'static str],
    /// The time between two calls.
    pub interval: Duration,
    /// The time after which waiting fails.
    pub limit: Duration,
}
