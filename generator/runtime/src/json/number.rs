//! Numbers: their grammar, and which Rust number a text fits.
//!
//! Only integers are computed here; decimal fractions are left to the standard library, which rounds
//! correctly.

use std::str::FromStr;

use super::error::Problem;
use super::reader::{Reader, Stop};

/// The integers that `f64` holds without gaps reach to 2^53.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number as written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral<'a> {
    pub(super) text: &'a str,
    negative: bool,
    /// Without fraction and exponent.
    integer: bool,
    /// The digits of an integer, when they fit.
    magnitude: Option<u64>,
}

/// A number as `serde_json` keeps it: exact within the 64-bit integers, else the nearest `f64`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Number {
    Unsigned(u64),
    Signed(i64),
    Float(f64),
}

impl<'a> Numeral<'a> {
    /// The number at the start of `text` (RFC 8259 §6), or how far it goes until it is none.
    #[inline]
    pub(super) fn scan(text: &'a str) -> Result<Self, usize> {
        let bytes = text.as_bytes();
        let negative = bytes.first() == Some(&b'-');
        let start = usize::from(negative);
        let mut at = start;
        let mut magnitude = Some(0_u64);
        while let Some(digit) = digit(bytes, at) {
            let digit = u64::from(digit);
            magnitude = magnitude.and_then(|value| value.checked_mul(10)?.checked_add(digit));
            at += 1;
        }
        if at == start {
            return Err(at);
        }
        if at > start + 1 && bytes[start] == b'0' {
            return Err(start + 1);
        }
        let integer_end = at;
        if bytes.get(at) == Some(&b'.') {
            at = digits(bytes, at + 1)?;
        }
        if let Some(b'e' | b'E') = bytes.get(at) {
            let signed = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
            at = digits(bytes, at + 1 + usize::from(signed))?;
        }
        Ok(Self { text: &text[..at], negative, integer: at == integer_end, magnitude })
    }

    /// The number in the form of [`Number`]; none when it is beyond `f64`.
    pub(super) fn number(self) -> Option<Number> {
        match self.magnitude {
            Some(value) if self.integer && !self.negative => return Some(Number::Unsigned(value)),
            Some(value) if self.integer && value != 0 => {
                if let Some(value) = 0_i64.checked_sub_unsigned(value) {
                    return Some(Number::Signed(value));
                }
            }
            _ => {}
        }
        self.float().map(Number::Float)
    }

    /// An integer that 64 bits do not hold; none for another number, and where the type does not hold it.
    pub(super) fn wide<T: FromStr>(self) -> Option<T> {
        let is_wide = self.integer && self.text != "-0";
        let is_wide = is_wide && matches!(self.number(), Some(Number::Float(_)) | None);
        if is_wide { self.text.parse().ok() } else { None }
    }

    /// The nearest `f64`; none when that is infinite.
    pub(super) fn float(self) -> Option<f64> {
        self.text.parse().ok().filter(|float: &f64| float.is_finite())
    }

    /// The nearest `f32`; none when that is infinite.
    pub(super) fn single(self) -> Option<f32> {
        self.text.parse().ok().filter(|float: &f32| float.is_finite())
    }
}

impl Reader<'_> {
    /// Reads an integer into any integer type; `1.0` and `1e3` are integers too, within ±2^53.
    #[inline]
    pub(super) fn integer<T>(&mut self, expected: &'static str) -> Result<T, Stop>
    where
        T: TryFrom<u64> + TryFrom<i64>,
    {
        let numeral = self.numeral(expected)?;
        let start = self.at - numeral.text.len();
        let integer = match numeral.number() {
            Some(Number::Unsigned(value)) => T::try_from(value).ok(),
            Some(Number::Signed(value)) => T::try_from(value).ok(),
            Some(Number::Float(value)) if value.fract() != 0.0 => {
                let found = "a number with a fraction";
                return Err(self.stop_at(start, Problem::Kind { expected, found }));
            }
            Some(Number::Float(value)) if value.abs() <= EXACT => T::try_from(value as i64).ok(),
            Some(Number::Float(_)) | None => None,
        };
        integer.ok_or_else(|| self.stop_at(start, Problem::Range { expected }))
    }

    /// As [`integer`](Self::integer), into types of more than 64 bits.
    pub(super) fn wide_integer<T>(&mut self, expected: &'static str) -> Result<T, Stop>
    where
        T: TryFrom<u64> + TryFrom<i64> + FromStr,
    {
        let start = self.at;
        let numeral = self.numeral(expected)?;
        if let Some(integer) = numeral.wide() {
            return Ok(integer);
        }
        self.at = start;
        self.integer(expected)
    }

    /// Reads a number as the nearest `f64`.
    pub(super) fn float(&mut self) -> Result<f64, Stop> {
        let numeral = self.numeral("a number")?;
        numeral.float().ok_or_else(|| self.out_of_range(numeral, "64-bit floating point"))
    }

    /// Reads a number as the nearest `f32`.
    pub(super) fn single(&mut self) -> Result<f32, Stop> {
        let numeral = self.numeral("a number")?;
        numeral.single().ok_or_else(|| self.out_of_range(numeral, "32-bit floating point"))
    }

    /// Reads a number as [`Number`].
    pub(super) fn number(&mut self) -> Result<Number, Stop> {
        let numeral = self.numeral("a number")?;
        numeral.number().ok_or_else(|| self.out_of_range(numeral, "64-bit floating point"))
    }

    #[cold]
    fn out_of_range(&mut self, numeral: Numeral<'_>, expected: &'static str) -> Stop {
        self.stop_at(self.at - numeral.text.len(), Problem::Range { expected })
    }
}

#[inline]
fn digit(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = bytes.get(at)?.wrapping_sub(b'0');
    (digit < 10).then_some(digit)
}

/// The end of the digits at `at`, of which there must be one.
fn digits(bytes: &[u8], at: usize) -> Result<usize, usize> {
    let count =
        bytes.get(at..).unwrap_or_default().iter().take_while(|b| b.is_ascii_digit()).count();
    if count == 0 { Err(at) } else { Ok(at + count) }
}
