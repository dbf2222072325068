//! Header names and values that callers give, checked.
//!
//! Values are marked sensitive, so that no `Debug` along the way shows them.

use bytes::Bytes;
use http::HeaderMap;
use http::header::{HeaderName, HeaderValue};

use crate::api::{Api, Scheme, SchemeKind};
use crate::problem::{Place, Problem};
use crate::secret::Secret;

/// Headers that frame the message or name the host, in lower case: the transport writes them, nobody
/// else.
pub const RESERVED_HEADERS: &[&str] = &[
    "connection",
    "content-length",
    "expect",
    "host",
    "http2-settings",
    "keep-alive",
    "proxy-connection",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// Checks a header that a caller sets.
pub(crate) fn checked(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Problem> {
    let header = self::name(name)?;
    match sensitive(value) {
        Ok(value) => Ok((header, value)),
        // As it was written, which a `HeaderName` does not keep.
        Err(what) => Err(Problem::new(Place::Header, name, what)),
    }
}

/// Checks the name of a header.
pub(crate) fn name(name: &str) -> Result<HeaderName, Problem> {
    let Ok(header) = HeaderName::from_bytes(name.as_bytes()) else {
        return Err(Problem::new(Place::Header, name, "has a name that is no HTTP token"));
    };
    if RESERVED_HEADERS.contains(&header.as_str()) {
        return Err(Problem::new(Place::Header, name, "is written by the transport alone"));
    }
    Ok(header)
}

/// Checks the value that the description has for a header, which is no secret. It is not copied.
pub(crate) fn described(name: &HeaderName, value: &'static str) -> Result<HeaderValue, Problem> {
    let bytes = Bytes::from_static(value.as_bytes());
    check(value)
        .and_then(|()| shared(bytes))
        .map_err(|what| Problem::new(Place::Header, name.as_str(), what))
}

/// Puts a header in its place, over one of the same name.
///
/// What is generic is compiled anew wherever it is called from; all that a call puts comes through here.
#[inline(never)]
pub(crate) fn put(headers: &mut HeaderMap, name: &HeaderName, value: &HeaderValue) {
    headers.insert(name, value.clone());
}

/// A header value that is hidden in `Debug`, or what is wrong with it.
///
/// Only visible ASCII, spaces and tabs: what HTTP says of other bytes is that they are opaque
/// (RFC 9110, section 5.5), so two ends can read them differently.
pub(crate) fn sensitive(value: &str) -> Result<HeaderValue, &'static str> {
    check(value)?;
    let mut value = HeaderValue::from_str(value).map_err(|_| "has an invalid value")?;
    value.set_sensitive(true);
    Ok(value)
}

/// As [`sensitive`], and the text is overwritten once the last clone of the value is gone.
pub(crate) fn secret(value: Secret) -> Result<HeaderValue, &'static str> {
    struct Text(Secret);
    impl AsRef<[u8]> for Text {
        fn as_ref(&self) -> &[u8] {
            self.0.expose_secret().as_bytes()
        }
    }
    check(value.expose_secret())?;
    let mut value = shared(Bytes::from_owner(Text(value)))?;
    value.set_sensitive(true);
    Ok(value)
}

fn shared(bytes: Bytes) -> Result<HeaderValue, &'static str> {
    HeaderValue::from_maybe_shared(bytes).map_err(|_| "has an invalid value")
}

fn check(value: &str) -> Result<(), &'static str> {
    if value.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\t')) {
        return Ok(());
    }
    if value.bytes().any(|byte| matches!(byte, b'\r' | b'\n' | 0)) {
        return Err("has a line break or NUL in its value");
    }
    Err("has a character in its value that is not visible ASCII")
}

/// Whether a header carries credentials: by its standard meaning, or by the description of the API.
pub(crate) fn is_credential(api: &Api, name: &HeaderName) -> bool {
    use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
    let is_key = |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ApiKeyHeader(key) if name.as_str().eq_ignore_ascii_case(key));
    [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION].contains(name) || api.schemes.iter().any(is_key)
}

/// Whether a query parameter carries a credential by the description of the API.
pub(crate) fn is_key(api: &Api, name: &str) -> bool {
    let is_key =
        |scheme: &Scheme| matches!(scheme.kind, SchemeKind::ApiKeyQuery(key) if name == key);
    api.schemes.iter().any(is_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_breaks_nul_and_other_controls_are_refused_in_values() {
        for bad in ["a\r\nx: y", "a\n", "\r", "a\0", "a\u{7f}", "\u{1}", "é", "\u{100}", "\u{2028}"]
        {
            assert!(checked("x-a", bad).is_err(), "{bad:?}");
        }
        for good in ["", "a", " a\tb ", "!~"] {
            assert!(checked("x-a", good).is_ok(), "{good:?}");
        }
    }

    #[test]
    fn names_that_are_no_token_are_refused() {
        for bad in ["", "a b", "a:", ":authority", "a\r\n", "é", "a\0"] {
            assert!(checked(bad, "v").is_err(), "{bad:?}");
        }
    }

    /// Threat D9.
    #[test]
    fn framing_headers_are_refused_in_any_case() {
        for name in RESERVED_HEADERS {
            assert!(checked(name, "v").is_err(), "{name}");
            assert!(checked(&name.to_uppercase(), "v").is_err(), "{name}");
        }
    }

    #[test]
    fn values_are_hidden_in_debug() {
        let (_, value) = checked("x-a", "canary").unwrap();
        assert!(!format!("{value:?}").contains("canary"));
    }
}
