//! Responses: what a success and what a documented error carries.

use std::collections::BTreeMap;

use super::docs::code;
use super::media_type::{self, Format};
use super::operation::{called, identity};
use super::status::{self, covers, is_2xx, is_success};
use super::{Cx, example, header, pointer, schema, stream};
use crate::diag::codes;
use crate::ir::{
    AnswerSet, AnswerType, AnswerVariant, Answers, Case, Docs, Envelope, Ident, Name, Payload,
    ResponseDoc, Status, TypeRef,
};
use crate::resolve::{self, Operation, Response};
use crate::source::Value;

/// Both sides of an operation's answers.
pub(super) struct Lowered {
    pub(super) success: Answers,
    pub(super) errors: Answers,
    pub(super) documented: Vec<ResponseDoc>,
    /// The media types to ask for.
    pub(super) accept: Vec<String>,
    /// The distinct envelopes.
    pub(super) envelopes: Vec<Envelope>,
    /// The types of the whole JSON bodies of successes, and whether each is what the call gives, too.
    pub(super) pages: Vec<(TypeRef, bool)>,
}

/// Lowers all responses.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation) -> Lowered {
    let mut envelopes = Envelopes::default();
    let mut documented = Vec::with_capacity(operation.responses.len());
    for response in &operation.responses {
        let (payload, envelope) = match response.status {
            // What follows is no HTTP any more, or another answer.
            resolve::Status::Code(100..=199) | resolve::Status::Range(1) => (Payload::Empty, None),
            _ => body(cx, operation, response, &mut envelopes),
        };
        let docs = Docs {
            description: response.description.clone(),
            facts: response.links.iter().map(link).collect(),
            ..Docs::default()
        };
        let status = status::lower(response.status);
        let headers = response.headers.iter().map(|header| header::documented(cx, header));
        let headers = headers.collect();
        let preferred = media_type::preferred(&response.content);
        let media_type = preferred.map(|(media, _)| media.name.clone());
        let example = preferred.and_then(|(media, _)| example::of_media(media));
        documented.push(ResponseDoc {
            status,
            docs,
            payload,
            media_type,
            headers,
            envelope,
            example,
        });
    }
    let has_success = documented.iter().any(|response| is_success(response.status));
    let (successes, errors): (Vec<&ResponseDoc>, Vec<&ResponseDoc>) =
        documented.iter().partition(|response| {
            is_success(response.status) || (!has_success && response.status == Status::Default)
        });
    let (silent, errors): (Vec<&ResponseDoc>, Vec<&ResponseDoc>) =
        errors.into_iter().partition(|response| response.payload == Payload::Empty);
    let accept = accept(operation, &successes, &errors);
    let mut errors = side(cx, operation, errors, true);
    let claimed: Vec<Status> = silent
        .iter()
        .map(|response| response.status)
        .filter(|status| errors.cases.iter().any(|case| covers(case.status, *status)))
        .collect();
    let silent = |status| Case { status, variant: None, envelope: None };
    errors.cases.extend(claimed.into_iter().map(silent));
    errors.cases.sort_by_key(|case| case.status);
    let error = of_failure(cx, &errors);
    for envelope in &mut envelopes.distinct {
        envelope.error = error;
    }
    Lowered {
        accept,
        pages: pages(&successes, &envelopes),
        success: side(cx, operation, successes, false),
        errors,
        documented: documented.clone(),
        envelopes: envelopes.distinct,
    }
}

/// What can be called with parts of an answer.
fn link(link: &resolve::Link) -> String {
    let inputs: Vec<String> = link
        .parameters
        .iter()
        .map(|(name, value)| match &value.value {
            Value::String(text) => code(&format!("{name}: {text}")),
            _ => code(name),
        })
        .collect();
    let with =
        if inputs.is_empty() { String::new() } else { format!(" with {}", inputs.join(", ")) };
    let target = link.target.as_deref().map_or("another operation".to_owned(), code);
    format!("Leads to {target}{with} (link {}).", code(&link.name))
}

/// What bodies are within.
#[derive(Default)]
struct Envelopes {
    distinct: Vec<Envelope>,
    /// The types of whole bodies.
    wholes: BTreeMap<Status, TypeRef>,
}

/// The whole JSON bodies of successes, and whether they are payloads themselves.
fn pages(successes: &[&ResponseDoc], envelopes: &Envelopes) -> Vec<(TypeRef, bool)> {
    let whole = |response: &&ResponseDoc| match envelopes.wholes.get(&response.status) {
        Some(whole) => Some((whole.clone(), false)),
        None => match &response.payload {
            Payload::Json(ty) => Some((ty.clone(), true)),
            Payload::Empty | Payload::Text | Payload::Bytes => None,
        },
    };
    successes.iter().filter_map(whole).collect()
}

/// The variant of an error that comes in the envelope of a success: that of `default`, else of `4XX`, else
/// of the first 4xx that has a JSON body.
fn of_failure(cx: &Cx<'_>, errors: &Answers) -> Option<u32> {
    let is_json = |variant: u32| match &errors.ty {
        AnswerType::Empty => false,
        AnswerType::One(payload) => matches!(payload, Payload::Json(_)),
        AnswerType::Set(index) => {
            let variants = &cx.answers[*index as usize].variants;
            matches!(variants[variant as usize].payload, Payload::Json(_))
        }
    };
    let rank = |status: Status| match status {
        Status::Default => Some(0),
        Status::Range(4) => Some(1),
        Status::Code(code @ 400..=499) => Some(code),
        Status::Code(_) | Status::Range(_) => None,
    };
    let candidates = errors.cases.iter().filter_map(|case| {
        let variant = case.variant.filter(|variant| is_json(*variant))?;
        Some((rank(case.status)?, variant))
    });
    candidates.min().map(|(_, variant)| variant)
}

/// The body of a response, and what it is within.
fn body(
    cx: &mut Cx<'_>,
    operation: &Operation,
    response: &Response,
    envelopes: &mut Envelopes,
) -> (Payload, Option<u32>) {
    let Some((media, format)) = media_type::preferred(&response.content) else {
        return (Payload::Empty, None);
    };
    let streams = is_2xx(response.status);
    let is_stream = |name: &str| streams && stream::pieces(name).is_some();
    let others = response.content.iter().filter(|entry| !is_stream(&entry.name));
    media_type::report_others(cx, others, media, "asked for");
    let whole = payload(cx, operation, media, format, streams);
    let Some(unwrap) = &media.unwrap else { return (whole, None) };
    match whole {
        Payload::Json(whole) => {
            let payload = unwrapped(cx, operation, media, &whole);
            let resolve::Unwrap { payload: pointer, success } = unwrap.clone();
            envelopes.wholes.insert(status::lower(response.status), whole);
            let envelope = Envelope { payload: pointer, success, error: None };
            let distinct = &mut envelopes.distinct;
            let index = distinct.iter().position(|known| *known == envelope);
            let index = index.unwrap_or_else(|| {
                distinct.push(envelope);
                distinct.len() - 1
            });
            let index = u32::try_from(index).expect("responses are counted in 32 bits");
            (Payload::Json(payload), Some(index))
        }
        other @ (Payload::Empty | Payload::Text | Payload::Bytes) => {
            let message = format!("`x-sdk-unwrap` has no meaning in {}", code(&media.name));
            cx.degrade(codes::IGNORED_KEY, media.at, message, "put it on a body of JSON");
            (other, None)
        }
    }
}

/// The type of the payload in an envelope. Null is a failure where the envelope tells failures, and a value
/// otherwise.
fn unwrapped(
    cx: &mut Cx<'_>,
    operation: &Operation,
    media: &resolve::MediaType,
    whole: &TypeRef,
) -> TypeRef {
    let Some(unwrap) = &media.unwrap else { return whole.clone() };
    match pointer::lead(cx, whole, &unwrap.payload) {
        Some(target) if target.nullable && unwrap.success.is_none() => {
            schema::Use { ty: target.ty, nullable: true }.whole()
        }
        Some(target) => target.ty,
        None => {
            let called = called(operation);
            let message = format!(
                "the payload of {called} has no type where `x-sdk-unwrap` points; it stays JSON"
            );
            let help = "describe the members on the way, without `oneOf` or `anyOf`";
            cx.degrade(codes::UNTYPED, media.at, message, help);
            TypeRef::Json
        }
    }
}

/// The whole body in one of its media types.
fn payload(
    cx: &mut Cx<'_>,
    operation: &Operation,
    media: &resolve::MediaType,
    format: Format,
    streams: bool,
) -> Payload {
    let is_stream = streams && stream::pieces(&media.name).is_some();
    match (format, media.schema) {
        (Format::Json | Format::Any, Some(schema)) => {
            Payload::Json(schema::lower(cx, schema, 0).whole())
        }
        (Format::Json, None) => Payload::Json(TypeRef::Json),
        (Format::Any, None) | (Format::Binary, None) => Payload::Bytes,
        (Format::Text, None) => Payload::Text,
        (Format::Text, Some(_)) if is_stream => Payload::Text,
        (Format::Binary, Some(_)) if is_stream => Payload::Bytes,
        (Format::Text, Some(schema)) => {
            report_structure(cx, operation, media, schema, "text");
            Payload::Text
        }
        (Format::Binary, Some(schema)) => {
            report_structure(cx, operation, media, schema, "bytes");
            Payload::Bytes
        }
    }
}

/// The media types of the bodies that are decoded, successes first.
fn accept(
    operation: &Operation,
    successes: &[&ResponseDoc],
    errors: &[&ResponseDoc],
) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for documented in successes.iter().chain(errors) {
        let of_it = |response: &&Response| status::lower(response.status) == documented.status;
        let response = operation.responses.iter().find(of_it);
        let preferred = response.and_then(|response| media_type::preferred(&response.content));
        let Some((media, _)) = preferred else { continue };
        let name = match documented.payload {
            Payload::Empty => continue,
            Payload::Json(_) => media_type::sent(&media.name, Format::Json),
            Payload::Text => media_type::sent(&media.name, Format::Text),
            Payload::Bytes => media_type::sent(&media.name, Format::Binary),
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Says that the structure of a body other than JSON is lost.
fn report_structure(
    cx: &mut Cx<'_>,
    operation: &Operation,
    media: &resolve::MediaType,
    schema: resolve::SchemaId,
    stays: &str,
) {
    let described = cx.schema(schema);
    let plain = described.is_any() || schema::kind(described) == schema::Kind::String;
    if plain {
        return;
    }
    let (name, called) = (code(&media.name), called(operation));
    let message = format!("{name} of {called} is not decoded yet; it stays {stays}");
    cx.degrade(
        codes::UNSUPPORTED,
        media.at,
        message,
        "offer `application/json` too if the server can",
    );
}

/// One side: its type and which status carries which variant.
fn side(
    cx: &mut Cx<'_>,
    operation: &Operation,
    mut side: Vec<&ResponseDoc>,
    errors: bool,
) -> Answers {
    side.sort_by_key(|response| response.status);
    let mut payloads: Vec<&Payload> = Vec::new();
    let mut cases = Vec::new();
    for response in &side {
        let known = payloads.iter().position(|payload| **payload == response.payload);
        let variant = known.unwrap_or_else(|| {
            payloads.push(&response.payload);
            payloads.len() - 1
        });
        let variant = u32::try_from(variant).expect("responses are counted in 32 bits");
        let (status, envelope) = (response.status, response.envelope);
        cases.push(Case { status, variant: Some(variant), envelope });
    }
    let ty = match payloads[..] {
        [] | [Payload::Empty] => AnswerType::Empty,
        [payload] => AnswerType::One(payload.clone()),
        [_, _, ..] => {
            let variants = (0..).zip(&payloads).map(|(index, payload)| {
                let of_it = side.iter().zip(&cases).filter(|(_, case)| case.variant == Some(index));
                variant(cx, payload, of_it.map(|(response, _)| *response).collect(), errors)
            });
            let kind = if errors { "error" } else { "response" };
            let set = AnswerSet {
                name: Name(format!("{} {kind}", identity(operation))),
                ident: Ident::PENDING,
                errors,
                variants: variants.collect(),
            };
            let index = u32::try_from(cx.answers.len()).expect("answers are counted in 32 bits");
            cx.answers.push(set);
            AnswerType::Set(index)
        }
    };
    Answers { ty, cases }
}

/// One body of several. A success is named after its status, or after itself where several statuses carry
/// it; an error after itself where its type has a name, so that operations whose errors have the same bodies
/// share one type, whatever their statuses: those are what the error tells besides.
fn variant(
    cx: &Cx<'_>,
    payload: &Payload,
    responses: Vec<&ResponseDoc>,
    errors: bool,
) -> AnswerVariant {
    let name = match (&responses[..], payload) {
        (_, Payload::Json(TypeRef::Named(id))) if errors => {
            let docs = Docs::default();
            let name = cx.types[id.0 as usize].name.clone();
            return AnswerVariant { name, ident: Ident::PENDING, payload: payload.clone(), docs };
        }
        ([only], _) => status::name(match only.status {
            Status::Code(code) => resolve::Status::Code(code),
            Status::Range(digit) => resolve::Status::Range(digit),
            Status::Default => resolve::Status::Default,
        }),
        (_, Payload::Empty) => "empty".to_owned(),
        (_, Payload::Text) => "text".to_owned(),
        (_, Payload::Bytes) => "bytes".to_owned(),
        (_, Payload::Json(TypeRef::Named(id))) => cx.types[id.0 as usize].name.0.clone(),
        (_, Payload::Json(_)) => "json".to_owned(),
    };
    let docs = match responses[..] {
        [only] => Docs {
            description: only.docs.description.clone(),
            facts: vec![status::fact(only.status)],
            ..Docs::default()
        },
        [] | [_, _, ..] => Docs::default(),
    };
    AnswerVariant { name: Name(name), ident: Ident::PENDING, payload: payload.clone(), docs }
}
