//! Answers that come piece by piece: server-sent events, and JSON values in lines.

use super::{Cx, media_type, schema};
use crate::ir::{Payload, Stream, TypeRef};
use crate::resolve::{Operation, Pieces, SchemaId, pieces};

/// The first stream of this kind among the successes.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation, wanted: Pieces) -> Option<Stream> {
    let successes = operation.responses.iter().filter(|r| super::status::is_2xx(r.status));
    let mut entries = successes.flat_map(|response| &response.content);
    let media = entries.find(|entry| pieces(&entry.name) == Some(wanted))?;
    let item = match (media.item.or(media.schema), wanted) {
        (Some(schema), _) => item(cx, schema, wanted),
        (None, Pieces::Events) => Payload::Text,
        (None, Pieces::Lines) => Payload::Json(TypeRef::Json),
    };
    Some(Stream { accept: media_type::sent(&media.name, media_type::Format::Binary), item })
}

/// The schema is that of a piece. Events of strings are text; lines are JSON whatever they hold.
fn item(cx: &mut Cx<'_>, id: SchemaId, wanted: Pieces) -> Payload {
    match (schema::lower(cx, id, 0).whole(), wanted) {
        (TypeRef::String, Pieces::Events) => Payload::Text,
        (item, Pieces::Events | Pieces::Lines) => Payload::Json(item),
    }
}
