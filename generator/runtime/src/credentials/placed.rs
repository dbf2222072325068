//! Credentials in the form and the place in which a request carries them.
//!
//! Every text on the way there is overwritten when it is dropped, and the header itself when the last
//! request that carries it is gone.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};

use crate::api::{Scheme, SchemeKind};
use crate::header;
use crate::problem::{Place, Problem};
use crate::secret::Secret;

/// A credential in its place on a request.
#[derive(Clone, Debug)]
pub(crate) enum Placed {
    Header(HeaderName, HeaderValue),
    Query(&'static str, Secret),
    /// `name=value`, a part of the header `cookie`.
    Cookie(Secret),
}

impl Placed {
    /// A token or key where `scheme` says; the error is a predicate without the value.
    pub(crate) fn token(scheme: &Scheme, token: &Secret) -> Result<Self, &'static str> {
        let token = token.expose_secret();
        // A mistake that the server's 401 would not explain.
        if token.is_empty() {
            return Err("is empty");
        }
        match scheme.kind {
            SchemeKind::Bearer | SchemeKind::OAuth2 { .. } => authorization("Bearer", token),
            SchemeKind::Http(name) => authorization(name, token),
            SchemeKind::Basic => Err("needs a user name and a password"),
            SchemeKind::ApiKeyHeader(name) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| "has a header name that is no HTTP token")?;
                Ok(Self::Header(name, header::secret(Secret::from(token))?))
            }
            SchemeKind::ApiKeyQuery(name) => Ok(Self::Query(name, Secret::from(token))),
            SchemeKind::ApiKeyCookie(name) => {
                // RFC 6265, section 4.1.1: cookie-octet.
                let octet = |byte: u8| {
                    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
                };
                if !token.bytes().all(octet) {
                    return Err("has a character that no cookie value can have");
                }
                Ok(Self::Cookie(joined(&[name, "=", token])))
            }
        }
    }

    /// Whether a request has room for one of the two.
    pub(crate) fn is_where(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Header(name, _), Self::Header(other, _)) => name == other,
            (Self::Query(name, _), Self::Query(other, _)) => name == other,
            (Self::Header(..) | Self::Query(..) | Self::Cookie(_), _) => false,
        }
    }

    /// What is wrong with the place.
    pub(crate) fn problem(&self, what: &'static str) -> Problem {
        match self {
            Self::Header(name, _) => Problem::new(Place::Header, name.as_str(), what),
            Self::Query(name, _) => Problem::new(Place::Query, name, what),
            Self::Cookie(_) => Problem::new(Place::Header, COOKIE.as_str(), what),
        }
    }

    /// A user name and a password (RFC 7617).
    pub(crate) fn basic(username: &str, password: &Secret) -> Result<Self, &'static str> {
        // Section 2: the first colon ends the user name; controls are not allowed.
        if username.contains(':') {
            return Err("has a colon in its user name");
        }
        let pair = joined(&[username, ":", password.expose_secret()]);
        if pair.expose_secret().chars().any(char::is_control) {
            return Err("has a line break, NUL or another control character");
        }
        authorization(
            "Basic",
            Secret::from(BASE64_STANDARD.encode(pair.expose_secret())).expose_secret(),
        )
    }
}

/// The header `authorization` (RFC 9110, section 11.6.2).
fn authorization(scheme: &str, parameter: &str) -> Result<Placed, &'static str> {
    Ok(Placed::Header(AUTHORIZATION, header::secret(joined(&[scheme, " ", parameter]))?))
}

/// Texts in one, without leaving parts of it behind in memory.
pub(super) fn joined(parts: &[&str]) -> Secret {
    let mut text = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    parts.iter().for_each(|part| text.push_str(part));
    Secret::from(text)
}

/// Joins cookies into one header value (RFC 6265, section 4.2.1).
pub(crate) fn cookie_header(cookies: &[&str]) -> Result<HeaderValue, &'static str> {
    let mut parts = Vec::with_capacity(cookies.len() * 2);
    for cookie in cookies {
        if !parts.is_empty() {
            parts.push("; ");
        }
        parts.push(cookie);
    }
    header::secret(joined(&parts))
}

/// The cookie of a credential, and after it those that a caller gave.
pub(crate) fn with_cookies(
    credential: &HeaderValue,
    others: &HeaderValue,
) -> Result<HeaderValue, &'static str> {
    let cookies = [credential, others].map(|value| value.to_str().unwrap_or_default());
    let cookies = cookies.into_iter().filter(|cookie| !cookie.trim().is_empty());
    cookie_header(&cookies.collect::<Vec<_>>())
}

#[cfg(test)]
mod tests;
