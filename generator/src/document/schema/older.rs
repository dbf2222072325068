//! Keywords as older drafts of JSON Schema have them, read as what they are called now.

use super::super::read::{Cx, Object, Read};
use super::Schema;
use super::applicators::{Applicators, Newer};
use crate::diag::{Place, codes};
use crate::source::{Node, Value};

/// `items`, which was a list of schemas for a list of places until 2020, with `additionalItems` for the rest.
pub(super) fn items(
    object: &mut Object<'_, '_, '_>,
    applicators: &mut Applicators,
    newer: &mut Newer,
) {
    let rest = object.node("additionalItems");
    let Some(node) = object.node("items") else { return ignored(object, rest) };
    let Value::Array(places) = &node.value else {
        applicators.items = object.read("items", node);
        return ignored(object, rest);
    };
    let (instead, help) = match (&places[..], rest) {
        ([], _) => ("it says nothing of them", "write a schema"),
        // Hardly anybody means a list whose first item alone is described.
        ([_], None) => ("it is read as that of all items", "write the schema without the list"),
        ([..], _) => {
            ("it is read as `prefixItems`", "write `prefixItems`, or one schema for all items")
        }
    };
    let message = format!("`items` is one schema, not a list of them; {instead}");
    object.diags().report(codes::OTHER_VERSION, node.at, message).help(help);
    match (&places[..], rest) {
        ([], _) => {}
        ([only], None) => applicators.items = object.read("items", only),
        ([..], _) => {
            newer.prefix_items = object.read("items", node).unwrap_or_default();
            applicators.items =
                rest.and_then(|rest| object.with_node("additionalItems", rest, Schema::additional));
        }
    }
}

/// Where all items are described by one schema, `additionalItems` means nothing.
fn ignored(object: &mut Object<'_, '_, '_>, rest: Option<&Node>) {
    if let Some(rest) = rest {
        let message = "`additionalItems` has no meaning without a list of schemas in `items`";
        object.diags().report(codes::IGNORED_KEY, Place::Key(rest.at), message).help("remove it");
    }
}

/// `dependencies`: until 2019 one word for `dependentRequired` and `dependentSchemas`.
pub(super) fn dependencies(object: &mut Object<'_, '_, '_>, newer: &mut Newer) {
    let Some(node) = object.node("dependencies") else { return };
    let message = "`dependencies` is `dependentRequired` and `dependentSchemas` since 2019";
    object
        .diags()
        .report(codes::OTHER_VERSION, Place::Key(node.at), message)
        .help("write one of these");
    let Value::Object(members) = &node.value else { return };
    for (name, member) in members {
        if is_schema(member) {
            let schema = object.read("dependencies", member);
            newer.dependent_schemas.extend(schema.map(|schema| (name.clone(), schema)));
        } else if !newer.conditions.iter().any(|(key, _)| *key == "dependencies") {
            newer.conditions.push(("dependencies", node.at));
        }
    }
}

fn is_schema(node: &Node) -> bool {
    matches!(node.value, Value::Object(_) | Value::Bool(_))
}

/// `examples` of a schema: a list. Elsewhere in OpenAPI it is a map of objects that have a `value`.
pub(super) fn examples(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<Node>> {
    let Value::Object(members) = &node.value else { return Vec::read(node, cx) };
    let message = "`examples` of a schema is a list, not a map";
    cx.diags.report(codes::TOLERATED, node.at, message).help("write a list of values");
    let value = |example: &Node| example.member("value").unwrap_or(example).clone();
    Some(members.values().map(value).collect())
}
