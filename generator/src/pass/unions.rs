//! What unions ask of the types that they hold: tags that need not be given, and secrets to be hidden.

use std::collections::{BTreeMap, BTreeSet};

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, Scalar, TypeId, TypeKind, TypeRef};

/// Tags that nobody need be asked for: members of structs that every union knows by one tag, whether they are
/// required or not, since a value without its tag is not told. Reads nothing
/// that later passes write; what is constant is settled by the pass `constants`.
pub(super) fn tags(api: &mut Api, _: &mut Diagnostics) {
    drop_repeated(api);
    let mut told: BTreeMap<(TypeId, String), BTreeSet<String>> = BTreeMap::new();
    for definition in &api.types {
        let TypeKind::Union(found) = &definition.kind else { continue };
        let Some(tag) = &found.tag else { continue };
        for branch in &found.branches {
            if let TypeRef::Named(id) = api.unaliased(&branch.ty) {
                let values = told.entry((*id, tag.clone())).or_default();
                values.extend(branch.tags.iter().cloned());
            }
        }
    }
    for ((id, tag), values) in told {
        let TypeKind::Struct(found) = &mut api.types[id.0 as usize].kind else { continue };
        let field = found.fields.iter_mut().find(|field| field.wire == tag);
        let mut values = values.into_iter();
        if let (Some(field), Some(value), None) = (field, values.next(), values.next())
            && field.constant.is_none()
        {
            field.constant = Some(Scalar::String(value));
        }
    }
}

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let secret = with_secrets(api);
    for (definition, secret) in api.types.iter_mut().zip(secret) {
        if let TypeKind::Union(found) = &mut definition.kind {
            found.secret = secret;
        }
    }
}

/// Branches that turned out to be one type, as far as their tags can be told from the value.
fn drop_repeated(api: &mut Api) {
    for index in 0..api.types.len() {
        let TypeKind::Union(found) = &api.types[index].kind else { continue };
        let first: Vec<usize> = found
            .branches
            .iter()
            .map(|branch| {
                let equal = |other: &&crate::ir::Branch| {
                    api.unaliased(&other.ty) == api.unaliased(&branch.ty)
                        && (other.tags == branch.tags || declares(api, &branch.ty, &found.tag))
                };
                found.branches.iter().position(|other| equal(&other)).unwrap_or_default()
            })
            .collect();
        let TypeKind::Union(found) = &mut api.types[index].kind else { continue };
        for (branch, first) in first.iter().enumerate().rev() {
            if branch != *first {
                let gone = found.branches.remove(branch);
                let kept = &mut found.branches[*first];
                for tag in gone.tags {
                    if !kept.tags.contains(&tag) {
                        kept.tags.push(tag);
                    }
                }
                kept.fixed.retain(|known| gone.fixed.contains(known));
                kept.closed &= gone.closed;
                kept.is_default |= gone.is_default;
            }
        }
    }
}

/// Whether a struct has the tag among its own members.
fn declares(api: &Api, ty: &TypeRef, tag: &Option<String>) -> bool {
    let mut fields = refs::structure(api, ty).into_iter().flat_map(|found| &found.fields);
    fields.any(|field| Some(&field.wire) == tag.as_ref())
}

/// Which types can hold a credential, themselves or in what they contain.
fn with_secrets(api: &Api) -> Vec<bool> {
    let mut holders: Vec<Vec<TypeId>> = vec![Vec::new(); api.types.len()];
    let mut found = vec![false; api.types.len()];
    let mut open = Vec::new();
    for (id, definition) in (0..).map(TypeId).zip(&api.types) {
        for inner in refs::of_definition(definition) {
            holders[inner.0 as usize].push(id);
        }
        if definition.kind.types().into_iter().any(|ty| *ty.innermost() == TypeRef::Secret) {
            open.push(id);
        }
    }
    while let Some(id) = open.pop() {
        if !std::mem::replace(&mut found[id.0 as usize], true) {
            open.extend(&holders[id.0 as usize]);
        }
    }
    found
}
