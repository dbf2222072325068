//! The vocabulary "core": `$ref` and what else begins with `$`.

use indexmap::IndexMap;

use super::super::read::Object;
use super::super::reference::Reference;
use super::Schema;
use crate::source::At;

/// `$ref` and its relatives.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Core {
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `$defs`, or `definitions` as it was called before 2019, in order.
    pub defs: IndexMap<String, Schema>,
    /// References that depend on how they are reached, with their places: `$dynamicRef` and its like.
    pub identity: Vec<(&'static str, At)>,
}

const IDENTITY: &[&str] = &["$dynamicRef", "$recursiveRef", "$recursiveAnchor"];

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Core {
    let mut core = Core { reference: reference(object), ..Core::default() };
    core.defs = object.or_empty("$defs");
    core.defs.extend(object.or_empty::<IndexMap<String, Schema>>("definitions"));
    for key in IDENTITY {
        core.identity.extend(object.node(key).map(|node| (*key, node.at)));
    }
    // The first three give names, which references are looked up by.
    for key in ["$id", "$anchor", "$dynamicAnchor", "$schema", "$vocabulary", "$comment"] {
        object.node(key);
    }
    core
}

fn reference(object: &mut Object<'_, '_, '_>) -> Option<Reference> {
    let to_at = object.peek("$ref").map(|node| node.at);
    let to = object.optional("$ref")?;
    let to_at = to_at?;
    Some(Reference { to, to_at, summary: None, description: None, at: to_at })
}
