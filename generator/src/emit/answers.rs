//! Sets of answers: one enum for all operations whose answers differ by status in the same way.

use super::docs::{self, Doc, deprecated};
use super::{Chunk, Cx, Entry, List, Row, Table, features, markdown};
use crate::ir::{AnswerSet, AnswerVariant, Payload, SetKind, TypeRef};

/// `errors.rs`.
pub(super) fn answers(cx: Cx<'_>) -> Vec<Chunk> {
    let doc = Doc::of("What operations answer with where the type depends on the status.");
    let mut chunks: Vec<Chunk> = vec![doc.inner().into()];
    for (index, set) in cx.api.answers.iter().enumerate() {
        let users = cx.api.features.as_ref().and_then(|features| features.answers.get(index));
        let gate = features::cfg(cx.api, users.map_or(&[], Vec::as_slice));
        chunks.extend([definition(cx, set, gate.clone()).into(), table(set, gate).into()]);
    }
    chunks
}

fn definition(cx: Cx<'_>, set: &AnswerSet, gate: Option<String>) -> List {
    let doc = Doc::of(match set.kind {
        SetKind::Errors => {
            "The documented errors of operations: one variant for each kind of body. The status is in \
             [`Error`](crate::Error)."
        }
        SetKind::Answers => {
            "The documented answers of operations: one variant for each kind of body."
        }
        SetKind::Events => "The data of documented events: one variant for each kind of them.",
    });
    let variants = set.variants.iter().map(|variant| {
        let doc = Doc::spec(&variant.docs, || body(cx, variant));
        let (name, payload) = (variant.ident.as_str(), cx.payload(&variant.payload));
        Row::of(doc, deprecated(&variant.docs), format!("{name}({payload}),"))
    });
    let derived = "#[derive(Clone, Debug, PartialEq)]".to_owned();
    let attributes = gate.into_iter().chain([derived]).collect();
    List::open(&set.ident, doc, attributes, "enum", variants.collect())
}

/// What is said about the body of a variant.
fn body(cx: Cx<'_>, variant: &AnswerVariant) -> String {
    let text = match &variant.payload {
        Payload::Json(TypeRef::Named(id)) => docs::short(&cx.api.ty(*id).docs),
        Payload::Json(_) | Payload::Empty | Payload::Text | Payload::Bytes => String::new(),
    };
    if text.is_empty() {
        format!("{}.", markdown::code(&variant.name.0))
    } else {
        docs::sentence(&text)
    }
}

/// The table of its variants. A set of nothing has no value; lowering makes none.
fn table(set: &AnswerSet, gate: Option<String>) -> Table {
    let last = set.variants.len().saturating_sub(1);
    let variants = set.variants.iter().enumerate().map(|(index, variant)| {
        let name = variant.ident.as_str();
        Entry::of(if index == last { format!("_ {name}") } else { format!("{index} {name}") })
    });
    let name = set.ident.as_str().to_owned();
    let table = Table::lists("answers", name, vec![variants.collect()]);
    Table { attributes: gate.into_iter().collect(), ..table }
}
