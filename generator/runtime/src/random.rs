//! Chance, for the pauses between attempts and for keys that must not repeat.

use core::hash::BuildHasher as _;
use std::hash::RandomState;

/// Gives random numbers. Clients take the system's unless they are given another, as tests do.
pub trait Random: Send + Sync + core::fmt::Debug {
    /// The next number; all values are equally likely.
    fn next(&self) -> u64;
}

/// The random numbers of the operating system, and of Web Crypto in browsers: nobody can tell the next one, and
/// no two programs have the same.
///
/// The keys of the standard library's hash maps would not do everywhere: in browsers they are the same after
/// each start, so that calls of two visitors would have one key. They stand in where the system has nothing
/// to give, which must not keep a call from being sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct SystemRandom;

impl Random for SystemRandom {
    fn next(&self) -> u64 {
        getrandom::u64().unwrap_or_else(|_| RandomState::new().hash_one(0u8))
    }
}

/// A random UUID (RFC 9562, section 5.4), the form of key that servers accept most widely.
pub(crate) fn uuid(random: &dyn Random) -> String {
    const VERSION: u128 = 0xf << 76;
    const VARIANT: u128 = 0b11 << 62;
    let bits = u128::from(random.next()) << 64 | u128::from(random.next());
    let bits = bits & !VERSION & !VARIANT | 4 << 76 | 0b10 << 62;
    let mut text = format!("{bits:032x}");
    for at in [20, 16, 12, 8] {
        text.insert(at, '-');
    }
    text
}

/// The same number again and again.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct Always(pub(crate) u64);

#[cfg(test)]
impl Random for Always {
    fn next(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_random_uuid_whatever_the_bits() {
        assert_eq!(uuid(&Always(0)), "00000000-0000-4000-8000-000000000000");
        assert_eq!(uuid(&Always(u64::MAX)), "ffffffff-ffff-4fff-bfff-ffffffffffff");
    }

    #[test]
    fn random_numbers_of_the_system_do_not_repeat() {
        let mut seen: Vec<u64> = (0..1000).map(|_| SystemRandom.next()).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 1000);
        let ones: u32 = seen.iter().map(|number| number.count_ones()).sum();
        assert!((30_000..34_000).contains(&ones), "half of the bits are set, not {ones} of 64,000");
    }
}
