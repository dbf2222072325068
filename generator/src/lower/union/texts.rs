//! Alternatives that are all strings are one: a list of values where one lists any, which is open anyway.

use std::collections::BTreeSet;

use super::super::inline::Part;
use super::super::schema::{self, Kind};
use super::super::{Cx, all_of, alternatives};
use super::Member;
use crate::resolve::{Rename, Schema, SchemaId, Type};
use crate::source::Node;

/// Alternatives within alternatives are looked into no further.
const MOST_SEEN: usize = 256;

/// What a string can be.
#[derive(Default)]
struct Text {
    values: Vec<Node>,
    names: Vec<(String, String)>,
    secret: bool,
    format: Option<String>,
}

/// The members with one in the place of the first string.
pub(super) fn merged(cx: &mut Cx<'_>, owner: SchemaId, members: Vec<Member>) -> Vec<Member> {
    let texts: Vec<Option<Text>> =
        members.iter().map(|member| text(cx, member.schema, &mut BTreeSet::new())).collect();
    if texts.iter().flatten().count() < 2 {
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
    let merged = one(cx, owner, all);
    kept.insert(first.unwrap_or_default(), merged);
    kept
}

fn one(cx: &mut Cx<'_>, owner: SchemaId, mut texts: Vec<(Member, Text)>) -> Member {
    let listing = texts.iter().filter(|(_, text)| !text.values.is_empty()).count();
    let secret = texts.iter().any(|(_, text)| text.secret);
    let named = |(member, text): &(Member, Text)| {
        !text.values.is_empty() && cx.components.contains_key(&member.schema)
    };
    if let Some(place) = texts.iter().position(named).filter(|_| listing == 1 && !secret) {
        return texts.swap_remove(place).0;
    }
    let at = cx.schema(texts[0].0.original).at;
    let formats: Vec<Option<String>> = texts.iter().map(|(_, text)| text.format.clone()).collect();
    let same = formats.iter().all(|format| *format == formats[0]);
    let mut made = Schema {
        types: vec![Type::String],
        secret,
        format: formats.into_iter().next().flatten().filter(|_| same && listing == 0),
        ..Schema::any(at)
    };
    let mut values: Vec<Node> = Vec::new();
    let mut names = Vec::new();
    for (_, text) in texts {
        for value in text.values {
            if !values.iter().any(|known| known.value == value.value) {
                values.push(value);
            }
        }
        names.extend(text.names);
    }
    if !values.is_empty() && !secret {
        made.enumeration = Some(values);
        made.rename = Rename { name: None, values: names };
    }
    let made = cx.make(made);
    cx.places.stand(made, owner, Part::Branch("text".to_owned()));
    Member { original: made, schema: made, name: "text".to_owned() }
}

/// What a schema of strings says; `None` for any other. Schemas that were seen say nothing again.
fn text(cx: &mut Cx<'_>, id: SchemaId, seen: &mut BTreeSet<SchemaId>) -> Option<Text> {
    if seen.len() > MOST_SEEN {
        return None;
    }
    if !seen.insert(id) {
        return Some(Text::default());
    }
    let schema = cx.schema(id).clone();
    let schema = match schema.reference.is_none() && schema.all_of.is_empty() {
        true => schema,
        false => all_of::merged(cx, id).ok()?,
    };
    if schema.never {
        return None;
    }
    if let Some(listed) = alternatives::listed(&|id| cx.schema(id), &schema, id) {
        let mut all = Text { secret: schema.secret, ..Text::default() };
        for member in listed.members {
            let text = text(cx, member, seen)?;
            all.values.extend(text.values);
            all.names.extend(text.names);
            all.secret |= text.secret;
        }
        return Some(all);
    }
    if schema::kind(&schema) != Kind::String {
        return None;
    }
    let values = schema.constant.into_iter().chain(schema.enumeration.into_iter().flatten());
    let format = schema.format.filter(|format| format != "password");
    Some(Text {
        values: values.collect(),
        names: schema.rename.values,
        secret: schema.secret || cx.schema(id).format.as_deref() == Some("password"),
        format,
    })
}
