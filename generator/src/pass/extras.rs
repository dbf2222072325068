//! Members that a description does not speak of: kept in what is read and sent back, so that nobody who
//! changes one member of a value takes away another that the server has added since; and kept where the value
//! could as well be of another type that keeps them (ADR 0010).

use std::collections::BTreeSet;

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, TypeId, TypeKind, TypeRef, Union};

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

/// Branches of unions that have a branch for members of any name, but for those that are told by a tag.
fn beside_open(api: &Api) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    for definition in &api.types {
        let TypeKind::Union(union) = &definition.kind else { continue };
        let (structs, is_open) = untold(api, union);
        if is_open {
            found.extend(structs);
        }
    }
    found
}

/// The structs among the branches of a union and of unions that are its branches, and whether there is one
/// among all of them that keeps members of any name.
fn untold(api: &Api, union: &Union) -> (BTreeSet<TypeId>, bool) {
    let mut structs = BTreeSet::new();
    let mut is_open = false;
    let mut met = BTreeSet::new();
    let mut unions = vec![union];
    while let Some(union) = unions.pop() {
        for branch in union.branches.iter().filter(|branch| branch.tags.is_empty()) {
            let mut ty = refs::unaliased(api, &branch.ty);
            if let TypeRef::Boxed(inner) = ty {
                ty = refs::unaliased(api, inner);
            }
            is_open |= matches!(ty, TypeRef::Map(_));
            let TypeRef::Named(id) = ty else { continue };
            match &api.ty(*id).kind {
                TypeKind::Struct(found) => {
                    is_open |= found.additional.is_some();
                    structs.insert(*id);
                }
                TypeKind::Union(inner) if met.insert(*id) => unions.push(inner),
                TypeKind::Union(_)
                | TypeKind::Enum(_)
                | TypeKind::Numbers(_)
                | TypeKind::Alias(_) => {}
            }
        }
    }
    (structs, is_open)
}
