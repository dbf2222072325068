//! A set of statuses: small, copied, and built in constants.

use http::StatusCode;

/// Statuses from 100 to 999, one bit each.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Statuses([u64; 15]);

const FIRST: u16 = 100;

impl Statuses {
    pub(crate) const NONE: Self = Self([0; 15]);

    /// This set and `first..=last`. What is no status counts for nothing.
    pub(crate) const fn and(mut self, first: u16, last: u16) -> Self {
        let mut status = if first < FIRST { FIRST } else { first };
        while status <= last && status <= 999 {
            let bit = status - FIRST;
            self.0[bit as usize / 64] |= 1 << (bit % 64);
            status += 1;
        }
        self
    }

    pub(crate) fn contains(&self, status: StatusCode) -> bool {
        // `StatusCode` begins at 100.
        let bit = usize::from(status.as_u16() - FIRST);
        self.0.get(bit / 64).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }
}

impl core::fmt::Debug for Statuses {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let held = (FIRST..=999).filter_map(|status| StatusCode::from_u16(status).ok());
        let held = held.filter(|status| self.contains(*status));
        f.debug_set().entries(held.map(|status| status.as_u16())).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_what_was_put_in_and_nothing_else() {
        let set = Statuses::NONE.and(429, 429).and(500, 599).and(0, 99).and(1000, u16::MAX);
        let held = |status| set.contains(StatusCode::from_u16(status).unwrap());
        for status in [429, 500, 599] {
            assert!(held(status), "{status}");
        }
        for status in [100, 428, 430, 499, 600, 999] {
            assert!(!held(status), "{status}");
        }
        assert_eq!(format!("{:?}", Statuses::NONE.and(998, 2000)), "{998, 999}");
    }
}
