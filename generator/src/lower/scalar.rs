//! Booleans, numbers and strings, by `type` and `format`.

use super::Cx;
use crate::DateTimes;
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Number, Schema};

/// `type: integer`: the type that the format or the bounds ask for, or one that holds all listed values.
pub(super) fn integer(cx: &mut Cx<'_>, schema: &Schema) -> TypeRef {
    if beyond_all(schema) {
        let message = "no integer type holds all values within the bounds; they stay JSON";
        let help = "keep `minimum` and `maximum` within -2^63 to 2^63 - 1, or 0 to 2^64 - 1";
        cx.degrade(codes::UNTYPED, schema.at, message, help);
        return TypeRef::Json;
    }
    let asked = match schema.format.as_deref() {
        Some("int32") if !reaches_beyond(schema, i128::from(i32::MIN), i128::from(i32::MAX)) => {
            TypeRef::Int32
        }
        Some("uint64") => TypeRef::Uint64,
        Some(_) | None if beyond_signed(schema) => TypeRef::Uint64,
        Some(_) | None => TypeRef::Int64,
    };
    let values = listed(schema);
    let holding = [asked, TypeRef::Int64, TypeRef::Uint64]
        .into_iter()
        .find(|ty| values.iter().all(|value| holds(ty, *value)));
    holding.unwrap_or_else(|| {
        let message = "no integer type holds all values that are listed; they stay JSON";
        let help = "list values from -2^63 to 2^63 - 1, or from 0 to 2^64 - 1";
        cx.degrade(codes::UNTYPED, schema.at, message, help);
        TypeRef::Json
    })
}

/// The numbers among the values that a schema lists.
fn listed(schema: &Schema) -> Vec<Number> {
    let enumeration = schema.enumeration.iter().flatten();
    schema.constant.iter().chain(enumeration).filter_map(|node| Number::of(&node.value)).collect()
}

fn holds(ty: &TypeRef, value: Number) -> bool {
    let value = match value {
        Number::Int(value) => value,
        // 1.0 is an integer too (JSON Schema, "Type"). What is too large saturates, and fits nowhere.
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        Number::Float(value) => value as i128,
    };
    match ty {
        TypeRef::Int32 => i32::try_from(value).is_ok(),
        TypeRef::Int64 => i64::try_from(value).is_ok(),
        TypeRef::Uint64 => u64::try_from(value).is_ok(),
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
            matches!(other, "int32" | "int64" | "uint64" | "double" | "password" | "binary")
        }
    }
}

/// Whether documented bounds leave out everything negative and reach what `i64` cannot hold.
fn beyond_signed(schema: &Schema) -> bool {
    let bounds = &schema.bounds;
    let at_least = |bound: Option<Number>, least: i128| {
        bound.is_some_and(|bound| bound.compare(Number::Int(least)).is_ge())
    };
    let first_beyond = i128::from(i64::MAX) + 1;
    let above = at_least(bounds.minimum, first_beyond)
        || at_least(bounds.exclusive_minimum, first_beyond - 1);
    let reaches = at_least(bounds.maximum, first_beyond)
        || at_least(bounds.exclusive_maximum, first_beyond + 1);
    above || (not_negative(schema) && reaches)
}

fn not_negative(schema: &Schema) -> bool {
    let at_least = |bound: Option<Number>, least: i128| {
        bound.is_some_and(|bound| bound.compare(Number::Int(least)).is_ge())
    };
    at_least(schema.bounds.minimum, 0) || at_least(schema.bounds.exclusive_minimum, -1)
}

/// 2^63 and 2^64 as JavaScript prints them: bounds that say no more than "64 bits".
const ROUNDED_SIGNED: i128 = 9_223_372_036_854_776_000;
const ROUNDED_UNSIGNED: i128 = 18_446_744_073_709_552_000;

/// Whether documented bounds allow what neither `i64` nor `u64` holds.
fn beyond_all(schema: &Schema) -> bool {
    let is_signed = schema.format.as_deref() != Some("uint64") && !not_negative(schema);
    reaches_beyond(schema, -ROUNDED_SIGNED, ROUNDED_UNSIGNED)
        || (is_signed && reaches_beyond(schema, i128::MIN, ROUNDED_SIGNED))
}

/// Whether a bound is below or above.
fn reaches_beyond(schema: &Schema, least: i128, most: i128) -> bool {
    let bounds = &schema.bounds;
    let below = |bound: Option<Number>, least: i128| {
        bound.is_some_and(|bound| bound.compare(Number::Int(least)).is_lt())
    };
    let above = |bound: Option<Number>, most: i128| {
        bound.is_some_and(|bound| bound.compare(Number::Int(most)).is_gt())
    };
    below(bounds.minimum, least)
        || below(bounds.exclusive_minimum, least.saturating_sub(1))
        || above(bounds.maximum, most)
        || above(bounds.exclusive_maximum, most.saturating_add(1))
}
