//! The address of the next page: what a server says, held against where the credentials may go.
//!
//! Takes the text of a body, a header or a caller and gives path and query at the same server, or why
//! not. No URL is resolved: only forms that every URL parser reads the same way are accepted.

use http::Uri;

use crate::api::SchemeKind;
use crate::base_url::{BaseUrl, check_path};
use crate::call::Inputs;

/// Path and query that `text` names in the answer to a request for the path `current`, without the
/// query parameters of credentials: those are put there anew for each request, and kept nowhere.
pub(super) fn of(inputs: &Inputs, current: &str, text: &str) -> Result<String, &'static str> {
    let api = inputs.client.config().api;
    let used = inputs.operation.security(api).iter().copied().flatten();
    let parameters = used.filter_map(|index| match api.schemes.get(*index)?.kind {
        SchemeKind::ApiKeyQuery(name) => Some(name),
        SchemeKind::Bearer
        | SchemeKind::Basic
        | SchemeKind::Http(_)
        | SchemeKind::OAuth2 { .. }
        | SchemeKind::ApiKeyHeader(_)
        | SchemeKind::ApiKeyCookie(_) => None,
    });
    let address = resolve(inputs.base_url(), current, text)?;
    Ok(without(address, &parameters.collect::<Vec<_>>()))
}

/// Path and query of `text`, an address given in the answer to a request for the path `current`.
///
/// `text` is a whole URL of the origin of `base`, a path with its query, or a query alone (RFC 3986,
/// section 4.2). Its fragment is dropped.
pub(crate) fn resolve(base: &BaseUrl, current: &str, text: &str) -> Result<String, &'static str> {
    if !text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
        return Err("the next address has a character that addresses do not have");
    }
    let text = text.split('#').next().unwrap_or_default();
    let local = if text.starts_with("//") {
        return Err(OTHER);
    } else if text.starts_with('/') {
        text.to_owned()
    } else if text.starts_with('?') {
        format!("{current}{text}")
    } else {
        below(base, text)?.to_owned()
    };
    let (path, _) = local.split_once('?').unwrap_or((&local, ""));
    check_path(path).map_err(|_| "the next address has a path that would not stay as it is")?;
    let local = if path.is_empty() { format!("/{local}") } else { local };
    match Uri::try_from(format!("{}{local}", base.site())) {
        Ok(_) => Ok(local),
        Err(_) => Err("the next address is too long, or none"),
    }
}

const OTHER: &str = "the next page is at another origin than the API";

/// What follows scheme, host and port of an absolute URL, which must be those of `base`.
fn below<'a>(base: &BaseUrl, text: &'a str) -> Result<&'a str, &'static str> {
    let (scheme, rest) = text.split_once("://").ok_or(NO_URL)?;
    if scheme.contains(['/', '?']) {
        return Err(NO_URL);
    }
    let end = scheme.len() + 3 + rest.find(['/', '?']).unwrap_or(rest.len());
    let site = BaseUrl::parse(&text[..end]).map_err(|_| OTHER)?;
    if site.origin() == base.origin() { Ok(&text[end..]) } else { Err(OTHER) }
}

const NO_URL: &str = "the next address is neither a URL nor a path nor a query";

/// The address without the query parameters of these names.
fn without(address: String, names: &[&str]) -> String {
    let Some((path, query)) = address.split_once('?') else { return address };
    let named = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default();
        let name = percent_encoding::percent_decode_str(name).decode_utf8_lossy();
        names.iter().any(|known| *known == name)
    };
    if !query.split('&').any(|pair| named(&pair)) {
        return address;
    }
    let kept: Vec<_> = query.split('&').filter(|pair| !named(pair)).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

#[cfg(test)]
mod tests;
