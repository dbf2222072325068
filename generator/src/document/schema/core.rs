//! The vocabulary "core": `$ref` and what else begins with `$`.

use indexmap::IndexMap;

use super::super::read::Object;
use super::super::reference::Reference;
use super::Schema;
use crate::diag::{Place, codes};
use crate::source::{Node, Value, is_older_id};

/// `$ref` and its relatives.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Core {
    /// `$ref`.
    pub reference: Option<Reference>,
    /// `$defs`, or `definitions` as it was called before 2019, in order.
    pub defs: IndexMap<String, Schema>,
    /// `$dynamicRef`, or `$recursiveRef` as it was called in 2019-09: it depends on how it is reached.
    pub dynamic: Option<Reference>,
}

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Core {
    let mut core = Core { reference: reference(object, "$ref"), ..Core::default() };
    let recursive = reference(object, "$recursiveRef");
    core.dynamic = reference(object, "$dynamicRef").or(recursive);
    core.defs = object.or_empty("$defs");
    core.defs.extend(object.or_empty::<IndexMap<String, Schema>>("definitions"));
    // The first four give names, which references are looked up by.
    for key in NAMES {
        object.node(key);
    }
    older_id(object);
    core
}

const NAMES: &[&str] =
    &["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$schema", "$vocabulary", "$comment"];

/// Draft 4's name for `$id`.
fn older_id(object: &mut Object<'_, '_, '_>) {
    let Some(Node { at, value: Value::String(id) }) = object.peek("id") else { return };
    if is_older_id(id) {
        object.node("id");
        object
            .diags()
            .report(codes::OTHER_VERSION, Place::Key(*at), "`id` of a schema is `$id` since 2017")
            .help("write `$id`");
    }
}

fn reference(object: &mut Object<'_, '_, '_>, key: &'static str) -> Option<Reference> {
    let to_at = object.peek(key).map(|node| node.at);
    let to = object.optional(key)?;
    let to_at = to_at?;
    Some(Reference { to, to_at, summary: None, description: None, at: to_at })
}
