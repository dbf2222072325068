//! Why a call cannot become a request: the input's name and what is wrong, never its value.

use std::borrow::Cow;

/// The first thing that is wrong with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    /// Where the input is.
    pub(crate) place: Place,
    /// The input's name, empty where the place says it all.
    pub(crate) name: String,
    /// What is wrong: a predicate, such as `is empty`.
    pub(crate) what: Cow<'static, str>,
}

/// Where an input of a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
    Cookie,
    /// A property of a form or a part of a multipart body.
    Field,
    Body,
    BaseUrl,
    /// A variable of a server's URL.
    Server,
    Url,
}

impl Problem {
    #[cold]
    pub(crate) fn new(place: Place, name: &str, what: impl Into<Cow<'static, str>>) -> Self {
        Self { place, name: shown(name), what: what.into() }
    }
}

impl core::fmt::Display for Problem {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let Self { place, name, what } = self;
        match place {
            Place::Path => write!(f, "the path parameter `{name}` {what}"),
            Place::Query => write!(f, "the query parameter `{name}` {what}"),
            Place::Header => write!(f, "the header `{name}` {what}"),
            Place::Cookie => write!(f, "the cookie `{name}` {what}"),
            Place::Field => write!(f, "the body's field `{name}` {what}"),
            Place::Body => write!(f, "the body {what}"),
            Place::BaseUrl => write!(f, "the base URL {what}"),
            Place::Server => write!(f, "the variable `{name}` of the server {what}"),
            Place::Url => write!(f, "the URL {what}"),
        }
    }
}

/// A name as a message can show it: printable and short, whatever a caller passed.
pub(crate) fn shown(name: &str) -> String {
    const LONGEST: usize = 64;
    name.escape_debug().take(LONGEST).collect()
}
