//! Values of a client's types from JSON, and JSON from them.
//!
//! A client reads and writes its types itself. By hand it is done in tests of code that takes what an API answers,
//! and where values are kept between runs of a program:
//!
//! ```
//! # use specsmith_runtime::{Value, json};
//! let value: Vec<String> = json::from_value(json!(["a", "b"]))?;
//! assert_eq!(json::to_string(&value)?, r#"["a","b"]"#);
//! // Every text empty, every number zero, nothing in any list: fields are set one by one.
//! let mut value: Vec<String> = json::empty();
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Takes bytes and gives values of types that implement [`Json`], and back. It knows nothing of
//! HTTP. Generated types implement [`Json`] in three expressions without generics; loops, checks and errors are
//! here, compiled once for all types.
//!
//! # What is accepted
//!
//! RFC 8259 text in UTF-8, with these decisions:
//! - a byte order mark at the start is skipped; anything but whitespace after the value is refused;
//! - a member name that occurs twice in one object is an error, for structs, maps and [`Value`] alike
//!   (RFC 8259 §4 leaves the meaning open, and parties that choose differently can be played off
//!   against each other); what is skipped is checked for syntax only;
//! - members that a type does not name are skipped;
//! - a type says what else it takes for its described form ([`Tolerance`]), and nothing else is;
//! - arrays and objects nest at most [`MAX_DEPTH`] deep;
//! - an integer may be spelt `1.0` or `1e3` where it is integral and within ±2^53; out of range is an error;
//! - lone surrogates and numbers beyond `f64` are errors.

mod containers;
mod copy;
mod debug;
mod equal;
mod error;
mod escape;
mod given;
mod maybe;
mod number;
pub(crate) mod pointer;
mod reader;
mod scalar;
mod scan;
mod shape;
mod texts;
mod tolerance;
mod union;
mod unknown;
mod value;
mod views;
mod writer;

#[cfg(feature = "serde")]
#[doc(hidden)]
pub mod bridge;

pub use error::{DecodeError, EncodeError};
pub use given::{ItemsOrNull, OrNull, by};
pub use maybe::Maybe;
pub use scalar::DateTime;
pub use serde_json::Value;
pub(crate) use texts::{MemberError, from_texts};
pub use unknown::UnknownValue;
pub use views::{Look, ReadJson, WriteJson};

// What emitted code is made of.
#[doc(hidden)]
pub use containers::{ReadItems, ReadMembers, WriteItems, WriteMembers};
#[doc(hidden)]
pub use copy::copy;
#[doc(hidden)]
pub use debug::debug;
#[doc(hidden)]
pub use equal::equal;
#[doc(hidden)]
pub use given::{list, map};
#[doc(hidden)]
pub use reader::{MAX_DEPTH, Position, Reader, Stop};
#[doc(hidden)]
pub use shape::Shape;
#[doc(hidden)]
pub use tolerance::Tolerance;
#[doc(hidden)]
pub use union::{Arm, Union};
#[doc(hidden)]
pub use unknown::{read_text, unknown};
#[doc(hidden)]
pub use writer::Writer;

/// What reading gives: nothing, or [`Stop`] once the reader has recorded an error.
pub type JsonResult = Result<(), Stop>;

/// A type that is read from JSON and written as JSON.
///
/// Every such type is [`ReadJson`] and [`WriteJson`], too: the loops of the runtime take it as one of these, so that
/// they are compiled once for all types.
pub trait Json: Sized {
    /// Whether null is a value of this type as any other is, so that an `Option` of it that was read as null
    /// is `Some`.
    const TAKES_NULL: bool = false;

    /// The value before anything was read: zero, empty, absent.
    fn empty() -> Self;

    /// Reads one JSON value over `self`, which is expected to be [`empty`](Json::empty).
    ///
    /// # Errors
    /// [`Stop`] when the input is not what this type expects; the reader keeps the reason. `self` then
    /// holds a part of the input.
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult;

    /// Writes `self` as one JSON value. Problems are recorded in the writer.
    fn write(&self, writer: &mut Writer<'_>);

    /// What is seen of the value without writing it. An optional member is left out if this is [`Look::Absent`].
    #[doc(hidden)]
    fn look(&self) -> Look<'_> {
        Look::Value
    }
}

/// A value with nothing in it: texts are empty, numbers zero, lists without items, what may be missing is missing, and
/// enums and unions are what they read as unknown. Tests set what they are about, in place of writing all that
/// the API requires:
///
/// ```
/// # use specsmith_runtime::json;
/// let mut names: Vec<String> = json::empty();
/// names.push("a".to_owned());
/// ```
#[inline]
#[must_use]
pub fn empty<T: Json>() -> T {
    T::empty()
}

/// Reads one JSON document.
///
/// # Errors
/// What is wrong and where, as path and byte offset; never a value from the input.
///
/// ```
/// # use specsmith_runtime::json;
/// let error = json::from_slice::<Vec<bool>>(b"[true, 1]").unwrap_err();
/// assert_eq!(error.to_string(), "$[1]: expected a boolean, found a number (at byte 7)");
/// ```
pub fn from_slice<T: Json>(input: &[u8]) -> Result<T, DecodeError> {
    let mut value = T::empty();
    read_slice(input, &mut value)?;
    Ok(value)
}

/// Reads one JSON document from a text.
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<T: Json>(input: &str) -> Result<T, DecodeError> {
    from_slice(input.as_bytes())
}

/// Reads a tree, such as `json!` makes.
///
/// # Errors
/// As [`from_slice`].
pub fn from_value<T: Json>(value: Value) -> Result<T, DecodeError> {
    from_str(&value.to_string())
}

/// Reads a tree that need not have all that the API requires: what is missing is as in [`empty`]. For tests, which
/// write what they are about.
///
/// ```
/// # use specsmith_runtime::json;
/// // let user: User = json::partial(json!({"name": "a", "emails": [{"verified": true}]}))?;
/// let names: Vec<String> = json::partial(json!(["a"]))?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`from_slice`], but for required members. Branches of a union are told from each other by what they require:
/// one that lacks it is unknown, unless a tag names it.
pub fn partial<T: Json>(value: Value) -> Result<T, DecodeError> {
    let text = value.to_string();
    let mut reader = Reader::new(text.as_bytes())?;
    reader.partial = true;
    let mut value = T::empty();
    match value.read(&mut reader).and_then(|()| reader.end()) {
        Ok(()) => Ok(value),
        Err(stop) => Err(reader.into_error(stop)),
    }
}

/// Reads one JSON document over `value`, which is expected to be [`Json::empty`].
///
/// # Errors
/// As [`from_slice`]; `value` then holds a part of the input.
pub fn read_slice(input: &[u8], value: &mut dyn ReadJson) -> Result<(), DecodeError> {
    let mut reader = Reader::new(input)?;
    match value.read_json(&mut reader).and_then(|()| reader.end()) {
        Ok(()) => Ok(()),
        Err(stop) => Err(reader.into_error(stop)),
    }
}

/// Writes `value` as compact JSON.
///
/// # Errors
/// A number that is not finite, a time that RFC 3339 cannot express, or an additional member that has
/// the name of a declared one: JSON has no form for these.
pub fn to_vec(value: &dyn WriteJson) -> Result<Vec<u8>, EncodeError> {
    let mut writer = Writer::new();
    value.write_json(&mut writer);
    writer.finish()
}

/// Writes `value` as a text of compact JSON.
///
/// # Errors
/// As [`to_vec`].
pub fn to_string(value: &dyn WriteJson) -> Result<String, EncodeError> {
    // The writer is given text alone, so nothing is lost.
    to_vec(value).map(|text| String::from_utf8_lossy(&text).into_owned())
}

/// `value` as a tree.
///
/// # Errors
/// As [`to_vec`].
pub fn to_value(value: &dyn WriteJson) -> Result<Value, EncodeError> {
    let text = to_vec(value)?;
    from_slice(&text).map_err(|error| EncodeError::unreadable(&error))
}

#[cfg(test)]
mod tests;
