//! Credentials: which ones a client holds, which alternative of an operation they satisfy, and how
//! they are put on a request.

use std::sync::Arc;

use http::header::{AUTHORIZATION, COOKIE, HeaderName, HeaderValue};

use crate::api::{Operation, Scheme, SchemeKind};
use crate::header::sensitive;
use crate::secret::Secret;

/// A credential for one security scheme.
#[derive(Clone, Debug)]
pub struct Credential(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Token(Secret),
    Basic { username: String, password: Secret },
}

impl Credential {
    /// A token or key, for the schemes bearer and apiKey.
    #[must_use]
    pub fn token(token: impl Into<Secret>) -> Self {
        Self(Kind::Token(token.into()))
    }

    /// A user name and a password, for the scheme basic.
    #[must_use]
    pub fn basic(username: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self(Kind::Basic { username: username.into(), password: password.into() })
    }

    /// What is to be put where for `scheme`; the error is a predicate without the value.
    pub(crate) fn place(&self, scheme: &Scheme) -> Result<Placed, &'static str> {
        match (scheme.kind, &self.0) {
            (SchemeKind::Bearer, Kind::Token(token)) => {
                let text = Secret::from(format!("Bearer {}", filled(token)?));
                Ok(Placed::Header(AUTHORIZATION, sensitive(text.expose_secret())?))
            }
            (SchemeKind::Basic, Kind::Basic { username, password }) => {
                Ok(Placed::Header(AUTHORIZATION, basic(username, password)?))
            }
            (SchemeKind::ApiKeyHeader(name), Kind::Token(token)) => {
                let name = HeaderName::from_bytes(name.as_bytes())
                    .map_err(|_| "has a header name that is no HTTP token")?;
                Ok(Placed::Header(name, sensitive(filled(token)?)?))
            }
            (SchemeKind::ApiKeyQuery(name), Kind::Token(token)) => {
                filled(token)?;
                Ok(Placed::Query(name, token.clone()))
            }
            (SchemeKind::ApiKeyCookie(name), Kind::Token(token)) => {
                // RFC 6265, section 4.1.1: cookie-octet.
                let octet = |byte: u8| {
                    byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\')
                };
                if !filled(token)?.bytes().all(octet) {
                    return Err("has a character that no cookie value can have");
                }
                Ok(Placed::Cookie(Secret::from(format!("{name}={}", token.expose_secret()))))
            }
            (SchemeKind::Basic, Kind::Token(_)) => Err("needs a user name and a password"),
            (_, Kind::Basic { .. }) => Err("needs a token, not a user name and a password"),
        }
    }
}

/// The token, unless it is empty: an empty one is a mistake that the server's 401 would not explain.
fn filled(token: &Secret) -> Result<&str, &'static str> {
    Some(token.expose_secret()).filter(|token| !token.is_empty()).ok_or("is empty")
}

fn basic(username: &str, password: &Secret) -> Result<HeaderValue, &'static str> {
    // RFC 7617, section 2: the first colon ends the user name; controls are not allowed.
    if username.contains(':') {
        return Err("has a colon in its user name");
    }
    let joined = Secret::from(format!("{username}:{}", password.expose_secret()));
    if joined.expose_secret().chars().any(char::is_control) {
        return Err("has a line break, NUL or another control character");
    }
    let text = Secret::from(format!("Basic {}", base64(joined.expose_secret().as_bytes())));
    sensitive(text.expose_secret())
}

/// RFC 4648, section 4, with padding.
pub(crate) fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |at: usize| u32::from(chunk.get(at).copied().unwrap_or_default());
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = ALPHABET[(group >> (18 - 6 * at) & 63) as usize];
            text.push(if at <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    text
}

/// A credential in its place on a request.
#[derive(Debug)]
pub(crate) enum Placed {
    Header(HeaderName, HeaderValue),
    Query(&'static str, Secret),
    /// `name=value`, a part of the header `cookie`.
    Cookie(Secret),
}

/// What a client was given, by index of the scheme.
#[derive(Clone, Default)]
pub(crate) struct Credentials(Vec<Option<Arc<Credential>>>);

impl Credentials {
    pub(crate) fn set(&mut self, scheme: usize, credential: Credential) {
        if self.0.len() <= scheme {
            self.0.resize_with(scheme + 1, || None);
        }
        self.0[scheme] = Some(Arc::new(credential));
    }

    pub(crate) fn get(&self, scheme: usize) -> Option<&Credential> {
        self.0.get(scheme)?.as_deref()
    }

    /// The indices of the schemes that were given.
    pub(crate) fn given(&self) -> impl Iterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, held)| held.is_some()).map(|(at, _)| at)
    }

    /// The first alternative that is fully given. One that needs nothing comes last: who gives
    /// credentials wants them used.
    pub(crate) fn choose(&self, operation: &Operation) -> Option<&'static [usize]> {
        let alternatives = operation.security;
        if alternatives.is_empty() {
            return Some(&[]);
        }
        let full = |needed: &&&[usize]| {
            !needed.is_empty() && needed.iter().all(|scheme| self.get(*scheme).is_some())
        };
        let free = || alternatives.iter().find(|needed| needed.is_empty());
        alternatives.iter().find(full).or_else(free).copied()
    }
}

impl core::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_list().entries(self.given()).finish()
    }
}

/// The alternatives of an operation in words, for who has to provide one.
pub(crate) fn describe(operation: &Operation, schemes: &[Scheme]) -> String {
    let alternative = |needed: &&[usize]| {
        let names = needed.iter().filter_map(|scheme| schemes.get(*scheme)).map(describe_scheme);
        names.collect::<Vec<_>>().join(" and ")
    };
    operation.security.iter().map(alternative).collect::<Vec<_>>().join(", or ")
}

fn describe_scheme(scheme: &Scheme) -> String {
    let Scheme { name, env, .. } = scheme;
    if env.is_empty() {
        return format!("`{name}`");
    }
    format!("`{name}` (environment: {})", env.join(", "))
}

/// Joins cookies into one header value (RFC 6265, section 4.2.1).
pub(crate) fn cookie_header(cookies: &[Secret]) -> Result<(HeaderName, HeaderValue), &'static str> {
    let pairs: Vec<&str> = cookies.iter().map(Secret::expose_secret).collect();
    let text = Secret::from(pairs.join("; "));
    Ok((COOKIE, sensitive(text.expose_secret())?))
}

/// The cookie of a credential, and after it those that a caller gave.
pub(crate) fn with_cookies(
    credential: &HeaderValue,
    others: &HeaderValue,
) -> Result<HeaderValue, &'static str> {
    let cookies = [credential, others].map(|value| value.to_str().unwrap_or_default());
    let cookies = cookies.into_iter().filter(|cookie| !cookie.trim().is_empty());
    let cookies: Vec<Secret> = cookies.map(Secret::from).collect();
    cookie_header(&cookies).map(|(_, value)| value)
}

#[cfg(test)]
#[path = "credentials/tests.rs"]
mod tests;
