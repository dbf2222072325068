//! Request bodies: which media type is sent, and what the call asks for.

use super::media_type::{self, Format};
use super::operation::called;
use super::schema::{self, Kind};
use super::{Cx, binary, docs, example, form};
use crate::diag::codes;
use crate::ir::{Body, BodyShape, Content, DEFAULT, Docs, Ident, MediaRange, TypeRef};
use crate::resolve::{MediaType, Operation, RequestBody, Schema};

/// The operation cannot be called; the reason was reported.
pub(super) struct LeftOut;

/// The kinds of bodies, best first where a description offers several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sent {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// Lowers the body. How the call asks for JSON is decided by the pass `flatten`, once types are complete.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation) -> Result<Option<Body>, LeftOut> {
    let Some(body) = &operation.body else { return Ok(None) };
    let mut entries: Vec<(Sent, &MediaType)> =
        body.content.iter().map(|media| (sent(cx, media), media)).collect();
    entries.sort_by_key(|(sent, media)| (*sent, media_type::plainness(&media.name)));
    let mut why = None;
    for (sent, media) in entries {
        match content(cx, sent, media, body) {
            Ok(content) => {
                media_type::report_others(cx, &body.content, media, "sent");
                if sent == Sent::Text && is_xml(&media.name) {
                    report_xml(cx, operation, media);
                }
                let media_type = name(sent, &media.name);
                return Ok(Some(Body {
                    content,
                    range: range(sent, &media.name, &media_type, body.required),
                    media_type,
                    required: body.required,
                    docs: Docs { description: body.description.clone(), ..Docs::default() },
                    example: example::of_media(media),
                    at: body.at,
                }));
            }
            Err(problem) => why = why.or(Some(problem)),
        }
    }
    left_out(cx, operation, body, why)
}

fn content(
    cx: &mut Cx<'_>,
    sent: Sent,
    media: &MediaType,
    body: &RequestBody,
) -> Result<Content, &'static str> {
    Ok(match sent {
        Sent::Json => {
            let ty = match media.schema {
                Some(schema) => schema::lower(cx, schema, 0).whole(),
                None => TypeRef::Json,
            };
            Content::Json { ty, shape: BodyShape::Whole(Ident::PENDING) }
        }
        Sent::Form => Content::Form(form::lower(cx, media, body.required, false)?),
        Sent::Multipart => Content::Multipart(form::lower(cx, media, body.required, true)?),
        Sent::Text => Content::Text(Ident::PENDING),
        Sent::Bytes => Content::Bytes(Ident::PENDING),
    })
}

fn sent(cx: &Cx<'_>, media: &MediaType) -> Sent {
    let essence = media_type::essence(&media.name);
    match media_type::format(&media.name) {
        Format::Json => Sent::Json,
        // In practice JSON, where the schema is about something with a structure.
        Format::Any => match media.schema.map(|id| binary::plain(cx, id)) {
            Some(schema) if !matches!(schema::kind(schema), Kind::Any | Kind::String) => Sent::Json,
            Some(Schema { all_of, one_of, any_of, .. })
                if !(all_of.is_empty() && one_of.is_empty() && any_of.is_empty()) =>
            {
                Sent::Json
            }
            Some(_) | None => Sent::Bytes,
        },
        Format::Text | Format::Binary if media.schema.is_some_and(|id| binary::is_file(cx, id)) => {
            Sent::Bytes
        }
        Format::Text => Sent::Text,
        Format::Binary if essence == "application/x-www-form-urlencoded" => Sent::Form,
        Format::Binary if essence.starts_with("multipart/") => Sent::Multipart,
        Format::Binary if is_xml(&media.name) => Sent::Text,
        Format::Binary => Sent::Bytes,
    }
}

/// The media type that is sent. One that callers say has a stand-in that its range allows, if there is one
/// for all.
fn name(sent: Sent, name: &str) -> String {
    let essence = media_type::essence(name);
    match sent {
        Sent::Json => media_type::sent(name, Format::Json),
        Sent::Form => media_type::sent(name, Format::Binary),
        // The runtime adds the boundary.
        Sent::Multipart if essence.contains('*') => "multipart/form-data".to_owned(),
        Sent::Multipart => media_type::sent(&essence, Format::Binary),
        Sent::Text if essence.contains('*') => "text/plain".to_owned(),
        Sent::Bytes if essence.contains('*') => "application/octet-stream".to_owned(),
        Sent::Text | Sent::Bytes => match media_type::sent(name, Format::Binary).as_str() {
            "*/*" => "application/octet-stream".to_owned(),
            fits => fits.to_owned(),
        },
    }
}

/// Who says the media type, where the description leaves it open.
fn range(sent: Sent, name: &str, default: &str, body_required: bool) -> Option<MediaRange> {
    let range = media_type::essence(name);
    let open = match sent {
        Sent::Text | Sent::Bytes => range.contains('*'),
        Sent::Json | Sent::Form | Sent::Multipart => false,
    };
    let has_stand_in = matches!(range.as_str(), "*/*" | "application/*" | "text/*");
    let required = body_required && !has_stand_in;
    open.then(|| {
        let summary = format!("The media type of the body, one of {}.", docs::code(&range));
        let mut said = Docs { summary: Some(summary), ..Docs::default() };
        if !required {
            said.facts.push(format!("{DEFAULT}{}.", docs::code(default)));
        }
        MediaRange { range, ident: Ident::PENDING, docs: said, required }
    })
}

fn is_xml(name: &str) -> bool {
    let essence = media_type::essence(name);
    matches!(essence.as_str(), "application/xml" | "text/xml") || essence.ends_with("+xml")
}

fn report_xml(cx: &mut Cx<'_>, operation: &Operation, media: &MediaType) {
    let (called, name) = (called(operation), docs::code(&media.name));
    let message = format!("{name} of {called} is not written yet; the call takes it as text");
    let help = "offer `application/json` too if the server reads it";
    cx.report(codes::UNSUPPORTED, media.at, media.at, message, help);
}

fn left_out(
    cx: &mut Cx<'_>,
    operation: &Operation,
    body: &RequestBody,
    why: Option<&str>,
) -> Result<Option<Body>, LeftOut> {
    let called = called(operation);
    let why = why.unwrap_or("it has no media type");
    let message = if body.required {
        format!("{called} is left out: its body cannot be sent, because {why}")
    } else {
        format!("the optional body of {called} is left out: {why}")
    };
    let help = "describe the body as an object with `properties`";
    cx.report(codes::UNSUPPORTED, body.at, operation.at, message, help);
    if body.required { Err(LeftOut) } else { Ok(None) }
}
