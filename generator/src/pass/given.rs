//! Which types callers make values of: all that is in requests, but for bodies that calls put together of what
//! their setters are given.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, BodyShape, Operation, TypeId, TypeRef};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let mut given = vec![false; api.types.len()];
    let mut found: Vec<TypeId> = api.operations.iter().flat_map(|one| taken(api, one)).collect();
    while let Some(id) = found.pop() {
        if !std::mem::replace(&mut given[id.0 as usize], true) {
            found.extend(refs::of_definition(api.ty(id)));
        }
    }
    for (definition, given) in api.types.iter_mut().zip(given) {
        definition.usage.given = given;
    }
}

/// The named types that arguments and setters of an operation take.
fn taken(api: &Api, operation: &Operation) -> Vec<TypeId> {
    let Some((body, BodyShape::Fields(fields))) = operation.body.as_ref().and_then(|b| b.json())
    else {
        return refs::of_request(operation);
    };
    let members = refs::structure(api, body).into_iter().flat_map(|structure| {
        fields.iter().filter_map(|entry| structure.fields.get(entry.field as usize))
    });
    let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
    parameters.chain(members.map(|field| &field.ty)).filter_map(TypeRef::named).collect()
}
