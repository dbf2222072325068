//! Answers that come piece by piece: server-sent events, and JSON values in lines.

use super::{Cx, docs, media_type, schema};
use crate::ir::{
    AnswerSet, AnswerType, AnswerVariant, Docs, Ident, Name, Payload, SetKind, Stream, TypeRef,
};
use crate::resolve::{MediaType, Operation, Pieces, SchemaId, pieces};

/// The first stream of this kind among the successes. The words of `subject` begin the names of types.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    operation: &Operation,
    wanted: Pieces,
    subject: &str,
) -> Option<Stream> {
    let successes = operation.responses.iter().filter(|r| super::status::is_2xx(r.status));
    let mut entries = successes.flat_map(|response| &response.content);
    let media = entries.find(|entry| pieces(&entry.name) == Some(wanted))?;
    let accept = media_type::sent(&media.name, media_type::Format::Binary);
    if !media.events.is_empty() {
        let (set, names) = kinds(cx, media, subject);
        return Some(Stream { accept, item: AnswerType::Set(set), names });
    }
    let item = match (media.item.or(media.schema), wanted) {
        (Some(schema), _) => item(cx, schema, wanted),
        (None, Pieces::Events) => Payload::Text,
        (None, Pieces::Lines) => Payload::Json(TypeRef::Json),
    };
    Some(Stream { accept, item: AnswerType::One(item), names: Vec::new() })
}

/// A variant for each kind of event, and one for any other.
fn kinds(cx: &mut Cx<'_>, media: &MediaType, subject: &str) -> (u32, Vec<(String, u32)>) {
    let mut variants = Vec::with_capacity(media.events.len() + 1);
    let mut names = Vec::new();
    for (index, event) in (0..).zip(&media.events) {
        names.extend(event.names.iter().map(|name| (name.clone(), index)));
        let payload = item(cx, event.data, Pieces::Events);
        let told: Vec<String> = event.names.iter().map(|name| docs::code(name)).collect();
        let summary = match &told[..] {
            [] => "Any other event.".to_owned(),
            told => format!("Events that are called {}.", told.join(" or ")),
        };
        variants.push(variant(event.name(), payload, summary));
    }
    if media.events.iter().all(|event| !event.names.is_empty()) {
        let summary = "Any other event, its data as it is.".to_owned();
        variants.push(variant("other", Payload::Text, summary));
    }
    let set = AnswerSet {
        name: Name(format!("{subject} {}", SetKind::Events.word())),
        ident: Ident::PENDING,
        kind: SetKind::Events,
        variants,
    };
    let index = u32::try_from(cx.answers.len()).expect("answers are counted in 32 bits");
    cx.answers.push(set);
    (index, names)
}

fn variant(name: &str, payload: Payload, summary: String) -> AnswerVariant {
    let docs = Docs { summary: Some(summary), ..Docs::default() };
    AnswerVariant { name: Name(name.to_owned()), ident: Ident::PENDING, payload, docs }
}

/// The schema is that of a piece. Events of strings are text; lines are JSON whatever they hold.
fn item(cx: &mut Cx<'_>, id: SchemaId, wanted: Pieces) -> Payload {
    match (schema::lower(cx, id, 0).whole(), wanted) {
        (TypeRef::String, Pieces::Events) => Payload::Text,
        (item, Pieces::Events | Pieces::Lines) => Payload::Json(item),
    }
}
