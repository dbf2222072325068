//! What a page is asked for by: a query parameter, or a member of the JSON body.
//!
//! An input that begins with a slash is a JSON Pointer (RFC 6901) into the body, any other the name of a
//! query parameter. A value is a text for the one and JSON for the other; a whole number is both.

use core::mem;

use percent_encoding::percent_decode_str;

use crate::call::{Call, Inputs};
use crate::content::Content;
use crate::json::{DecodeError, pointer};
use crate::problem::{Place, Problem};
use crate::style::encode;

/// The cursor of a page for the input that takes it; none where it is absent, null or empty.
pub(super) fn cursor(
    text: &[u8],
    pointer: &str,
    input: &str,
) -> Result<Option<String>, DecodeError> {
    if is_member(input) {
        // As the server wrote it: the body takes a number for a number, and an object for an object.
        let json = pointer::raw(text, pointer)?;
        return Ok(json.filter(|json| !matches!(*json, "null" | r#""""#)).map(str::to_owned));
    }
    Ok(pointer::scalar(text, pointer)?.filter(|cursor| !cursor.is_empty()))
}

/// Whether an input takes this value, of which nothing is known.
pub(super) fn is_value(input: &str, value: &str) -> bool {
    !is_member(input)
        || matches!(pointer::raw(value.as_bytes(), ""), Ok(Some(json)) if json == value)
}

fn is_member(input: &str) -> bool {
    input.starts_with('/')
}

impl Inputs {
    /// The value that the caller gave an input.
    pub(crate) fn given(&self, input: &str) -> Option<String> {
        if is_member(input) {
            let json = pointer::raw(self.json()?, input).ok()??;
            return (json != "null").then(|| json.to_owned());
        }
        let name = encode(input);
        let value = |pair: &str| Some(pair.strip_prefix(&*name)?.strip_prefix('=')?.to_owned());
        let value = self.query.iter().find_map(value)?;
        Some(percent_decode_str(&value).decode_utf8_lossy().into_owned())
    }

    /// The body, where it is JSON.
    fn json(&self) -> Option<&[u8]> {
        match &self.body {
            Content::Json(payload) => payload.as_bytes().map(|bytes| &bytes[..]),
            Content::None | Content::Payload(_) | Content::Form(_) | Content::Parts(_) => None,
        }
    }
}

impl Call {
    /// Gives an input a value, in place of what the caller gave it. A body that is not there begins here.
    pub(crate) fn ask_for(&mut self, input: &str, value: &str) {
        if !is_member(input) {
            return self.with_query(input, value);
        }
        let body = match (&self.inner.body, self.inner.json()) {
            (_, Some(json)) => pointer::put(json, input, value),
            (Content::None, None) => pointer::put(b"{}", input, value),
            (_, None) => None,
        };
        let body = body.ok_or_else(|| Problem::new(Place::Body, "", "has no place for a page"));
        if let Some(body) = self.kept(body) {
            drop(mem::replace(&mut self.inner.body, Content::Json(body.into())));
        }
    }
}
