//! How a response body becomes a typed value.
//!
//! The core holds bytes and knows no types; an output or error type offers a slot, and the core
//! fills it. Emitted types get their implementation from [`Json`].

use bytes::Bytes;

use crate::json::Json;

/// A type that a response body can be decoded into.
pub trait Answer: Sized {
    /// Whether a value can exist at all; `false` only for [`core::convert::Infallible`].
    const EXISTS: bool = true;

    /// An empty value of the given variant, to be filled through [`Answer::slot`]; of the last one where there
    /// are not so many.
    fn pick(variant: usize) -> Self;

    /// Where the body goes.
    fn slot(&mut self) -> Slot<'_>;
}

/// Where a response body goes.
pub enum Slot<'a> {
    /// Decoded as JSON.
    Json(&'a mut dyn Json),
    /// Kept as it is.
    Bytes(&'a mut Bytes),
    /// Decoded as UTF-8.
    Text(&'a mut String),
    /// Ignored.
    Empty,
}

impl core::fmt::Debug for Slot<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::Json(_) => "Json",
            Self::Bytes(_) => "Bytes",
            Self::Text(_) => "Text",
            Self::Empty => "Empty",
        })
    }
}

/// A response body of a media type that is kept as bytes.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Raw(pub Bytes);

/// A response body that is text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Text(pub String);

impl core::fmt::Debug for Raw {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Raw({} bytes)", self.0.len())
    }
}

impl core::fmt::Debug for Text {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Text({} bytes)", self.0.len())
    }
}

impl<T: Json> Answer for T {
    fn pick(_variant: usize) -> Self {
        T::empty()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Json(self)
    }
}

impl Answer for () {
    fn pick(_variant: usize) -> Self {}

    fn slot(&mut self) -> Slot<'_> {
        Slot::Empty
    }
}

impl Answer for Raw {
    fn pick(_variant: usize) -> Self {
        Self::default()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Bytes(&mut self.0)
    }
}

impl Answer for Text {
    fn pick(_variant: usize) -> Self {
        Self::default()
    }

    fn slot(&mut self) -> Slot<'_> {
        Slot::Text(&mut self.0)
    }
}

/// The error type of operations that document no error body.
impl Answer for core::convert::Infallible {
    const EXISTS: bool = false;

    fn pick(_variant: usize) -> Self {
        unreachable!("`EXISTS` is asked before `pick`")
    }

    fn slot(&mut self) -> Slot<'_> {
        match *self {}
    }
}
