//! Alternatives that are all strings are one: a list of values where one lists any, which is open anyway.
//! So are integers of which some have names. That is how JSON Schema says what single values mean:
//! `oneOf: [{const: 1, title: Low}, …]`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::inline::Part;
use super::super::schema::{self, Kind};
use super::super::{Cx, all_of, alternatives, constant};
use super::Member;
use crate::ir::Name;
use crate::resolve::{Rename, Schema, SchemaId, Type, ValueNote};
use crate::source::{Node, Value};

/// Alternatives within alternatives are looked into no further.
const MOST_SEEN: usize = 256;

/// Titles with more words are sentences, and no names.
const MOST_WORDS: usize = 4;

/// What a string or an integer can be.
#[derive(Default)]
struct Text {
    values: Vec<Node>,
    notes: Vec<ValueNote>,
    secret: bool,
    format: Option<String>,
}

/// The members with one in the place of the first string, and one in the place of the first integer where
/// an integer has a name.
pub(super) fn merged(cx: &mut Cx<'_>, owner: SchemaId, members: Vec<Member>) -> Vec<Member> {
    let members = merged_of(cx, owner, members, Kind::String);
    merged_of(cx, owner, members, Kind::Integer)
}

fn merged_of(cx: &mut Cx<'_>, owner: SchemaId, members: Vec<Member>, kind: Kind) -> Vec<Member> {
    let of = |member: &Member| {
        let mut text = text(cx, member.schema, kind, &mut BTreeSet::new())?;
        // What stands beside the alternatives has made another schema of it.
        let original = cx.schema(member.original);
        let named = original.rename.name.as_ref().filter(|_| original.component.is_none());
        if let ([note], Some(name)) = (&mut text.notes[..], named) {
            note.name = Some(name.clone());
        }
        Some(text)
    };
    let texts: Vec<Option<Text>> = members.iter().map(of).collect();
    let notes = || texts.iter().flatten().flat_map(|text| &text.notes);
    let says_nothing = kind == Kind::Integer && notes().all(|note| note.name.is_none());
    if texts.iter().flatten().count() < 2 || says_nothing {
        return members;
    }
    let mut first = None;
    let mut kept: Vec<Member> = Vec::new();
    let mut all: Vec<(Member, Text)> = Vec::new();
    for (member, text) in members.into_iter().zip(texts) {
        match text {
            Some(text) => {
                first.get_or_insert(kept.len());
                all.push((member, text));
            }
            None => kept.push(member),
        }
    }
    let merged = one(cx, owner, all, kind);
    kept.insert(first.unwrap_or_default(), merged);
    kept
}

fn one(cx: &mut Cx<'_>, owner: SchemaId, mut texts: Vec<(Member, Text)>, kind: Kind) -> Member {
    let (ty, part) = match kind {
        Kind::Integer => (Type::Integer, "integer"),
        _ => (Type::String, "text"),
    };
    let listing = texts.iter().filter(|(_, text)| !text.values.is_empty()).count();
    let secret = texts.iter().any(|(_, text)| text.secret);
    // One that has a name and lists what the others list does for all of them.
    let does = |(member, text): &(Member, Text)| {
        let knows = |value: &Node| text.values.iter().any(|known| known.value == value.value);
        cx.components.contains_key(&member.schema)
            && !text.values.is_empty()
            && texts.iter().all(|(_, other)| other.values.iter().all(knows))
    };
    if let Some(place) = texts.iter().position(does).filter(|_| !secret) {
        return texts.swap_remove(place).0;
    }
    let at = cx.schema(texts[0].0.original).at;
    let formats: Vec<Option<String>> = texts.iter().map(|(_, text)| text.format.clone()).collect();
    let same = formats.iter().all(|format| *format == formats[0]);
    let mut made = Schema {
        types: vec![ty],
        secret,
        format: formats
            .into_iter()
            .next()
            .flatten()
            .filter(|_| same && (listing == 0 || kind == Kind::Integer)),
        ..Schema::any(at)
    };
    let mut values: Vec<Node> = Vec::new();
    let mut notes = Vec::new();
    for (_, text) in texts {
        for value in text.values {
            if !values.iter().any(|known| known.value == value.value) {
                values.push(value);
            }
        }
        notes.extend(text.notes);
    }
    if !values.is_empty() && !secret {
        made.enumeration = Some(values);
        made.rename = Rename { name: None, values: notes }.into();
    }
    let made = cx.make(made);
    cx.places.stand(made, owner, Part::Branch(part.to_owned()));
    Member { original: made, schema: made, name: part.to_owned() }
}

/// What a schema of this kind says; `None` for any other. Schemas that were seen say nothing again.
fn text(cx: &mut Cx<'_>, id: SchemaId, kind: Kind, seen: &mut BTreeSet<SchemaId>) -> Option<Text> {
    if seen.len() > MOST_SEEN {
        return None;
    }
    if !seen.insert(id) {
        return Some(Text::default());
    }
    let schema = cx.held(id);
    let schema = match schema.reference.is_none() && schema.all_of.is_empty() {
        true => schema,
        false => Arc::new(all_of::merged(cx, id).ok()?),
    };
    if schema.never {
        return None;
    }
    if let Some(listed) = alternatives::listed(&|id| cx.schema(id), &schema, id) {
        let mut all = Text { secret: schema.secret, ..Text::default() };
        for member in listed.members {
            let text = text(cx, member, kind, seen)?;
            all.values.extend(text.values);
            all.notes.extend(text.notes);
            all.secret |= text.secret;
        }
        return Some(all);
    }
    // Bounds can ask for another type.
    let bounded = kind == Kind::Integer && !schema.bounds.is_silent();
    if schema::kind(&schema) != kind || bounded {
        return None;
    }
    let notes = notes(&schema);
    let values = schema.constant.iter().chain(schema.enumeration.iter().flatten()).cloned();
    let format = schema.format.clone().filter(|format| format != "password");
    Some(Text {
        values: values.collect(),
        notes,
        secret: schema.secret || cx.schema(id).format.as_deref() == Some("password"),
        format,
    })
}

/// What is said about single values: by extensions, or of the only one.
fn notes(schema: &Schema) -> Vec<ValueNote> {
    let (value, is_text) = match constant::node(schema).map(|node| &node.value) {
        Some(Value::String(text)) => (text.clone(), true),
        Some(Value::Int(integer)) => (integer.to_string(), false),
        Some(_) | None => return schema.rename.values.clone(),
    };
    let known = schema.rename.values.iter().find(|note| note.value == value).cloned();
    let mut note = known.unwrap_or_else(|| ValueNote::of(value));
    let title = schema.title.as_ref().map(|title| title.trim()).filter(|title| !title.is_empty());
    let own = schema.rename.name.clone().filter(|_| schema.component.is_none());
    note.name = own.or(note.name).or_else(|| {
        // A text names itself.
        let title = title.filter(|_| !is_text)?;
        let words = Name(title.to_owned()).words().len();
        (1..=MOST_WORDS).contains(&words).then(|| title.to_owned())
    });
    // What the name says already is no description.
    let words = |text: &str| Name(text.to_owned()).words();
    let called = note.name.as_deref().unwrap_or(&note.value);
    let title = title.filter(|title| words(title) != words(called));
    let said = schema.description.as_deref().or(note.description.as_deref());
    note.description = match (title, said) {
        (Some(title), Some(said)) if said.contains(title) => Some(said.to_owned()),
        (Some(title), Some(said)) => Some(format!("{title}\n\n{said}")),
        (title, said) => said.or(title).map(str::to_owned),
    };
    note.deprecated |= schema.deprecated;
    vec![note]
}
