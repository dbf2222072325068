//! Samples: a JSON value of every type, as the specification shows it or, where it does not, made up.
//!
//! What the specification shows is taken only where it is a value of the type. Samples end where a type
//! contains itself, and where they would become long.

use super::Cx;
use super::input::{Input, Kind};
use super::structs::is_asked;
use super::ty::file_name;
use crate::ir::{
    Body, BodyShape, Branch, Content, Docs, Field, FormField, Json, Operation, Payload, Presence,
    ResponseDoc, Scalar, Status, Struct, TypeDef, TypeId, TypeKind, TypeRef, Union,
};

/// What stands for a credential.
pub(super) const SECRET: &str = "EXAMPLE-SECRET";

/// What stands for a date and time.
pub(super) const DATE_TIME: &str = "2026-01-31T12:00:00Z";

/// Types are followed into each other so far.
const DEEPEST: usize = 8;

/// About as many values a sample has at most.
const LARGEST: usize = 400;

/// Which way a value travels: members are left out that go the other way only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Direction {
    /// In a request.
    Sent,
    /// In an answer.
    Received,
}

/// A sample of a type.
pub(super) fn of<'a>(cx: Cx<'a>, ty: &'a TypeRef, direction: Direction) -> Json {
    Walk::new(cx, direction).value(ty, "text")
}

/// A sample of what stands in a place: the place's own example, if it is of the type.
fn of_place<'a>(
    cx: Cx<'a>,
    docs: &'a Docs,
    ty: &'a TypeRef,
    name: &str,
    direction: Direction,
) -> Json {
    Walk::new(cx, direction).place(docs, ty, name)
}

/// A sample of what a caller gives. Where the specification shows a whole body, its members agree.
pub(super) fn of_input<'a>(cx: Cx<'a>, operation: &'a Operation, input: &Input<'a>) -> Json {
    let body = operation.body.as_ref();
    let whole = body.and_then(|body| body.example.as_ref());
    let name = file_name(input.ident);
    match (input.kind, input.ty()) {
        (Kind::MediaType, _) => {
            Json::String(body.map_or(String::new(), |body| body.media_type.replace('*', "example")))
        }
        (_, None) => match whole {
            Some(text @ Json::String(_)) => text.clone(),
            Some(_) | None => Json::string(name),
        },
        (Kind::Json(_), Some((ty, _))) => match whole.filter(|whole| fits(cx, ty, whole)) {
            Some(whole) => whole.clone(),
            None => of(cx, ty, Direction::Sent),
        },
        (Kind::Member(_) | Kind::Field(_) | Kind::Part(_), Some((ty, _))) => {
            let member = input.wire().and_then(|wire| whole?.get(wire));
            match member.filter(|member| fits(cx, ty, member)) {
                Some(member) => member.clone(),
                None => of_place(cx, input.docs, ty, name, Direction::Sent),
            }
        }
        (_, Some((ty, _))) => of_place(cx, input.docs, ty, name, Direction::Sent),
    }
}

/// A sample of a request's body, all of its fields included; nothing for bytes.
pub(super) fn body<'a>(cx: Cx<'a>, body: &'a Body) -> Option<Json> {
    if let Some(example) = &body.example {
        return Some(example.clone());
    }
    match &body.content {
        Content::Json { ty, shape: BodyShape::Fields(_) | BodyShape::Whole(_) } => {
            Some(of(cx, ty, Direction::Sent))
        }
        Content::Form(form) | Content::Multipart(form) => {
            let mut walk = Walk::new(cx, Direction::Sent);
            let fields = form
                .fields
                .iter()
                .filter_map(|field| Some((field.wire.clone(), walk.form_field(field)?)));
            Some(Json::Object(fields.collect()))
        }
        Content::Text(_) => Some(Json::string("text")),
        Content::Bytes(_) => None,
    }
}

/// A sample of an answer's body, its envelope included; nothing where there is no body, or one of bytes or
/// text that the specification does not show.
pub(super) fn response<'a>(
    cx: Cx<'a>,
    operation: &'a Operation,
    response: &'a ResponseDoc,
) -> Option<Json> {
    let body = response.body()?;
    match &body.payload {
        Payload::Empty => None,
        Payload::Text | Payload::Bytes => body.example.clone(),
        Payload::Json(_) if body.example.is_some() => body.example.clone(),
        Payload::Json(ty) => {
            let payload = of(cx, ty, Direction::Received);
            let envelope = body
                .envelope
                .and_then(|index| operation.envelopes.get(usize::try_from(index).ok()?));
            let Some(envelope) = envelope else { return Some(payload) };
            let mut whole = Json::Object(Vec::new());
            put(&mut whole, &envelope.payload, payload);
            if let Some(pointer) = &envelope.success {
                let success = matches!(response.status, Status::Code(200..=299) | Status::Range(2));
                put(&mut whole, pointer, Json::Bool(success));
            }
            Some(whole)
        }
    }
}

/// Puts a value where a JSON Pointer leads through members, which are made.
fn put(whole: &mut Json, pointer: &str, value: Json) {
    let mut place = whole;
    for step in pointer.split('/').skip(1) {
        let name = step.replace("~1", "/").replace("~0", "~");
        if !matches!(place, Json::Object(_)) {
            *place = Json::Object(Vec::new());
        }
        let Json::Object(members) = place else { return };
        let index = members.iter().position(|(member, _)| *member == name).unwrap_or_else(|| {
            members.push((name, Json::Null));
            members.len() - 1
        });
        place = &mut members[index].1;
    }
    *place = value;
}

/// Whether JSON is a value of a type, as far as generated code would tell.
pub(super) fn fits<'a>(cx: Cx<'a>, ty: &'a TypeRef, value: &Json) -> bool {
    match (cx.resolved(ty), value) {
        (TypeRef::Json, _)
        | (TypeRef::Bool, Json::Bool(_))
        | (TypeRef::String | TypeRef::Secret, Json::String(_))
        | (TypeRef::Nullable(_), Json::Null) => true,
        (TypeRef::Int32, Json::Number(digits)) => digits.parse::<i32>().is_ok(),
        (TypeRef::Int64, Json::Number(digits)) => digits.parse::<i64>().is_ok(),
        (TypeRef::Uint64, Json::Number(digits)) => digits.parse::<u64>().is_ok(),
        (TypeRef::Int128, Json::Number(digits)) => digits.parse::<i128>().is_ok(),
        (TypeRef::Uint128, Json::Number(digits)) => digits.parse::<u128>().is_ok(),
        (TypeRef::Double, Json::Number(digits)) => digits.parse::<f64>().is_ok_and(f64::is_finite),
        (TypeRef::DateTime, Json::String(text)) => is_date_time(text),
        (TypeRef::List(item), Json::Array(items)) => items.iter().all(|each| fits(cx, item, each)),
        (TypeRef::Map(item), Json::Object(members)) => {
            members.iter().all(|(_, each)| fits(cx, item, each))
        }
        (TypeRef::Nullable(inner) | TypeRef::Boxed(inner), value) => fits(cx, inner, value),
        (TypeRef::Named(id), value) => is_value(cx, cx.api.ty(*id), value),
        _ => false,
    }
}

fn is_value<'a>(cx: Cx<'a>, def: &'a TypeDef, value: &Json) -> bool {
    let member = |field: &'a Field| match value.get(&field.wire) {
        None => !is_asked(field) || field.write_only,
        Some(Json::Null) => {
            matches!(field.presence, Presence::Nullable | Presence::Maybe) || is_json(cx, &field.ty)
        }
        Some(value) => fits(cx, &field.ty, value),
    };
    match (&def.kind, value) {
        (TypeKind::Enum(_), Json::String(_)) => true,
        (TypeKind::Numbers(found), value) => fits(cx, &found.ty, value),
        (TypeKind::Struct(found), Json::Object(_)) => found.fields.iter().all(member),
        (TypeKind::Alias(target), value) => fits(cx, target, value),
        (TypeKind::Union(found), value) => branch(cx, found, value).is_some(),
        (TypeKind::Struct(_) | TypeKind::Enum(_), _) => false,
    }
}

/// The first branch that a value can be of.
pub(super) fn branch<'a>(cx: Cx<'a>, union: &'a Union, value: &Json) -> Option<&'a Branch> {
    union.branches.iter().find(|branch| {
        let told = union.tag.as_ref().and_then(|tag| value.get(tag));
        let is_told = told.is_some_and(|told| is_tag(branch, told));
        (branch.tags.is_empty() || is_told) && fits(cx, &branch.ty, value)
    })
}

/// Whether the value of the tag means the branch.
fn is_tag(branch: &Branch, value: &Json) -> bool {
    match value {
        Json::String(text) => branch.tags.contains(text),
        other => branch.tags.contains(&other.to_string()),
    }
}

fn is_json<'a>(cx: Cx<'a>, ty: &'a TypeRef) -> bool {
    matches!(cx.resolved(ty), TypeRef::Json)
}

/// Whether text has the form of RFC 3339 with an offset, which is what generated code reads.
fn is_date_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once(['T', 't']) else { return false };
    let shape = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                other => byte == other,
            })
    };
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    shape(date, "0000-00-00")
        && shape(clock, "00:00:00")
        && !fraction.is_empty()
        && fraction.bytes().all(|byte| byte.is_ascii_digit())
        && (zone.eq_ignore_ascii_case("z") || shape(zone, "+00:00") || shape(zone, "-00:00"))
}

/// The making of one sample.
struct Walk<'a> {
    cx: Cx<'a>,
    direction: Direction,
    /// The types that the current place is inside of.
    path: Vec<TypeId>,
    /// How many values may follow.
    left: usize,
}

impl<'a> Walk<'a> {
    fn new(cx: Cx<'a>, direction: Direction) -> Self {
        Self { cx, direction, path: Vec::new(), left: LARGEST }
    }

    fn place(&mut self, docs: &'a Docs, ty: &'a TypeRef, name: &str) -> Json {
        let shown = [&docs.example, &docs.sample];
        let shown = shown.into_iter().flatten().find(|value| fits(self.cx, ty, value));
        shown.cloned().unwrap_or_else(|| self.value(ty, name))
    }

    fn value(&mut self, ty: &'a TypeRef, name: &str) -> Json {
        self.left = self.left.saturating_sub(1);
        match ty {
            TypeRef::Bool => Json::Bool(true),
            TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128 => Json::Number("1".to_owned()),
            TypeRef::Double => Json::Number("1.5".to_owned()),
            TypeRef::String => Json::string(name),
            TypeRef::Secret => Json::string(SECRET),
            TypeRef::DateTime => Json::string(DATE_TIME),
            TypeRef::Json => Json::Object(Vec::new()),
            TypeRef::List(item) if self.ends(item) => Json::Array(Vec::new()),
            TypeRef::List(item) => Json::Array(vec![self.value(item, name)]),
            TypeRef::Map(item) if self.ends(item) => Json::Object(Vec::new()),
            TypeRef::Map(item) => Json::Object(vec![("key".to_owned(), self.value(item, "value"))]),
            TypeRef::Nullable(inner) if self.ends(inner) => Json::Null,
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => self.value(inner, name),
            // A type that cannot but contain itself has no finite value.
            TypeRef::Named(_) if self.ends(ty) => Json::Null,
            TypeRef::Named(id) => {
                self.path.push(*id);
                let value = self.named(self.cx.api.ty(*id), name);
                self.path.pop();
                value
            }
        }
    }

    /// Whether a sample of a type must not begin here.
    fn ends(&self, ty: &TypeRef) -> bool {
        let mut ty = ty;
        while let TypeRef::Boxed(inner) | TypeRef::Nullable(inner) = ty {
            ty = inner;
        }
        let TypeRef::Named(id) = ty else { return self.left == 0 };
        self.left == 0 || self.path.len() >= DEEPEST || self.path.contains(id)
    }

    fn named(&mut self, def: &'a TypeDef, name: &str) -> Json {
        let shown = [&def.docs.example, &def.docs.sample];
        let shown = shown.into_iter().flatten().find(|value| is_value(self.cx, def, value));
        if let Some(shown) = shown {
            return shown.clone();
        }
        match &def.kind {
            TypeKind::Struct(found) => self.structure(found),
            TypeKind::Enum(found) => {
                Json::string(found.variants.first().map_or(name, |variant| &variant.wire))
            }
            TypeKind::Numbers(found) => {
                let first = found.values.first().map_or(1, |named| named.value);
                Json::Number(first.to_string())
            }
            TypeKind::Alias(target) => self.value(target, name),
            TypeKind::Union(found) => self.union(found, name),
        }
    }

    /// A value of the first branch that has no end to fear, with the tag that means it.
    fn union(&mut self, found: &'a Union, name: &str) -> Json {
        let mut branches = found.branches.iter();
        let Some(branch) =
            branches.find(|branch| !self.ends(&branch.ty)).or(found.branches.first())
        else {
            return Json::Null;
        };
        let mut value = self.value(&branch.ty, name);
        let Some(tag) = &found.tag else { return value };
        let is_told = value.get(tag).is_some_and(|told| is_tag(branch, told));
        if let (Json::Object(members), false, [told, ..]) =
            (&mut value, is_told, branch.tags.as_slice())
        {
            let before = members.iter().position(|(name, _)| name == tag);
            let before = before.map(|index| members.remove(index).1);
            let told = match before {
                Some(Json::Bool(_)) => Json::Bool(told == "true"),
                Some(Json::Number(_)) => Json::Number(told.clone()),
                Some(Json::Null | Json::String(_) | Json::Array(_) | Json::Object(_)) | None => {
                    Json::string(told)
                }
            };
            members.insert(0, (tag.clone(), told));
        }
        value
    }

    fn structure(&mut self, found: &'a Struct) -> Json {
        let mut members = Vec::new();
        for field in &found.fields {
            let goes = match self.direction {
                Direction::Sent => !field.read_only,
                Direction::Received => !field.write_only,
            };
            let ends = !field.presence.is_required() && self.ends(&field.ty);
            if goes && !ends {
                members.push((field.wire.clone(), self.field(field)));
            }
        }
        Json::Object(members)
    }

    fn field(&mut self, field: &'a Field) -> Json {
        match &field.constant {
            Some(constant) => scalar(constant),
            None => self.place(&field.docs, &field.ty, &field.wire),
        }
    }

    fn form_field(&mut self, field: &'a FormField) -> Option<Json> {
        match (&field.constant, field.ty()) {
            (Some(constant), _) => Some(scalar(constant)),
            (None, Some(ty)) => Some(self.place(&field.docs, ty, &field.wire)),
            (None, None) => None,
        }
    }
}

fn scalar(value: &Scalar) -> Json {
    match value {
        Scalar::Bool(value) => Json::Bool(*value),
        Scalar::Int(value) => Json::Number(value.to_string()),
        Scalar::Float(value) => Json::Number(value.to_string()),
        Scalar::String(value) => Json::string(value),
    }
}
