//! Schemas that are found by a name of their own: `$id` and `$anchor` (JSON Schema 2020-12 Core, 8.2).

use std::collections::BTreeMap;

use super::node::{At, Node, Value};

/// The names that schemas of a file give themselves. Of two that give themselves the same, the first has it.
#[derive(Clone, Default, Debug)]
pub(super) struct Identities {
    /// By `$id`, without an empty fragment.
    pub(super) ids: BTreeMap<String, At>,
    /// By `$anchor`; a `$dynamicAnchor` is one too.
    pub(super) anchors: BTreeMap<String, At>,
}

impl Identities {
    pub(super) fn of(root: &Node, text: &str) -> Self {
        let mut found = Self::default();
        // Hardly any document has them.
        if !text.contains("$id") && !text.contains("$anchor") && !text.contains("$dynamicAnchor") {
            return found;
        }
        let mut pending = vec![root];
        while let Some(node) = pending.pop() {
            match &node.value {
                Value::Object(members) => {
                    let own = |key: &str| match members.get(key) {
                        Some(Node { value: Value::String(value), .. }) => Some(value.as_str()),
                        Some(_) | None => None,
                    };
                    if let Some(id) = own("$id") {
                        let id = id.strip_suffix('#').unwrap_or(id);
                        found.ids.entry(id.to_owned()).or_insert(node.at);
                    }
                    for anchor in [own("$anchor"), own("$dynamicAnchor")].into_iter().flatten() {
                        found.anchors.entry(anchor.to_owned()).or_insert(node.at);
                    }
                    pending.extend(members.values().rev());
                }
                Value::Array(items) => pending.extend(items.iter().rev()),
                Value::Null
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::String(_) => {}
            }
        }
        found
    }
}
