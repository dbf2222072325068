//! JSON as Rust that compiles: what a caller writes to give a sample to a method.
//!
//! Text of the specification gets in as string literals alone, without characters that cannot be seen. An
//! expression may end in `?`: what is around it must be able to fail. Its types are marked, see `short`.

use super::Cx;
use super::example::spell;
use super::input::{Input, Kind};
use super::sample;
use super::short;
use super::structs::{is_asked, is_set};
use super::ty::{file_name, with};
use super::union;
use crate::ir::{
    Enum, FieldValue, FormField, Json, Numbers, Presence, Struct, TypeDef, TypeKind, TypeRef, Union,
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
        (Presence::Maybe, _) => {
            or_null(cx, unboxed(ty), value, &format!("{}::Maybe::Value", cx.config.library()))
        }
        (Presence::Required | Presence::Optional, _) => argument(cx, ty, value),
    }
}

fn nullable<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> Option<String> {
    match value {
        Json::Null => Some("None".to_owned()),
        value => or_null(cx, unboxed(ty), value, "Some"),
    }
}

/// What becomes the value when it is taken as `impl Into<…>` or item by item, or the value.
fn argument<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> Option<String> {
    match (cx.resolved(ty), value) {
        (TypeRef::Boxed(inner), value) => argument(cx, inner, value),
        (TypeRef::List(item), Json::Array(items)) => list(cx, item, items),
        (TypeRef::Map(item), Json::Object(members)) => members_of(cx, item, members),
        (TypeRef::String | TypeRef::Secret, Json::String(text)) => Some(literal(text)),
        (TypeRef::Named(id), value) => {
            let def = cx.api.ty(*id);
            match (&def.kind, value) {
                (TypeKind::Enum(body), Json::String(text)) => {
                    Some(variant(def, body, text).unwrap_or_else(|| literal(text)))
                }
                (TypeKind::Union(body), value) => {
                    branch(cx, def, body, value).map(|(_, made)| made)
                }
                _ => owned(cx, ty, value),
            }
        }
        _ => owned(cx, ty, value),
    }
}

/// The items of a list as an array, which needs a type when it is empty.
fn list<'a>(cx: Cx<'a>, item: &'a TypeRef, items: &[Json]) -> Option<String> {
    if items.is_empty() {
        return Some(match cx.resolved(item) {
            TypeRef::String | TypeRef::Secret => "[\"\"; 0]".to_owned(),
            item => format!("Vec::<{}>::new()", spell(cx, item, Presence::Required)),
        });
    }
    let same = match cx.resolved(item) {
        TypeRef::String | TypeRef::Secret => return texts(items),
        TypeRef::Json => joined(items.iter().map(|each| json(cx, each))),
        TypeRef::Named(id) => match &cx.api.ty(*id).kind {
            TypeKind::Enum(body) => return variants(cx.api.ty(*id), body, items),
            // The items of an array have one type.
            TypeKind::Union(body) => {
                let def = cx.api.ty(*id);
                let made: Option<Vec<_>> =
                    items.iter().map(|each| branch(cx, def, body, each)).collect();
                let made = made.unwrap_or_default();
                let (kinds, items): (Vec<_>, Vec<_>) = made.into_iter().unzip();
                let is_one = kinds.windows(2).all(|pair| pair[0] == pair[1]);
                (is_one && !items.is_empty()).then(|| items.join(", "))
            }
            TypeKind::Struct(_) | TypeKind::Numbers(_) | TypeKind::Alias(_) => None,
        },
        _ => None,
    };
    let items = match same {
        Some(same) => same,
        None => joined(items.iter().map(|each| owned(cx, item, each)))?,
    };
    Some(format!("[{items}]"))
}

/// The members of a map as pairs.
fn members_of<'a>(cx: Cx<'a>, item: &'a TypeRef, members: &[(String, Json)]) -> Option<String> {
    if members.is_empty() {
        let item = spell(cx, item, Presence::Required);
        return Some(format!("{MAP}::<String, {item}>::new()"));
    }
    let is_text = matches!(cx.resolved(item), TypeRef::String | TypeRef::Secret);
    let pairs = members.iter().map(|(name, value)| {
        let value = match value {
            Json::String(text) if is_text => literal(text),
            value => owned(cx, item, value)?,
        };
        Some(format!("({}, {value})", literal(name)))
    });
    Some(format!("[{}]", joined(pairs)?))
}

/// What becomes a union, with the variant that it becomes: a value of the variant's own type where one can tell by it.
fn branch<'a>(
    cx: Cx<'a>,
    def: &'a TypeDef,
    body: &'a Union,
    value: &Json,
) -> Option<(Option<&'a str>, String)> {
    let branch = sample::branch(cx, body, value)?;
    let name = branch.ident.as_str();
    let is_own = union::is_source(cx, body, branch);
    let short = match (cx.unboxed(&branch.ty), value) {
        _ if !is_own => None,
        (TypeRef::String | TypeRef::Secret, Json::String(text)) => Some(literal(text)),
        (TypeRef::Bool | TypeRef::Double, value) => owned(cx, &branch.ty, value),
        (ty @ TypeRef::Named(id), value) => match &cx.api.ty(*id).kind {
            TypeKind::Enum(_) | TypeKind::Struct(_) | TypeKind::Numbers(_) => owned(cx, ty, value),
            TypeKind::Union(_) | TypeKind::Alias(_) => None,
        },
        _ => None,
    };
    if let Some(short) = short {
        return Some((Some(name), short));
    }
    let inner = owned(cx, &branch.ty, value)?;
    Some((None, format!("{}::{}({inner})", path(def), branch.ident.as_str())))
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

/// JSON as the macro takes it, or what reads it where that may not take a number.
fn json(cx: Cx<'_>, value: &Json) -> Option<String> {
    let library = cx.config.library();
    Some(match macro_text(value) {
        Some(text) => format!("{library}::json!({text})"),
        None => format!("{}.parse::<{library}::Value>()?", literal(&value.to_string())),
    })
}

fn macro_text(value: &Json) -> Option<String> {
    Some(match value {
        Json::Null => "null".to_owned(),
        Json::Bool(value) => value.to_string(),
        Json::Number(digits) => digits.parse::<i32>().ok()?.to_string(),
        Json::String(text) => literal(text),
        Json::Array(items) => format!("[{}]", joined(items.iter().map(macro_text))?),
        Json::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| Some(format!("{}: {}", literal(name), macro_text(value)?)));
            format!("{{{}}}", joined(members)?)
        }
    })
}

/// A list of an enum's values: as variants if all of them are known.
fn variants(def: &TypeDef, body: &Enum, items: &[Json]) -> Option<String> {
    let known = items.iter().map(|item| match item {
        Json::String(text) => variant(def, body, text),
        _ => None,
    });
    match joined(known) {
        Some(known) if !items.is_empty() => Some(format!("[{known}]")),
        Some(_) | None => texts(items),
    }
}

fn variant(def: &TypeDef, body: &Enum, text: &str) -> Option<String> {
    let variant = body.variants.iter().find(|variant| variant.wire == text)?;
    Some(format!("{}::{}", path(def), variant.ident.as_str()))
}

/// A named integer: by its name, or what becomes any other.
fn number(def: &TypeDef, body: &Numbers, digits: &str) -> Option<String> {
    let value: i128 = digits.parse().ok()?;
    let path = path(def);
    let named = body.values.iter().find(|named| named.value == value);
    Some(match named {
        Some(named) => format!("{path}::{}", named.ident.as_str()),
        None => format!("{path}({value})"),
    })
}

fn path(def: &TypeDef) -> String {
    short::marked(&def.ident)
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
        (TypeRef::Json, value) => json(cx, value)?,
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
                (TypeKind::Enum(body), Json::String(text)) => variant(def, body, text)
                    .unwrap_or_else(|| format!("{}::from({})", path(def), literal(text))),
                (TypeKind::Numbers(body), Json::Number(digits)) => number(def, body, digits)?,
                (TypeKind::Struct(body), Json::Object(_)) => structure(cx, def, body, value)?,
                (TypeKind::Union(body), value) => {
                    let branch = sample::branch(cx, body, value)?;
                    let inner = owned(cx, &branch.ty, value)?;
                    format!("{}::{}({inner})", path(def), branch.ident.as_str())
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

/// What becomes a value that may be null, by its type; `wrap` makes one that is there of a value.
fn or_null<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json, wrap: &str) -> Option<String> {
    match cx.resolved(ty) {
        TypeRef::DateTime => {
            let library = cx.config.library();
            let parse = format!("parse::<{library}::DateTime>()");
            Some(owned(cx, ty, value)?.replace("parse()", &parse))
        }
        TypeRef::Map(_) => Some(format!("{wrap}({})", owned(cx, ty, value)?)),
        _ => argument(cx, ty, value),
    }
}

const MAP: &str = "std::collections::BTreeMap";

fn map<'a>(cx: Cx<'a>, item: &'a TypeRef, members: &[(String, Json)]) -> Option<String> {
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
    let mut out = format!("{}::new({})", path(def), joined(asked)?);
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
            Some(format!("{out}.{method}({})", members_of(cx, ty, &others)?))
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
