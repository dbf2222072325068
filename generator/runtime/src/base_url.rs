//! Base URLs: checked once, then only ever concatenated.
//!
//! Accepts what every URL parser reads the same way and refuses the rest, so that the host that
//! was checked is the host that is asked. No URL resolution takes place anywhere.

use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use http::Uri;
use http::uri::{Parts, PathAndQuery};

use crate::path::is_dots;
use crate::problem::{Place, Problem};

/// The start of every request's URL.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    /// Scheme, host, port and path, without a slash at the end.
    text: String,
    uri: Uri,
    /// Where in the text the path begins.
    path: usize,
    /// Whether others can read along.
    exposed: bool,
}

impl BaseUrl {
    /// Checks `text`; the error is a predicate, such as `has no host`.
    pub(crate) fn parse(text: &str) -> Result<Self, &'static str> {
        if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err("has a space or a character that is not visible ASCII");
        }
        let (scheme, rest) = text.split_once("://").ok_or(NO_SCHEME)?;
        let secure = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => true,
            _ if scheme.eq_ignore_ascii_case("http") => false,
            _ => return Err(NO_SCHEME),
        };
        if rest.contains(['?', '#']) {
            return Err("has a query or a fragment");
        }
        if rest.contains('\\') {
            return Err("has a backslash");
        }
        let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let host = host(authority)?;
        let path = path.trim_end_matches('/');
        check_path(path)?;
        let scheme = if secure { "https" } else { "http" };
        let text = format!("{scheme}://{}{path}", authority.to_ascii_lowercase());
        let uri = text.parse().map_err(|_| "is too long")?;
        let path = text.len() - path.len();
        Ok(Self { text, uri, path, exposed: !secure && !is_loopback(host) })
    }

    /// The URL, without a slash at the end.
    #[cfg(test)]
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The URL as a whole target.
    pub(crate) fn to_uri(&self) -> Uri {
        self.uri.clone()
    }

    /// This path and query at the server, in place of the path that the URL has; `None` if it is too long.
    pub(crate) fn at(&self, mut target: String) -> Option<Uri> {
        // What fits is taken over without another allocation.
        target.shrink_to_fit();
        let mut parts = Parts::default();
        parts.scheme = self.uri.scheme().cloned();
        parts.authority = self.uri.authority().cloned();
        parts.path_and_query = Some(PathAndQuery::try_from(target).ok()?);
        Uri::from_parts(parts).ok()
    }

    /// Scheme, host and port (RFC 6454, section 4), of which the port is always stated.
    pub(crate) fn origin(&self) -> (&str, &str, &str) {
        let (scheme, rest) = self.text.split_once("://").unwrap_or_default();
        let authority = rest.split('/').next().unwrap_or_default();
        match authority.rsplit_once(':') {
            Some((host, port)) if !authority.ends_with(']') => {
                (scheme, host, port.trim_start_matches('0'))
            }
            _ => (scheme, authority, if scheme == "https" { "443" } else { "80" }),
        }
    }

    /// Scheme, host and port as they are written, without a path.
    pub(crate) fn site(&self) -> &str {
        &self.text[..self.path]
    }

    /// The path, without a slash at the end.
    pub(crate) fn path(&self) -> &str {
        &self.text[self.path..]
    }

    /// Whether what is sent can be read on the way: `http://` to anything but this machine.
    pub(crate) fn is_exposed(&self) -> bool {
        self.exposed
    }
}

impl core::fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.text)
    }
}

/// The URL of a server whose template has variables in braces.
///
/// A variable that is a part of the name of a host must not end it: a value could lead to another host.
pub(crate) fn expand(template: &str, variables: &[(&str, &str)]) -> Result<String, Problem> {
    let start = template.find("://").map_or(0, |at| at + "://".len());
    let end = template[start..].find('/').map_or(template.len(), |at| start + at);
    let is_host = |at: usize, name: &str| {
        let whole = at == start && at + name.len() + "{}".len() == end;
        at < end && !whole
    };
    let mut url = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        url.push_str(before);
        let at = template.len() - after.len() - 1;
        let Some((name, after)) = after.split_once('}') else { break };
        let known = variables.iter().find(|(known, _)| *known == name);
        let (_, value) = known.ok_or_else(|| Problem::new(Place::Server, name, "has no value"))?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if is_host(at, name) && !value.bytes().all(plain) {
            let what = "has other characters than letters, digits, `-`, `_` and `.`";
            return Err(Problem::new(Place::Server, name, what));
        }
        url.push_str(value);
        rest = after;
    }
    url.push_str(rest);
    Ok(url)
}

const NO_SCHEME: &str = "does not begin with `https://` or `http://`";

/// The host of an authority (RFC 3986, section 3.2), if it is plain.
fn host(authority: &str) -> Result<&str, &'static str> {
    if authority.contains('@') {
        return Err("has a user name or password");
    }
    let (host, port) = match authority.rfind(':') {
        Some(colon) if !authority.ends_with(']') => {
            (&authority[..colon], Some(&authority[colon + 1..]))
        }
        _ => (authority, None),
    };
    if let Some(port) = port
        && (!port.bytes().all(|byte| byte.is_ascii_digit())
            || port.parse::<u16>().map_or(true, |port| port == 0))
    {
        return Err("has no valid port after its host");
    }
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(v6) if v6.parse::<Ipv6Addr>().is_ok() => Ok(host),
        Some(_) => Err("has no valid IPv6 address in its brackets"),
        None => name(host),
    }
}

/// A host name of letters, digits, hyphens, underscores and dots, or an IPv4 address.
fn name(host: &str) -> Result<&str, &'static str> {
    if host.is_empty() {
        return Err("has no host");
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if !host.bytes().all(plain) {
        return Err("has a host with other characters than letters, digits, `-`, `_` and `.`");
    }
    if host.trim_end_matches('.').split('.').any(str::is_empty) || host.ends_with("..") {
        return Err("has a host with an empty label");
    }
    // URL parsers read `127.1` and `0x7f.0.0.1` as addresses; what was checked must be what is asked.
    let last = host.trim_end_matches('.').rsplit('.').next().unwrap_or_default();
    let numeric = last.bytes().all(|byte| byte.is_ascii_digit())
        || last
            .strip_prefix("0x")
            .or(last.strip_prefix("0X"))
            .is_some_and(|hex| hex.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if numeric && host.parse::<Ipv4Addr>().is_err() {
        return Err(
            "has a host that ends in a number and is no IPv4 address of four decimal parts",
        );
    }
    Ok(host)
}

/// Refuses what would not stay as it is (RFC 3986, section 3.3).
pub(crate) fn check_path(path: &str) -> Result<(), &'static str> {
    let mut bytes = path.bytes();
    while let Some(byte) = bytes.next() {
        let fine = match byte {
            b'%' => {
                bytes.next().is_some_and(|hex| hex.is_ascii_hexdigit())
                    && bytes.next().is_some_and(|hex| hex.is_ascii_hexdigit())
            }
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/".contains(&byte),
        };
        if !fine {
            return Err("has a character in its path that must be percent-encoded");
        }
    }
    if path.split('/').any(is_dots) {
        return Err("has a path segment `.` or `..`");
    }
    Ok(())
}

/// Whether the host is this machine.
fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests;
