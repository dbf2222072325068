//! Drops anonymous types that nothing refers to any more. What the document names stays.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, TypeId};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let mut reached = vec![false; api.types.len()];
    let mut open: Vec<TypeId> = (0..)
        .zip(&api.types)
        .filter(|(_, definition)| !definition.inline)
        .map(|(index, _)| TypeId(index))
        .collect();
    for operation in &api.operations {
        open.extend(refs::of_request(operation));
        open.extend(refs::of_answers(api, operation));
    }
    open.extend(refs::of_incoming(api));
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut reached[id.0 as usize], true) {
            open.extend(refs::of_definition(api.ty(id)));
        }
    }
    let same: Vec<TypeId> = (0..).take(reached.len()).map(TypeId).collect();
    refs::renumber(api, &same, &reached);
}
