//! One response: its bodies, each in a media type that the client reads.
//!
//! What says the same as JSON in another notation is not asked for; whatever else is described is read by the
//! media type that it comes with.

use std::collections::BTreeMap;

use super::alike::alike;
use super::docs::code;
use super::media_type::{self, Format, plainness};
use super::operation::called;
use super::schema::{self, Kind};
use super::status::{self, is_2xx};
use super::{Cx, binary, example, pointer};
use crate::diag::{Place, codes};
use crate::ir::{Envelope, Payload, ResponseBody, Status, TypeRef};
use crate::resolve::{self, MediaType, Operation, Response};

/// What bodies are within.
#[derive(Default)]
pub(super) struct Envelopes {
    pub(super) distinct: Vec<Envelope>,
    /// The types of whole bodies, by status and place among the bodies of it.
    wholes: BTreeMap<(Status, usize), TypeRef>,
}

impl Envelopes {
    /// The type of a whole body that is within one.
    pub(super) fn whole(&self, status: Status, index: usize) -> Option<&TypeRef> {
        self.wholes.get(&(status, index))
    }
}

/// The bodies of a response, the one that is asked for first; none where it carries nothing.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    operation: &Operation,
    response: &Response,
    envelopes: &mut Envelopes,
) -> Vec<ResponseBody> {
    if operation.method.as_str() == "HEAD" {
        // What is described is the answer to GET.
        return Vec::new();
    }
    if is_bodiless(response.status) {
        if let Some(first) = response.content.first() {
            let message = "an answer of this status never has a body (RFC 9110)".to_owned();
            let help = "remove `content`, or describe another status";
            cx.report(codes::IGNORED_KEY, Place::Key(first.at), first.at, message, help);
        }
        return Vec::new();
    }
    let read = read(cx, response);
    let bodies = read.into_iter().enumerate();
    bodies
        .map(|(index, (media, format))| {
            let place = (status::lower(response.status), index);
            let (payload, envelope) = body(cx, operation, media, format, (place, envelopes));
            ResponseBody {
                accept: match &payload {
                    Payload::Empty | Payload::Bytes => {
                        media_type::sent(&media.name, Format::Binary)
                    }
                    Payload::Json(_) => media_type::sent(&media.name, Format::Json),
                    Payload::Text => media_type::sent(&media.name, Format::Text),
                },
                payload,
                media_type: media.name.trim().to_owned(),
                envelope,
                example: example::of_media(media),
            }
        })
        .collect()
}

/// Whether answers have no body (RFC 9110, sections 6.4.1 and 15.3.6). What follows 1xx is no HTTP any more, or
/// another answer.
fn is_bodiless(status: resolve::Status) -> bool {
    use resolve::Status::{Code, Range};
    matches!(status, Code(100..=199 | 204 | 205 | 304) | Range(1))
}

/// The entries that are read, best first: JSON before anything else, and of JSON the plain one, then in order
/// of the document. Streams are read by ends of their own where there is anything else.
fn read<'a>(cx: &mut Cx<'_>, response: &'a Response) -> Vec<(&'a MediaType, Format)> {
    let is_stream = |entry: &&MediaType| resolve::pieces(&entry.name).is_some();
    let (streams, others): (Vec<&MediaType>, Vec<&MediaType>) =
        response.content.iter().partition(is_stream);
    let only_streams = others.is_empty();
    let (entries, streams) = if only_streams { (streams, others) } else { (others, streams) };
    let mut entries: Vec<(&MediaType, Format)> =
        entries.into_iter().map(|entry| (entry, format(cx, entry))).collect();
    entries.sort_by_key(|(entry, format)| (*format, plainness(&entry.name)));
    if only_streams && is_2xx(response.status) {
        entries.truncate(1);
    }
    let mut entries = entries.into_iter();
    let Some(main) = entries.next() else { return Vec::new() };
    let (mut chosen, mut unread) = (vec![main], Vec::new());
    for (entry, format) in entries {
        if says_the_same(cx, entry, main) {
            if format == Format::Text && entry.schema.is_some_and(|id| is_any_text(cx, id)) {
                // Text that may come in quotes is text.
                chosen[0].1 = Format::Text;
                chosen.push((entry, format));
            }
            continue;
        }
        if media_type::is_xml(&entry.name) && main.1 == Format::Json {
            unread.push(entry);
        } else {
            chosen.push((entry, format));
        }
    }
    if !is_2xx(response.status) {
        unread.extend(streams);
    }
    report_unread(cx, &unread, main.0);
    chosen
}

/// What a media type is to the client, by its name or else by its schema.
fn format(cx: &Cx<'_>, media: &MediaType) -> Format {
    let known = media_type::format(&media.name);
    let Some(id) = media.schema else {
        return if known == Format::Any { Format::Binary } else { known };
    };
    let schema = binary::plain(cx, id);
    let combined =
        !(schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty());
    let is_structure = combined || !matches!(schema::kind(schema), Kind::Any | Kind::String);
    match known {
        // JSON has no bytes, so these are JSON as it is; any text of JSON may be encoded, though.
        Format::Json if schema.format.as_deref() == Some("binary") => Format::Binary,
        Format::Any | Format::Text if binary::is_file(cx, id) => Format::Binary,
        Format::Json | Format::Text => known,
        // In practice JSON, unless the schema is that of any text or of nothing.
        Format::Any if is_structure => Format::Json,
        Format::Any if is_any_text(cx, id) => Format::Text,
        Format::Any if schema::kind(schema) == Kind::String => Format::Json,
        Format::Any => Format::Binary,
        // A name of one's own for an object, which servers of JSON give it.
        Format::Binary if is_structure && media_type::is_private(&media.name) => Format::Json,
        Format::Binary => known,
    }
}

fn is_any_text(cx: &Cx<'_>, id: resolve::SchemaId) -> bool {
    let schema = binary::plain(cx, id);
    let plain = schema.enumeration.is_none() && schema.constant.is_none();
    schema::kind(schema) == Kind::String && plain && schema.format.is_none()
}

/// Whether what is asked for says all that another media type could: the same in JSON, or in XML.
fn says_the_same(cx: &Cx<'_>, entry: &MediaType, main: (&MediaType, Format)) -> bool {
    let is_other = matches!(format(cx, entry), Format::Json) || media_type::is_xml(&entry.name);
    main.1 == Format::Json
        && match (entry.schema, main.0.schema) {
            (Some(one), Some(other)) => alike(cx, one, other),
            (None, None) => is_other,
            (None, Some(_)) => media_type::is_xml(&entry.name),
            (Some(_), None) => false,
        }
}

/// Reports what is not asked for.
fn report_unread(cx: &mut Cx<'_>, unread: &[&MediaType], main: &MediaType) {
    let Some(first) = unread.first() else { return };
    let names: Vec<String> = unread.iter().map(|entry| code(&entry.name)).collect();
    let message = format!("{} beside {} is not asked for", names.join(", "), code(&main.name));
    let help = "nothing is to be done if the one that is used says the same";
    cx.report(codes::UNSUPPORTED, Place::Key(first.at), first.at, message, help);
}

/// A body in one of its media types, and what it is within.
fn body(
    cx: &mut Cx<'_>,
    operation: &Operation,
    media: &MediaType,
    format: Format,
    (place, envelopes): ((Status, usize), &mut Envelopes),
) -> (Payload, Option<u32>) {
    let whole = payload(cx, operation, media, format);
    let Some(unwrap) = &media.unwrap else { return (whole, None) };
    match whole {
        Payload::Json(whole) => {
            let payload = unwrapped(cx, operation, media, &whole);
            let resolve::Unwrap { payload: pointer, success } = unwrap.clone();
            envelopes.wholes.insert(place, whole);
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
    media: &MediaType,
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
fn payload(cx: &mut Cx<'_>, operation: &Operation, media: &MediaType, format: Format) -> Payload {
    let (payload, stays) = match format {
        Format::Json | Format::Any => {
            return Payload::Json(match media.schema {
                Some(schema) => schema::lower(cx, schema, 0).whole(),
                None => TypeRef::Json,
            });
        }
        Format::Text => (Payload::Text, "text"),
        Format::Binary if is_text(cx, media) => (Payload::Text, "text"),
        Format::Binary => (Payload::Bytes, "bytes"),
    };
    // The pieces of a stream have their types where it is read.
    let has_ends = resolve::pieces(&media.name).is_some();
    if let Some(schema) = media.item.or(media.schema).filter(|_| !has_ends) {
        report_structure(cx, operation, media, schema, stays);
    }
    payload
}

/// Whether a body is XML, and not said to be bytes.
fn is_text(cx: &Cx<'_>, media: &MediaType) -> bool {
    media_type::is_xml(&media.name) && !media.schema.is_some_and(|id| binary::is_file(cx, id))
}

/// Says that the structure of a body other than JSON is lost.
fn report_structure(
    cx: &mut Cx<'_>,
    operation: &Operation,
    media: &MediaType,
    schema: resolve::SchemaId,
    stays: &str,
) {
    let described = cx.schema(schema);
    let plain = described.is_any() || schema::kind(described) == Kind::String;
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
