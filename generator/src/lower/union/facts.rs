//! What is known of the objects that a schema describes, `allOf` included, without lowering it.

use super::super::others::Others;
use super::super::{Cx, all_of};
use crate::resolve::{Additional, SchemaId};
use crate::source::{Node, Value};

/// The members of an object.
pub(in crate::lower) struct Facts {
    /// By name, in order; the later description of a member counts.
    properties: Vec<(String, SchemaId)>,
    required: Vec<String>,
    /// What is said of other members.
    pub(super) additional: Additional,
}

/// Collects them.
pub(in crate::lower) fn facts(cx: &Cx<'_>, id: SchemaId) -> Facts {
    let mut facts =
        Facts { properties: Vec::new(), required: Vec::new(), additional: Additional::Unsaid };
    let mut others = Others::new();
    for part in all_of::parts(cx, id).unwrap_or_else(|_| vec![id]) {
        let schema = cx.schema(part);
        for property in &schema.properties {
            match facts.properties.iter_mut().find(|(name, _)| *name == property.name) {
                Some((_, known)) => *known = property.schema,
                None => facts.properties.push((property.name.clone(), property.schema)),
            }
        }
        facts.required.extend(schema.required.iter().cloned());
        others.add(schema);
    }
    facts.additional = others.settled();
    facts
}

impl Facts {
    /// The names of its members.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.properties.iter().map(|(name, _)| name.as_str())
    }

    /// The schema of a member.
    pub(in crate::lower) fn property(&self, name: &str) -> Option<SchemaId> {
        self.properties.iter().find(|(known, _)| known == name).map(|(_, schema)| *schema)
    }

    /// Whether a member must be there.
    pub(super) fn requires(&self, name: &str) -> bool {
        self.required.iter().any(|known| known == name)
    }

    /// The values that a member is limited to.
    pub(super) fn literals(&self, cx: &Cx<'_>, name: &str) -> Option<Vec<String>> {
        let parts = all_of::parts(cx, self.property(name)?).ok()?;
        let schemas = || parts.iter().rev().map(|part| cx.schema(*part));
        if schemas().any(|schema| schema.secret) {
            return None;
        }
        schemas().find_map(|schema| {
            let values: Vec<&Node> = match (&schema.constant, &schema.enumeration) {
                (Some(value), _) => vec![value],
                (None, Some(values)) => values.iter().collect(),
                (None, None) => return None,
            };
            values.into_iter().map(literal).collect()
        })
    }
}

/// A string as it is, another scalar as JSON spells it.
fn literal(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(value) => Some(value.clone()),
        Value::Bool(value) => Some(value.to_string()),
        Value::Int(value) => Some(value.to_string()),
        Value::Null | Value::Float(_) | Value::Array(_) | Value::Object(_) => None,
    }
}
