//! Answers that come piece by piece: server-sent events, and JSON values in lines.

use super::{Cx, media_type, schema};
use crate::ir::{Payload, Stream, TypeRef};
use crate::resolve::{MediaType, Operation, SchemaId};

/// How a body is divided into pieces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Pieces {
    /// Server-sent events (WHATWG HTML, section 9.2).
    Events,
    /// JSON values, each in a line or after a separator (RFC 7464).
    Lines,
}

/// The division that a media type stands for.
pub(super) fn pieces(name: &str) -> Option<Pieces> {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/event-stream" => Some(Pieces::Events),
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/json-seq" => Some(Pieces::Lines),
        _ => None,
    }
}

/// The first stream of this kind among the successes.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation, wanted: Pieces) -> Option<Stream> {
    let successes = operation.responses.iter().filter(|r| super::status::is_2xx(r.status));
    let mut entries = successes.flat_map(|response| &response.content);
    let MediaType { name, schema, .. } =
        entries.find(|entry| pieces(&entry.name) == Some(wanted))?;
    let item = match (schema, wanted) {
        (Some(schema), _) => item(cx, *schema, wanted),
        (None, Pieces::Events) => Payload::Text,
        (None, Pieces::Lines) => Payload::Json(TypeRef::Json),
    };
    Some(Stream { accept: media_type::sent(name, media_type::Format::Binary), item })
}

/// The schema is that of a piece. Events of strings are text; lines are JSON whatever they hold.
fn item(cx: &mut Cx<'_>, id: SchemaId, wanted: Pieces) -> Payload {
    match (schema::lower(cx, id, 0).whole(), wanted) {
        (TypeRef::String, Pieces::Events) => Payload::Text,
        (item, Pieces::Events | Pieces::Lines) => Payload::Json(item),
    }
}
