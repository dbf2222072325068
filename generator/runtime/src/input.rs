//! Parameters of a call, from value to place.
//!
//! Takes any [`WriteJson`] value with what the description says of it; styles are spelled by `style`.

use crate::api::{Location, Parameter, Style};
use crate::call::Call;
use crate::deep;
use crate::form;
use crate::json::WriteJson;
use crate::param::Param;
use crate::path;
use crate::problem::{Place, Problem};
use crate::style;

impl Call {
    /// Sets a parameter in the place and style that the description gives it; absent and null take it
    /// away, but for path parameters, which are never without a value.
    ///
    /// A value that would arrive as another one is an error of the call that names the parameter: an array
    /// within an array, or an item with the delimiter of a style that cannot escape it.
    pub fn parameter(&mut self, parameter: &Parameter, value: &dyn WriteJson) {
        match parameter.location {
            Location::Path => self.path_as(parameter, value),
            Location::Query => self.query_as(parameter.name, parameter, value),
            Location::Header => self.header_as(parameter.name, parameter, value),
            Location::Cookie => self.cookie_as(parameter.name, parameter, value),
        }
    }

    /// Sets a path parameter, style `simple`.
    pub fn path(&mut self, name: &'static str, value: &dyn WriteJson) {
        self.path_as(&Parameter { name, ..Parameter::PATH }, value);
    }

    /// Sets a query parameter, style `form` with `explode`.
    pub fn query(&mut self, name: &str, value: &dyn WriteJson) {
        self.query_as(name, &Parameter::QUERY, value);
    }

    /// Sets a header parameter, style `simple`; absent and null take it away.
    pub fn header(&mut self, name: &str, value: &dyn WriteJson) {
        self.header_as(name, &Parameter::HEADER, value);
    }

    /// Sets a cookie, style `form` with `explode`. It comes after the cookie of a credential and before
    /// those of [`with_header`](Self::with_header).
    pub fn cookie(&mut self, name: &str, value: &dyn WriteJson) {
        self.cookie_as(name, &Parameter::COOKIE, value);
    }

    /// [`path`](Self::path) of what becomes a text.
    #[inline]
    pub fn path_text(&mut self, name: &'static str, value: impl Into<String>) {
        self.path(name, &value.into());
    }

    /// [`query`](Self::query) of what becomes a text.
    #[inline]
    pub fn query_text(&mut self, name: &str, value: impl Into<String>) {
        self.query(name, &value.into());
    }

    /// [`header`](Self::header) of what becomes a text.
    #[inline]
    pub fn header_text(&mut self, name: &str, value: impl Into<String>) {
        self.header(name, &value.into());
    }

    /// [`cookie`](Self::cookie) of what becomes a text.
    #[inline]
    pub fn cookie_text(&mut self, name: &str, value: impl Into<String>) {
        self.cookie(name, &value.into());
    }

    fn path_as(&mut self, how: &Parameter, value: &dyn WriteJson) {
        let text = param(Place::Path, how.name, how, value)
            .and_then(|param| path::value(how.name, how, param));
        if let Some(text) = self.kept(text) {
            match self.inner.path.iter_mut().find(|(known, _)| *known == how.name) {
                Some((_, known)) => *known = text,
                None => self.inner.path.push((how.name, text)),
            }
        }
    }

    fn query_as(&mut self, name: &str, how: &Parameter, value: &dyn WriteJson) {
        let pairs = pairs(Place::Query, name, how, value);
        if let Some(pairs) = self.kept(pairs) {
            self.inner.query.set(name, pairs);
        }
    }

    fn header_as(&mut self, name: &str, how: &Parameter, value: &dyn WriteJson) {
        let text = param(Place::Header, name, how, value).and_then(|param| {
            style::header(how, &param).map_err(|what| Problem::new(Place::Header, name, what))
        });
        match self.kept(text) {
            Some(Some(text)) => self.with_header(name, &text),
            Some(None) => {
                self.inner.headers.remove(name);
            }
            None => {}
        }
    }

    fn cookie_as(&mut self, name: &str, how: &Parameter, value: &dyn WriteJson) {
        let pairs = param(Place::Cookie, name, how, value).and_then(|param| {
            style::cookies(name, how, &param)
                .map_err(|what| Problem::new(Place::Cookie, name, what))
        });
        if let Some(pairs) = self.kept(pairs) {
            self.inner.cookies.set(name, pairs);
        }
    }
}

/// The pairs of a value in a query or a form.
pub(crate) fn pairs(
    place: Place,
    name: &str,
    how: &Parameter,
    value: &dyn WriteJson,
) -> Result<Vec<String>, Problem> {
    let refused = |what| Problem::new(place, name, what);
    match how.style {
        Style::DeepObject if !how.json => deep::pairs(name, how, value).map_err(refused),
        Style::ByValue if how.explode => form::members(place, value),
        Style::ByValue => form::by_value(place, name, value),
        Style::Whole => Param::of(how, value).and_then(style::whole).map_err(refused),
        Style::DeepObject
        | Style::Matrix
        | Style::Label
        | Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::Cookie => {
            Param::of(how, value).and_then(|param| style::pairs(name, how, &param)).map_err(refused)
        }
    }
}

/// Reads a value, with its name in what is wrong with it.
pub(crate) fn param(
    place: Place,
    name: &str,
    how: &Parameter,
    value: &dyn WriteJson,
) -> Result<Param, Problem> {
    Param::of(how, value).map_err(|what| Problem::new(place, name, what))
}
