//! What tells objects apart: the tag that a `discriminator` names, or a member whose values no two branches
//! share; and members with one legal value, which speak against a branch.

use std::collections::{BTreeMap, BTreeSet};

use super::super::{Cx, alternatives};
use super::Member;
use super::facts::{Facts, facts};
use crate::ir::{Name, TypeRef};
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
    /// Whether all other values of the tag mean it, too.
    pub(super) is_default: bool,
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
        share_out(cx, members, &mut told);
        untag_default(cx, discriminator, members, &mut told);
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
        let own = inner.discriminator.as_deref();
        let own = own.filter(|own| own.property == discriminator.property);
        let within = listed.members.into_iter();
        return within
            .flat_map(|id| said(cx, own.unwrap_or(discriminator), (id, id), seen))
            .collect();
    }
    if let Some(value) = &inner.discriminator_value {
        return vec![value.clone()];
    }
    let limited = facts(cx, schema).literals(cx, &discriminator.property);
    limited.unwrap_or_else(|| inner.component.iter().cloned().collect())
}

/// Leaves each value of the tag to one branch. Heirs have their tag from what they extend, which lists the
/// values of all of them: a value belongs to the branch that has no other, else to that of its name. A branch
/// that is left without a value is known by its name.
fn share_out(cx: &Cx<'_>, members: &[(Member, TypeRef)], told: &mut [Told]) {
    let mut claims: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (branch, told) in told.iter().enumerate() {
        for tag in &told.tags {
            claims.entry(tag.clone()).or_default().push(branch);
        }
    }
    let component = |branch: usize| cx.schema(members[branch].0.original).component.clone();
    let words = |name: String| Name(name).words();
    let is_called =
        |branch: usize, tag: &str| component(branch).map(words) == Some(words(tag.to_owned()));
    let alone: Vec<bool> = told.iter().map(|told| told.tags.len() == 1).collect();
    for (tag, branches) in claims.iter().filter(|(_, branches)| branches.len() > 1) {
        let only = branches.iter().find(|branch| alone[**branch]);
        let owner = only.or_else(|| branches.iter().find(|branch| is_called(**branch, tag)));
        for branch in branches.iter().filter(|branch| Some(*branch) != owner) {
            told[*branch].tags.retain(|known| known != tag);
        }
    }
    for (branch, left) in told.iter_mut().enumerate() {
        let had = claims.values().any(|branches| branches.contains(&branch));
        let name = component(branch).filter(|name| had && !claims.contains_key(name));
        if let (true, Some(name)) = (left.tags.is_empty(), name) {
            left.tags.push(name);
        }
    }
}

/// Marks the branch that all other values mean (`defaultMapping`), and leaves it without a tag that only its name gives
/// it: what has no tag or an unknown one is read as such a branch where it fits.
fn untag_default(
    cx: &Cx<'_>,
    discriminator: &Discriminator,
    members: &[(Member, TypeRef)],
    told: &mut [Told],
) {
    let Some(default) = discriminator.default else { return };
    for (told, (member, _)) in told.iter_mut().zip(members) {
        let target = cx.schema(member.original).reference.unwrap_or(member.original);
        let name = cx.schema(target).component.as_ref();
        let is_mapped = discriminator.mapping.iter().any(|(_, to)| *to == target);
        if target == default && !is_mapped && told.tags.iter().eq(name) {
            told.tags.clear();
        }
        told.is_default = target == default && !told.tags.is_empty();
    }
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
