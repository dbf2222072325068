//! Names: every identifier of the client is claimed here, once, in its scope.
//!
//! The scopes are the types, the fields of a struct, the variants of an enum, the operations of a group,
//! the inputs of an operation, the groups of the client and the credentials of its builder. Each keeps
//! some identifiers for what the emitted code adds by itself.
//!
//! # What renames what
//!
//! The order of keys in the document never does, and what is added renames what was there only where the two
//! have to do with each other:
//!
//! - Names that are spelt alike in one scope: the one that is spelt as the identifier has it, names of the
//!   document before names of places, else the first by the alphabet gets it, and the others are numbered.
//! - Places whose short names are the same: each gets its longer one. Names are shortened where they are long
//!   (`lower::inline`).
//! - A component that has the name of a place: the place gives way.
//! - Anonymous schemas that say the same: they are one type, which the shortest of their names is for. Only a
//!   place with a shorter name, or one as short and before it in the alphabet, renames the type, and the second
//!   place of a union of scalars, which is then called by these.
//! - Sets of answers that say the same are one type as well: that of one operation is named after it, that of
//!   several after the group or the bodies that they have in common.
//! - Alternatives that nobody named: one that is added is told apart from those before it (`lower::union`).
//! - Operations that claim one `operationId`: the first in the document keeps it.

mod answers;
mod calls;
mod clients;
mod halves;
mod members;
mod scope;
mod servers;
mod spell;
#[cfg(test)]
mod tests;
mod webhooks;

use crate::diag::{Diagnostics, codes};
use crate::ir::{Api, Group, Ident, Name};
use crate::source::{At, FileId};
use scope::{Grant, Reserved, Wish};
use spell::Case;

pub(super) fn run(api: &mut Api, diags: &mut Diagnostics) {
    clients::module(api, diags);
    members::types(api, diags);
    members::fields_and_variants(api, diags);
    clients::groups(api, diags);
    clients::schemes(api, diags);
    servers::run(api, diags);
    webhooks::run(api, diags);
    calls::operations(api, diags);
    calls::inputs(api, diags);
}

/// Scopes that keep nothing.
const FREE: Reserved<'_> = Reserved { idents: &[], instead: with_underscore };

/// `send` becomes `send_`, as keywords that cannot be raw do.
fn with_underscore(ident: &str) -> String {
    format!("{ident}_")
}

/// The root of the document, for things that no operation leads to.
const NOWHERE: At = At { file: FileId(0), node: 0 };

/// Where a group comes from.
fn first_operation(api: &Api, group: &Group) -> At {
    group.operations.first().map_or(NOWHERE, |id| api.operation(*id).at)
}

/// A thing with its wish and the place to report it at.
struct Claimant {
    wish: Wish,
    at: At,
}

/// Grants identifiers and reports those that had to be numbered.
fn claim(
    claimants: Vec<Claimant>,
    reserved: &[&str],
    case: Case,
    diags: &mut Diagnostics,
) -> Vec<Ident> {
    let (wishes, places): (Vec<Wish>, Vec<At>) =
        claimants.into_iter().map(|c| (c.wish, c.at)).unzip();
    scope::claim(&wishes, reserved, case)
        .into_iter()
        .zip(places)
        .map(|(Grant { ident, numbered }, at)| {
            if numbered {
                let message =
                    format!("another name in this scope is spelt alike, so this becomes `{ident}`");
                diags
                    .report(codes::AMBIGUOUS_NAME, at, message)
                    .help("choose a name with `x-sdk-name`");
            }
            Ident::claimed(ident)
        })
        .collect()
}

/// Names all things of a scope in which each wants to be called by its own words and by nothing else.
fn name_all<'a>(
    things: impl Iterator<Item = (&'a Name, At, &'a mut Ident)>,
    case: Case,
    reserved: Reserved<'_>,
    diags: &mut Diagnostics,
) {
    let (claimants, places): (Vec<Claimant>, Vec<&mut Ident>) = things
        .map(|(name, at, place)| {
            let wish = Wish::new(name, case, reserved);
            (Claimant { wish, at }, place)
        })
        .unzip();
    for (place, ident) in places.into_iter().zip(claim(claimants, reserved.idents, case, diags)) {
        *place = ident;
    }
}
