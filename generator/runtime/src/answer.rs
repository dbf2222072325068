//! How a response body becomes a typed value.
//!
//! The core holds bytes and knows no types; an output or error type offers a slot, and the core
//! fills it. Emitted types get their implementation from [`Json`].

use bytes::Bytes;

use crate::json::{Json, ReadJson};

/// A type that a response body can be decoded into.
pub trait Answer {
    /// Whether a value of an error type can exist at all; `false` only for [`core::convert::Infallible`]. Successes
    /// are not asked: theirs is made before the reply is looked at.
    fn exists() -> bool
    where
        Self: Sized,
    {
        true
    }

    /// A value that no body was read into yet.
    fn unread() -> Self
    where
        Self: Sized;

    /// Gives where the body of the given variant goes, of the last one where there are not so many.
    ///
    /// A type of several variants is made an unread one of this variant. A type of one is not: a body is read into it
    /// once.
    fn turn(&mut self, variant: usize) -> Slot<'_>;
}

/// Where a response body goes.
pub enum Slot<'a> {
    /// Decoded as JSON.
    Json(&'a mut dyn ReadJson),
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
    fn unread() -> Self {
        T::empty()
    }

    fn turn(&mut self, _variant: usize) -> Slot<'_> {
        Slot::Json(self)
    }
}

impl Answer for () {
    fn unread() -> Self {}

    fn turn(&mut self, _variant: usize) -> Slot<'_> {
        Slot::Empty
    }
}

impl Answer for Raw {
    fn unread() -> Self {
        Self::default()
    }

    fn turn(&mut self, _variant: usize) -> Slot<'_> {
        Slot::Bytes(&mut self.0)
    }
}

impl Answer for Text {
    fn unread() -> Self {
        Self::default()
    }

    fn turn(&mut self, _variant: usize) -> Slot<'_> {
        Slot::Text(&mut self.0)
    }
}

/// The error type of operations that document no error body.
impl Answer for core::convert::Infallible {
    fn exists() -> bool {
        false
    }

    fn unread() -> Self {
        unreachable!("errors are asked whether they exist, and no success is of this type")
    }

    fn turn(&mut self, _variant: usize) -> Slot<'_> {
        match *self {}
    }
}
