//! JSON as Rust that compiles: what a caller writes to give a sample to a method.
//!
//! Text of the specification gets in as string literals alone, without characters that cannot be seen. An
//! expression may end in `?`: what is around it must be able to fail.

use super::Cx;
use super::input::{Input, Kind};
use super::sample;
use super::structs::{is_asked, is_set};
use super::ty::{file_name, ident, with};
use crate::ir::{
    Enum, FieldValue, FormField, Json, Numbers, Presence, Struct, TypeDef, TypeKind, TypeRef,
};

/// What an argument or setter is given for a value; nothing where the value is none of its type.
pub(super) fn input<'a>(cx: Cx<'a>, input: &Input<'a>, value: &Json) -> Option<String> {
    let Some((ty, presence)) = input.ty() else {
        return Some(match (input.kind, value) {
            (Kind::Part(FormField { value: FieldValue::Files, .. }), _) => {
                format!("[{}]", part(cx, input))
            }
            (Kind::Part(_), _) => part(cx, input),
            (Kind::OtherParts(_), _) => format!("[(\"name\", {})]", part(cx, input)),
            (Kind::Text | Kind::MediaType, Json::String(text)) => literal(text),
            _ => "\"bytes\"".to_owned(),
        });
    };
    if input.required {
        required(cx, ty, presence, value)
    } else {
        optional(cx, ty, presence, value)
    }
}

/// A file: few servers take one without a name.
fn part(cx: Cx<'_>, input: &Input<'_>) -> String {
    let name = file_name(input.ident);
    format!("{}::Part::new(\"bytes\").file_name(\"{name}.bin\")", cx.config.library())
}

fn required<'a>(cx: Cx<'a>, ty: &'a TypeRef, presence: Presence, value: &Json) -> Option<String> {
    match presence {
        Presence::Nullable => nullable(cx, ty, value),
        Presence::Required | Presence::Optional | Presence::Maybe => argument(cx, ty, value),
    }
}

fn optional<'a>(cx: Cx<'a>, ty: &'a TypeRef, presence: Presence, value: &Json) -> Option<String> {
    match (presence, value) {
        (Presence::Nullable, _) => nullable(cx, ty, value),
        (Presence::Maybe, Json::Null) => Some(format!("{}::Maybe::Null", cx.config.library())),
        (Presence::Maybe, _) => maybe(cx, unboxed(ty), value),
        (Presence::Required | Presence::Optional, _) => argument(cx, ty, value),
    }
}

fn nullable<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> Option<String> {
    match value {
        Json::Null => Some("None".to_owned()),
        value => Some(format!("Some({})", owned(cx, unboxed(ty), value)?)),
    }
}

/// What becomes the value when it is taken as `impl Into<…>`, or the value.
fn argument<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> Option<String> {
    match (cx.resolved(ty), value) {
        (TypeRef::Boxed(inner), value) => argument(cx, inner, value),
        (TypeRef::List(item), Json::Array(items)) => match cx.resolved(item) {
            TypeRef::String | TypeRef::Secret => texts(items),
            TypeRef::Named(id) => match &cx.api.ty(*id).kind {
                TypeKind::Enum(body) => variants(cx, cx.api.ty(*id), body, items),
                TypeKind::Struct(_)
                | TypeKind::Numbers(_)
                | TypeKind::Alias(_)
                | TypeKind::Union(_) => owned(cx, ty, value),
            },
            _ => owned(cx, ty, value),
        },
        (TypeRef::String | TypeRef::Secret, Json::String(text)) => Some(literal(text)),
        (TypeRef::Named(id), Json::String(text)) => {
            let def = cx.api.ty(*id);
            match &def.kind {
                TypeKind::Enum(body) => {
                    Some(variant(cx, def, body, text).unwrap_or_else(|| literal(text)))
                }
                TypeKind::Struct(_)
                | TypeKind::Numbers(_)
                | TypeKind::Alias(_)
                | TypeKind::Union(_) => owned(cx, ty, value),
            }
        }
        _ => owned(cx, ty, value),
    }
}

/// A list of text as an array, which needs a type when it is empty.
fn texts(items: &[Json]) -> Option<String> {
    if items.is_empty() {
        return Some("[\"\"; 0]".to_owned());
    }
    let items = items.iter().map(|item| match item {
        Json::String(text) => Some(literal(text)),
        _ => None,
    });
    Some(format!("[{}]", joined(items)?))
}

/// A list of an enum's values: as variants if all of them are known.
fn variants(cx: Cx<'_>, def: &TypeDef, body: &Enum, items: &[Json]) -> Option<String> {
    let known = items.iter().map(|item| match item {
        Json::String(text) => variant(cx, def, body, text),
        _ => None,
    });
    match joined(known) {
        Some(known) if !items.is_empty() => Some(format!("[{known}]")),
        Some(_) | None => texts(items),
    }
}

fn variant(cx: Cx<'_>, def: &TypeDef, body: &Enum, text: &str) -> Option<String> {
    let variant = body.variants.iter().find(|variant| variant.wire == text)?;
    Some(format!("{}::{}", path(cx, def), ident(&variant.ident)))
}

/// A named integer: by its name, or what becomes any other.
fn number(cx: Cx<'_>, def: &TypeDef, body: &Numbers, digits: &str) -> Option<String> {
    let value: i128 = digits.parse().ok()?;
    let path = path(cx, def);
    let named = body.values.iter().find(|named| named.value == value);
    Some(match named {
        Some(named) => format!("{path}::{}", ident(&named.ident)),
        None => format!("{path}({value})"),
    })
}

fn path(cx: Cx<'_>, def: &TypeDef) -> String {
    format!("{}::types::{}", cx.path(), ident(&def.ident))
}

/// A value of the type, where that is known from the place.
fn owned<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> Option<String> {
    Some(match (cx.resolved(ty), value) {
        (TypeRef::Bool, Json::Bool(value)) => value.to_string(),
        (TypeRef::Int32, Json::Number(digits)) => digits.parse::<i32>().ok()?.to_string(),
        (TypeRef::Int64, Json::Number(digits)) => digits.parse::<i64>().ok()?.to_string(),
        (TypeRef::Uint64, Json::Number(digits)) => digits.parse::<u64>().ok()?.to_string(),
        (TypeRef::Int128, Json::Number(digits)) => digits.parse::<i128>().ok()?.to_string(),
        (TypeRef::Uint128, Json::Number(digits)) => digits.parse::<u128>().ok()?.to_string(),
        (TypeRef::Double, Json::Number(digits)) => format!("{:?}", finite(digits)?),
        (TypeRef::String, Json::String(text)) => format!("String::from({})", literal(text)),
        (TypeRef::Secret, Json::String(text)) => {
            format!("{}::Secret::from({})", cx.config.library(), literal(text))
        }
        (TypeRef::DateTime, Json::String(text)) => format!("{}.parse()?", literal(text)),
        (TypeRef::Json, value) => format!("{}.parse()?", literal(&value.to_string())),
        (TypeRef::List(_), Json::Array(items)) if items.is_empty() => "Vec::new()".to_owned(),
        (TypeRef::List(item), Json::Array(items)) => {
            format!("vec![{}]", joined(items.iter().map(|each| owned(cx, item, each)))?)
        }
        (TypeRef::Map(item), Json::Object(members)) => map(cx, item, members)?,
        (TypeRef::Nullable(_), Json::Null) => "None".to_owned(),
        (TypeRef::Nullable(inner), value) => format!("Some({})", owned(cx, inner, value)?),
        (TypeRef::Boxed(inner), value) => format!("Box::new({})", owned(cx, inner, value)?),
        (TypeRef::Named(id), value) => {
            let def = cx.api.ty(*id);
            match (&def.kind, value) {
                (TypeKind::Enum(body), Json::String(text)) => variant(cx, def, body, text)
                    .unwrap_or_else(|| format!("{}::from({})", path(cx, def), literal(text))),
                (TypeKind::Numbers(body), Json::Number(digits)) => number(cx, def, body, digits)?,
                (TypeKind::Struct(body), Json::Object(_)) => structure(cx, def, body, value)?,
                (TypeKind::Union(body), value) => {
                    let branch = sample::branch(cx, body, value)?;
                    let inner = owned(cx, &branch.ty, value)?;
                    format!("{}::{}({inner})", path(cx, def), ident(&branch.ident))
                }
                (
                    TypeKind::Enum(_)
                    | TypeKind::Numbers(_)
                    | TypeKind::Struct(_)
                    | TypeKind::Alias(_),
                    _,
                ) => return None,
            }
        }
        _ => return None,
    })
}

/// What becomes a value that may be null, by its type.
fn maybe<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> Option<String> {
    let plain = owned(cx, ty, value)?;
    let library = cx.config.library();
    Some(match cx.resolved(ty) {
        TypeRef::String => argument(cx, ty, value)?,
        TypeRef::DateTime => plain.replace("parse()", &format!("parse::<{library}::DateTime>()")),
        TypeRef::List(_) | TypeRef::Map(_) => {
            format!("{library}::Maybe::Value({plain})")
        }
        TypeRef::Bool
        | TypeRef::Int32
        | TypeRef::Int64
        | TypeRef::Uint64
        | TypeRef::Int128
        | TypeRef::Uint128
        | TypeRef::Double
        | TypeRef::Secret
        | TypeRef::Json
        | TypeRef::Nullable(_)
        | TypeRef::Boxed(_)
        | TypeRef::Named(_) => plain,
    })
}

fn map<'a>(cx: Cx<'a>, item: &'a TypeRef, members: &[(String, Json)]) -> Option<String> {
    const MAP: &str = "std::collections::BTreeMap";
    if members.is_empty() {
        return Some(format!("{MAP}::new()"));
    }
    let members = members.iter().map(|(name, value)| {
        Some(format!("(String::from({}), {})", literal(name), owned(cx, item, value)?))
    });
    Some(format!("{MAP}::from([{}])", joined(members)?))
}

fn structure<'a>(cx: Cx<'a>, def: &'a TypeDef, body: &'a Struct, value: &Json) -> Option<String> {
    if !def.usage.given {
        return None;
    }
    let asked = body.fields.iter().filter(|field| is_asked(field));
    let asked = asked.map(|f| required(cx, &f.ty, f.presence, value.get(&f.wire)?));
    let mut out = format!("{}::new({})", path(cx, def), joined(asked)?);
    for field in body.fields.iter().filter(|field| is_set(field)) {
        let value = value
            .get(&field.wire)
            .filter(|value| **value != Json::Null || field.presence != Presence::Optional);
        let Some(value) = value else { continue };
        let value = optional(cx, &field.ty, field.presence, value)?;
        out = format!("{out}.{}({value})", with(&field.ident));
    }
    let others = match value {
        Json::Object(members) => {
            let is_other = |name: &str| body.fields.iter().all(|field| field.wire != name);
            members.iter().filter(|(name, _)| is_other(name)).cloned().collect::<Vec<_>>()
        }
        _ => Vec::new(),
    };
    match &body.additional {
        Some(ty) if !others.is_empty() => {
            let method = format!("with_{}", file_name(&body.additional_ident));
            Some(format!("{out}.{method}({})", map(cx, ty, &others)?))
        }
        Some(_) | None => Some(out),
    }
}

fn unboxed(ty: &TypeRef) -> &TypeRef {
    match ty {
        TypeRef::Boxed(inner) => inner,
        other => other,
    }
}

fn finite(digits: &str) -> Option<f64> {
    digits.parse().ok().filter(|value: &f64| value.is_finite())
}

fn joined(items: impl Iterator<Item = Option<String>>) -> Option<String> {
    Some(items.collect::<Option<Vec<String>>>()?.join(", "))
}

/// A string literal. What cannot be seen, and what changes the direction of text, is escaped.
fn literal(text: &str) -> String {
    format!("{text:?}")
}
