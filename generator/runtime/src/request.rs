//! The inputs of a call become an HTTP request.
//!
//! The order of headers on the wire is the order of this file, so that equal calls give equal bytes.

use std::borrow::Cow;

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
        let placed = self.placed(granted)?;
        self.assemble(placed).map_err(|problem| self.build_error(problem))
    }

    fn assemble<'a>(
        &self,
        placed: impl Iterator<Item = &'a Placed> + Clone,
    ) -> Result<http::Request<Body>, Problem> {
        let api = self.client.config().api;
        let headers = self.headers(placed.clone())?;
        let query = self.query(placed.clone())?;
        let exposes = placed.clone().next().is_some()
            || headers.keys().any(|name| header::is_credential(api, name))
            || query.names().any(|name| header::is_key(api, name));
        let body = self.body.open().ok_or_else(|| Problem::new(Place::Body, "", SENT))?;
        let mut request = http::Request::new(body);
        *request.method_mut() = self.operation.method.as_http();
        *request.uri_mut() = self.uri(&query, exposes)?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The query, credentials among it.
    fn query<'a>(
        &self,
        placed: impl Iterator<Item = &'a Placed> + Clone,
    ) -> Result<Cow<'_, Pairs>, Problem> {
        let mut query = match &self.address {
            // It has a query of its own.
            Some(_) => Cow::Owned(Pairs::default()),
            None => Cow::Borrowed(&self.query),
        };
        for (at, credential) in placed.clone().enumerate() {
            let Placed::Query(name, value) = credential else { continue };
            let same = |other: &Placed| matches!(other, Placed::Query(taken, _) if taken == name);
            if placed.clone().take(at).any(same) {
                return Err(Problem::new(Place::Query, name, TWO_CREDENTIALS));
            }
            let pair = format!("{}={}", encode(name), encode(value.expose_secret()));
            query.to_mut().set_alone(name, pair);
        }
        Ok(query)
    }

    /// All headers; what comes later replaces what came before, in its place. Cookies come one
    /// after the other instead: that of a credential, parameters, and what a caller wrote.
    fn headers<'a>(
        &self,
        placed: impl Iterator<Item = &'a Placed> + Clone,
    ) -> Result<HeaderMap, Problem> {
        let config = self.client.config();
        let operation = self.operation;
        let mut headers = HeaderMap::with_capacity(6);
        if !operation.accept.is_empty() {
            let (name, value) = header::described("accept", operation.accept)?;
            headers.insert(name, value);
        }
        headers.insert(USER_AGENT, config.user_agent.clone());
        let declared = self.media_type.as_deref().unwrap_or(operation.content_type);
        if let Some(media_type) = self.body.media_type(declared) {
            let (name, mut value) = header::checked("content-type", &media_type)?;
            value.set_sensitive(false);
            headers.insert(name, value);
        }
        for (name, value) in operation.headers {
            let (name, value) = header::described(name, value)?;
            headers.insert(name, value);
        }
        for (at, credential) in placed.clone().enumerate() {
            let Placed::Header(name, value) = credential else { continue };
            let same = |other: &Placed| matches!(other, Placed::Header(taken, _) if taken == name);
            if placed.clone().take(at).any(same) {
                return Err(two_credentials(name));
            }
            headers.insert(name, value.clone());
        }
        let cookie = self.cookie(placed)?;
        if let Some(cookie) = &cookie {
            headers.insert(COOKIE, cookie.clone());
        }
        for (name, value) in config.headers.iter().chain(&self.headers) {
            headers.insert(name, value.clone());
        }
        // A list, of which each is an entry among others.
        if let (Some(cookie), Some(all)) = (cookie, headers.get_mut(COOKIE))
            && cookie != *all
        {
            *all = credentials::with_cookies(&cookie, all).map_err(no_cookie)?;
        }
        Ok(headers)
    }

    /// The cookies of credentials, and after them those of parameters, unless they have the same name.
    fn cookie<'a>(
        &self,
        placed: impl Iterator<Item = &'a Placed>,
    ) -> Result<Option<HeaderValue>, Problem> {
        let mut cookies = Vec::<&str>::new();
        let mut whole = None;
        for credential in placed {
            match credential {
                Placed::Cookie(pair) => cookies.push(pair.expose_secret()),
                Placed::Header(name, value) if *name == COOKIE => whole = Some(value.clone()),
                Placed::Header(..) | Placed::Query(..) => {}
            }
        }
        let taken = cookies.len();
        for pair in self.cookies.iter() {
            if !cookies[..taken].iter().any(|cookie| pairs::key(cookie) == pairs::key(pair)) {
                cookies.push(pair);
            }
        }
        match (whole, cookies.is_empty()) {
            (whole, true) => Ok(whole),
            (Some(_), false) => Err(two_credentials(&COOKIE)),
            (None, false) => credentials::cookie_header(&cookies).map(Some).map_err(no_cookie),
        }
    }

    /// The server that is asked.
    pub(crate) fn base_url(&self) -> &BaseUrl {
        self.base_url.as_ref().unwrap_or(&self.client.config().base_url)
    }

    /// The path at the server: that of the base URL, and after it the operation's.
    pub(crate) fn path(&self) -> Result<String, Problem> {
        self.path_with_room(0)
    }

    /// The same, with room for so many bytes after it.
    fn path_with_room(&self, more: usize) -> Result<String, Problem> {
        let (base, template) = (self.base_url().path(), self.operation.path);
        let values: usize = self.path.iter().map(|(_, value)| value.len()).sum();
        let names: usize = self.path.iter().map(|(name, _)| name.len() + "{}".len()).sum();
        // What it will be, if each name stands there once and nothing fixed is encoded.
        let length = (base.len() + template.len() + values + more).saturating_sub(names);
        let mut path = String::with_capacity(length);
        path.push_str(base);
        path::expand(template, &self.path, &mut path)?;
        Ok(path)
    }

    /// The address without credentials.
    pub(crate) fn url(&self) -> Result<Uri, Problem> {
        let query = self.query(core::iter::empty())?;
        self.uri(&query, false)
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
                let mut target = self.path_with_room(query.length_as_query())?;
                query.append_as_query(&mut target);
                target
            }
            Some(address) => {
                let mut more = String::new();
                query.append_as_query(&mut more);
                if address.contains('?') {
                    more = more.replacen('?', "&", 1);
                }
                format!("{address}{more}")
            }
        };
        base.at(target).ok_or_else(|| Problem::new(Place::Url, "", "is too long"))
    }
}

const SENT: &str = "is a stream, and was sent before";
const TWO_CREDENTIALS: &str = "would carry two credentials, and has room for one";

/// Which of them the server should get is not ours to say.
fn two_credentials(name: &HeaderName) -> Problem {
    Problem::new(Place::Header, name.as_str(), TWO_CREDENTIALS)
}

fn no_cookie(what: &'static str) -> Problem {
    Problem::new(Place::Header, COOKIE.as_str(), what)
}

#[cfg(test)]
#[path = "request/tests.rs"]
mod tests;
