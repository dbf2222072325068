//! What is added renames nothing.

use specsmith::source::{Node, Value};

use super::hostile::quoted;
use super::public::public;
use super::{crate_of, differences, documents};
use crate::determinism::{from_text, json, keep, root};
use crate::support::each;

#[test]
fn what_is_added_renames_nothing() {
    each(documents(), |before| {
        let spec = from_text(before.clone());
        let names = public(&crate_of(&before));
        for first in [true, false] {
            let mut root = root(&spec).clone();
            for add in [schema, property, operation, listed] {
                add(&mut root, first);
            }
            let after = public(&crate_of(&json(&root, &mut keep)));
            let (lost, won) = differences(&names, &after);
            assert!(lost.is_empty(), "{lost:#?} became one of {won:#?}");
        }
    });
}

fn node(text: &str) -> Node {
    root(&from_text(text.to_owned())).clone()
}

fn member<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    let Value::Object(members) = &mut node.value else { return None };
    members.iter_mut().find(|(key, _)| *key == name).map(|(_, node)| node)
}

fn put(node: &mut Node, first: bool, name: &str, text: &str) {
    if let Value::Object(members) = &mut node.value {
        let mut all = std::mem::take(members).into_members();
        let at = if first { 0 } else { all.len() };
        all.insert(at, (name.to_owned(), self::node(text)));
        *members = all.into_iter().collect();
    }
}

const ZEBRA: &str =
    r#"{"type": "object", "properties": {"zebra": {"type": "string", "enum": ["grevy"]}}}"#;

fn schema(root: &mut Node, first: bool) {
    if let Some(schemas) = member(root, "components").and_then(|it| member(it, "schemas")) {
        put(schemas, first, "AaZebra", ZEBRA);
    }
}

fn property(root: &mut Node, first: bool) {
    let schemas = member(root, "components").and_then(|it| member(it, "schemas"));
    let Some(Value::Object(schemas)) = schemas.map(|it| &mut it.value) else { return };
    for (_, schema) in schemas.iter_mut() {
        if let Some(properties) = member(schema, "properties") {
            put(properties, first, "aa_zebra", ZEBRA);
        }
    }
}

/// One in a group of its own, and one in the first group that there is.
fn operation(root: &mut Node, first: bool) {
    let tag = tag(root).unwrap_or_else(|| "zebras".to_owned());
    let Some(paths) = member(root, "paths") else { return };
    for (path, tag) in [("/aa/zebras", "zebras"), ("/aa/okapis", tag.as_str())] {
        let operation = format!(
            r#"{{"get": {{"tags": [{}], "parameters": [{{"name": "zebra", "in": "query",
                "schema": {{"type": "string", "enum": ["plains"]}}}}], "responses": {{"200": {{
                "description": "It.", "content": {{"application/json": {{"schema": {ZEBRA}}}}}}}}}}}}}"#,
            quoted(tag)
        );
        put(paths, first, path, &operation);
    }
}

fn tag(root: &mut Node) -> Option<String> {
    let Value::Object(paths) = &member(root, "paths")?.value else { return None };
    let operations = paths.values().filter_map(|item| match &item.value {
        Value::Object(item) => Some(item.values()),
        _ => None,
    });
    operations.flatten().find_map(|operation| {
        let Value::Object(operation) = &operation.value else { return None };
        let Value::Array(tags) = &operation.get("tags")?.value else { return None };
        let Value::String(tag) = &tags.first()?.value else { return None };
        Some(tag.clone())
    })
}

/// A value at the end of each list of texts: the first one can be the name of an alternative.
fn listed(node: &mut Node, _: bool) {
    match &mut node.value {
        Value::Object(members) => {
            // Names of values that are told by place would be those of others.
            let told = members.keys().any(|name| name.starts_with("x-"));
            for (name, value) in members.iter_mut() {
                match &mut value.value {
                    Value::Array(values)
                        if name == "enum"
                            && !told
                            && values.len() > 1
                            && values
                                .iter()
                                .all(|value| matches!(value.value, Value::String(_))) =>
                    {
                        let zebra = self::node(r#""zebra""#);
                        values.push(zebra);
                    }
                    _ => listed(value, false),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| listed(item, false)),
        _ => {}
    }
}
