//! What is said about things: descriptions, and facts derived from bounds, defaults and examples.
//!
//! A fact is one short CommonMark sentence. Whatever comes from the document stands in a code span.

use super::schema::{self, Kind};
use super::{Cx, constant, example, numbers, scalar};
pub(super) use crate::ir::code_span as code;
use crate::ir::{DEFAULT, Docs, EXAMPLE};
use crate::resolve::{Bounds, Number, Schema, SchemaId, ValueNote};
use crate::source::{Node, Value};

/// Examples longer than this help nobody in a doc comment.
const LONGEST_EXAMPLE: usize = 80;

/// What is said about the definition of a type.
pub(super) fn of_type(cx: &Cx<'_>, schema: &Schema) -> Docs {
    let mut docs = text(schema);
    docs.facts = bounds(cx, schema);
    docs.example = example::declared(schema, &schema.examples);
    docs
}

/// What is said about a place that a schema describes: a field, a parameter.
pub(super) fn of_use(cx: &Cx<'_>, id: SchemaId) -> Docs {
    let mut docs = said(cx, id);
    let schema = cx.schema(id);
    docs.example = example::declared(schema, &schema.examples);
    docs.sample = example::sample(cx, id);
    docs
}

fn said(cx: &Cx<'_>, id: SchemaId) -> Docs {
    let schema = cx.schema(id);
    if schema.component.is_some() {
        // The type has its own documentation; its first paragraph is enough here.
        let summary = schema.description.as_deref().and_then(first_paragraph);
        return Docs {
            summary: summary.or_else(|| schema.title.clone()),
            facts: facts(cx, schema),
            deprecated: schema.deprecated,
            ..Docs::default()
        };
    }
    let mut docs = text(schema);
    docs.facts = facts(cx, schema);
    if docs.summary.is_none() && docs.description.is_none() {
        let members = schema.all_of.iter().chain(&schema.reference);
        let mut described = members
            .chain(&schema.one_of)
            .chain(&schema.any_of)
            .rev()
            .filter_map(|member| cx.schema(*member).description.as_deref());
        docs.summary = described.next().and_then(first_paragraph);
    }
    docs
}

/// Bounds, format, documented values, default and example of a schema.
fn facts(cx: &Cx<'_>, schema: &Schema) -> Vec<String> {
    let mut facts = bounds(cx, schema);
    if let Some(default) = schema.default.as_ref().filter(|_| !schema.secret) {
        facts.extend(json(default).map(|value| format!("{DEFAULT}{}.", code(&value))));
    }
    facts.extend(schema.examples.iter().find_map(|node| example_fact(schema, node)));
    facts
}

/// The fact for an example, if it is short and not a credential.
pub(super) fn example_fact(schema: &Schema, node: &Node) -> Option<String> {
    if example::is_credential(schema) {
        return None;
    }
    let value = json(node).filter(|value| value.len() <= LONGEST_EXAMPLE)?;
    Some(format!("{EXAMPLE}{}.", code(&value)))
}

fn text(schema: &Schema) -> Docs {
    // Most titles repeat the name; a sentence does not.
    let title = schema
        .title
        .as_ref()
        .filter(|title| schema.description.is_none() || title.contains(' '))
        .filter(|title| schema.description.as_ref() != Some(title));
    Docs {
        summary: title.cloned(),
        description: schema.description.clone(),
        link: schema.link.clone(),
        deprecated: schema.deprecated,
        ..Docs::default()
    }
}

/// The first paragraph as one line. A list, a table or a listing in its place is no sentence.
fn first_paragraph(text: &str) -> Option<String> {
    let is_sentence = |line: &&str| !line.is_empty() && !begins_block(line);
    let lines = text.trim().lines().map(str::trim).take_while(is_sentence);
    let paragraph = lines.collect::<Vec<_>>().join(" ");
    (!paragraph.is_empty()).then_some(paragraph)
}

fn begins_block(line: &str) -> bool {
    let is_item = |mark: &str| line.strip_prefix(mark).is_some_and(|rest| rest.starts_with(' '));
    ["*", "-", "+", "1.", "1)"].into_iter().any(is_item)
        || ["|", "```", "~~~", "<"].into_iter().any(|mark| line.starts_with(mark))
}

/// What is said about a value of an enum.
pub(super) fn of_value(note: &ValueNote) -> Docs {
    let (summary, description) = match &note.description {
        Some(said) if said.trim().contains('\n') => (None, Some(said.clone())),
        said => (said.clone(), None),
    };
    Docs { summary, description, deprecated: note.deprecated, ..Docs::default() }
}

/// Everything but default and examples.
fn bounds(cx: &Cx<'_>, schema: &Schema) -> Vec<String> {
    let mut facts = Vec::new();
    let Bounds {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of,
        min_length,
        max_length,
        min_items,
        max_items,
        unique_items,
        min_properties,
        max_properties,
    } = *schema.bounds;
    facts.extend(range(minimum.map(number), maximum.map(number), "", ""));
    facts.extend(exclusive_minimum.map(|bound| format!("More than {}.", number(bound))));
    facts.extend(exclusive_maximum.map(|bound| format!("Less than {}.", number(bound))));
    facts.extend(multiple_of.map(|factor| format!("A multiple of {}.", number(factor))));
    facts.extend(counted(min_length, max_length, "character", "characters"));
    facts.extend(counted(min_items, max_items, "item", "items"));
    facts.extend(unique_items.then(|| "No item twice.".to_owned()));
    facts.extend(counted(min_properties, max_properties, "member", "members"));
    if let Some(format) =
        schema.format.as_ref().filter(|format| !scalar::is_told_by_type(cx, format))
    {
        facts.push(format!("Format: {}.", code(format)));
    }
    if let Some(pattern) = &schema.pattern {
        facts.push(format!("Pattern: {}.", code(pattern)));
    }
    if let (Some(encoding), _) = &schema.content {
        facts.push(format!("Encoding: {}.", code(encoding)));
    }
    if let (_, Some(media_type)) = &schema.content {
        facts.push(format!("Contains: {}.", code(media_type)));
    }
    facts.extend(documented_values(schema));
    facts
}

/// The one legal value of a schema.
pub(super) fn only_value(schema: &Schema) -> Option<String> {
    let value = json(constant::node(schema)?)?;
    Some(format!("Documented value: {}.", code(&value)))
}

/// The values of an `enum` or `const` that has no Rust enum.
fn documented_values(schema: &Schema) -> Option<String> {
    if let Some(value) = constant::node(schema) {
        let is_said_by_its_type = value.value.as_str().is_some();
        return only_value(schema).filter(|_| !is_said_by_its_type);
    }
    let values = schema.enumeration.as_ref().filter(|_| !schema.secret)?;
    if values.iter().all(|node| matches!(node.value, Value::String(_) | Value::Null)) {
        return None;
    }
    if schema::kind(schema) == Kind::Integer && numbers::is_named(schema) {
        return None;
    }
    let listed: Vec<String> =
        values.iter().filter_map(json).map(|value| documented_value(schema, &value)).collect();
    Some(format!("Documented values: {}.", listed.join(", ")))
}

/// A value, and its name or what it means.
fn documented_value(schema: &Schema, value: &str) -> String {
    let note = schema.rename.values.iter().find(|note| note.value == value);
    let said = note.and_then(|note| {
        let name = note.name.as_deref().map(code);
        name.or_else(|| first_paragraph(note.description.as_deref()?))
    });
    match said {
        Some(said) => format!("{} ({said})", code(value)),
        None => code(value),
    }
}

fn counted(min: Option<u64>, max: Option<u64>, one: &str, many: &str) -> Option<String> {
    let unit = |n: Option<u64>| if n == Some(1) { one } else { many };
    let min = min.filter(|min| *min > 0);
    let decisive = unit(max.or(min));
    range(min.map(|n| n.to_string()), max.map(|n| n.to_string()), " ", decisive)
}

fn range(min: Option<String>, max: Option<String>, space: &str, unit: &str) -> Option<String> {
    Some(match (min, max) {
        (Some(min), Some(max)) if min == max => format!("Exactly {min}{space}{unit}."),
        (Some(min), Some(max)) => format!("{min} to {max}{space}{unit}."),
        (Some(min), None) => format!("At least {min}{space}{unit}."),
        (None, Some(max)) => format!("At most {max}{space}{unit}."),
        (None, None) => return None,
    })
}

fn number(number: Number) -> String {
    match number {
        Number::Int(value) => value.to_string(),
        Number::Float(value) => value.to_string(),
    }
}

/// A scalar, or an array of few scalars, as a reader expects it: strings without quotes.
fn json(node: &Node) -> Option<String> {
    Some(match &node.value {
        Value::Null => "null".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Int(value) => value.to_string(),
        Value::Float(value) => value.to_string(),
        Value::String(value) if value.is_empty() => return None,
        Value::String(value) => value.clone(),
        Value::Array(items) => {
            let mut out = Vec::new();
            for item in items {
                match &item.value {
                    Value::Array(_) | Value::Object(_) => return None,
                    Value::Null
                    | Value::Bool(_)
                    | Value::Int(_)
                    | Value::Float(_)
                    | Value::String(_) => out.push(json(item).unwrap_or_else(|| "\"\"".to_owned())),
                }
            }
            format!("[{}]", out.join(", "))
        }
        Value::Object(_) => return None,
    })
}
