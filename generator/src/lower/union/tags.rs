//! What tells objects apart: the tag that a `discriminator` names, or a member whose values no two branches
//! share; and members with one legal value, which speak against a branch.

use std::collections::BTreeSet;

use super::super::{Cx, alternatives};
use super::Member;
use super::facts::{Facts, facts};
use crate::ir::TypeRef;
use crate::resolve::{Discriminator, Schema, SchemaId};

/// Unions within unions are looked into no further.
const MOST_SEEN: usize = 256;

/// What tells the branches apart.
pub(super) struct Tags {
    /// The tag.
    pub(super) member: Option<String>,
    /// What tells each branch.
    pub(super) told: Vec<Told>,
}

/// What tells a branch.
#[derive(Clone, Default)]
pub(super) struct Told {
    /// Values of the tag.
    pub(super) tags: Vec<String>,
    /// Other members that have one of these values.
    pub(super) fixed: Vec<(String, Vec<String>)>,
}

/// Finds the tag of a union.
pub(super) fn of(cx: &Cx<'_>, schema: &Schema, members: &[(Member, TypeRef)]) -> Tags {
    let mut told = vec![Told::default(); members.len()];
    if let Some(discriminator) = &schema.discriminator {
        for (told, (member, ty)) in told.iter_mut().zip(members) {
            if is_object(ty) {
                let mut seen = BTreeSet::new();
                told.tags = said(cx, discriminator, (member.original, member.schema), &mut seen);
            }
        }
        return Tags { member: Some(discriminator.property.clone()), told };
    }
    let objects: Vec<(usize, Facts)> = members
        .iter()
        .enumerate()
        .filter(|(_, (_, ty))| is_object(ty))
        .map(|(index, (member, _))| (index, facts(cx, member.schema)))
        .filter(|(_, facts)| facts.names().next().is_some())
        .collect();
    let only_objects = members.iter().filter(|(_, ty)| is_object(ty)).count() == objects.len();
    if objects.len() < 2 {
        return Tags { member: None, told };
    }
    if let Some((member, values)) = common(cx, &objects).filter(|_| only_objects) {
        for ((index, _), values) in objects.iter().zip(values) {
            told[*index].tags = values;
        }
        return Tags { member: Some(member), told };
    }
    for (index, facts) in &objects {
        for name in facts.names() {
            let Some(values) = facts.literals(cx, name).filter(|values| values.len() == 1) else {
                continue;
            };
            let same =
                |(_, other): &(usize, Facts)| other.literals(cx, name).as_ref() == Some(&values);
            if !objects.iter().all(same) {
                told[*index].fixed.push((name.to_owned(), values));
            }
        }
    }
    Tags { member: None, told }
}

/// Whether values can be objects of a shape of their own.
fn is_object(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Named(_) | TypeRef::Map(_))
}

/// The values of a discriminator that mean an alternative: those that are mapped to it; else those that its
/// member is limited to; else the one that it states, or its name (OpenAPI 3.1.1, "Discriminator Object").
fn said(
    cx: &Cx<'_>,
    discriminator: &Discriminator,
    (original, schema): (SchemaId, SchemaId),
    seen: &mut BTreeSet<SchemaId>,
) -> Vec<String> {
    if seen.len() > MOST_SEEN || !seen.insert(original) {
        return Vec::new();
    }
    let target = cx.schema(original).reference.unwrap_or(original);
    let mapped = discriminator.mapping.iter();
    let mut mapped: Vec<String> = mapped
        .filter(|(_, to)| *to == original || *to == target)
        .map(|(value, _)| value.clone())
        .collect();
    if !mapped.is_empty() {
        // The keys of an object have no order.
        mapped.sort_unstable();
        return mapped;
    }
    let inner = cx.schema(target);
    if let Some(listed) = alternatives::listed(&|id| cx.schema(id), inner, target) {
        let own = inner.discriminator.as_ref();
        let own = own.filter(|own| own.property == discriminator.property);
        let within = listed.members.into_iter();
        return within
            .flat_map(|id| said(cx, own.unwrap_or(discriminator), (id, id), seen))
            .collect();
    }
    let limited = facts(cx, schema).literals(cx, &discriminator.property);
    let own = inner.discriminator_value.as_ref().or(inner.component.as_ref());
    limited.unwrap_or_else(|| own.cloned().into_iter().collect())
}

/// A member that all objects have and whose values no two of them share: best one that all require, with
/// one value each.
fn common(cx: &Cx<'_>, objects: &[(usize, Facts)]) -> Option<(String, Vec<Vec<String>>)> {
    let (_, first) = objects.first()?;
    let mut best = None;
    let mut highest = (false, false);
    for name in first.names() {
        let values: Option<Vec<Vec<String>>> =
            objects.iter().map(|(_, facts)| facts.literals(cx, name)).collect();
        let Some(values) = values.filter(|values| are_disjoint(values)) else { continue };
        let rank = (
            objects.iter().all(|(_, facts)| facts.requires(name)),
            values.iter().all(|values| values.len() == 1),
        );
        if best.is_none() || rank > highest {
            highest = rank;
            best = Some((name.to_owned(), values));
        }
    }
    best
}

fn are_disjoint(lists: &[Vec<String>]) -> bool {
    let mut seen = BTreeSet::new();
    lists.iter().all(|list| {
        let own: BTreeSet<&String> = list.iter().collect();
        own.into_iter().all(|value| seen.insert(value))
    })
}
