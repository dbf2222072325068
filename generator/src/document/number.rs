//! Numbers as they are written, without loss.

use std::cmp::Ordering;

use crate::source::Value;

/// An exact number.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Number {
    /// An integer.
    Int(i128),
    /// Any other; finite.
    Float(f64),
}

impl Number {
    /// The number that a value is, if it is one.
    #[must_use]
    pub fn of(value: &Value) -> Option<Self> {
        match *value {
            Value::Int(integer) => Some(Self::Int(integer)),
            Value::Float(float) => Some(Self::Float(float)),
            Value::Null
            | Value::Bool(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_) => None,
        }
    }

    /// The nearest `f64`.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        match self {
            #[expect(clippy::cast_precision_loss, reason = "the nearest is what is asked for")]
            Self::Int(integer) => integer as f64,
            Self::Float(float) => float,
        }
    }

    /// An integer that is greater by `more`; fractions stay as they are, since bounds next to them are the same.
    #[must_use]
    pub fn plus(self, more: i128) -> Self {
        match self {
            Self::Int(integer) => Self::Int(integer.saturating_add(more)),
            Self::Float(_) => self,
        }
    }

    /// Which of two numbers is the larger. Exact between integers.
    #[must_use]
    pub fn compare(self, other: Self) -> Ordering {
        match (self, other) {
            (Self::Int(left), Self::Int(right)) => left.cmp(&right),
            (left, right) => left.as_f64().total_cmp(&right.as_f64()),
        }
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Int(integer) => integer.fmt(f),
            Self::Float(float) => float.fmt(f),
        }
    }
}
