//! The policy: how often, after which failures, how long apart.

use core::ops::RangeInclusive;
use core::time::Duration;

use super::statuses::Statuses;

/// Which failures of a call are worth another attempt, how many there are, and how far apart.
///
/// A policy alone never repeats a request that could do something twice: only operations whose method
/// is idempotent (RFC 9110, section 9.2.2), that are declared safe to repeat, or that carry an
/// idempotency key are sent again.
///
/// ```
/// # use core::time::Duration;
/// # use specsmith_runtime::RetryPolicy;
/// let patient = RetryPolicy::new().attempts(6).max_interval(Duration::from_secs(30));
/// let never = RetryPolicy::never();
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    pub(crate) initial_interval: Duration,
    pub(crate) max_interval: Duration,
    pub(crate) exponent: f64,
    pub(crate) max_elapsed: Duration,
    pub(crate) statuses: Statuses,
    pub(crate) connection_errors: bool,
}

impl RetryPolicy {
    /// Three attempts, 0.5 s and then up to 8 s apart, after 408, 429, 500, 502, 503 and 504 and after
    /// failed connections.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            attempts: 3,
            initial_interval: Duration::from_millis(500),
            max_interval: Duration::from_secs(8),
            exponent: 2.0,
            max_elapsed: Duration::MAX,
            statuses: Statuses::NONE.and(408, 408).and(429, 429).and(500, 500).and(502, 504),
            connection_errors: true,
        }
    }

    /// One attempt.
    #[must_use]
    pub const fn never() -> Self {
        Self { attempts: 1, ..Self::new() }
    }

    /// Sets how often a call is sent at most, the first time included. 0 counts as 1.
    #[must_use]
    pub const fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = if attempts == 0 { 1 } else { attempts };
        self
    }

    /// Lets only [`RetryPolicy::max_elapsed`] end the attempts.
    #[must_use]
    pub const fn unlimited_attempts(self) -> Self {
        self.attempts(u32::MAX)
    }

    /// Sets the longest pause before the second attempt.
    #[must_use]
    pub const fn initial_interval(mut self, interval: Duration) -> Self {
        self.initial_interval = interval;
        self
    }

    /// Sets the longest pause before any attempt.
    #[must_use]
    pub const fn max_interval(mut self, interval: Duration) -> Self {
        self.max_interval = interval;
        self
    }

    /// Sets what the interval is multiplied by after each attempt. What is below 1 or no number counts
    /// as 1.
    #[must_use]
    pub const fn exponent(mut self, exponent: f64) -> Self {
        self.exponent = if exponent >= 1.0 { exponent } else { 1.0 };
        self
    }

    /// Sets the time since the first attempt after which no other begins.
    #[must_use]
    pub const fn max_elapsed(mut self, limit: Duration) -> Self {
        self.max_elapsed = limit;
        self
    }

    /// Makes no status worth another attempt.
    #[must_use]
    pub const fn no_statuses(mut self) -> Self {
        self.statuses = Statuses::NONE;
        self
    }

    /// Adds statuses that are worth another attempt, such as `429..=429` or `500..=599`.
    #[must_use]
    pub const fn and_statuses(mut self, statuses: RangeInclusive<u16>) -> Self {
        self.statuses = self.statuses.and(*statuses.start(), *statuses.end());
        self
    }

    /// Sets whether a call is sent again when no answer came.
    #[must_use]
    pub const fn connection_errors(mut self, retry: bool) -> Self {
        self.connection_errors = retry;
        self
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::new()
    }
}
