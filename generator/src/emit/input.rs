//! What callers give to an operation, as arguments or by setters, and what puts it into the call.

use super::argument::Argument;
use super::docs::{self, Doc};
use super::rt::{INTO, INTO_ITERATOR, LIST, PART, PAYLOAD, STRING};
use super::structs::is_asked;
use super::ty::Scope;
use super::{Cx, literal, notation};
use crate::ir::{
    Body, BodyShape, Content, Docs, Field, FieldValue, FormField, Operation, OtherFields,
    Parameter, Presence, TypeRef,
};

/// One input.
pub(super) struct Input<'a> {
    /// Its name as an argument or setter.
    pub(super) ident: &'a crate::ir::Ident,
    /// What is said about it.
    pub(super) docs: &'a Docs,
    /// Whether it is an argument.
    pub(super) required: bool,
    /// What it is.
    pub(super) kind: Kind<'a>,
}

/// The kinds of inputs.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    /// A parameter.
    Parameter(&'a Parameter),
    /// A field of a JSON body that the call holds.
    Member(&'a Field),
    /// A JSON body as a whole.
    Json(&'a TypeRef),
    /// A field of a form.
    Field(&'a FormField),
    /// A part of a multipart body.
    Part(&'a FormField),
    /// Fields of any name.
    Others(&'a OtherFields),
    /// Parts of any name.
    OtherParts(&'a OtherFields),
    /// A text as a whole.
    Text,
    /// Bytes as a whole.
    Bytes,
    /// The media type of the body.
    MediaType,
}

/// The inputs of an operation: parameters, then what its body consists of.
pub(super) fn inputs<'a>(cx: Cx<'a>, operation: &'a Operation) -> Vec<Input<'a>> {
    let parameters = operation.parameters.iter().map(|parameter| Input {
        ident: &parameter.ident,
        docs: &parameter.docs,
        required: parameter.required,
        kind: Kind::Parameter(parameter),
    });
    parameters.chain(operation.body.iter().flat_map(|body| of_body(cx, body))).collect()
}

/// The inputs that a call cannot be made without, in the order in which the method takes them.
pub(super) fn required<'a>(cx: Cx<'a>, operation: &'a Operation) -> Vec<Input<'a>> {
    inputs(cx, operation).into_iter().filter(|input| input.required).collect()
}

/// Tells what the arguments of a method are.
pub(super) fn describe(doc: &mut Doc, arguments: &[Input<'_>]) {
    let described = arguments.iter().filter_map(|input| {
        let text = docs::short(input.docs);
        (!text.is_empty()).then(|| format!("`{}`: {}", input.ident.as_str(), docs::sentence(&text)))
    });
    doc.list("Arguments", described);
}

fn of_body<'a>(cx: Cx<'a>, body: &'a Body) -> Vec<Input<'a>> {
    let whole = |ident, kind| Input { ident, docs: &body.docs, required: body.required, kind };
    let range = body.range.iter().map(|range| Input {
        ident: &range.ident,
        docs: &range.docs,
        required: range.required,
        kind: Kind::MediaType,
    });
    let content = match &body.content {
        Content::Json { ty, shape: BodyShape::Whole(ident) } => vec![whole(ident, Kind::Json(ty))],
        Content::Json { shape: BodyShape::Fields(_), .. } => members(cx, body)
            .map(|(ident, field)| {
                let kind = Kind::Member(field);
                Input { ident, docs: &field.docs, required: is_asked(field), kind }
            })
            .collect(),
        Content::Form(form) | Content::Multipart(form) => {
            let is_form = matches!(body.content, Content::Form(_));
            let fields = form.fields.iter().filter(|field| field.constant.is_none());
            let fields = fields.map(|field| Input {
                ident: &field.ident,
                docs: &field.docs,
                required: field.required,
                kind: if is_form { Kind::Field(field) } else { Kind::Part(field) },
            });
            let others = form.others.iter().map(|others| Input {
                ident: &others.ident,
                docs: if form.fields.is_empty() { &body.docs } else { &others.docs },
                required: others.required,
                kind: if is_form { Kind::Others(others) } else { Kind::OtherParts(others) },
            });
            fields.chain(others).collect()
        }
        Content::Text(ident) => vec![whole(ident, Kind::Text)],
        Content::Bytes(ident) => vec![whole(ident, Kind::Bytes)],
    };
    range.chain(content).collect()
}

/// The fields of a flattened body that callers give, in the order of the struct's fields.
pub(super) fn members<'a>(
    cx: Cx<'a>,
    body: &'a Body,
) -> impl Iterator<Item = (&'a crate::ir::Ident, &'a Field)> {
    let (fields, entries) = match body.json() {
        Some((ty, BodyShape::Fields(entries))) => {
            let fields = cx.structure(ty).map_or(&[][..], |(_, structure)| &structure.fields);
            (fields, entries.as_slice())
        }
        Some((_, BodyShape::Whole(_))) | None => (&[][..], &[][..]),
    };
    fields.iter().zip(0u32..).filter_map(move |(field, index)| {
        let entry = entries.iter().find(|entry| entry.field == index)?;
        Some((&entry.ident, field))
    })
}

impl<'a> Input<'a> {
    /// Its name on the wire; the body as a whole has none.
    pub(super) fn wire(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Parameter(parameter) => {
                Some(parameter.wire.as_str()).filter(|wire| !wire.is_empty())
            }
            Kind::Member(field) => Some(&field.wire),
            Kind::Field(field) | Kind::Part(field) => Some(&field.wire),
            Kind::Json(_)
            | Kind::Others(_)
            | Kind::OtherParts(_)
            | Kind::Text
            | Kind::Bytes
            | Kind::MediaType => None,
        }
    }

    /// The part whose header it is.
    pub(super) fn header_of(&self) -> Option<&'a str> {
        match self.kind {
            Kind::Part(field) => field.header_of.as_deref(),
            _ => None,
        }
    }

    /// The type of its value, and whether that may be null; `None` for what is no JSON value.
    pub(super) fn ty(&self) -> Option<(&'a TypeRef, Presence)> {
        match self.kind {
            Kind::Parameter(parameter) => Some((&parameter.ty, Presence::Required)),
            Kind::Member(field) => Some((&field.ty, field.presence)),
            Kind::Json(ty) => Some((ty, Presence::Required)),
            Kind::Field(field) | Kind::Part(field) => Some((field.ty()?, Presence::Required)),
            Kind::Others(others) | Kind::OtherParts(others) => {
                Some((others.ty()?, Presence::Required))
            }
            Kind::Text | Kind::Bytes | Kind::MediaType => None,
        }
    }

    /// How it is taken from the caller.
    pub(super) fn argument(&self, cx: Cx<'a>, name: &str) -> Argument {
        if let Some((ty, presence)) = self.ty() {
            return if self.required {
                cx.required(ty, presence, name, Scope::Api)
            } else {
                cx.optional(ty, presence, name, Scope::Api)
            };
        }
        let value = format!("{name}.into()");
        match self.kind {
            Kind::MediaType => Argument::new("&str".to_owned(), name.to_owned()),
            Kind::Text => Argument::new(format!("impl {INTO}<{STRING}>"), value),
            Kind::Part(FormField { value: FieldValue::Files, .. }) => Argument::new(
                format!("impl {INTO_ITERATOR}<Item = impl {INTO}<{PART}>>"),
                format!("{LIST}({name})"),
            ),
            Kind::OtherParts(_) => Argument::new(
                format!(
                    "impl {INTO_ITERATOR}<Item = (impl {INTO}<{STRING}>, impl {INTO}<{PART}>)>"
                ),
                format!(
                    "{name}.into_iter().map(|(name, part)| (name.into(), part.into())).collect()"
                ),
            ),
            Kind::Part(_) => Argument::new(format!("impl {INTO}<{PART}>"), value),
            _ => Argument::new(format!("impl {INTO}<{PAYLOAD}>"), value),
        }
    }

    /// What puts it into the call; nothing for a field of a body that is held beside the call.
    pub(super) fn step(&self, cx: Cx<'a>, call: &str, name: &str) -> Option<String> {
        if let Some((ty, _)) = self.ty() {
            if let (Kind::Parameter(parameter), TypeRef::String) = (self.kind, cx.resolved(ty))
                && let Some(step) = notation::text_parameter(call, parameter, name)
            {
                return Some(step);
            }
            let value = cx.converted(ty, name, Scope::Api);
            return Some(match self.kind {
                Kind::Parameter(parameter) => notation::parameter(call, parameter, &value),
                Kind::Json(_) => format!("{call} = {call}.body(&{value});"),
                Kind::Field(field) => notation::field(call, field, &format!("&{value}")),
                Kind::Part(field) => notation::part(call, field, &format!("&{value}")),
                Kind::Others(_) => format!("{call}.fields(&{value});"),
                Kind::OtherParts(_) => format!("{call}.parts(&{value});"),
                Kind::Member(_) | Kind::Text | Kind::Bytes | Kind::MediaType => return None,
            });
        }
        let Argument { value, .. } = self.argument(cx, name);
        Some(match self.kind {
            Kind::Part(FormField { wire, media_type, value: FieldValue::Files, .. }) => {
                let (wire, media_type) = (literal::text(wire), literal::text(media_type));
                format!("{call}.files({wire}, {media_type}, {value});")
            }
            Kind::Part(FormField { wire, media_type, .. }) => {
                let (wire, media_type) = (literal::text(wire), literal::text(media_type));
                format!("{call}.file({wire}, {media_type}, {value});")
            }
            Kind::OtherParts(_) => format!("{call}.named_files({value});"),
            Kind::Text => format!("{call}.payload({INTO}::<{STRING}>::into({name}).into());"),
            Kind::MediaType => format!("{call}.content_type({name});"),
            _ => format!("{call}.payload({value});"),
        })
    }
}

/// What begins a form or multipart body that is sent in any case, where nothing is that always stands in it.
pub(super) fn empty(body: &Body, required: &[Input<'_>], call: &str) -> Option<String> {
    let begin = match body.content {
        Content::Form(_) => format!("{call}.form();"),
        Content::Multipart(_) => format!("{call}.multipart();"),
        Content::Json { .. } | Content::Text(_) | Content::Bytes(_) => return None,
    };
    let is_constant = |field: &FormField| field.constant.is_some() && field.header_of.is_none();
    let stands = required.iter().any(|input| {
        matches!(input.kind, Kind::Field(_) | Kind::Part(_) | Kind::Others(_) | Kind::OtherParts(_))
    });
    let stands = stands || body.form().is_some_and(|form| form.fields.iter().any(is_constant));
    (body.required && !stands).then_some(begin)
}

/// What puts the fields of a form into the call that have one legal value. The headers of a part that callers
/// give come with it.
pub(super) fn constants<'a>(body: &'a Body, call: &'a str) -> impl Iterator<Item = String> + 'a {
    let fields = body.form().into_iter().flat_map(|form| &form.fields);
    let is_constant = |part: &String| {
        let mut fields = body.form().into_iter().flat_map(|form| &form.fields);
        fields.any(|field| {
            field.header_of.is_none() && field.wire == *part && field.constant.is_some()
        })
    };
    let fields = fields.filter(move |field| field.header_of.as_ref().is_none_or(is_constant));
    fields.filter_map(|field| constant(body, field, call))
}

/// What puts the headers of an input's part into the call that have one legal value.
pub(super) fn constant_headers<'a>(
    operation: &'a Operation,
    input: &Input<'a>,
    call: &'a str,
) -> impl Iterator<Item = String> + use<'a> {
    let part = match input.kind {
        Kind::Part(field) if input.header_of().is_none() => Some(field.wire.as_str()),
        _ => None,
    };
    let body = operation.body.iter().filter(move |_| part.is_some());
    body.flat_map(move |body| {
        let fields = body.form().into_iter().flat_map(|form| &form.fields);
        let fields = fields.filter(move |field| field.header_of.as_deref() == part);
        fields.filter_map(move |field| constant(body, field, call))
    })
}

fn constant(body: &Body, field: &FormField, call: &str) -> Option<String> {
    let value = literal::typed(field.constant.as_ref()?)?;
    let value = format!("&{value}");
    Some(match body.content {
        Content::Multipart(_) => notation::part(call, field, &value),
        _ => notation::field(call, field, &value),
    })
}

/// A name for a local variable or hidden parameter: the first choice, unless an input has it.
pub(super) fn local(first: &str, second: &str, required: &[Input<'_>]) -> String {
    let taken = |name: &str| required.iter().any(|input| input.ident.as_str() == name);
    let mut name = if taken(first) { second } else { first }.to_owned();
    while taken(&name) {
        name.push('_');
    }
    name
}
