//! Bytes of a response into the slot of a type, by media type.

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE};

use crate::answer::Slot;
use crate::error::BodyProblem;
use crate::json::{self, DecodeError, pointer};

/// Fills `slot` from `body`, JSON from the value at the JSON Pointer `payload` in it.
pub(crate) fn fill(
    slot: Slot<'_>,
    headers: &HeaderMap,
    body: &Bytes,
    payload: &str,
) -> Result<(), BodyProblem> {
    match slot {
        Slot::Json(value) => json(headers, body, |text| pointer::read(text, payload, value)),
        Slot::Bytes(_) | Slot::Text(_) if is_encoded(headers) => Err(BodyProblem::Encoded),
        Slot::Bytes(_) | Slot::Text(_) | Slot::Empty => fill_bare(slot, body),
    }
}

/// Fills `slot` from `body`, which came without headers of its own.
pub(crate) fn fill_bare(slot: Slot<'_>, body: &Bytes) -> Result<(), BodyProblem> {
    match slot {
        Slot::Empty => Ok(()),
        Slot::Json(_) if is_blank(body) => Err(BodyProblem::Empty),
        Slot::Json(value) => json::read_slice(body, value).map_err(BodyProblem::Json),
        Slot::Bytes(bytes) => {
            *bytes = body.clone();
            Ok(())
        }
        Slot::Text(text) => {
            let read = core::str::from_utf8(body).map_err(|_| BodyProblem::Text)?;
            read.strip_prefix('\u{feff}').unwrap_or(read).clone_into(text);
            Ok(())
        }
    }
}

/// What `read` gives of a body of JSON.
///
/// JSON is tried whatever the media type says, since many servers mislabel it; what then is not JSON
/// is blamed on the media type.
pub(crate) fn json<T>(
    headers: &HeaderMap,
    body: &Bytes,
    read: impl FnOnce(&[u8]) -> Result<T, DecodeError>,
) -> Result<T, BodyProblem> {
    if is_encoded(headers) {
        return Err(BodyProblem::Encoded);
    }
    if is_blank(body) {
        return Err(BodyProblem::Empty);
    }
    read(body).map_err(|error| match media_type(headers) {
        Some(found) if !is_json(&found) => BodyProblem::MediaType(found),
        _ => BodyProblem::Json(error),
    })
}

fn is_blank(body: &[u8]) -> bool {
    body.iter().all(u8::is_ascii_whitespace)
}

/// Whether the body is compressed. Nothing asks for that, so nothing undoes it.
pub(crate) fn is_encoded(headers: &HeaderMap) -> bool {
    if !headers.contains_key(CONTENT_ENCODING) {
        return false;
    }
    let codings = headers.get_all(CONTENT_ENCODING).iter();
    codings.flat_map(|value| value.as_bytes().split(|byte| *byte == b',')).any(|coding| {
        let coding = coding.trim_ascii();
        !coding.is_empty() && !coding.eq_ignore_ascii_case(b"identity")
    })
}

/// The lower-case `type/subtype` without parameters (RFC 9110, section 8.3.1), if it is one.
pub(crate) fn media_type(headers: &HeaderMap) -> Option<String> {
    const LONGEST: usize = 100;
    let value = headers.get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let token = |part: &str| {
        let fine = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&byte);
        !part.is_empty() && part.bytes().all(fine)
    };
    let (kind, subtype) = essence.split_once('/')?;
    (token(kind) && token(subtype) && essence.len() <= LONGEST).then_some(essence)
}

/// `application/json`, `text/json`, or a structured suffix (RFC 6839, section 3.1).
pub(crate) fn is_json(essence: &str) -> bool {
    essence.ends_with("/json") || essence.ends_with("+json")
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn headers(content_type: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(content_type))])
    }

    fn json(content_type: &'static str, body: &'static [u8]) -> Result<i64, BodyProblem> {
        let mut value = 0i64;
        fill(Slot::Json(&mut value), &headers(content_type), &Bytes::from_static(body), "")?;
        Ok(value)
    }

    #[test]
    fn json_is_read_under_any_label_and_with_a_byte_order_mark() {
        for label in [
            "application/json",
            "Application/JSON; charset=utf-8",
            "application/problem+json",
            "text/plain",
            "nonsense",
            "",
        ] {
            assert_eq!(json(label, b"\xef\xbb\xbf 7 ").ok(), Some(7), "{label}");
        }
    }

    #[test]
    fn what_is_not_json_is_blamed_on_the_media_type() {
        let Err(BodyProblem::MediaType(found)) = json("text/html; charset=utf-8", b"<html>") else {
            panic!("a page is not JSON");
        };
        assert_eq!(found, "text/html");
        assert!(matches!(json("application/x+json", b"<html>"), Err(BodyProblem::Json(_))));
        assert!(matches!(json("t/(x)", b"<html>"), Err(BodyProblem::Json(_))));
    }

    #[test]
    fn no_body_is_not_a_syntax_error() {
        assert!(matches!(json("application/json", b""), Err(BodyProblem::Empty)));
        assert!(matches!(json("text/html", b" \n"), Err(BodyProblem::Empty)));
    }

    #[test]
    fn a_compressed_body_is_named_as_such() {
        let mut headers = headers("application/json");
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("identity, GZIP"));
        let mut value = 0i64;
        let problem = fill(Slot::Json(&mut value), &headers, &Bytes::from_static(b"7"), "");
        assert!(matches!(problem, Err(BodyProblem::Encoded)));
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("identity"));
        assert!(fill(Slot::Json(&mut value), &headers, &Bytes::from_static(b"7"), "").is_ok());
    }

    #[test]
    fn text_must_be_utf8_and_bytes_can_be_anything() {
        let body = Bytes::from_static(b"\xff");
        let mut text = String::new();
        assert!(matches!(
            fill(Slot::Text(&mut text), &headers("text/plain"), &body, ""),
            Err(BodyProblem::Text)
        ));
        let mut bytes = Bytes::new();
        assert!(fill(Slot::Bytes(&mut bytes), &headers("image/png"), &body, "").is_ok());
        assert_eq!(bytes, body);
    }
}
