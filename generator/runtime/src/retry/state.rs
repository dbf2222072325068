//! One call's way through its policy: after each failed attempt, whether there is another and when.

use core::time::Duration;

use http::StatusCode;

use super::backoff::Backoff;
use super::budget::Budget;
use super::policy::RetryPolicy;
use crate::random::Random;

/// The longest pause that a server may ask for where the policy's own are shorter. One that asks for more
/// gets no further attempt: coming back earlier than asked would be worse.
const LONGEST_ASKED: Duration = Duration::from_secs(60);

/// What went wrong with an attempt, as far as another could help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// There was no connection, or the server said so: it has seen nothing.
    NotSent,
    /// The connection failed after something was sent.
    Broken,
    /// A time limit of the attempt passed after something was sent.
    Late,
    /// The server answered with this.
    Answered(StatusCode),
}

/// Whether a request may be sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Repeat {
    /// Its content is a stream that is gone once it was sent.
    Never,
    /// Twice could do more than once, so only if the server has not seen it.
    Unseen,
    /// Twice does no more than once.
    Always,
}

/// The retries of one call.
#[derive(Debug)]
pub(crate) struct Retries<'a> {
    /// The limit on the whole call.
    total: Option<Duration>,
    budget: &'a Budget,
    random: &'a dyn Random,
    /// None before the first failure.
    backoff: Option<Backoff>,
    /// How often the request was sent.
    sent: u32,
    /// The pauses so far: time that passed even if the clock does not say so.
    paused: Duration,
}

impl<'a> Retries<'a> {
    pub(crate) fn new(total: Option<Duration>, budget: &'a Budget, random: &'a dyn Random) -> Self {
        Self { total, budget, random, backoff: None, sent: 0, paused: Duration::ZERO }
    }

    /// Begins an attempt and gives its number, from 1.
    pub(crate) fn begin(&mut self) -> u32 {
        self.sent = self.sent.saturating_add(1);
        self.sent
    }

    /// What is left of the limit on the whole call after `elapsed` by the clock.
    pub(crate) fn left(&self, elapsed: Duration) -> Option<Duration> {
        self.total.map(|total| total.saturating_sub(elapsed.max(self.paused)))
    }

    /// The pause before the next attempt, if there is one. `asked` is what the server asks for, and
    /// `elapsed` the time since the first attempt began.
    pub(crate) fn pause(
        &mut self,
        (policy, repeat): (&RetryPolicy, Repeat),
        fault: Fault,
        asked: Option<Duration>,
        elapsed: Duration,
    ) -> Option<Duration> {
        if self.sent >= policy.attempts || !is_worth_it(policy, repeat, fault) {
            return None;
        }
        let asked = asked.unwrap_or_default();
        if asked > policy.max_interval.max(LONGEST_ASKED) {
            return None;
        }
        let pause = self
            .backoff
            .get_or_insert_with(|| Backoff::new(policy))
            .next(policy, self.random)
            .max(asked);
        let begin = elapsed.max(self.paused).saturating_add(pause);
        if begin > policy.max_elapsed || self.total.is_some_and(|total| begin >= total) {
            return None;
        }
        // Last, so that nothing is taken for a retry that is not made.
        let cost = if fault == Fault::Late { 10 } else { 5 };
        if !self.budget.take(cost) {
            return None;
        }
        self.paused = self.paused.saturating_add(pause);
        Some(pause)
    }
}

fn is_worth_it(policy: &RetryPolicy, repeat: Repeat, fault: Fault) -> bool {
    let allowed = match repeat {
        Repeat::Never => false,
        Repeat::Unseen => fault == Fault::NotSent,
        Repeat::Always => true,
    };
    allowed
        && match fault {
            Fault::NotSent | Fault::Broken | Fault::Late => policy.connection_errors,
            Fault::Answered(status) => policy.statuses.contains(status),
        }
}
