//! `retry-after`: any bytes give a duration or nothing.

use core::time::Duration;
use std::time::SystemTime;

use http::header::{DATE, HeaderMap, HeaderValue, RETRY_AFTER};

use crate::retry::retry_after::parse;

/// Reads values of `retry-after`, one a line; the last line is the response's `date`.
///
/// # Panics
/// When a number of seconds is read as less than it says, or one more value makes the pause shorter.
pub fn retry_after(data: &[u8]) {
    let mut headers = HeaderMap::new();
    let mut longest = None;
    for value in data.split(|byte| *byte == b'\n') {
        let Ok(value) = HeaderValue::from_bytes(value) else { continue };
        if let Some(seconds) = literal(&value) {
            let alone = HeaderMap::from_iter([(RETRY_AFTER, value.clone())]);
            assert_eq!(parse(&alone, SystemTime::UNIX_EPOCH), Some(seconds));
        }
        headers.append(RETRY_AFTER, value);
        let now = parse(&headers, SystemTime::UNIX_EPOCH);
        assert!(now >= longest, "a value more made {longest:?} {now:?}");
        longest = now;
    }
    if let Some(last) = headers.get_all(RETRY_AFTER).iter().next_back().cloned() {
        headers.insert(DATE, last);
        let _ = parse(&headers, SystemTime::UNIX_EPOCH);
    }
}

/// The seconds of the standard, `1*DIGIT` (RFC 9110, section 10.2.3), read digit by digit.
fn literal(value: &HeaderValue) -> Option<Duration> {
    let digits = value.as_bytes();
    if digits.is_empty() {
        return None;
    }
    let mut seconds = Some(0u64);
    for byte in digits {
        let digit = u64::from(byte.checked_sub(b'0').filter(|digit| *digit < 10)?);
        seconds = seconds
            .and_then(|seconds| seconds.checked_mul(10))
            .and_then(|seconds| seconds.checked_add(digit));
    }
    Some(seconds.map_or(Duration::MAX, Duration::from_secs))
}
