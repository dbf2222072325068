//! The `Link` header: any value gives a target that stands in it, or none.

use http::header::LINK;
use http::{HeaderMap, HeaderValue};

/// Reads the lines of `data` as the values of so many headers.
///
/// # Panics
/// When a target is longer than the header that it is from.
pub fn link(data: &[u8]) {
    let lines = data.split(|byte| *byte == b'\n');
    let values = lines.filter_map(|line| HeaderValue::from_bytes(line).ok());
    let headers: HeaderMap = values.map(|value| (LINK, value)).collect();
    let Some(target) = crate::link::next(&headers) else { return };
    let within = |value: &HeaderValue| {
        let text = String::from_utf8_lossy(value.as_bytes());
        text.contains(&target) || target.contains('\u{fffd}')
    };
    assert!(headers.get_all(LINK).iter().any(within), "{target:?} is no part of a header");
}
