//! Where a JSON Pointer leads in values of a type.

use std::collections::BTreeSet;

use super::Cx;
use crate::ir::{Presence, TypeId, TypeKind, TypeRef};
use crate::source::Pointer;

/// Where a pointer leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Target {
    /// The type there, without null.
    pub(super) ty: TypeRef,
    /// Whether null is legal there.
    pub(super) nullable: bool,
    /// Whether it, or something on the way to it, may be absent.
    pub(super) optional: bool,
}

/// Follows a pointer from a type; `None` where nothing is typed on the way. Structs are complete
/// afterwards.
pub(super) fn lead(cx: &mut Cx<'_>, from: &TypeRef, pointer: &str) -> Option<Target> {
    cx.finish_structs();
    let pointer = Pointer::parse(pointer).ok()?;
    let mut target = Target { ty: from.clone(), nullable: false, optional: false };
    for token in pointer.tokens() {
        let optional = target.optional;
        target = step(cx, &target.ty, token)?;
        target.optional |= optional;
    }
    let (ty, is_null) = bare(cx, &target.ty);
    let named = !matches!(target.ty, TypeRef::Nullable(_));
    // A name says more than what it stands for.
    let ty = if named { target.ty.clone() } else { ty.clone() };
    Some(Target { ty, nullable: target.nullable || is_null, optional: target.optional })
}

/// The items of a list; of several types one that is a list.
pub(super) fn item(cx: &Cx<'_>, ty: &TypeRef) -> Option<TypeRef> {
    let found = branches(cx, ty, &mut |ty| match ty {
        TypeRef::List(item) => {
            Some(Target { ty: (**item).clone(), nullable: false, optional: false })
        }
        _ => None,
    });
    found.map(|target| target.ty)
}

/// What is found in a type, or in the branches of a union that have it, if that is the same in all of them.
fn branches(
    cx: &Cx<'_>,
    ty: &TypeRef,
    find: &mut dyn FnMut(&TypeRef) -> Option<Target>,
) -> Option<Target> {
    let (mut open, mut seen): (Vec<&TypeRef>, BTreeSet<TypeId>) = (vec![ty], BTreeSet::new());
    let mut found: Option<Target> = None;
    while let Some(ty) = open.pop() {
        let ty = bare(cx, ty).0;
        if let TypeRef::Named(id) = ty
            && let TypeKind::Union(union) = &cx.ty(*id).kind
        {
            if seen.insert(*id) {
                open.extend(union.branches.iter().map(|branch| &branch.ty));
            }
            continue;
        }
        match (find(ty), &mut found) {
            (None, _) => {}
            (Some(target), None) => found = Some(target),
            // Anything says less than a type.
            (Some(Target { ty: TypeRef::Json, .. }), Some(_)) => {}
            (Some(target), Some(known)) if known.ty == TypeRef::Json => *known = target,
            (Some(target), Some(known)) if target.ty == known.ty => {
                known.optional |= target.optional;
                known.nullable |= target.nullable;
            }
            (Some(_), Some(_)) => return None,
        }
    }
    found
}

fn step(cx: &Cx<'_>, ty: &TypeRef, token: &str) -> Option<Target> {
    branches(cx, ty, &mut |ty| member(cx, ty, token))
}

fn member(cx: &Cx<'_>, ty: &TypeRef, token: &str) -> Option<Target> {
    let plain = |ty: &TypeRef| Some(Target { ty: ty.clone(), nullable: false, optional: false });
    match ty {
        TypeRef::Named(id) => {
            let TypeKind::Struct(found) = &cx.ty(*id).kind else { return None };
            match found.fields.iter().find(|field| field.wire == token) {
                Some(field) => Some(Target {
                    ty: field.ty.clone(),
                    nullable: match field.presence {
                        Presence::Nullable | Presence::Maybe => true,
                        Presence::Required | Presence::Optional => false,
                    },
                    optional: match field.presence {
                        Presence::Optional | Presence::Maybe => true,
                        Presence::Required | Presence::Nullable => false,
                    },
                }),
                None => plain(found.additional.as_ref()?),
            }
        }
        TypeRef::Map(value) => plain(value),
        TypeRef::List(item) if token.bytes().all(|byte| byte.is_ascii_digit()) => plain(item),
        TypeRef::List(_)
        | TypeRef::Nullable(_)
        | TypeRef::Boxed(_)
        | TypeRef::Bool
        | TypeRef::Int32
        | TypeRef::Int64
        | TypeRef::Uint64
        | TypeRef::Int128
        | TypeRef::Uint128
        | TypeRef::Double
        | TypeRef::String
        | TypeRef::Secret
        | TypeRef::DateTime
        | TypeRef::Json => None,
    }
}

/// The type behind aliases, boxes and null; whether null is legal.
pub(super) fn bare<'a>(cx: &'a Cx<'_>, ty: &'a TypeRef) -> (&'a TypeRef, bool) {
    let (mut ty, mut nullable) = (ty, false);
    // Aliases may lead back to themselves until the cycles pass; so many steps are enough for all others.
    for _ in 0..=cx.types.len() * 2 {
        match ty {
            TypeRef::Nullable(inner) => (ty, nullable) = (inner, true),
            TypeRef::Boxed(inner) => ty = inner,
            TypeRef::Named(id) => match &cx.ty(*id).kind {
                TypeKind::Alias(target) => ty = target,
                TypeKind::Struct(_)
                | TypeKind::Enum(_)
                | TypeKind::Numbers(_)
                | TypeKind::Union(_) => break,
            },
            _ => break,
        }
    }
    (ty, nullable)
}
