//! Boxes around what is large, so that a value is about as large as what is in it: a description may nest a hundred
//! members in each of a hundred members, nearly all of which are absent in any one value, and what is held inline
//! takes its room all the same.
//!
//! After the pass `cycles` no type holds itself, so each has a size.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, Field, Presence, TypeId, TypeKind, TypeRef};

/// The largest value, in bytes, that another one holds without a box: more than most objects of APIs need, and
/// little enough for a thread's stack in a build without optimisation, which copies what it nests.
const LARGEST: usize = 1024;

const POINTER: usize = 8;
/// A string, a list, and with about as much a map, JSON, a date or an open enum.
const TEXT: usize = 24;

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let mut sizes = vec![None; api.types.len()];
    for root in (0..).take(api.types.len()).map(TypeId) {
        // The walk keeps its own stack: chains are as long as a document likes.
        let mut open = vec![root];
        while let Some(&id) = open.last() {
            if sizes[id.0 as usize].is_some() {
                open.pop();
                continue;
            }
            let held = refs::held_by(api, api.ty(id));
            let unknown = held.iter().map(|(_, inner)| *inner);
            let before = open.len();
            open.extend(unknown.filter(|inner| sizes[inner.0 as usize].is_none()));
            if open.len() == before {
                open.pop();
                sizes[id.0 as usize] = Some(settle(api, &sizes, id, &held));
            }
        }
    }
}

/// Boxes what is too large of what a type holds; how large it is then.
fn settle(api: &mut Api, sizes: &[Option<usize>], id: TypeId, held: &[(usize, TypeId)]) -> usize {
    for (index, inner) in held {
        if sizes[inner.0 as usize].is_some_and(|size| size > LARGEST) {
            refs::put_into_box(&mut api.types[id.0 as usize].kind, *index);
        }
    }
    let of = |ty: &TypeRef| size(api, sizes, ty);
    match &api.ty(id).kind {
        TypeKind::Struct(found) => {
            let field = |field: &Field| of(&field.ty) + flag(&field.ty, field.presence);
            found.fields.iter().map(field).sum::<usize>()
                + found.additional.as_ref().map_or(0, |_| TEXT)
        }
        // JSON is what a union keeps where no branch fits.
        TypeKind::Union(found) => {
            POINTER
                + found.branches.iter().map(|branch| of(&branch.ty)).max().unwrap_or(0).max(TEXT)
        }
        TypeKind::Enum(_) => TEXT,
        TypeKind::Numbers(found) => of(&found.ty),
        TypeKind::Alias(target) => of(target),
    }
}

/// What a value of a type takes inline.
fn size(api: &Api, sizes: &[Option<usize>], ty: &TypeRef) -> usize {
    match api.unaliased(ty) {
        TypeRef::Bool
        | TypeRef::Int32
        | TypeRef::Int64
        | TypeRef::Uint64
        | TypeRef::Double
        | TypeRef::Boxed(_) => POINTER,
        TypeRef::Int128 | TypeRef::Uint128 => 2 * POINTER,
        TypeRef::String
        | TypeRef::Secret
        | TypeRef::DateTime
        | TypeRef::Json
        | TypeRef::List(_)
        | TypeRef::Map(_) => TEXT,
        TypeRef::Nullable(inner) => size(api, sizes, inner) + flag(inner, Presence::Optional),
        TypeRef::Named(id) => sizes[id.0 as usize].unwrap_or(TEXT),
    }
}

/// What it takes to say that a value is absent: nothing, where a text or a pointer can say it itself.
fn flag(ty: &TypeRef, presence: Presence) -> usize {
    let is_number = matches!(
        ty,
        TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Int128
            | TypeRef::Uint128
            | TypeRef::Double
    );
    if is_number && !presence.is_required() { POINTER } else { 0 }
}
