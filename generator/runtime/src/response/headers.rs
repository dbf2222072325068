//! The headers of a response as the type that the description gives them.

use core::cell::Cell;
use core::str::Utf8Error;

use http::HeaderMap;
use http::header::SET_COOKIE;

use super::Response;
use crate::error::{Error, HeaderError, HeaderProblem};
use crate::json::{self, Json, MemberError};

impl<T, H: Json> Response<T, H> {
    /// The documented headers by their types.
    ///
    /// Each member is the header of that name in any case; a header that comes several times is one
    /// with commas between the values. Lists are those of style `simple`: items with commas between
    /// them. Times are as in RFC 3339 or as HTTP writes dates. `set-cookie` is never read: its values
    /// do not go into one list, and are secrets.
    ///
    /// # Errors
    /// The first header that is missing or not as documented.
    pub fn typed_headers(&self) -> Result<H, HeaderError> {
        read(&self.headers)
    }
}

impl<E> Error<E> {
    /// The headers that the API documents for errors of the operation, where a response came: `H` is the type that
    /// the documentation of its method names.
    ///
    /// ```ignore
    /// let limit: Option<types::ListThingsErrorHeaders> = error.typed_headers()?;
    /// ```
    ///
    /// They are read as by [`Response::typed_headers`].
    ///
    /// # Errors
    /// The first header that is not as documented.
    pub fn typed_headers<H: Json>(&self) -> Result<Option<H>, HeaderError> {
        self.headers().map(read).transpose()
    }
}

fn read<H: Json>(headers: &HeaderMap) -> Result<H, HeaderError> {
    let not_text = Cell::new(None);
    let read = json::from_texts(&|name| {
        let text = text(headers, name)?;
        if text.is_err() {
            not_text.set(Some(name));
        }
        text.ok()
    });
    if let Some(name) = not_text.get() {
        return Err(HeaderError { name, problem: HeaderProblem::Text });
    }
    read.map_err(|MemberError { name, is_missing, error }| {
        let problem = match is_missing {
            true => HeaderProblem::Missing,
            false => HeaderProblem::Type(error.expected()),
        };
        HeaderError { name, problem }
    })
}

/// All values of a header in one, if it is there.
fn text(headers: &HeaderMap, name: &str) -> Option<Result<String, Utf8Error>> {
    let mut values = headers.get_all(name).iter().filter(|_| SET_COOKIE != *name).peekable();
    values.peek()?;
    let values: Result<Vec<_>, _> = values.map(|value| str::from_utf8(value.as_bytes())).collect();
    Some(values.map(|values| values.join(", ")))
}

#[cfg(test)]
mod tests;
