//! Constant members: whoever makes a request is not asked for them. What arrives stays tolerant: in a type
//! that is also received the member keeps its type, which takes a new value without harm.

use crate::diag::Diagnostics;
use crate::ir::{Api, Field, Scalar, TypeKind, TypeRef, Usage};

/// Integers up to this size are exact as `f64`.
const EXACT: u128 = 1 << 53;

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    for index in 0..api.types.len() {
        let definition = &api.types[index];
        let TypeKind::Struct(found) = &definition.kind else { continue };
        let sent: Vec<Option<(Scalar, TypeRef)>> =
            found.fields.iter().map(|field| sent(api, definition.usage, field)).collect();
        let TypeKind::Struct(found) = &mut api.types[index].kind else { continue };
        for (field, sent) in found.fields.iter_mut().zip(sent) {
            field.constant = sent.map(|(value, ty)| {
                field.ty = ty;
                value
            });
        }
    }
}

/// The value of a member that is sent unasked, and the member's type; `None` for one that is not.
fn sent(api: &Api, usage: Usage, field: &Field) -> Option<(Scalar, TypeRef)> {
    if !usage.request || field.read_only {
        return None;
    }
    let value = of_type(api, field)?;
    let ty = if usage.response { field.ty.clone() } else { value.ty() };
    holds(api, api.unaliased(&ty), &value).then_some((value, ty))
}

/// A constant as its member has it: a tag is told by its text, of whatever type it is.
fn of_type(api: &Api, field: &Field) -> Option<Scalar> {
    let value = field.constant.clone()?;
    let Scalar::String(text) = &value else { return Some(value) };
    let ty = match api.unaliased(&field.ty) {
        TypeRef::Named(id) => match &api.ty(*id).kind {
            TypeKind::Numbers(numbers) => &numbers.ty,
            TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Union(_) | TypeKind::Alias(_) => {
                return Some(value);
            }
        },
        ty => ty,
    };
    let spelt = match ty {
        TypeRef::Bool => text.parse().ok().map(Scalar::Bool),
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 | TypeRef::Int128 | TypeRef::Uint128 => {
            // `007` and `+7` are tags of which JSON has no integer.
            let integer = text.parse().ok().filter(|value: &i128| value.to_string() == *text);
            integer.map(Scalar::Int)
        }
        TypeRef::Double => {
            text.parse().ok().filter(|value: &f64| value.is_finite()).map(Scalar::Float)
        }
        _ => None,
    };
    Some(spelt.unwrap_or(value))
}

/// Whether the constant is a value of the type, without loss.
fn holds(api: &Api, ty: &TypeRef, value: &Scalar) -> bool {
    match (value, ty) {
        (Scalar::Bool(_), TypeRef::Bool)
        | (Scalar::Float(_), TypeRef::Double)
        | (Scalar::String(_), TypeRef::String | TypeRef::Secret | TypeRef::Json) => true,
        (Scalar::String(_), TypeRef::Named(id)) => match api.ty(*id).kind {
            TypeKind::Enum(_) => true,
            TypeKind::Struct(_)
            | TypeKind::Numbers(_)
            | TypeKind::Union(_)
            | TypeKind::Alias(_) => false,
        },
        (Scalar::Int(value), TypeRef::Int32) => i32::try_from(*value).is_ok(),
        (Scalar::Int(value), TypeRef::Int64) => i64::try_from(*value).is_ok(),
        (Scalar::Int(value), TypeRef::Uint64) => u64::try_from(*value).is_ok(),
        (Scalar::Int(_), TypeRef::Int128) => true,
        (Scalar::Int(value), TypeRef::Uint128) => u128::try_from(*value).is_ok(),
        (Scalar::Int(value), TypeRef::Double) => value.unsigned_abs() <= EXACT,
        (Scalar::Bool(_) | Scalar::Int(_) | Scalar::Float(_) | Scalar::String(_), _) => false,
    }
}
