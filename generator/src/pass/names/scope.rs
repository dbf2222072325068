//! Claims of identifiers in one scope: every wish is granted one identifier, no two the same.
//!
//! Who gets what does not depend on the order of wishes: a lower rank wins, then the wish whose name already
//! is the identifier, then the one that has no other candidate, then the first by [`Wish::order`]. The others
//! get their last resort, or a number. Only wishes that say the same in all of this are told apart by their
//! order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::spell::{self, Case};
use crate::ir::Name;

/// One thing that needs a name.
#[derive(Clone, Debug)]
pub(super) struct Wish {
    /// Identifiers that would do, best first; never empty.
    candidates: Vec<String>,
    /// Who goes first where two want the same.
    rank: u8,
    /// Whether the name as written is the best candidate.
    exact: bool,
    /// The name as written, and more where that is the same: what decides between equals.
    order: String,
    /// What is better than a number where nothing else is left.
    resort: Option<String>,
}

/// What a wish got.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Grant {
    /// The identifier.
    pub(super) ident: String,
    /// Whether it had to be numbered.
    pub(super) numbered: bool,
}

/// What a scope keeps for itself, and what becomes of a name that wants it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reserved<'a> {
    /// The identifiers.
    pub(super) idents: &'a [&'a str],
    /// Makes the second choice out of the first.
    pub(super) instead: fn(&str) -> String,
}

impl Wish {
    /// The candidates of a name: as it is, then with operators spelled out.
    pub(super) fn new(name: &Name, case: Case, reserved: Reserved<'_>) -> Self {
        let best = spell::name(name, case);
        let exact = best.trim_start_matches("r#") == name.0;
        // Small letters first: of `self` and `Self` the first is the plain one.
        let swapped = |c: char| match c.is_ascii_lowercase() {
            true => c.to_ascii_uppercase(),
            false => c.to_ascii_lowercase(),
        };
        let order = name.0.chars().map(swapped).collect();
        let mut wish = Self { candidates: Vec::new(), rank: 0, exact, order, resort: None };
        wish.add(best, reserved);
        if name.has_operators() { wish.or(spell::spelled(name, case), reserved) } else { wish }
    }

    /// A wish of a lower order: 0 comes first.
    pub(super) fn rank(mut self, rank: u8) -> Self {
        self.rank = rank;
        self
    }

    /// Says what tells it from another of the same name.
    pub(super) fn told_by(mut self, more: &str) -> Self {
        self.order.push('\0');
        self.order.push_str(more);
        self
    }

    /// Gives it something better than a number, for when nothing else is left.
    pub(super) fn resort(mut self, candidate: String) -> Self {
        self.resort = Some(candidate);
        self
    }

    /// Adds a candidate.
    pub(super) fn or(mut self, candidate: String, reserved: Reserved<'_>) -> Self {
        self.add(candidate, reserved);
        self
    }

    fn add(&mut self, candidate: String, reserved: Reserved<'_>) {
        let bare = candidate.trim_start_matches("r#");
        let candidate =
            if reserved.idents.contains(&bare) { (reserved.instead)(bare) } else { candidate };
        if !self.candidates.contains(&candidate) {
            self.candidates.push(candidate);
        }
    }
}

/// Grants every wish, in their order.
pub(super) fn claim(wishes: &[Wish], reserved: &[&str], case: Case) -> Vec<Grant> {
    let mut granted: Vec<Option<&str>> = vec![None; wishes.len()];
    let mut taken: BTreeSet<Cow<'_, str>> = reserved.iter().copied().map(Cow::Borrowed).collect();
    let most = wishes.iter().map(|wish| wish.candidates.len()).max().unwrap_or(0);
    for level in 0..most {
        let left = (0..wishes.len()).filter(|index| granted[*index].is_none());
        let candidate = |index: usize| Some((wishes[index].candidates.get(level)?.as_str(), index));
        let mut wanted: Vec<(&str, usize)> = left.filter_map(candidate).collect();
        wanted.sort_unstable();
        for claimants in wanted.chunk_by(|(one, _), (other, _)| one == other) {
            let (ident, _) = claimants[0];
            if taken.contains(ident) {
                continue;
            }
            if let Some(winner) = winner(wishes, claimants, level) {
                granted[winner] = Some(ident);
                taken.insert(Cow::Borrowed(ident));
            }
        }
    }
    number(wishes, granted, taken, case)
}

/// Who gets an identifier that all these want; nobody if all can do without.
fn winner(wishes: &[Wish], claimants: &[(&str, usize)], level: usize) -> Option<usize> {
    if let [(_, only)] = claimants {
        return Some(*only);
    }
    let claimants = claimants.iter().map(|(_, index)| *index);
    let first = claimants.clone().map(|index| wishes[index].rank).min()?;
    let best: Vec<usize> = claimants.filter(|index| wishes[*index].rank == first).collect();
    if let [only] = best[..] {
        return Some(only);
    }
    let exact: Vec<usize> =
        best.iter().copied().filter(|index| level == 0 && wishes[*index].exact).collect();
    if let [only] = exact[..] {
        return Some(only);
    }
    let last = best.into_iter().filter(|index| wishes[*index].candidates.len() == level + 1);
    last.min_by_key(|index| &wishes[*index].order)
}

/// Numbers those that got nothing, past everything that anybody wished for.
fn number(
    wishes: &[Wish],
    granted: Vec<Option<&str>>,
    mut taken: BTreeSet<Cow<'_, str>>,
    case: Case,
) -> Vec<Grant> {
    let mut left: Vec<usize> = (0..wishes.len()).filter(|at| granted[*at].is_none()).collect();
    // In most scopes nobody is left, and nobody asks.
    let all = wishes.iter().filter(|_| !left.is_empty()).flat_map(|wish| &wish.candidates);
    let wished: BTreeSet<&str> = all.map(String::as_str).collect();
    let mut last: BTreeMap<&str, usize> = BTreeMap::new();
    left.sort_by_key(|index| (wishes[*index].rank, &wishes[*index].order));
    let mut made: BTreeMap<usize, Grant> = BTreeMap::new();
    for index in left {
        let wish = &wishes[index];
        let resort = wish.resort.as_ref().filter(|resort| !wished.contains(resort.as_str()));
        if let Some(ident) = resort.filter(|resort| taken.insert(Cow::Owned((*resort).clone()))) {
            made.insert(index, Grant { ident: ident.clone(), numbered: false });
            continue;
        }
        let base = wish.candidates.first().map_or("value", String::as_str);
        let count = last.entry(base).or_insert(1);
        let ident = loop {
            *count += 1;
            let ident = spell::numbered(base, *count, case);
            if !wished.contains(ident.as_str()) && taken.insert(Cow::Owned(ident.clone())) {
                break ident;
            }
        };
        made.insert(index, Grant { ident, numbered: true });
    }
    let granted = granted.into_iter().enumerate().map(|(index, granted)| match granted {
        Some(ident) => Grant { ident: ident.to_owned(), numbered: false },
        None => made.remove(&index).expect("every wish that is left was made a grant"),
    });
    granted.collect()
}
