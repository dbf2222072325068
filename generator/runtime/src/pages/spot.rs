//! Where a page is: what is asked for, and how that is written down for later.

use core::fmt;

use super::{address, input};
use crate::api::Next;
use crate::call::Inputs;

/// Where a page is.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// Where the inputs of the call say.
    Start,
    /// Behind so many items.
    Offset(u64),
    /// At this number.
    Page(u64),
    /// Named by a token: a text, or JSON where it is a member of the body.
    Cursor(String),
    /// At this path and query of the server.
    Address(String),
}

/// A page of an operation, to begin with another time.
///
/// It is a text that can be kept: its form is not promised, and what it says is checked as what a server
/// says. It can hold what the API put into a cursor or an address, so treat it as you treat those;
/// `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Resume(String);

impl Resume {
    /// The text to be kept.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<S: Into<String>> From<S> for Resume {
    fn from(text: S) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Resume {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Resume({} bytes)", self.0.len())
    }
}

impl Spot {
    /// The page that the inputs of a call ask for; the error says why they ask for none.
    pub(super) fn first(inputs: &Inputs, next: Next) -> Result<Self, &'static str> {
        let given = |parameter| inputs.given(parameter);
        match next {
            Next::Offset { parameter } => number(given(parameter), 0).map(Self::Offset),
            Next::Page { parameter, first } => number(given(parameter), first).map(Self::Page),
            Next::Cursor { parameter, .. } | Next::Last { parameter, .. } => {
                Ok(given(parameter).map_or(Self::Start, Self::Cursor))
            }
            Next::Url { .. } | Next::Link => Ok(Self::Start),
        }
    }

    /// The page of a text that [`Spot::resume`] gave for an operation with the same pages.
    pub(super) fn parse(text: &str, next: Next, inputs: &Inputs) -> Option<Self> {
        let (kind, value) = text.split_once('=').unwrap_or((text, ""));
        match (kind, next) {
            ("start", Next::Cursor { .. } | Next::Last { .. } | Next::Url { .. } | Next::Link) => {
                Some(Self::Start)
            }
            ("offset", Next::Offset { .. }) => value.parse().ok().map(Self::Offset),
            ("page", Next::Page { .. }) => value.parse().ok().map(Self::Page),
            ("cursor", Next::Cursor { parameter, .. } | Next::Last { parameter, .. }) => {
                input::is_value(parameter, value).then(|| Self::Cursor(value.to_owned()))
            }
            ("address", Next::Url { .. } | Next::Link) => {
                // Addresses are written down without their server.
                let whole = format!("{}{value}", inputs.base_url().site());
                let address = value.starts_with('/').then(|| address::of(inputs, "/", &whole))?;
                address.ok().map(Self::Address)
            }
            _ => None,
        }
    }

    /// The page as a text.
    pub(super) fn resume(&self) -> Resume {
        Resume(match self {
            Self::Start => "start".to_owned(),
            Self::Offset(offset) => format!("offset={offset}"),
            Self::Page(page) => format!("page={page}"),
            Self::Cursor(cursor) => format!("cursor={cursor}"),
            Self::Address(address) => format!("address={address}"),
        })
    }
}

fn number(text: Option<String>, default: u64) -> Result<u64, &'static str> {
    text.map_or(Ok(default), |text| text.parse()).map_err(|_| "its parameter is no whole number")
}
