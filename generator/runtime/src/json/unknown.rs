//! The value of an open enum that this version does not know.

use std::fmt;

use super::{JsonResult, Reader};

/// A value on the wire that this version of the client has no name for.
///
/// Only the runtime makes one, while an enum is read or converted from a string, so a value that has
/// a name is never also an unknown one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct UnknownValue(String);

impl UnknownValue {
    /// The value on the wire.
    #[inline]
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for UnknownValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads a text over `value`.
///
/// Enums go through this one: the compiler would copy the comparisons with all values of an enum from its conversion
/// to where it is called, before it knows whether that is needed.
///
/// # Errors
/// As of [`Json::read`](super::Json::read).
#[doc(hidden)]
pub fn read_text(value: &mut dyn FromText, reader: &mut Reader<'_>) -> JsonResult {
    value.set(&reader.str()?);
    Ok(())
}

/// A value that any text is turned into.
pub trait FromText {
    /// Turns it into what the text says.
    fn set(&mut self, text: &str);
}

impl<T: for<'a> From<&'a str>> FromText for T {
    fn set(&mut self, text: &str) {
        *self = T::from(text);
    }
}

/// For emitted conversions, after every known value was compared.
#[doc(hidden)]
#[must_use]
pub fn unknown(value: &str) -> UnknownValue {
    UnknownValue(value.to_owned())
}
