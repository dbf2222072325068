//! Where each type is used: in requests, in answers, by which groups.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, GroupUse, TypeId, Usage};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let mut usage = vec![Usage::default(); api.types.len()];
    let mut changed: Vec<TypeId> = Vec::new();
    for (group, found) in (0..).zip(&api.groups) {
        for id in &found.operations {
            let operation = api.operation(*id);
            let (request, response) =
                (refs::of_request(operation), refs::of_answers(api, operation));
            let group = GroupUse::One(group);
            let request = request
                .into_iter()
                .map(|id| (id, Usage { request: true, group, ..Usage::default() }));
            let response = response
                .into_iter()
                .map(|id| (id, Usage { response: true, group, ..Usage::default() }));
            for (id, added) in request.chain(response) {
                if add(&mut usage[id.0 as usize], added) {
                    changed.push(id);
                }
            }
        }
    }
    for id in refs::of_incoming(api) {
        let added = Usage { response: true, group: GroupUse::Shared, ..Usage::default() };
        if add(&mut usage[id.0 as usize], added) {
            changed.push(id);
        }
    }
    // Each type changes at most four times, so this ends soon.
    while let Some(id) = changed.pop() {
        let added = usage[id.0 as usize];
        for inner in refs::of_definition(api.ty(id)) {
            if add(&mut usage[inner.0 as usize], added) {
                changed.push(inner);
            }
        }
    }
    for (definition, usage) in api.types.iter_mut().zip(usage) {
        definition.usage = usage;
    }
}

/// Adds a use; whether it says anything new.
fn add(usage: &mut Usage, added: Usage) -> bool {
    let before = *usage;
    usage.request |= added.request;
    usage.response |= added.response;
    usage.group = match (usage.group, added.group) {
        (GroupUse::None, group) | (group, GroupUse::None) => group,
        (GroupUse::One(a), GroupUse::One(b)) if a == b => GroupUse::One(a),
        (GroupUse::One(_) | GroupUse::Shared, GroupUse::One(_) | GroupUse::Shared) => {
            GroupUse::Shared
        }
    };
    *usage != before
}
