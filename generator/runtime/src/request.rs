//! The inputs of a call become an HTTP request.
//!
//! The order of headers on the wire is the order of this file, so that equal calls give equal bytes.

use http::header::{COOKIE, HeaderName, HeaderValue, USER_AGENT};
use http::{HeaderMap, Uri};

use crate::base_url::BaseUrl;
use crate::body::Body;
use crate::call::Inputs;
use crate::credentials::{self, Granted, Placed};
use crate::error::Error;
use crate::header;
use crate::pairs::{self, Pairs};
use crate::path;
use crate::problem::{Place, Problem};
use crate::style::encode;

impl Inputs {
    /// Assembles a request that is not sent: no credential is fetched for it.
    pub(crate) fn request(&self) -> Result<http::Request<Body>, Error> {
        self.request_with(&self.credentials_at_hand()?)
    }

    /// Assembles the request of an attempt.
    pub(crate) fn request_with(&self, granted: &Granted) -> Result<http::Request<Body>, Error> {
        self.assemble(&granted.placed).map_err(|problem| self.build_error(problem))
    }

    fn assemble(&self, placed: &[Placed]) -> Result<http::Request<Body>, Problem> {
        let mut query = match &self.address {
            // It has a query of its own.
            Some(_) => Pairs::default(),
            None => self.query.clone(),
        };
        let mut secrets = HeaderMap::new();
        let mut cookies = Vec::<&str>::new();
        let mut keys = Vec::<&str>::new();
        let has_credentials = !placed.is_empty();
        for credential in placed {
            match credential {
                Placed::Header(name, value) => put(&mut secrets, name.clone(), value.clone())?,
                Placed::Query(name, value) => {
                    if keys.contains(name) {
                        return Err(Problem::new(Place::Query, name, TWO_CREDENTIALS));
                    }
                    keys.push(name);
                    let pair = format!("{}={}", encode(name), encode(value.expose_secret()));
                    query.set_alone(name, pair);
                }
                Placed::Cookie(pair) => cookies.push(pair.expose_secret()),
            }
        }
        let taken: Vec<&str> = cookies.iter().map(|pair| pairs::key(pair)).collect();
        cookies.extend(self.cookies.iter().filter(|pair| !taken.contains(&pairs::key(pair))));
        if !cookies.is_empty() {
            let (name, value) = credentials::cookie_header(&cookies)
                .map_err(|what| Problem::new(Place::Header, "cookie", what))?;
            put(&mut secrets, name, value)?;
        }
        let headers = self.headers(secrets)?;
        let api = self.client.config().api;
        let exposes = has_credentials
            || headers.keys().any(|name| header::is_credential(api, name))
            || query.names().any(|name| header::is_key(api, name));
        let body = self.body.open().ok_or_else(|| Problem::new(Place::Body, "", SENT))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = self.operation.method.as_http();
        *request.uri_mut() = self.uri(&query, exposes)?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// All headers; what comes later replaces what came before, in its place. Cookies come one
    /// after the other instead: that of a credential, parameters, and what a caller wrote.
    fn headers(&self, secrets: HeaderMap) -> Result<HeaderMap, Problem> {
        let config = self.client.config();
        let operation = self.operation;
        let mut headers = HeaderMap::with_capacity(8);
        if !operation.accept.is_empty() {
            let (name, value) = described("accept", operation.accept)?;
            headers.insert(name, value);
        }
        headers.insert(USER_AGENT, config.user_agent.clone());
        let declared = self.media_type.as_deref().unwrap_or(operation.content_type);
        if let Some(media_type) = self.body.media_type(declared) {
            let (name, value) = described("content-type", &media_type)?;
            headers.insert(name, value);
        }
        for (name, value) in operation.headers {
            let (name, value) = described(name, value)?;
            headers.insert(name, value);
        }
        let layers = [&secrets, &config.headers, &self.headers];
        for (name, value) in layers.into_iter().flatten() {
            headers.insert(name.clone(), value.clone());
        }
        // A list, of which each is an entry among others.
        if let (Some(credential), Some(all)) = (secrets.get(COOKIE), headers.get_mut(COOKIE))
            && *credential != *all
        {
            *all = credentials::with_cookies(credential, all)
                .map_err(|what| Problem::new(Place::Header, "cookie", what))?;
        }
        Ok(headers)
    }

    /// The server that is asked.
    pub(crate) fn base_url(&self) -> &BaseUrl {
        self.base_url.as_ref().unwrap_or(&self.client.config().base_url)
    }

    /// Base URL and path, without a query.
    pub(crate) fn location(&self) -> Result<String, Problem> {
        let mut location = self.base_url().as_str().to_owned();
        location.push_str(&path::expand(self.operation.path, &self.path)?);
        Ok(location)
    }

    /// Base URL, path and query, put side by side.
    fn uri(&self, query: &Pairs, exposes: bool) -> Result<Uri, Problem> {
        let config = self.client.config();
        let base = self.base_url();
        if exposes && base.is_exposed() && !config.allow_http {
            let what = "begins with `http://`, so credentials could be read on the way";
            return Err(Problem::new(Place::BaseUrl, "", what));
        }
        let target = match &self.address {
            None => {
                let mut target = self.location()?;
                query.append_as_query(&mut target);
                target
            }
            Some(address) => {
                let mut more = String::new();
                query.append_as_query(&mut more);
                if address.contains('?') {
                    more = more.replacen('?', "&", 1);
                }
                format!("{}{address}{more}", base.site())
            }
        };
        Uri::try_from(target).map_err(|_| Problem::new(Place::Url, "", "is too long"))
    }
}

const SENT: &str = "is a stream, and was sent before";
const TWO_CREDENTIALS: &str = "would carry two credentials, and has room for one";

/// Adds a credential, unless its header has one: which of them the server should get is not ours to say.
fn put(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) -> Result<(), Problem> {
    if headers.contains_key(&name) {
        return Err(Problem::new(Place::Header, name.as_str(), TWO_CREDENTIALS));
    }
    headers.insert(name, value);
    Ok(())
}

/// A header whose value is part of the description, so no secret.
fn described(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), Problem> {
    let (name, mut value) = header::checked(name, value)?;
    value.set_sensitive(false);
    Ok((name, value))
}

#[cfg(test)]
#[path = "request/tests.rs"]
mod tests;
