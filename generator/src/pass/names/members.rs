//! Types, their fields and their variants.

use std::collections::BTreeMap;

use super::scope::{Reserved, Wish};
use super::spell::{self, Case};
use super::{Claimant, FREE, NOWHERE, answers, claim, halves, name_all};
use crate::diag::Diagnostics;
use crate::ir::{AnswerType, Api, Ident, Name, Struct, TypeDef, TypeKind};
use crate::source::At;

/// The variant that keeps values this version does not know.
const UNKNOWN: &str = "Unknown";

/// What an enum has beside the values that it knows.
const VALUES: Reserved<'_> =
    Reserved { idents: &[UNKNOWN], instead: |ident| format!("Value{ident}") };

/// What a union has beside its branches.
const BRANCHES: Reserved<'_> =
    Reserved { idents: &[UNKNOWN], instead: |ident| format!("{ident}Value") };

/// The field that keeps additional members.
const ADDITIONAL: &str = "additional";

/// Types and sets of answers, which share a scope so that a reader can tell them apart anywhere. Types
/// that the document names go first.
pub(super) fn types(api: &mut Api, diags: &mut Diagnostics) {
    let mut known: BTreeMap<&Name, usize> = BTreeMap::new();
    for definition in &api.types {
        *known.entry(&definition.name).or_default() += 1;
    }
    let named = halves::map(&api.types, |definition| {
        let is_alone = known.get(&definition.name).is_none_or(|count| *count == 1);
        let wish = Wish::new(&definition.name, Case::Camel, FREE).rank(u8::from(definition.inline));
        let longer = definition.longer.iter().map(|name| spell::name(name, Case::Camel));
        let wish = longer.fold(wish, |wish, longer| wish.or(longer, FREE));
        // The name that the document gives to something else, and what this is.
        let resort = definition.inline.then(|| {
            let whole = definition.longer.last().unwrap_or(&definition.name);
            let kind = match definition.kind {
                TypeKind::Struct(_) => "object",
                TypeKind::Enum(_)
                | TypeKind::Numbers(_)
                | TypeKind::Union(_)
                | TypeKind::Alias(_) => "value",
            };
            spell::name(&Name(format!("{} {kind}", whole.0)), Case::Camel)
        });
        let wish = resort.into_iter().fold(wish, Wish::resort);
        let wish = if is_alone { wish } else { wish.told_by(&content(&definition.kind)) };
        Claimant { wish, at: definition.at }
    });
    let places = places_of_answers(api);
    let users = answers::users(api);
    let answers = api.answers.iter().zip(&users).zip(places).map(|((set, users), at)| {
        let mut names = answers::names(api, set, users).into_iter();
        let first = names.next().unwrap_or_else(|| set.name.clone());
        let wish = Wish::new(&first, Case::Camel, FREE).rank(2);
        let wish = names.fold(wish, |wish, name| wish.or(spell::name(&name, Case::Camel), FREE));
        Claimant { wish, at }
    });
    let idents = claim(named.into_iter().chain(answers).collect(), &[], Case::Camel, diags);
    let all = api
        .types
        .iter_mut()
        .map(|definition| &mut definition.ident)
        .chain(api.answers.iter_mut().map(|set| &mut set.ident));
    for (place, ident) in all.zip(idents) {
        *place = ident;
    }
}

/// What tells a type from another that stands in a place of the same name: what is in it.
fn content(kind: &TypeKind) -> String {
    let words: Vec<&str> = match kind {
        TypeKind::Struct(found) => found.fields.iter().map(|field| field.wire.as_str()).collect(),
        TypeKind::Enum(found) => found.variants.iter().map(|value| value.wire.as_str()).collect(),
        TypeKind::Numbers(found) => found.values.iter().map(|one| one.name.0.as_str()).collect(),
        TypeKind::Union(found) => found.branches.iter().map(|one| one.name.0.as_str()).collect(),
        TypeKind::Alias(_) => Vec::new(),
    };
    let mut words: Vec<&str> = words;
    words.sort_unstable();
    words.join(" ")
}

/// Fields of structs, variants of enums, unions and sets of answers, constants of numbers.
pub(super) fn fields_and_variants(api: &mut Api, diags: &mut Diagnostics) {
    halves::change(&mut api.types, diags, within);
    let places = places_of_answers(api);
    for (set, at) in api.answers.iter_mut().zip(places) {
        let things = set.variants.iter_mut().map(|v| (&v.name, at, &mut v.ident));
        name_all(things, Case::Camel, FREE, diags);
    }
}

/// What is in a type.
fn within(definition: &mut TypeDef, diags: &mut Diagnostics) {
    match &mut definition.kind {
        TypeKind::Struct(found) => fields(found, definition.at, diags),
        TypeKind::Enum(found) => {
            let things = found.variants.iter_mut().map(|v| (&v.name, v.at, &mut v.ident));
            name_all(things, Case::Camel, VALUES, diags);
            found.unknown_ident = Ident::claimed(UNKNOWN.to_owned());
        }
        TypeKind::Union(found) => {
            let things = found.branches.iter_mut().map(|b| (&b.name, b.at, &mut b.ident));
            name_all(things, Case::Camel, BRANCHES, diags);
            found.unknown_ident = Ident::claimed(UNKNOWN.to_owned());
        }
        TypeKind::Numbers(found) => {
            let things = found.values.iter_mut().map(|n| (&n.name, n.at, &mut n.ident));
            name_all(things, Case::Constant, FREE, diags);
        }
        TypeKind::Alias(_) => {}
    }
}

/// The fields of a struct, and that of its additional members, which gives way to them.
fn fields(found: &mut Struct, at: At, diags: &mut Diagnostics) {
    let mut claimants: Vec<Claimant> = found
        .fields
        .iter()
        .map(|field| Claimant { wish: Wish::new(&field.name, Case::Snake, FREE), at: field.at })
        .collect();
    let additional = Wish::new(&Name(ADDITIONAL.to_owned()), Case::Snake, FREE)
        .or(format!("{ADDITIONAL}_members"), FREE)
        .rank(1);
    claimants.push(Claimant { wish: additional, at });
    let mut idents = claim(claimants, &[], Case::Snake, diags);
    found.additional_ident = match (&found.additional, idents.pop()) {
        (Some(_), Some(ident)) => ident,
        (None, _) | (_, None) => Ident::PENDING,
    };
    for (field, ident) in found.fields.iter_mut().zip(idents) {
        field.ident = ident;
    }
}

/// The first operation that each set belongs to.
fn places_of_answers(api: &Api) -> Vec<At> {
    let mut places = vec![None; api.answers.len()];
    for operation in &api.operations {
        for ty in operation.answer_types() {
            match ty {
                AnswerType::Set(index) => {
                    places[*index as usize].get_or_insert(operation.at);
                }
                AnswerType::Empty | AnswerType::One(_) => {}
            }
        }
    }
    places.into_iter().map(|at| at.unwrap_or(NOWHERE)).collect()
}
