//! One of several types: the branches of a union and what tells them apart.

mod facts;
mod names;
mod required;
mod tags;
mod texts;

use super::schema::{self, Shape};
use super::{Cx, docs};
use crate::ir::{Branch, Ident, Name, TypeRef, Union};
use crate::resolve::{Additional, Schema, SchemaId};

pub(super) use facts::facts;
pub(super) use names::names;

/// An alternative.
#[derive(Clone)]
pub(super) struct Member {
    /// The schema as the document has it.
    pub(super) original: SchemaId,
    /// The same with what stands beside the alternatives.
    pub(super) schema: SchemaId,
    /// Words of the variant.
    pub(super) name: String,
}

/// The shape of a schema with several alternatives. `any` says that one of them allows anything.
pub(super) fn shape(
    cx: &mut Cx<'_>,
    schema: &Schema,
    owner: SchemaId,
    members: Vec<Member>,
    mut any: bool,
    depth: u32,
) -> Shape {
    if let Some(one) = required::merged(cx, &members).filter(|_| !any) {
        return schema::shape(cx, one, depth + 1);
    }
    let members = texts::merged(cx, owner, members);
    if let ([member], false) = (&members[..], any) {
        // A list of strings that was put together here gives the type its name.
        return match cx.components.contains_key(&member.schema) {
            true => Shape::Type(schema::value(cx, member.schema, depth + 1)),
            false => schema::shape(cx, member.schema, depth + 1),
        };
    }
    let mut found: Vec<(Member, TypeRef)> = Vec::with_capacity(members.len());
    for member in members {
        match schema::value(cx, member.schema, depth + 1) {
            TypeRef::Json => any = true,
            ty => found.push((member, ty)),
        }
    }
    let tags = tags::of(cx, schema, &found);
    let mut branches: Vec<Branch> = Vec::with_capacity(found.len());
    for ((member, ty), told) in found.into_iter().zip(tags.told) {
        if branches.iter().any(|known| known.ty == ty && known.tags == told.tags) {
            continue;
        }
        branches.push(Branch {
            name: Name(member.name),
            ident: Ident::PENDING,
            docs: docs::of_use(cx, member.original),
            closed: facts(cx, member.schema).additional == Additional::Forbidden,
            ty,
            tags: told.tags,
            is_default: told.is_default,
            fixed: told.fixed,
            at: cx.schema(member.original).at,
        });
    }
    absorb(&mut branches);
    match (&branches[..], any) {
        ([], _) | ([_], true) => Shape::Type(TypeRef::Json),
        ([one], false) => Shape::Type(one.ty.clone()),
        ([_, _, ..], _) => Shape::Union(Union {
            tag: tags.member,
            branches,
            unknown_ident: Ident::PENDING,
            secret: false,
        }),
    }
}

/// A wider integer takes all that a narrower one takes.
fn absorb(branches: &mut Vec<Branch>) {
    let place = |ty: &TypeRef| branches.iter().position(|branch| branch.ty == *ty);
    if let (Some(narrow), Some(wide)) = (place(&TypeRef::Int32), place(&TypeRef::Int64)) {
        // The first one of a kind has its plain name.
        let (first, second) = (narrow.min(wide), narrow.max(wide));
        branches[first].ty = TypeRef::Int64;
        branches.remove(second);
    }
}
