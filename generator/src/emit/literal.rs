//! Literals. Every value of the specification that reaches code does so here or as a `str` in `quote!`.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::rt::{DURATION, STRING};
use crate::ir::{Scalar, TypeRef};

/// A constant as an expression of its type; nothing if that type cannot hold it.
pub(super) fn scalar(value: &Scalar, ty: &TypeRef) -> Option<TokenStream> {
    match value {
        Scalar::Bool(value) => matches!(ty, TypeRef::Bool).then(|| quote!(#value)),
        // A string, an enum, a secret: all are made from `&str`.
        Scalar::String(value) => Some(quote!(#value.into())),
        Scalar::Int(value) => integer(*value, ty),
        Scalar::Float(value) => matches!(ty, TypeRef::Double).then(|| float(*value)).flatten(),
    }
}

/// A constant as an expression that says its own type; nothing if none can hold it.
pub(super) fn typed(value: &Scalar) -> Option<TokenStream> {
    match value {
        Scalar::String(text) => Some(quote!(#STRING::from(#text))),
        Scalar::Bool(value) => Some(quote!(#value)),
        Scalar::Int(value) => {
            let ty = if i64::try_from(*value).is_ok() { "i64" } else { "u64" };
            let fits = ty == "i64" || u64::try_from(*value).is_ok();
            let digits = format!("{}{ty}", value.unsigned_abs()).parse::<Literal>().ok();
            digits.filter(|_| fits).map(|digits| signed(*value < 0, digits))
        }
        Scalar::Float(value) => value
            .is_finite()
            .then(|| signed(value.is_sign_negative(), Literal::f64_suffixed(value.abs()))),
    }
}

/// Seconds as a duration; nothing for what is no sensible time limit.
pub(super) fn seconds(seconds: Option<f64>) -> Option<TokenStream> {
    let seconds = seconds.filter(|s| s.is_finite() && *s > 0.0 && *s < 1e12)?;
    let duration = std::time::Duration::try_from_secs_f64(seconds).ok()?;
    Some(if duration.subsec_nanos() == 0 {
        let whole = Literal::u64_unsuffixed(duration.as_secs());
        quote!(#DURATION::from_secs(#whole))
    } else {
        let millis = Literal::u128_unsuffixed(duration.as_millis().max(1));
        quote!(#DURATION::from_millis(#millis))
    })
}

/// Seconds as a duration; what is longer than any sensible one is the longest.
pub(super) fn duration(value: f64) -> TokenStream {
    seconds(Some(value)).unwrap_or_else(|| quote!(#DURATION::MAX))
}

fn integer(value: i128, ty: &TypeRef) -> Option<TokenStream> {
    let fits = match ty {
        TypeRef::Int32 => i32::try_from(value).is_ok(),
        TypeRef::Int64 => i64::try_from(value).is_ok(),
        TypeRef::Uint64 => u64::try_from(value).is_ok(),
        TypeRef::Double => {
            #[expect(clippy::cast_precision_loss, reason = "not up to 2^53")]
            return (value.unsigned_abs() <= 1 << 53).then(|| float(value as f64)).flatten();
        }
        _ => false,
    };
    fits.then(|| signed(value < 0, Literal::u128_unsuffixed(value.unsigned_abs())))
}

fn float(value: f64) -> Option<TokenStream> {
    value
        .is_finite()
        .then(|| signed(value.is_sign_negative(), Literal::f64_unsuffixed(value.abs())))
}

/// A negative literal is an operator and a literal; `syn` reads it in no other way.
fn signed(negative: bool, literal: Literal) -> TokenStream {
    if negative { quote!(-#literal) } else { quote!(#literal) }
}
