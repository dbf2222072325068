//! Names and descriptions of the values of an `enum`, and values that stand elsewhere.

use super::super::super::read::Object;
use super::super::ValueNote;
use super::{Said, Wrong, first, list, members, or_reported, text, text_at};
use crate::source::{Node, Value};

/// The values of a schema.
struct Values {
    /// As text on the wire: strings as they are, numbers and booleans as JSON spells them.
    wires: Vec<String>,
    /// How many there are with null.
    entries: usize,
}

/// What is said of each value; `None` of those of which nothing is.
type Words = Vec<Option<String>>;

/// How an extension says something of values.
type Reader = fn(&Node, &Values) -> Result<Words, Wrong>;

/// Extensions that name values, those first that win.
const NAMES: &[(&str, Reader)] = &[
    ("x-speakeasy-enums", aligned),
    ("x-fern-enum", |node, values| of_each(node, values, "name")),
    ("x-ms-enum", |node, values| of_list(node, values, "name")),
    ("x-enum-varnames", aligned),
    ("x-enumNames", aligned),
    ("x-enum-names", aligned),
    ("x-stainless-renameMap", turned),
];

/// Extensions that describe values.
const DESCRIPTIONS: &[(&str, Reader)] = &[
    ("x-speakeasy-enum-descriptions", aligned),
    ("x-fern-enum", |node, values| of_each(node, values, "description")),
    ("x-ms-enum", |node, values| of_list(node, values, "description")),
    ("x-enum-descriptions", aligned),
    ("x-enumDescriptions", aligned),
];

/// What is said of the values of a schema, in their order.
pub(in super::super::super) fn notes(object: &mut Object<'_, '_, '_>) -> Vec<ValueNote> {
    let is_there = |(key, _): &(&str, Reader)| object.peek(key).is_some();
    if !object.is_extended() || !NAMES.iter().chain(DESCRIPTIONS).any(is_there) {
        return Vec::new();
    }
    let values = values(object);
    let mut notes: Vec<ValueNote> =
        values.wires.iter().map(|wire| ValueNote::of(wire.clone())).collect();
    for (key, read) in NAMES {
        for (note, name) in notes.iter_mut().zip(words(object, key, *read, &values)) {
            note.name = note.name.take().or(name);
        }
    }
    for (key, read) in DESCRIPTIONS {
        for (note, said) in notes.iter_mut().zip(words(object, key, *read, &values)) {
            note.description = note.description.take().or(said);
        }
    }
    notes.retain(|note| note.name.is_some() || note.description.is_some());
    notes
}

/// The values of a schema without `enum`: those of an enum that is open anyway, and those that Microsoft
/// writes in the place of it.
pub(in super::super::super) fn enumeration(object: &mut Object<'_, '_, '_>) -> Option<Vec<Node>> {
    first(
        object,
        &[
            ("x-extensible-enum", &|node| scalars(list(node)?.iter())),
            ("x-ms-enum", &|node| match members(node)?.get("values") {
                Some(values) => {
                    scalars(list(values)?.iter().filter_map(|value| value.member("value")))
                }
                None => Ok(None),
            }),
        ],
    )
}

fn scalars<'n>(values: impl Iterator<Item = &'n Node>) -> Said<Vec<Node>> {
    let values: Vec<Node> = values.cloned().collect();
    match values.iter().find(|value| wire(value).is_none()) {
        Some(wrong) => Err(Wrong::type_of(wrong, "a string, a number or a boolean")),
        None => Ok((!values.is_empty()).then_some(values)),
    }
}

fn values(object: &mut Object<'_, '_, '_>) -> Values {
    let listed = match object.peek("enum") {
        Some(node) => node.value.as_array().map(<[Node]>::to_vec),
        None => enumeration(object),
    };
    let listed = listed.unwrap_or_default();
    Values { wires: listed.iter().filter_map(wire).collect(), entries: listed.len() }
}

fn words(object: &mut Object<'_, '_, '_>, key: &str, read: Reader, values: &Values) -> Words {
    let Some(node) = object.peek(key) else { return Words::new() };
    let said = read(node, values).map(Some);
    or_reported(object, key, said).unwrap_or_default()
}

/// A list in the order of `enum`, with or without an entry for null, or a map by value.
fn aligned(node: &Node, values: &Values) -> Result<Words, Wrong> {
    if values.entries == 0 {
        return Err(Wrong::new(node, "there is no `enum` beside it"));
    }
    if let Value::Object(said) = &node.value {
        return values.wires.iter().map(|wire| said.get(wire).map_or(Ok(None), word)).collect();
    }
    let said = list(node)?;
    if said.len() == values.wires.len() {
        return said.iter().map(word).collect();
    }
    // With null among the values nobody can tell which entry is its.
    let (has, number) = (said.len(), values.entries);
    Err(Wrong::new(node, format!("it has {has} entries for {number} values")))
}

/// A map by value, of objects.
fn of_each(node: &Node, values: &Values, key: &str) -> Result<Words, Wrong> {
    let said = members(node)?;
    let of = |wire: &String| match said.get(wire) {
        Some(Node { value: Value::Null, .. }) | None => Ok(None),
        Some(value) => text_at(members(value)?, key),
    };
    values.wires.iter().map(of).collect()
}

/// A list of objects, each of which has its `value`, below `values`.
fn of_list(node: &Node, values: &Values, key: &str) -> Result<Words, Wrong> {
    let Some(said) = members(node)?.get("values") else { return Ok(Words::new()) };
    let mut words: Words = vec![None; values.wires.len()];
    for entry in list(said)? {
        let entry = members(entry)?;
        let of = entry.get("value").and_then(wire);
        let place = values.wires.iter().position(|wire| Some(wire) == of.as_ref());
        if let (Some(place), Some(said)) = (place, entry.get(key)) {
            words[place] = word(said)?;
        }
    }
    Ok(words)
}

/// A map from names to values.
fn turned(node: &Node, values: &Values) -> Result<Words, Wrong> {
    let names = members(node)?;
    let of = |wire: &String| {
        let mut names = names.iter();
        names
            .find(|(_, value)| self::wire(value).as_ref() == Some(wire))
            .map(|(name, _)| name.clone())
    };
    Ok(values.wires.iter().map(of).collect())
}

/// A text, where there is one.
fn word(node: &Node) -> Said<String> {
    match &node.value {
        Value::Null => Ok(None),
        Value::String(said) if said.is_empty() => Ok(None),
        // Names that look like numbers are names all the same.
        Value::Int(_) | Value::Bool(_) => Ok(wire(node)),
        _ => text(node),
    }
}

fn wire(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.clone()),
        Value::Int(integer) => Some(integer.to_string()),
        Value::Float(float) => Some(float.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}
