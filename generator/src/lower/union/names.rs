//! Names of variants: what a person would call the alternatives. Each depends on its own alternative and
//! on those before it, so one that is added later renames none.

use std::collections::BTreeSet;

use crate::ir::Name;
use crate::resolve::{Additional, Schema, SchemaId};
use crate::source::{Node, Value};

use super::super::schema::{Kind, kind};

/// Titles with more words are sentences.
const MOST_WORDS: usize = 4;

/// Values with more words are no names of anything.
const MOST_WORDS_OF_A_VALUE: usize = 8;

/// Words for each alternative of a schema that is called `owner`.
pub(in crate::lower) fn names<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    owner: &str,
    members: &[SchemaId],
) -> Vec<String> {
    let owner = Name(owner.to_owned()).words();
    let tag = tag(look, members);
    let mut names: Vec<String> = Vec::with_capacity(members.len());
    for (index, member) in members.iter().enumerate() {
        let mut candidates = candidates(look, &owner, tag, *member);
        if candidates.last().is_some_and(|name| name == UNTOLD) && names.iter().any(|n| n == UNTOLD)
        {
            candidates.extend(own_member(look, &members[..index], *member));
        }
        let fresh = candidates.iter().find(|name| !names.contains(name)).cloned();
        let name = fresh.unwrap_or_else(|| {
            let untold = candidates.iter().find(|name| *name == UNTOLD);
            let first = untold.or(candidates.last()).map_or("value", String::as_str);
            let mut numbered = (2..).map(|number: u32| format!("{first} {number}"));
            let free = numbered.find(|name| !names.contains(name));
            free.unwrap_or_else(|| first.to_owned())
        });
        names.push(name);
    }
    names
}

/// An object of which nothing is known that would be a name.
const UNTOLD: &str = "object";

/// The first member that none of the alternatives before has.
fn own_member<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    before: &[SchemaId],
    id: SchemaId,
) -> Option<String> {
    let has = |id: &SchemaId, name: &str| look(*id).properties.iter().any(|p| p.name == name);
    let mut own = look(id).properties.iter().map(|property| &property.name);
    own.find(|name| !before.iter().any(|other| has(other, name))).cloned()
}

/// What would do, best first; never empty.
fn candidates<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    owner: &[String],
    tag: Option<&str>,
    id: SchemaId,
) -> Vec<String> {
    let schema = look(id);
    let mut names: Vec<String> = Vec::new();
    let given = schema.rename.name.as_ref().or(schema.component.as_ref());
    names.extend(given.map(|name| without(owner, name)));
    // What a lone reference with siblings refers to has a name too.
    let target = schema.reference.into_iter().chain(schema.all_of.iter().copied());
    if let [target] = target.collect::<Vec<_>>()[..] {
        names.extend(look(target).component.as_ref().map(|name| without(owner, name)));
    }
    if names.is_empty()
        && let Some(title) = &schema.title
    {
        let words = Name(title.clone()).words();
        if !words.is_empty() && words.len() <= MOST_WORDS && words != owner {
            names.push(without(owner, title));
        }
    }
    names.extend(by_kind(look, schema, tag));
    names
}

/// A name by what the values are.
fn by_kind<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    schema: &Schema,
    tag: Option<&str>,
) -> Vec<String> {
    let one = |name: &str| vec![name.to_owned()];
    match kind(schema) {
        Kind::Boolean => one("boolean"),
        Kind::Integer => one("integer"),
        Kind::Number => one("number"),
        Kind::String => match (schema.format.as_deref(), only(schema)) {
            (Some("date-time"), _) => one("date time"),
            (_, Some(value)) => vec![value, "text".to_owned()],
            _ => one("text"),
        },
        Kind::Array => {
            let item = schema.items.map(look);
            let item = item.and_then(|item| match (&item.component, kind(item)) {
                (Some(name), _) => Some(name.clone()),
                (None, Kind::Boolean) => Some("boolean".to_owned()),
                (None, Kind::Integer) => Some("integer".to_owned()),
                (None, Kind::Number) => Some("number".to_owned()),
                (None, Kind::String) => Some("text".to_owned()),
                (None, Kind::Array) => Some("nested".to_owned()),
                (None, Kind::Object) => Some("object".to_owned()),
                (None, Kind::Any | Kind::Untold | Kind::Several | Kind::Null) => None,
            });
            let mut names = one("list");
            names.extend(item.map(|item| format!("{item} list")));
            names
        }
        Kind::Object => of_object(look, schema, tag),
        Kind::Any | Kind::Untold | Kind::Several | Kind::Null => one("value"),
    }
}

/// An object is what its tag says, or what it must have.
fn of_object<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    schema: &Schema,
    tag: Option<&str>,
) -> Vec<String> {
    if schema.properties.is_empty() && schema.required.is_empty() {
        let is_map = schema.additional != Additional::Forbidden && !schema.has_not;
        return vec![if is_map { "map" } else { UNTOLD }.to_owned()];
    }
    let mut names: Vec<String> = Vec::new();
    names.extend(tag.and_then(|tag| value_of(look, schema, tag)));
    names.extend(schema.required.iter().cloned());
    if let ([], [property]) = (&schema.required[..], &schema.properties[..]) {
        names.push(property.name.clone());
    }
    names.push(UNTOLD.to_owned());
    names
}

/// The member by whose first values the most alternatives can be told apart.
fn tag<'s>(look: &dyn Fn(SchemaId) -> &'s Schema, members: &[SchemaId]) -> Option<&'s str> {
    let objects = members.iter().map(|id| look(*id)).filter(|s| kind(s) == Kind::Object);
    let mut values: Vec<(&str, Vec<String>)> = Vec::new();
    for (object, property) in objects.flat_map(|o| o.properties.iter().map(move |p| (o, p))) {
        let Some(value) = value_of(look, object, &property.name) else { continue };
        match values.iter_mut().find(|(name, _)| *name == property.name) {
            Some((_, known)) => known.push(value),
            None => values.push((&property.name, vec![value])),
        }
    }
    values.retain(|(_, values)| {
        values.len() > 1 && values.iter().collect::<BTreeSet<_>>().len() == values.len()
    });
    // The first of those that most have.
    let most = values.iter().map(|(_, values)| values.len()).max()?;
    values.into_iter().find(|(_, values)| values.len() == most).map(|(name, _)| name)
}

/// The first value that a member of an object is limited to, if it is a word.
fn value_of<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    object: &Schema,
    member: &str,
) -> Option<String> {
    let property = object.properties.iter().find(|property| property.name == member)?;
    let schema = look(property.schema);
    let node = schema.constant.as_ref().or_else(|| schema.enumeration.as_ref()?.first())?;
    word(node)
}

/// The only legal value, if it is a word.
fn only(schema: &Schema) -> Option<String> {
    let node: &Node = match (&schema.constant, schema.enumeration.as_deref()) {
        (Some(value), _) => value,
        (None, Some([value])) => value,
        (None, Some([] | [_, _, ..]) | None) => return None,
    };
    word(node)
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
