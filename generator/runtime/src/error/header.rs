//! A header of a response that is not as documented.

use core::fmt;

/// A response header that is missing or not as documented. Names the header; holds no value.
#[derive(Clone, PartialEq, Eq)]
pub struct HeaderError {
    pub(crate) name: &'static str,
    pub(crate) problem: HeaderProblem,
}

/// What is wrong with a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeaderProblem {
    Missing,
    /// Not UTF-8.
    Text,
    /// Not of its type: what was expected, where that can be said.
    Type(Option<&'static str>),
}

impl HeaderError {
    /// The name of the header as the API documents it.
    #[must_use]
    pub fn name(&self) -> &str {
        self.name
    }

    /// Whether the header is not there at all.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.problem == HeaderProblem::Missing
    }
}

impl fmt::Display for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the response header `{}` is ", self.name)?;
        match self.problem {
            HeaderProblem::Missing => f.write_str("missing"),
            HeaderProblem::Text => f.write_str("not text in UTF-8"),
            HeaderProblem::Type(None) => f.write_str("not as documented"),
            HeaderProblem::Type(Some(expected)) => {
                write!(f, "not as documented: expected {expected}")
            }
        }
    }
}

impl fmt::Debug for HeaderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for HeaderError {}
