//! How far attempts are apart: intervals that grow, and a random part of each.

use core::time::Duration;

use super::policy::RetryPolicy;
use crate::random::Random;

/// The intervals of a policy, one after each attempt.
#[derive(Debug)]
pub(super) struct Backoff {
    interval: Duration,
}

impl Backoff {
    pub(super) fn new(policy: &RetryPolicy) -> Self {
        Self { interval: policy.initial_interval.min(policy.max_interval) }
    }

    /// The next pause: anything from nothing to the whole interval ("full jitter"), so that clients
    /// that failed together do not come back together.
    pub(super) fn next(&mut self, policy: &RetryPolicy, random: &dyn Random) -> Duration {
        let interval = self.interval;
        let grown = interval.as_secs_f64() * policy.exponent;
        self.interval = Duration::try_from_secs_f64(grown)
            .map_or(policy.max_interval, |grown| grown.min(policy.max_interval));
        share(interval, random.next())
    }
}

/// `random / 2^64` of an interval, both ends included.
fn share(interval: Duration, random: u64) -> Duration {
    let nanos = u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX);
    let share = (u128::from(random) * (u128::from(nanos) + 1)) >> 64;
    // At most `nanos`, since `random` is below 2^64.
    Duration::from_nanos(u64::try_from(share).unwrap_or(nanos))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Always;

    fn longest(policy: &RetryPolicy, count: usize) -> Vec<Duration> {
        let mut backoff = Backoff::new(policy);
        (0..count).map(|_| backoff.next(policy, &Always(u64::MAX))).collect()
    }

    #[test]
    fn intervals_grow_by_the_exponent_up_to_the_longest() {
        let policy = RetryPolicy::new().max_interval(Duration::from_secs(3));
        let millis: Vec<u128> = longest(&policy, 5).iter().map(Duration::as_millis).collect();
        assert_eq!(millis, [500, 1000, 2000, 3000, 3000]);
    }

    #[test]
    fn an_initial_interval_above_the_longest_is_the_longest() {
        let policy = RetryPolicy::new().initial_interval(Duration::MAX);
        assert_eq!(longest(&policy, 2), [Duration::from_secs(8); 2]);
    }

    #[test]
    fn intervals_of_any_size_do_not_overflow() {
        let policy = RetryPolicy::new()
            .initial_interval(Duration::MAX)
            .max_interval(Duration::MAX)
            .exponent(f64::INFINITY);
        assert!(longest(&policy, 3).iter().all(|pause| *pause == Duration::from_nanos(u64::MAX)));
        let policy = RetryPolicy::new().initial_interval(Duration::ZERO).exponent(f64::INFINITY);
        assert_eq!(longest(&policy, 1), [Duration::ZERO]);
    }

    #[test]
    fn a_pause_is_anything_from_nothing_to_the_interval() {
        let second = Duration::from_secs(1);
        assert_eq!(share(second, 0), Duration::ZERO);
        assert_eq!(share(second, u64::MAX), second);
        assert_eq!(share(second, u64::MAX / 2), second / 2);
    }
}
