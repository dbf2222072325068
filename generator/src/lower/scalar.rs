//! Booleans, numbers and strings, by `type` and `format`.

use super::Cx;
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Number, Schema};

/// `type: integer`.
pub(super) fn integer(schema: &Schema) -> TypeRef {
    match schema.format.as_deref() {
        Some("int32") => TypeRef::Int32,
        Some("uint64") => TypeRef::Uint64,
        Some(_) | None if beyond_signed(schema) => TypeRef::Uint64,
        Some(_) | None => TypeRef::Int64,
    }
}

/// `type: number`.
pub(super) fn number(schema: &Schema) -> TypeRef {
    match schema.format.as_deref() {
        Some("float") => TypeRef::Float,
        Some(_) | None => TypeRef::Double,
    }
}

/// `type: string` without `enum` and `const`.
pub(super) fn string(cx: &mut Cx<'_>, schema: &Schema) -> TypeRef {
    if schema.secret {
        return TypeRef::Secret;
    }
    match schema.format.as_deref() {
        Some("password") => TypeRef::Secret,
        Some("date-time") => TypeRef::DateTime,
        Some("binary") => {
            let message = "`format: binary` inside JSON has no encoding; the value is a string";
            let help = "use `format: byte` (base64), or a media type other than JSON";
            cx.degrade(codes::UNSUPPORTED, schema.at, message, help);
            TypeRef::String
        }
        Some(_) | None => TypeRef::String,
    }
}

/// Formats that the type itself tells, so that the documentation need not.
pub(super) fn is_told_by_type(format: &str) -> bool {
    matches!(
        format,
        "int32" | "int64" | "uint64" | "float" | "double" | "date-time" | "password" | "binary"
    )
}

/// A documented maximum that `i64` cannot hold.
fn beyond_signed(schema: &Schema) -> bool {
    let above = |bound: Option<Number>| match bound {
        Some(Number::Int(value)) => value > i128::from(i64::MAX),
        Some(Number::Float(value)) => value > i64::MAX as f64,
        None => false,
    };
    let floor = schema.bounds.minimum.or(schema.bounds.exclusive_minimum);
    let not_negative = match floor {
        Some(Number::Int(value)) => value >= 0,
        Some(Number::Float(value)) => value >= 0.0,
        None => false,
    };
    not_negative && (above(schema.bounds.maximum) || above(schema.bounds.exclusive_maximum))
}
