//! A member that may be missing, null, or a value, where the three mean different things.

use super::{Json, JsonResult, Look, Reader, Writer};

/// A member that is absent, null or a value.
///
/// In a request, [`Absent`](Maybe::Absent) leaves a setting as it is and [`Null`](Maybe::Null) clears it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Maybe<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is there and null.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Maybe<T> {
    /// The value, if there is one.
    #[inline]
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value by itself, if there is one.
    #[inline]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The same with another value in the place of one that is there.
    #[inline]
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Maybe<U> {
        match self {
            Self::Absent => Maybe::Absent,
            Self::Null => Maybe::Null,
            Self::Value(value) => Maybe::Value(change(value)),
        }
    }

    /// Whether the member is not there.
    #[inline]
    pub fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Whether the member is there and null.
    #[inline]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

impl<T> From<T> for Maybe<T> {
    #[inline]
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// Texts are given as `&str` wherever they can be null, too.
impl From<&str> for Maybe<String> {
    #[inline]
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

/// And as `&String`, as in every other place.
impl From<&String> for Maybe<String> {
    #[inline]
    fn from(value: &String) -> Self {
        Self::Value(value.clone())
    }
}

/// `None` is [`Null`](Maybe::Null): it was said, so it is sent.
impl<T> From<Option<T>> for Maybe<T> {
    #[inline]
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

impl<T: Json> Json for Maybe<T> {
    #[inline]
    fn empty() -> Self {
        Self::Absent
    }
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = if reader.null()? { Self::Null } else { Self::Value(T::empty()) };
        match self {
            Self::Value(value) => value.read(reader),
            Self::Absent | Self::Null => Ok(()),
        }
    }
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Value(value) => value.write(writer),
            Self::Absent | Self::Null => writer.null(),
        }
    }
    #[inline]
    fn look(&self) -> Look<'_> {
        if self.is_absent() { Look::Absent } else { Look::Value }
    }
}
