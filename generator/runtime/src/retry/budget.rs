//! What all calls of a client together may spend on retries, so that a server in trouble is not
//! buried under them.

use core::sync::atomic::{AtomicU32, Ordering};

const CAPACITY: u32 = 500;

/// A bucket of tokens: retries take some out, successes put one back. It is full at first.
#[derive(Debug)]
pub(crate) struct Budget {
    tokens: AtomicU32,
}

impl Budget {
    /// Takes what a retry costs, if it is there.
    pub(super) fn take(&self, cost: u32) -> bool {
        self.update(|tokens| tokens.checked_sub(cost)).is_ok()
    }

    /// Puts back what a success gives.
    pub(crate) fn refill(&self) {
        // A full bucket is left alone: the usual case writes nothing that processors share.
        let _ = self.update(|tokens| (tokens < CAPACITY).then_some(tokens + 1));
    }

    /// No order with other memory is needed: the number is all there is.
    fn update(&self, change: impl FnMut(u32) -> Option<u32>) -> Result<u32, u32> {
        self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self { tokens: AtomicU32::new(CAPACITY) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_gives_what_it_holds_and_successes_fill_it_no_further_than_it_was() {
        let budget = Budget::default();
        budget.refill();
        assert_eq!((0..1000).filter(|_| budget.take(5)).count(), 100);
        for _ in 0..9 {
            budget.refill();
        }
        assert!(!budget.take(10), "nine successes are not ten");
        assert!(budget.take(5) && !budget.take(5));
    }
}
