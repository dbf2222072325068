//! Members that a description does not speak of: kept in what is read and sent back, so that nobody who
//! changes one member of a value takes away another that the server has added since; and kept where the value
//! could as well be of another type that keeps them (ADR 0010).

use std::collections::{BTreeMap, BTreeSet};

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, TypeDef, TypeId, TypeKind, TypeRef};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let alternatives = beside_open(api);
    for (id, definition) in (0..).map(TypeId).zip(&mut api.types) {
        let both = definition.usage.request && definition.usage.response;
        let TypeKind::Struct(found) = &mut definition.kind else { continue };
        // What stands beside a credential may be one: it would be shown by `Debug`.
        let has_secret = found.fields.iter().any(|field| field.ty == TypeRef::Secret);
        let is_kept = (both || alternatives.contains(&id)) && !has_secret;
        if is_kept && found.additional.is_none() && !found.closed {
            found.additional = Some(TypeRef::Json);
            found.extra = true;
        }
    }
}

/// Branches of unions that have a branch for members of any name, but for those that are told by a tag. A branch
/// of a union that is a branch is one too.
fn beside_open(api: &Api) -> BTreeSet<TypeId> {
    let mut open = Vec::new();
    let mut outer: BTreeMap<TypeId, Vec<TypeId>> = BTreeMap::new();
    for (id, definition) in (0..).map(TypeId).zip(&api.types) {
        for ty in untold(api, definition) {
            match ty {
                TypeRef::Map(_) => open.push(id),
                TypeRef::Named(branch) => match &api.ty(*branch).kind {
                    TypeKind::Struct(found) if found.additional.is_some() => open.push(id),
                    TypeKind::Union(_) => outer.entry(*branch).or_default().push(id),
                    TypeKind::Struct(_)
                    | TypeKind::Enum(_)
                    | TypeKind::Numbers(_)
                    | TypeKind::Alias(_) => {}
                },
                _ => {}
            }
        }
    }
    let open = reached(open, |id| outer.get(&id).cloned().unwrap_or_default());
    let branches = |id| untold(api, api.ty(id)).into_iter().filter_map(refs::held).collect();
    reached(open.into_iter().collect(), branches)
}

/// The branches of a union that no tag tells; none of another type.
fn untold<'a>(api: &'a Api, definition: &'a TypeDef) -> Vec<&'a TypeRef> {
    let TypeKind::Union(found) = &definition.kind else { return Vec::new() };
    let branches = found.branches.iter().filter(|branch| branch.tags.is_empty());
    branches.map(|branch| api.unboxed(&branch.ty)).collect()
}

/// These types and those that they lead to.
fn reached(mut open: Vec<TypeId>, next: impl Fn(TypeId) -> Vec<TypeId>) -> BTreeSet<TypeId> {
    let mut met = BTreeSet::new();
    while let Some(id) = open.pop() {
        if met.insert(id) {
            open.extend(next(id));
        }
    }
    met
}
