//! Names of variants: what a person would call the alternatives.
//!
//! Each depends on its own alternative and on those before it, so one that is added later renames none, unless
//! it changes by which member most of them can be told apart.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Name;
use crate::resolve::{Additional, Schema, SchemaId};
use crate::source::{Node, Value};

use super::super::schema::{Kind, kind};

/// Titles with more words are sentences.
const MOST_WORDS: usize = 4;

/// Values and titles of one word, however it is put together, that have more are no names of anything.
const MOST_WORDS_OF_A_VALUE: usize = 8;

/// An object of which nothing is known that would be a name.
const UNTOLD: &str = "object";

/// Finds a schema.
type Look<'l, 's> = &'l dyn Fn(SchemaId) -> &'s Schema;

/// What is known of an alternative, anonymous parts of its `allOf` included.
struct Told<'s> {
    schema: &'s Schema,
    /// The components that it is made of.
    components: Vec<&'s str>,
    properties: Vec<(&'s str, &'s Schema)>,
    required: Vec<&'s str>,
}

impl<'s> Told<'s> {
    fn of(look: Look<'_, 's>, id: SchemaId) -> Self {
        let schema = look(id);
        let mut told =
            Told { schema, components: Vec::new(), properties: Vec::new(), required: Vec::new() };
        told.take(look, schema);
        for part in schema.reference.iter().chain(&schema.all_of).map(|id| look(*id)) {
            match &part.component {
                Some(component) => told.components.push(component),
                None => told.take(look, part),
            }
        }
        // The order of keys decides nothing.
        told.properties.sort_by_key(|(name, _)| *name);
        told
    }

    fn take(&mut self, look: Look<'_, 's>, schema: &'s Schema) {
        let properties = schema.properties.iter();
        self.properties.extend(properties.map(|p| (p.name.as_str(), look(p.schema))));
        self.required.extend(schema.required.iter().map(String::as_str));
    }

    fn is_object(&self) -> bool {
        match kind(self.schema) {
            Kind::Object => true,
            Kind::Any => !self.properties.is_empty(),
            _ => false,
        }
    }

    fn property(&self, name: &str) -> Option<&'s Schema> {
        self.properties.iter().find(|(known, _)| *known == name).map(|(_, schema)| *schema)
    }
}

/// Words for each alternative of a schema that is called `owner`.
pub(in crate::lower) fn names<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    owner: &str,
    members: &[SchemaId],
) -> Vec<String> {
    let owner = Name(owner.to_owned()).words();
    let members: Vec<Told<'s>> = members.iter().map(|id| Told::of(look, *id)).collect();
    let mut others = Others { tag: tag(&members), ..Others::default() };
    for component in members.iter().flat_map(|told| &told.components) {
        *others.made_of.entry(component).or_default() += 1;
    }
    let mut names: Vec<String> = Vec::with_capacity(members.len());
    for told in &members {
        let candidates = candidates(look, &owner, &others, told);
        let fresh = candidates.iter().find(|name| !names.contains(name)).cloned();
        let name = fresh.unwrap_or_else(|| {
            let untold = candidates.iter().find(|name| *name == UNTOLD);
            let first = untold.or(candidates.last()).map_or("value", String::as_str);
            let mut numbered = (2..).map(|number: u32| format!("{first} {number}"));
            let free = numbered.find(|name| !names.contains(name));
            free.unwrap_or_else(|| first.to_owned())
        });
        names.push(name);
        // What the document names is not called by its members.
        let is_told = told.schema.component.is_some();
        for (name, schema) in told.properties.iter().filter(|_| !is_told) {
            let said = said(look, name, schema);
            others.said.entry(name).or_default().extend(said);
        }
    }
    names
}

/// What an alternative is told apart from.
#[derive(Default)]
struct Others<'s> {
    /// The member that tells all of them apart.
    tag: Option<&'s str>,
    /// How many are made of a component.
    made_of: BTreeMap<&'s str, usize>,
    /// The members of those before, and what is said of them.
    said: BTreeMap<&'s str, BTreeSet<String>>,
}

/// What would do, best first; never empty.
fn candidates(
    look: Look<'_, '_>,
    owner: &[String],
    others: &Others<'_>,
    told: &Told<'_>,
) -> Vec<String> {
    let schema = told.schema;
    let mut names: Vec<String> = Vec::new();
    let given = schema.rename.name.as_ref().or(schema.component.as_ref());
    names.extend(given.map(|name| without(owner, name)));
    // What a reference with siblings refers to has a name too; what several are made of tells none of them.
    let is_alone = told.components.len() == 1 && told.properties.is_empty();
    let own = told.components.iter().filter(|component| {
        is_alone || others.made_of.get(*component).is_none_or(|count| *count < 2)
    });
    names.extend(own.map(|name| without(owner, name)));
    if names.is_empty()
        && let Some(title) = &schema.title
    {
        let words = Name(title.clone()).words();
        let is_word = !title.trim().contains(char::is_whitespace);
        let most = if is_word { MOST_WORDS_OF_A_VALUE } else { MOST_WORDS };
        if !words.is_empty() && words.len() <= most && words != owner {
            names.push(without(owner, title));
        }
    }
    if told.is_object() {
        of_object(look, others, told, &mut names);
    } else {
        names.extend(by_kind(look, schema));
    }
    names
}

/// A name by what the values are.
fn by_kind(look: Look<'_, '_>, schema: &Schema) -> Vec<String> {
    let one = |name: &str| vec![name.to_owned()];
    match kind(schema) {
        // Not by its only value: a list of values takes any other string too.
        Kind::String => match schema.format.as_deref() {
            Some("date-time") => one("date time"),
            _ if is_only_empty(schema) => vec!["empty".to_owned(), "text".to_owned()],
            _ => one("text"),
        },
        Kind::Array => {
            let item = schema.items.map(look);
            let item = item.and_then(|item| match &item.component {
                Some(name) => Some(name.as_str()),
                None => word_of_kind(kind(item)),
            });
            let mut names = one("list");
            names.extend(item.map(|item| match item {
                "list" => "nested list".to_owned(),
                item => format!("{item} list"),
            }));
            names
        }
        other => one(word_of_kind(other).unwrap_or("value")),
    }
}

/// What values of a kind are called.
fn word_of_kind(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Boolean => "boolean",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::String => "text",
        Kind::Array => "list",
        Kind::Object => UNTOLD,
        Kind::Any | Kind::Untold | Kind::Several | Kind::Null => return None,
    })
}

/// An object is what its tag says, or what it must have; else what tells it from those before.
fn of_object(look: Look<'_, '_>, others: &Others<'_>, told: &Told<'_>, names: &mut Vec<String>) {
    if told.properties.is_empty() && told.required.is_empty() {
        let is_map = told.schema.additional != Additional::Forbidden && !told.schema.has_not;
        names.push(if is_map { "map" } else { UNTOLD }.to_owned());
        return;
    }
    let value = others.tag.and_then(|tag| word_of(tag, told.property(tag)?));
    names.extend(value.clone());
    let is_own = |name: &&str| !others.said.contains_key(*name);
    let own = || told.properties.iter().map(|(name, _)| *name).filter(is_own);
    names.extend(told.required.iter().copied().filter(is_own).map(str::to_owned));
    if let ([], [(property, _)]) = (&told.required[..], &told.properties[..]) {
        names.push((*property).to_owned());
    }
    names.push(UNTOLD.to_owned());
    let differing = told.properties.iter().filter_map(|(name, schema)| {
        let said = said(look, name, schema)?;
        let known = others.said.get(*name).is_some_and(|before| before.contains(&said));
        (!known).then_some(said)
    });
    let differing: Vec<String> = own().map(str::to_owned).chain(differing).collect();
    if let (Some(value), Some(first)) = (value, differing.first()) {
        names.push(format!("{value} {first}"));
    }
    names.extend(differing);
}

/// What a member is limited to, or else of what type it is: `text content`.
fn said(look: Look<'_, '_>, name: &str, schema: &Schema) -> Option<String> {
    if let Some(value) = word_of(name, schema) {
        return Some(value);
    }
    let component = schema.component.as_ref().or_else(|| {
        let mut targets = schema.reference.iter().chain(&schema.all_of).map(|id| look(*id));
        targets.find_map(|target| target.component.as_ref())
    });
    match component {
        Some(component) => Some(component.clone()),
        None => word_of_kind(kind(schema)).map(|kind| format!("{kind} {name}")),
    }
}

/// The member by whose first values the most alternatives can be told apart.
fn tag<'s>(members: &[Told<'s>]) -> Option<&'s str> {
    let objects = members.iter().filter(|told| told.is_object());
    let mut values: Vec<(&str, Vec<String>)> = Vec::new();
    for (name, schema) in objects.flat_map(|told| &told.properties) {
        let Some(value) = word_of(name, schema) else { continue };
        match values.iter_mut().find(|(known, _)| known == name) {
            Some((_, known)) => known.push(value),
            None => values.push((name, vec![value])),
        }
    }
    let distinct = |values: &[String]| values.iter().collect::<BTreeSet<_>>().len();
    // One that most have in common is no name of any.
    values.retain(|(_, values)| distinct(values) > 1 && distinct(values) * 2 > values.len());
    // The first of those that tell most apart.
    let most = values.iter().map(|(_, values)| distinct(values)).max()?;
    values.into_iter().find(|(_, values)| distinct(values) == most).map(|(name, _)| name)
}

/// The first value that a member is limited to, if it is a word.
fn word_of(member: &str, schema: &Schema) -> Option<String> {
    let node = schema.constant.as_ref().or_else(|| schema.enumeration.as_ref()?.first())?;
    let only = schema.constant.is_some() || schema.enumeration.as_ref()?.len() == 1;
    match &node.value {
        Value::Bool(true) if only => Some(member.to_owned()),
        Value::Bool(false) if only => Some(format!("not {member}")),
        Value::Int(value) if only && *value >= 0 => Some(format!("{member} {value}")),
        _ => word(node),
    }
}

/// Whether the only value is a text without anything in it.
fn is_only_empty(schema: &Schema) -> bool {
    let mut values = schema.constant.iter().chain(schema.enumeration.iter().flatten()).peekable();
    values.peek().is_some()
        && values.all(|node| matches!(&node.value, Value::String(text) if text.is_empty()))
}

fn word(node: &Node) -> Option<String> {
    let Value::String(value) = &node.value else { return None };
    let words = Name(value.clone()).words();
    (!words.is_empty() && words.len() <= MOST_WORDS_OF_A_VALUE).then(|| value.clone())
}

/// A name without that of the union around it: `PetCat` in `Pet` is `cat`.
fn without(owner: &[String], name: &str) -> String {
    let words = Name(name.to_owned()).words();
    let rest = words.strip_prefix(owner).or_else(|| words.strip_suffix(owner));
    match rest {
        Some([first, ..])
            if !owner.is_empty() && !first.starts_with(|c: char| c.is_ascii_digit()) =>
        {
            rest.unwrap_or_default().join(" ")
        }
        _ => name.to_owned(),
    }
}
