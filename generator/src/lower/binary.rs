//! Schemas of files and other bytes, which JSON cannot hold but a body or a part can.

use super::media_type::{self, Format};
use super::schema::{self, Kind};
use super::{Cx, null};
use crate::resolve::{Schema, SchemaId, Type};

/// References followed before the answer is what was found so far.
const FARTHEST: usize = 64;

/// The schema that decides: behind references that only annotate, and beside null.
pub(super) fn plain<'a>(cx: &'a Cx<'_>, id: SchemaId) -> &'a Schema {
    let mut schema = cx.schema(id);
    for _ in 0..FARTHEST {
        if schema::kind(schema) != Kind::Any || schema.format.is_some() {
            break;
        }
        let alternatives = schema.one_of.iter().chain(&schema.any_of);
        let alternatives = alternatives.filter(|id| !null::only(cx.schema(**id)));
        let mut members = schema.reference.iter().chain(&schema.all_of).chain(alternatives);
        let (Some(only), None) = (members.next(), members.next()) else { break };
        schema = cx.schema(*only);
    }
    schema
}

/// Whether values are said to be bytes: `format: binary` (3.0 and in practice), or `contentMediaType` and
/// `contentEncoding` (3.1, "Considerations for File Uploads"). Text is none, nor is JSON in a string.
pub(super) fn is_file(cx: &Cx<'_>, id: SchemaId) -> bool {
    let schema = plain(cx, id);
    let is_text = schema.types.iter().all(|ty| matches!(ty, Type::String | Type::Null));
    let by_content = match &schema.content {
        (None, Some(media_type)) => {
            !matches!(media_type::format(media_type), Format::Text | Format::Json)
        }
        (Some(_), Some(media_type)) => media_type::format(media_type) != Format::Text,
        (encoding, None) => encoding.is_some(),
    };
    is_text && (schema.format.as_deref() == Some("binary") || by_content)
}

/// Whether the values of a part are bytes: of a file, or of a schema that says nothing, which in 3.1 is how
/// bytes are described.
pub(super) fn is_part(cx: &Cx<'_>, id: SchemaId) -> bool {
    let schema = plain(cx, id);
    let says_nothing = schema.is_any() && schema.format.is_none() && schema.content == (None, None);
    is_file(cx, id) || says_nothing
}

/// The items of a schema of lists.
pub(super) fn items(cx: &Cx<'_>, id: SchemaId) -> Option<SchemaId> {
    let schema = plain(cx, id);
    schema.items.filter(|_| schema::kind(schema) == Kind::Array)
}
