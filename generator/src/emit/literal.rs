//! Literals. Every value of the specification that reaches code does so here, or as a `str` in `quote!`.

use std::fmt;

use proc_macro2::Literal;

use super::rt::{DURATION, OPTION, STRING};
use crate::ir::{Scalar, TypeRef};

/// A constant as an expression of its type; nothing if that type cannot hold it.
pub(super) fn scalar(value: &Scalar, ty: &TypeRef) -> Option<String> {
    match value {
        Scalar::Bool(value) => matches!(ty, TypeRef::Bool).then(|| value.to_string()),
        // A string, an enum, a secret: all are made from `&str`.
        Scalar::String(value) => Some(format!("{}.into()", text(value))),
        Scalar::Int(value) => integer(*value, ty),
        Scalar::Float(value) => matches!(ty, TypeRef::Double).then(|| float(*value)).flatten(),
    }
}

/// A constant as an expression that says its own type; nothing if none can hold it.
pub(super) fn typed(value: &Scalar) -> Option<String> {
    match value {
        Scalar::String(value) => Some(format!("{STRING}::from({})", text(value))),
        Scalar::Bool(value) => Some(value.to_string()),
        Scalar::Int(value) => {
            let ty = match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(_), _) => "i64",
                (Err(_), Ok(_)) => "u64",
                (Err(_), Err(_)) => "i128",
            };
            Some(format!("{value}{ty}"))
        }
        Scalar::Float(value) => {
            value.is_finite().then(|| Literal::f64_suffixed(*value).to_string())
        }
    }
}

/// Seconds as a duration; nothing for what is no sensible time limit.
pub(super) fn seconds(seconds: Option<f64>) -> Option<String> {
    let seconds = seconds.filter(|s| s.is_finite() && *s > 0.0 && *s < 1e12)?;
    let duration = std::time::Duration::try_from_secs_f64(seconds).ok()?;
    Some(if duration.subsec_nanos() == 0 {
        format!("{DURATION}::from_secs({})", duration.as_secs())
    } else {
        format!("{DURATION}::from_millis({})", duration.as_millis().max(1))
    })
}

/// Seconds as a duration; what is longer than any sensible one is the longest.
pub(super) fn duration(value: f64) -> String {
    seconds(Some(value)).unwrap_or_else(|| format!("{DURATION}::MAX"))
}

fn integer(value: i128, ty: &TypeRef) -> Option<String> {
    let fits = match ty {
        TypeRef::Int32 => i32::try_from(value).is_ok(),
        TypeRef::Int64 => i64::try_from(value).is_ok(),
        TypeRef::Uint64 => u64::try_from(value).is_ok(),
        TypeRef::Int128 => true,
        TypeRef::Uint128 => u128::try_from(value).is_ok(),
        TypeRef::Double => {
            #[expect(clippy::cast_precision_loss, reason = "not up to 2^53")]
            return (value.unsigned_abs() <= 1 << 53).then(|| float(value as f64)).flatten();
        }
        _ => false,
    };
    fits.then(|| value.to_string())
}

fn float(value: f64) -> Option<String> {
    value.is_finite().then(|| Literal::f64_unsuffixed(value).to_string())
}

/// A text.
pub(super) fn text(value: &str) -> String {
    Literal::string(value).to_string()
}

/// What may be missing, as an expression.
pub(super) fn optional(value: Option<impl fmt::Display>) -> String {
    value.map_or_else(|| format!("{OPTION}::None"), |value| format!("{OPTION}::Some({value})"))
}
