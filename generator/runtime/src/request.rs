//! The inputs of a call become an HTTP request.
//!
//! The order of headers on the wire is the order of this file, so that equal calls give equal bytes.

use std::borrow::Cow;

use http::header::{ACCEPT, COOKIE, HeaderValue, USER_AGENT};
use http::{HeaderMap, Uri};

use crate::base_url::BaseUrl;
use crate::body::Body;
use crate::call::Inputs;
use crate::content::Content;
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
        let mut request = http::Request::default();
        self.assemble(&self.credentials_at_hand()?, &mut request)?;
        Ok(request)
    }

    /// Assembles the request of an attempt from an empty one, which is too large to be handed around.
    pub(crate) fn assemble(
        &self,
        granted: &Granted,
        request: &mut http::Request<Body>,
    ) -> Result<(), Error> {
        let placed = self.placed(granted)?;
        self.fill(request, placed).map_err(|problem| self.build_error(problem))
    }

    /// Puts everything in its place.
    fn fill<'a>(
        &'a self,
        request: &mut http::Request<Body>,
        placed: impl Iterator<Item = &'a Placed> + Clone,
    ) -> Result<(), Problem> {
        *request.method_mut() = self.operation.method.as_http();
        match &self.body {
            Content::None => {}
            content => match content.open() {
                Some(body) => *request.body_mut() = body,
                None => return Err(Problem::new(Place::Body, "", SENT)),
            },
        }
        let mut query = self.query();
        // What comes later replaces what came before, in its place.
        let headers = request.headers_mut();
        self.add_described(headers)?;
        for (at, credential) in placed.clone().enumerate() {
            if at > 0 && placed.clone().take(at).any(|other| other.is_where(credential)) {
                return Err(credential.problem(TWO_CREDENTIALS));
            }
            match credential {
                Placed::Header(name, value) => header::put(headers, name, value),
                Placed::Query(name, value) => {
                    let pair = format!("{}={}", encode(name), encode(value.expose_secret()));
                    query.to_mut().set_alone(name, pair);
                }
                // One header has them all.
                Placed::Cookie(_) => {}
            }
        }
        let given = [&self.client.config().headers, &self.headers];
        let has_cookie = placed.clone().any(|credential| matches!(credential, Placed::Cookie(_)));
        if has_cookie || !self.cookies.is_empty() || given.iter().any(|given| !given.is_empty()) {
            self.add_given(headers, given, placed.clone())?;
        }
        let exposes = placed.clone().next().is_some() || self.exposes(headers, &query);
        *request.uri_mut() = self.uri(&query, exposes)?;
        Ok(())
    }

    /// Adds the headers that are known from the description and from the body.
    fn add_described(&self, headers: &mut HeaderMap) -> Result<(), Problem> {
        let operation = self.operation;
        if !operation.accept.is_empty() {
            header::put(headers, &ACCEPT, &header::described(&ACCEPT, operation.accept)?);
        }
        header::put(headers, &USER_AGENT, &self.client.config().user_agent);
        if !matches!(self.body, Content::None) {
            self.add_media_type(headers)?;
        }
        for (name, value) in operation.headers {
            let name = header::name(name)?;
            header::put(headers, &name, &header::described(&name, value)?);
        }
        Ok(())
    }

    /// Adds what the body is.
    fn add_media_type(&self, headers: &mut HeaderMap) -> Result<(), Problem> {
        let own = self.options().media_type.as_deref();
        if let Some(media_type) = self.body.media_type(own.unwrap_or(self.operation.content_type)) {
            let (name, mut value) = header::checked("content-type", &media_type)?;
            value.set_sensitive(false);
            header::put(headers, &name, &value);
        }
        Ok(())
    }

    /// Adds the cookies, and the headers that the consumer gave. Most calls have neither.
    #[cold]
    fn add_given<'a>(
        &'a self,
        headers: &mut HeaderMap,
        given: [&HeaderMap; 2],
        placed: impl Iterator<Item = &'a Placed> + Clone,
    ) -> Result<(), Problem> {
        let cookies = placed.clone().filter_map(|credential| match credential {
            Placed::Cookie(pair) => Some(pair.expose_secret()),
            Placed::Header(..) | Placed::Query(..) => None,
        });
        let mut cookie = placed.clone().find_map(|credential| match credential {
            Placed::Header(name, value) if *name == COOKIE => Some(value.clone()),
            Placed::Header(..) | Placed::Query(..) | Placed::Cookie(_) => None,
        });
        if let Some(joined) = self.cookie(cookies.collect())? {
            if cookie.is_some() {
                return Err(no_cookie(TWO_CREDENTIALS));
            }
            header::put(headers, &COOKIE, &joined);
            cookie = Some(joined);
        }
        for (name, value) in given.into_iter().flatten() {
            match &cookie {
                // Cookies are a list, of which each is an entry among others.
                Some(cookie) if *name == COOKIE && cookie != value => {
                    let both = credentials::with_cookies(cookie, value).map_err(no_cookie)?;
                    header::put(headers, name, &both);
                }
                _ => header::put(headers, name, value),
            }
        }
        Ok(())
    }

    /// Whether there is a credential among what the consumer gave.
    fn exposes(&self, headers: &HeaderMap, query: &Pairs) -> bool {
        let api = self.client.config().api;
        headers.keys().any(|name| header::is_credential(api, name))
            || query.names().any(|name| header::is_key(api, name))
    }

    /// The cookies of credentials, and after them those of parameters, unless they have the same name.
    fn cookie<'a>(&'a self, mut cookies: Vec<&'a str>) -> Result<Option<HeaderValue>, Problem> {
        let taken = cookies.len();
        for pair in self.cookies.iter() {
            if !cookies[..taken].iter().any(|cookie| pairs::key(cookie) == pairs::key(pair)) {
                cookies.push(pair);
            }
        }
        if cookies.is_empty() {
            return Ok(None);
        }
        credentials::cookie_header(&cookies).map(Some).map_err(no_cookie)
    }

    /// The query without credentials; an address has one of its own.
    fn query(&self) -> Cow<'_, Pairs> {
        match &self.options().address {
            Some(_) => Cow::Owned(Pairs::default()),
            None => Cow::Borrowed(&self.query),
        }
    }

    /// The server that is asked.
    pub(crate) fn base_url(&self) -> &BaseUrl {
        self.options().base_url.as_ref().unwrap_or(&self.client.config().base_url)
    }

    /// The path at the server: that of the base URL, and after it the operation's.
    pub(crate) fn path(&self) -> Result<String, Problem> {
        self.path_with_room(0)
    }

    /// The same, with room for so many bytes after it.
    fn path_with_room(&self, more: usize) -> Result<String, Problem> {
        let (base, template) = (self.base_url().path(), self.operation.path);
        // What it will be, if each name stands there once and nothing fixed is encoded.
        let mut length = base.len() + template.len() + more;
        for (name, value) in &self.path {
            length = (length + value.len()).saturating_sub(name.len() + "{}".len());
        }
        let mut path = String::with_capacity(length);
        path.push_str(base);
        path::expand(template, &self.path, &mut path)?;
        Ok(path)
    }

    /// The address without credentials.
    pub(crate) fn url(&self) -> Result<Uri, Problem> {
        self.uri(&self.query(), false)
    }

    /// Base URL, path and query, put side by side.
    fn uri(&self, query: &Pairs, exposes: bool) -> Result<Uri, Problem> {
        let config = self.client.config();
        let base = self.base_url();
        if exposes && base.is_exposed() && !config.allow_http {
            let what = "begins with `http://`, so credentials could be read on the way";
            return Err(Problem::new(Place::BaseUrl, "", what));
        }
        let target = match &self.options().address {
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
/// Which of them the server should get is not ours to say.
const TWO_CREDENTIALS: &str = "would carry two credentials, and has room for one";

fn no_cookie(what: &'static str) -> Problem {
    Problem::new(Place::Header, COOKIE.as_str(), what)
}

#[cfg(test)]
mod tests;
