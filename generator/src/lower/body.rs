//! Request bodies: which media types are sent, and what the call asks for.

use super::alike::alike;
use super::form::Encoded;
use super::media_type::{self, Format};
use super::operation::called;
use super::schema::{self, Kind};
use super::{Cx, binary, demanded, docs, example, form};
use crate::diag::codes;
use crate::ir::{Body, BodyShape, Content, DEFAULT, Docs, FieldValue, Ident, MediaRange, TypeRef};
use crate::resolve::{MediaType, Operation, RequestBody, Schema};

/// The kinds of bodies, best first where a description offers several.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Sent {
    Json,
    Form,
    Multipart,
    Text,
    Bytes,
}

/// What an operation can send.
#[derive(Default)]
pub(super) struct Bodies {
    /// What is sent by default.
    pub(super) main: Option<Body>,
    /// Those that can say something else, with words for their media types.
    pub(super) others: Vec<(String, Body)>,
    /// What the documentation tells of the others.
    pub(super) facts: Vec<String>,
}

/// Lowers the bodies. How the call asks for JSON is decided by the pass `flatten`, once types are complete.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation) -> Bodies {
    let Some(body) = &operation.body else { return Bodies::default() };
    let required =
        body.required == Some(true) || demanded::is_demanded(cx.resolved, operation, body);
    let mut entries: Vec<(Sent, &MediaType)> =
        body.content.iter().map(|media| (sent(cx, media), media)).collect();
    entries.sort_by_key(|(sent, media)| (*sent, media_type::plainness(&media.name)));
    let mut chosen: Vec<Choice<'_>> = Vec::new();
    let mut same: Vec<&str> = Vec::new();
    for (sent, media) in entries {
        if let Some(whole) = chosen.iter_mut().find(|known| known.takes(sent, media)) {
            whole.media.push(media);
        } else if chosen.iter().any(|known| says(cx, known, sent, media)) {
            same.push(&media.name);
        } else {
            chosen.push(Choice { sent, media: vec![media] });
        }
    }
    let mut facts = Vec::new();
    if !same.is_empty() {
        facts.push(format!("The API takes the same body as {} too.", listed(&same)));
    }
    let mut bodies = chosen.into_iter().map(|choice| {
        let words = words(&choice);
        (words, choice.body(cx, operation, body, required))
    });
    let Some((_, main)) = bodies.next() else {
        return Bodies { main: Some(unknown(cx, operation, body, required)), ..Bodies::default() };
    };
    let others: Vec<(String, Body)> = bodies.collect();
    if !others.is_empty() {
        let names: Vec<&str> = others.iter().map(|(_, body)| &*body.media_type).collect();
        facts.push(format!(
            "Sends the body as {}; methods of their own send {}.",
            docs::code(&main.media_type),
            listed(&names)
        ));
    }
    Bodies { main: Some(main), others, facts }
}

/// Media types that one method sends. Texts and bytes are the caller's, and so is what they are called.
struct Choice<'a> {
    sent: Sent,
    /// At least one.
    media: Vec<&'a MediaType>,
}

impl Choice<'_> {
    /// Whether the caller of this one may as well send that.
    fn takes(&self, sent: Sent, media: &MediaType) -> bool {
        let plain = |media: &MediaType| !media_type::is_xml(&media.name);
        matches!(sent, Sent::Text | Sent::Bytes)
            && self.sent == sent
            && self.media.iter().all(|own| plain(own))
            && plain(media)
    }

    fn body(
        &self,
        cx: &mut Cx<'_>,
        operation: &Operation,
        body: &RequestBody,
        required: bool,
    ) -> Body {
        let media = self.media[0];
        let content = content(cx, self.sent, media, required);
        let description = body.description.as_ref().or(media.description.as_ref());
        let mut said = Docs { description: description.cloned(), ..Docs::default() };
        if media.item.is_some() {
            report_sequence(cx, operation, media);
        }
        if self.sent == Sent::Text && media_type::is_xml(&media.name) {
            report_xml(cx, operation, media);
            said.facts.push("An XML document, which is sent as it is.".to_owned());
        }
        let media_type = name(self.sent, &media.name);
        let range = match (&self.media[..], self.sent, &content) {
            (_, Sent::Multipart, Content::Bytes(_)) => Some(boundary(&media_type, required)),
            ([_], ..) => range(self.sent, &media.name, &media_type, required),
            (several, ..) => Some(one_of(several, &media_type)),
        };
        Body {
            content,
            range,
            media_type,
            required,
            docs: said,
            example: example::of_media(media),
            at: body.at,
        }
    }
}

/// Whether a body that is chosen says all that another media type could.
fn says(cx: &mut Cx<'_>, known: &Choice<'_>, sent: Sent, media: &MediaType) -> bool {
    let own = known.media[0];
    match (known.sent, sent) {
        (Sent::Json, Sent::Bytes) | (Sent::Form | Sent::Multipart, Sent::Bytes) => return false,
        // What is read as text has no structure to be compared.
        (Sent::Text | Sent::Bytes, _) => return own.schema == media.schema && known.sent == sent,
        (Sent::Json | Sent::Form | Sent::Multipart, _) => {}
    }
    let same = match (own.schema, media.schema) {
        (Some(own), Some(other)) => alike(cx, own, other),
        (None, None) => sent != Sent::Text || media_type::is_xml(&media.name),
        (Some(_), None) | (None, Some(_)) => false,
    };
    same && !(sent == Sent::Multipart && has_files(cx, media))
}

/// Whether parts of it are files, of which JSON and forms know nothing.
fn has_files(cx: &mut Cx<'_>, media: &MediaType) -> bool {
    form::lower(cx, media, true, Encoded::Multipart).is_ok_and(|form| {
        form.fields.iter().any(|field| !matches!(field.value, FieldValue::Typed(_)))
    })
}

/// What a method for these media types is named after.
fn words(choice: &Choice<'_>) -> String {
    let essence = media_type::essence(&choice.media[0].name);
    match choice.sent {
        Sent::Form => "form".to_owned(),
        Sent::Multipart => "multipart".to_owned(),
        Sent::Text if choice.media.len() > 1 || essence.ends_with("/plain") => "text".to_owned(),
        Sent::Bytes if choice.media.len() > 1 || essence.ends_with("/octet-stream") => {
            "bytes".to_owned()
        }
        Sent::Json | Sent::Text | Sent::Bytes => media_type::words(&essence),
    }
}

fn content(cx: &mut Cx<'_>, sent: Sent, media: &MediaType, required: bool) -> Content {
    let written = match sent {
        Sent::Json => {
            let ty = match media.schema {
                Some(schema) => schema::lower(cx, schema, 0).whole(),
                None => TypeRef::Json,
            };
            return Content::Json { ty, shape: BodyShape::Whole(Ident::PENDING) };
        }
        Sent::Form => form::lower(cx, media, required, Encoded::Url).map(Content::Form),
        Sent::Multipart => {
            form::lower(cx, media, required, Encoded::Multipart).map(Content::Multipart)
        }
        Sent::Text => Ok(Content::Text(Ident::PENDING)),
        Sent::Bytes => Ok(Content::Bytes(Ident::PENDING)),
    };
    written.unwrap_or_else(|why| {
        let name = docs::code(&media.name);
        let message = format!("the caller writes the body {name} as a whole: {why}");
        let help = "describe the body as an object with `properties`";
        cx.degrade(codes::UNSUPPORTED, media.at, message, help);
        match sent {
            Sent::Form => Content::Text(Ident::PENDING),
            Sent::Json | Sent::Multipart | Sent::Text | Sent::Bytes => {
                Content::Bytes(Ident::PENDING)
            }
        }
    })
}

/// A body without any media type: bytes that are whatever the caller says.
fn unknown(cx: &mut Cx<'_>, operation: &Operation, body: &RequestBody, required: bool) -> Body {
    let message =
        format!("the body of {} has no media type; it is sent as bytes", called(operation));
    let help = "describe it in `content`";
    cx.report(codes::UNTYPED, body.at, operation.at, message, help);
    Body {
        content: Content::Bytes(Ident::PENDING),
        range: range(Sent::Bytes, "*/*", "application/octet-stream", required),
        media_type: "application/octet-stream".to_owned(),
        required,
        docs: Docs { description: body.description.clone(), ..Docs::default() },
        example: None,
        at: body.at,
    }
}

/// The input for one media type of several.
fn one_of(several: &[&MediaType], default: &str) -> MediaRange {
    let names: Vec<&str> = several.iter().map(|media| &*media.name).collect();
    let summary = format!("The media type of the body, one of {}.", listed(&names));
    MediaRange {
        range: names.join(", "),
        ident: Ident::PENDING,
        docs: Docs {
            summary: Some(summary),
            facts: vec![format!("Default: {}.", docs::code(default))],
            ..Docs::default()
        },
        required: false,
    }
}

/// The input for the boundary between parts that the caller writes.
fn boundary(media_type: &str, required: bool) -> MediaRange {
    let example = docs::code(&format!("{media_type}; boundary=…"));
    let summary = format!("The media type of the body with the boundary of its parts: {example}.");
    let docs = Docs { summary: Some(summary), ..Docs::default() };
    MediaRange { range: media_type.to_owned(), ident: Ident::PENDING, docs, required }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| docs::code(name)).collect::<Vec<_>>().join(", ")
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
        Format::Binary if media_type::is_xml(&media.name) => Sent::Text,
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

/// Says that the caller writes a sequence, whose pieces are described.
fn report_sequence(cx: &mut Cx<'_>, operation: &Operation, media: &MediaType) {
    let (called, name) = (called(operation), docs::code(&media.name));
    let message =
        format!("the pieces of {name} of {called} are not written yet; the call takes the whole");
    let help = "offer `application/json` with a list too if the server reads it";
    cx.report(codes::UNSUPPORTED, media.at, media.at, message, help);
}

/// Says that the structure of XML is lost, where one is described.
fn report_xml(cx: &mut Cx<'_>, operation: &Operation, media: &MediaType) {
    let Some(described) = media.schema.map(|schema| cx.schema(schema)) else { return };
    if described.is_any() || schema::kind(described) == Kind::String {
        return;
    }
    let (called, name) = (called(operation), docs::code(&media.name));
    let message = format!("{name} of {called} is not written yet; the call takes it as text");
    let help = "offer `application/json` too if the server reads it";
    cx.report(codes::UNSUPPORTED, media.at, media.at, message, help);
}
