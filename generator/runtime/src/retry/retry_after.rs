//! The header `retry-after` (RFC 9110, section 10.2.3): seconds or a date.
//!
//! Takes any bytes a server can send and gives a duration of any length; what is too long is not its
//! business.

use core::time::Duration;
use std::time::SystemTime;

use http::HeaderMap;
use http::header::{DATE, HeaderValue, RETRY_AFTER};

/// How long the server asks to wait. Of several values the longest counts, and what is none of the two
/// forms counts for nothing.
///
/// A date is compared to the date of the response, so that clocks that differ do no harm; without that,
/// to `wall`. A date that has passed is no time at all.
pub(crate) fn parse(headers: &HeaderMap, wall: SystemTime) -> Option<Duration> {
    let values = headers.get_all(RETRY_AFTER);
    values.iter().filter_map(|value| one(value, headers, wall)).max()
}

fn one(value: &HeaderValue, headers: &HeaderMap, wall: SystemTime) -> Option<Duration> {
    let text = value.to_str().ok()?.trim();
    seconds(text).or_else(|| {
        let date = httpdate::parse_http_date(text).ok()?;
        let response = headers.get(DATE).and_then(|date| date.to_str().ok());
        let now = response.and_then(|date| httpdate::parse_http_date(date.trim()).ok());
        Some(date.duration_since(now.unwrap_or(wall)).unwrap_or(Duration::ZERO))
    })
}

/// Digits, and with them a fraction or an exponent, which the standard does not have and servers send.
/// Numbers that no duration can hold are the longest one: never a short one.
fn seconds(text: &str) -> Option<Duration> {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let number: f64 = text.parse().ok()?;
    Some(Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    fn wall() -> SystemTime {
        httpdate::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap()
    }

    fn parsed(values: &[&[u8]], date: Option<&'static str>) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(RETRY_AFTER, HeaderValue::from_bytes(value).unwrap());
        }
        if let Some(date) = date {
            headers.insert(DATE, HeaderValue::from_static(date));
        }
        parse(&headers, wall())
    }

    /// Threat F4: a wrong or giant value is never a short pause and never a panic.
    #[test]
    fn any_value_is_a_duration_or_nothing() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        let table: &[(&str, Option<Duration>)] = &[
            ("0", seconds(0)),
            ("120", seconds(120)),
            (" 7\t", seconds(7)),
            ("007", seconds(7)),
            ("1.5", Some(Duration::from_millis(1500))),
            ("1.", seconds(1)),
            ("99999999999", seconds(99_999_999_999)),
            ("18446744073709551615", seconds(u64::MAX)),
            ("18446744073709551616", Some(Duration::MAX)),
            ("99999999999999999999999999999999", Some(Duration::MAX)),
            ("1e300", Some(Duration::MAX)),
            ("1e400", Some(Duration::MAX)),
            ("0.0000000000001", seconds(0)),
            ("-1", None),
            ("-0.5", None),
            ("+5", None),
            (".5", None),
            ("NaN", None),
            ("inf", None),
            ("0x10", None),
            ("1_000", None),
            ("5 seconds", None),
            ("60, 120", None),
            ("soon", None),
            ("", None),
            ("Sun, 06 Nov 1994 09:49:37 GMT", Some(HOUR)),
            ("Sunday, 06-Nov-94 09:49:37 GMT", Some(HOUR)),
            ("Sun Nov  6 09:49:37 1994", Some(HOUR)),
            ("Sun, 06 Nov 1994 08:49:36 GMT", seconds(0)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", seconds(0)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", seconds(252_618_189_022)),
            ("Sat, 01 Jan 10000 00:00:00 GMT", None),
            ("Sun, 06 Nov 1994 09:49:37 CET", None),
            ("Sun, 31 Feb 1994 08:49:37 GMT", None),
            ("1994-11-06T09:49:37Z", None),
        ];
        for (value, expected) in table {
            assert_eq!(parsed(&[value.as_bytes()], None), *expected, "{value:?}");
        }
        assert_eq!(parsed(&[b"\xff\xfe"], None), None);
        assert_eq!(parsed(&[], None), None);
    }

    #[test]
    fn of_several_values_the_longest_counts_and_junk_for_nothing() {
        let all = [b"5".as_slice(), b"junk", b"60", b"Sun, 06 Nov 1994 08:49:38 GMT"];
        assert_eq!(parsed(&all, None), Some(Duration::from_secs(60)));
    }

    /// Threat F17: a date is relative to the server's clock where the response tells it.
    #[test]
    fn a_date_is_compared_to_the_date_of_the_response() {
        let then: [&[u8]; 1] = [b"Tue, 01 Jan 2030 01:00:00 GMT"];
        assert_eq!(parsed(&then, Some("Tue, 01 Jan 2030 00:00:00 GMT")), Some(HOUR));
        assert!(parsed(&then, Some("junk")) > Some(HOUR), "compared to this clock");
    }
}
