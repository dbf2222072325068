//! Booleans, numbers and strings, by `type` and `format`.

use super::Cx;
use crate::DateTimes;
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Number, Schema};
use crate::source::Node;

/// `type: integer`: the narrowest of what the format asks for and wider types that holds all that is described.
pub(super) fn integer(cx: &mut Cx<'_>, schema: &Schema) -> TypeRef {
    let (asked, is_told) = match schema.format.as_deref() {
        Some("int32") => (TypeRef::Int32, true),
        Some("int64") => (TypeRef::Int64, true),
        // The second is what Rust and Go say of a size.
        Some("uint64" | "uint") => (TypeRef::Uint64, true),
        Some("int128") => (TypeRef::Int128, true),
        Some("uint128") => (TypeRef::Uint128, true),
        Some(_) | None => (TypeRef::Int64, false),
    };
    let listed = numbers(schema.constant.iter().chain(schema.enumeration.iter().flatten()));
    let shown = numbers(schema.default.iter().chain(&schema.examples));
    let (lowest, highest) = (schema.bounds.lowest(), schema.bounds.highest());
    let wider = [TypeRef::Int64, TypeRef::Uint64, TypeRef::Int128, TypeRef::Uint128];
    let holding: Vec<TypeRef> = std::iter::once(asked.clone())
        .chain(wider)
        .filter(|ty| reaches(ty, lowest, highest) || (*ty == asked && *ty == TypeRef::Uint64))
        .filter(|ty| listed.iter().all(|value| holds(ty, *value)))
        .collect();
    // What is only shown may be wrong: it asks for another sign, and not for arithmetic that nobody is used to.
    let showing = holding
        .iter()
        .filter(|ty| !is_told && matches!(ty, TypeRef::Int64 | TypeRef::Uint64))
        .find(|ty| shown.iter().all(|value| holds(ty, *value)));
    if let Some(ty) = showing.or(holding.first()) {
        return ty.clone();
    }
    let message = "no integer type holds all values that are described; they stay JSON";
    let help = "keep bounds and listed values within -2^127 to 2^127 - 1, or 0 to 2^128 - 1";
    cx.degrade(codes::UNTYPED, schema.at, message, help);
    TypeRef::Json
}

fn numbers<'a>(nodes: impl Iterator<Item = &'a Node>) -> Vec<Number> {
    nodes.filter_map(|node| Number::of(&node.value)).collect()
}

fn holds(ty: &TypeRef, value: Number) -> bool {
    let value = match value {
        Number::Int(value) => value,
        // 1.0 is an integer too (JSON Schema, "Type").
        #[expect(clippy::cast_possible_truncation, reason = "what is too large was found out")]
        Number::Float(value) if value.abs() < WIDEST => value as i128,
        Number::Float(_) => return false,
    };
    match ty {
        TypeRef::Int32 => i32::try_from(value).is_ok(),
        TypeRef::Int64 => i64::try_from(value).is_ok(),
        TypeRef::Uint64 => u64::try_from(value).is_ok(),
        TypeRef::Int128 => true,
        TypeRef::Uint128 => u128::try_from(value).is_ok(),
        _ => false,
    }
}

/// 2^127: no number in a document is an `i128` from here on.
const WIDEST: f64 = 170_141_183_460_469_231_731_687_303_715_884_105_728.0;

/// 2^63 and 2^64 as JavaScript prints them: bounds that say no more than "64 bits".
const ROUNDED_SIGNED: i128 = 9_223_372_036_854_776_000;
const ROUNDED_UNSIGNED: i128 = 18_446_744_073_709_552_000;

/// Whether a type holds all values between the bounds that are documented.
fn reaches(ty: &TypeRef, lowest: Option<Number>, highest: Option<Number>) -> bool {
    let from = |least: Number| lowest.is_none_or(|bound| bound.compare(least).is_ge());
    let to = |most: Number| highest.is_none_or(|bound| bound.compare(most).is_le());
    // Without a lower bound an upper one says that values may be negative.
    let is_unsigned = match lowest {
        Some(lowest) => lowest.compare(Number::Int(0)).is_ge(),
        None => highest.is_none(),
    };
    let beyond_signed = |bound: Option<Number>| {
        bound.is_some_and(|bound| bound.compare(Number::Int(i128::from(i64::MAX))).is_gt())
    };
    match ty {
        TypeRef::Int32 => from(Number::Int(i32::MIN.into())) && to(Number::Int(i32::MAX.into())),
        TypeRef::Int64 => {
            let beyond = beyond_signed(lowest) || (is_unsigned && beyond_signed(highest));
            !beyond && from(Number::Int(-ROUNDED_SIGNED)) && to(Number::Int(ROUNDED_SIGNED))
        }
        TypeRef::Uint64 => is_unsigned && to(Number::Int(ROUNDED_UNSIGNED)),
        TypeRef::Int128 => from(Number::Float(-WIDEST)) && to(Number::Int(i128::MAX)),
        TypeRef::Uint128 => is_unsigned && to(Number::Float(WIDEST * 2.0)),
        _ => false,
    }
}

/// `type: string` without `enum` and `const`.
pub(super) fn string(cx: &mut Cx<'_>, schema: &Schema) -> TypeRef {
    if schema.secret {
        return TypeRef::Secret;
    }
    match schema.format.as_deref() {
        Some("password") => TypeRef::Secret,
        Some("date-time") => match cx.date_times {
            DateTimes::Typed => TypeRef::DateTime,
            DateTimes::Texts => TypeRef::String,
        },
        Some("binary") => {
            let message = "`format: binary` inside JSON has no encoding; the value is a string";
            let help = "use `format: byte` (base64), or a media type other than JSON";
            cx.degrade(codes::TOLERATED, schema.at, message, help);
            TypeRef::String
        }
        Some(_) | None => TypeRef::String,
    }
}

/// Formats that the type itself tells, so that the documentation need not.
pub(super) fn is_told_by_type(cx: &Cx<'_>, format: &str) -> bool {
    match format {
        "date-time" => cx.date_times == DateTimes::Typed,
        other => {
            matches!(
                other,
                "int32"
                    | "int64"
                    | "uint64"
                    | "int128"
                    | "uint128"
                    | "double"
                    | "password"
                    | "binary"
            )
        }
    }
}
