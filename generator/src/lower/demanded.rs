//! Bodies of which nobody said whether they are required.
//!
//! They may be left out, says OpenAPI. Mostly the word was forgotten: of a body that has required members, an
//! operation that writes can do nothing with none. Whoever means it says `required: false`.

use std::collections::BTreeMap;

use super::constant;
use crate::resolve::{Operation, RequestBody, Resolved, SchemaId};

/// How many schemas lead from a body to what it requires at most: references, parts and branches.
const DEPTH: u8 = 8;

/// Whether the operation cannot do without the body, though nobody says so.
pub(super) fn is_demanded(resolved: &Resolved, operation: &Operation, body: &RequestBody) -> bool {
    let writes = matches!(operation.method.as_str(), "POST" | "PUT" | "PATCH");
    let mut content = body.content.iter().peekable();
    let mut asking = Asking { resolved, known: BTreeMap::new() };
    writes
        && body.required.is_none()
        && content.peek().is_some()
        && content.all(|media| media.schema.is_some_and(|id| asking.asks(id, DEPTH)))
}

/// The question which schemas require something that callers give.
struct Asking<'a> {
    resolved: &'a Resolved,
    /// The answers, by what may still lie below: schemas that many lead to are asked once.
    known: BTreeMap<(SchemaId, u8), bool>,
}

impl Asking<'_> {
    fn asks(&mut self, id: SchemaId, depth: u8) -> bool {
        let Some(below) = depth.checked_sub(1) else { return false };
        if let Some(known) = self.known.get(&(id, depth)) {
            return *known;
        }
        let schema = self.resolved.schema(id);
        let asks = schema.required.iter().any(|name| self.is_given(id, name))
            || schema.reference.iter().chain(&schema.all_of).any(|id| self.asks(*id, below))
            || self.all_ask(&schema.one_of, below)
            || self.all_ask(&schema.any_of, below);
        self.known.insert((id, depth), asks);
        asks
    }

    /// Whether there are branches, and none may be chosen for nothing.
    fn all_ask(&mut self, branches: &[SchemaId], depth: u8) -> bool {
        !branches.is_empty() && branches.iter().all(|id| self.asks(*id, depth))
    }

    /// Whether a member is described beside where it is required, and the caller says its value.
    fn is_given(&self, id: SchemaId, name: &str) -> bool {
        let mut properties = self.resolved.schema(id).properties.iter();
        properties.find(|property| property.name == name).is_some_and(|property| {
            let property = self.resolved.schema(property.schema);
            !property.read_only && constant::node(property).is_none()
        })
    }
}
