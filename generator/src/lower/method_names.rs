//! What operations are called as methods of their groups.
//!
//! By `x-sdk-name`, by what its author called the function, or by the operationId; where there is none of these, by
//! method and path. The words of the group are left out.

use std::collections::{BTreeMap, BTreeSet};

use super::group;
use super::inline::singular;
use super::operation::method_and_words;
use crate::ir::Name;
use crate::resolve::{self, Operation, Resolved, is_verb};

mod lists;
mod paths;
mod shorter;
#[cfg(test)]
mod tests;

/// The names of all operations, in their order.
pub(super) fn of(resolved: &Resolved) -> Vec<String> {
    let operations = &resolved.operations;
    let patches = operations.iter().filter(|operation| operation.method.as_str() == "PATCH");
    let patched: BTreeSet<&str> = patches.map(|operation| operation.path.as_str()).collect();
    let spells_paths = paths::are_identifiers(operations);
    let wish = |operation: &Operation| {
        let has_patch = patched.contains(operation.path.as_str());
        let lists = lists::of(resolved, operation);
        let by_path = operation
            .id
            .as_deref()
            .is_none_or(|id| spells_paths && paths::spells_path(id, operation));
        let of_path = || paths::claims(operation, lists, has_patch);
        Wish::of(operation, lists, by_path.then(of_path))
    };
    let wishes: Vec<Wish> = operations.iter().map(wish).collect();
    // How many have a claim to a name of each rank.
    let mut known: BTreeMap<(&[String], &str), BTreeMap<u8, usize>> = BTreeMap::new();
    for wish in &wishes {
        for claim in &wish.claims {
            let ranks = known.entry((&wish.group, &claim.name)).or_default();
            *ranks.entry(claim.rank).or_default() += 1;
        }
    }
    let is_free = |wish: &Wish, claim: &Claim| {
        let claims = known.get(&(&wish.group[..], claim.name.as_str()));
        claims.is_some_and(|ranks| {
            ranks.range(..=claim.rank).map(|(_, count)| count).sum::<usize>() == 1
        })
    };
    let chosen = wishes.iter().map(|wish| {
        let free = wish.claims.iter().find(|claim| is_free(wish, claim));
        free.or(wish.claims.last()).map_or_else(String::new, |claim| claim.name.clone())
    });
    chosen.collect()
}

/// What an operation could be called.
struct Wish {
    group: Vec<String>,
    /// Best first. The last is what nobody else is called, unless two operations have one identifier.
    claims: Vec<Claim>,
}

/// A name, which nobody gets who has a lower claim to it than others.
struct Claim {
    name: String,
    rank: u8,
}

impl Wish {
    fn of(operation: &Operation, lists: bool, of_path: Option<Vec<Claim>>) -> Self {
        let group = group::words(operation);
        let claim = |name: String, rank| Claim { name, rank };
        let mut claims = Vec::new();
        match (&operation.rename.name, &operation.id, of_path) {
            (Some(name), _, _) => claims.push(claim(name.clone(), 0)),
            (None, Some(id), None) => {
                claims.extend(of_functions(operation, id, &group, lists));
                let whole = id.replacen("Controller_", "_", 1);
                claims.push(claim(of_id(&whole, &group), 0));
            }
            (None, id, of_path) => {
                claims.extend(of_path.into_iter().flatten());
                let id = id.as_ref().map(|id| Name(id.clone()).words());
                let words = id.unwrap_or_else(|| method_and_words(operation));
                claims.push(claim(without_group(&words, &group), 2));
                claims.push(claim(words.join(" "), 0));
            }
        }
        let claims = match operation.rename.name {
            Some(_) => claims,
            None => shortened(claims, &group, lists),
        };
        // The best claim to a name is the one that counts.
        let mut distinct: Vec<Claim> = Vec::new();
        for claim in claims {
            match distinct.iter_mut().find(|known| known.name == claim.name) {
                Some(known) => known.rank = known.rank.min(claim.rank),
                None => distinct.push(claim),
            }
        }
        Self { group, claims: distinct }
    }
}

/// Claims with shorter ones before each, which are the last to be heard.
fn shortened(claims: Vec<Claim>, group: &[String], lists: bool) -> Vec<Claim> {
    let mut all = Vec::with_capacity(claims.len());
    for Claim { name, rank } in claims {
        let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
        let short = shorter::of(&words, group, lists).unwrap_or_else(|| words.clone());
        let bare = shorter::bare(&short);
        let later = shorter::version(&short).saturating_add(6);
        all.extend(
            [(bare, later), (&short, 3)].into_iter().filter(|(left, _)| **left != *words).map(
                |(left, more)| Claim { name: left.join(" "), rank: rank.saturating_add(more) },
            ),
        );
        all.push(Claim { name, rank });
    }
    all
}

/// What will do in place of an identifier.
fn of_functions(operation: &Operation, id: &str, group: &[String], lists: bool) -> Vec<Claim> {
    let function = function(operation);
    let words = Name(function.unwrap_or(id).to_owned()).words();
    let list = list(&words, group).filter(|_| lists);
    let bare = function.and_then(unnumbered);
    let claim = |name: &str, rank| Claim { name: of_id(name, group), rank };
    let functions =
        bare.map(|name| claim(name, 2)).into_iter().chain(function.map(|name| claim(name, 1)));
    list.into_iter().chain(functions).collect()
}

/// An identifier without the group: `search/code` says itself where that ends.
fn of_id(id: &str, group: &[String]) -> String {
    let words = |text: &str| Name(text.to_owned()).words();
    match id.split_once(['/', '.', ':']) {
        Some((before, name)) if words(before) == group && says_something(&words(name)) => {
            words(name).join(" ")
        }
        _ => without_group(&without_article(words(id)), group),
    }
}

/// `createACat` creates one, as everybody would think.
fn without_article(mut words: Vec<String>) -> Vec<String> {
    if words.len() > 2 && is_verb(&words[0]) && is_article(&words[1]) {
        words.remove(1);
    }
    words
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the")
}

/// What the author of an operation called its function, where a framework says more: the path and the method, or
/// the class, as in `CatsController_findAll`.
fn function(operation: &Operation) -> Option<&str> {
    let of_class = || {
        let (class, function) = operation.id.as_deref()?.split_once('_')?;
        class.ends_with("Controller").then_some(function)
    };
    resolve::function(operation).or_else(of_class)
}

/// A name without the number that a framework tells it from others by: `list_0`.
fn unnumbered(function: &str) -> Option<&str> {
    let (name, number) = function.rsplit_once('_')?;
    let is_number = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
    (is_number && !name.is_empty()).then_some(name)
}

/// `getCats`, which answers a list, is `list`: `get` is what gives one of them.
fn list(words: &[String], group: &[String]) -> Option<Claim> {
    let (verb, rest) = words.split_first()?;
    let (group_run, rest) = rest.split_at_checked(group.len())?;
    let is_many = run_of(group_run, group) == Some(0)
        && group_run.last().is_some_and(|word| singular(word).is_some());
    let is_whole = rest.first().is_none_or(|word| is_preposition(word));
    let gets = is_getter(verb);
    let name = || ["list"].into_iter().chain(rest.iter().map(String::as_str)).collect::<Vec<_>>();
    (gets && is_many && is_whole).then(|| Claim { name: name().join(" "), rank: 1 })
}

fn is_getter(word: &str) -> bool {
    matches!(word, "get" | "fetch" | "retrieve")
}

/// The words without those of the group, unless what is left says nothing.
fn without_group(words: &[String], group: &[String]) -> String {
    let rest = without(words, group);
    if says_something(&rest) { rest.join(" ") } else { words.join(" ") }
}

/// A digit or nothing is no name; neither is a preposition that lost its noun.
fn says_something(words: &[String]) -> bool {
    words.first().is_some_and(|word| {
        word.starts_with(|c: char| c.is_ascii_alphabetic()) && !is_preposition(word)
    })
}

fn is_preposition(word: &str) -> bool {
    matches!(word, "at" | "by" | "for" | "from" | "in" | "into" | "of" | "on" | "to" | "with")
}

/// Removes the first run of words that is the group's name, in singular or plural, where they are what the rest is
/// about: `list pets`, `pets list` and `add toy to pet`, but neither `get owner pets` nor `list vet pet names`,
/// which would be about other things.
fn without(words: &[String], group: &[String]) -> Vec<String> {
    let Some(at) = run_of(words, group) else { return words.to_vec() };
    let (mut before, after) = (&words[..at], &words[at + group.len()..]);
    let acts = |words: &[String]| words.iter().any(|word| is_verb(word));
    let is_left_out = match before {
        // `refund payment` is not about a refund.
        [] => group.len() > 1 || !is_verb(&words[0]) || acts(after) || words[0] != one(&words[0]),
        [verb] if is_verb(verb) => true,
        [other] => !is_modifier(other) && !acts(after),
        [start @ .., article] if is_article(article) => {
            before = start;
            true
        }
        [start @ .., preposition] if is_preposition(preposition) && start.len() > 1 => {
            before = start;
            after.first().is_none_or(|word| is_preposition(word))
        }
        [start @ .., last] => {
            let is_verbal =
                |word: &String| is_verb(word) || matches!(word.as_str(), "and" | "batch" | "or");
            start.iter().all(is_verbal) && (is_verb(last) || is_any(last))
        }
    };
    if is_left_out { [before, after].concat() } else { words.to_vec() }
}

/// Where a name has the words of the group.
fn run_of(words: &[String], group: &[String]) -> Option<usize> {
    let is_group = |run: &[String]| {
        let mut pairs = run.iter().zip(group);
        pairs.all(|(word, of_group)| word == of_group || one(word) == one(of_group))
    };
    if group.is_empty() || group.len() > words.len() {
        return None;
    }
    words.windows(group.len()).position(is_group)
}

/// Words that make another thing of the noun that follows.
fn is_modifier(word: &str) -> bool {
    matches!(word, "anti" | "co" | "inter" | "multi" | "non" | "sub" | "super" | "un")
        || is_any(word)
}

/// Words that only tell which ones are meant.
fn is_any(word: &str) -> bool {
    matches!(
        word,
        "all"
            | "any"
            | "current"
            | "every"
            | "many"
            | "multiple"
            | "my"
            | "new"
            | "one"
            | "own"
            | "single"
    )
}

/// The word in the singular, or as it is.
fn one(word: &str) -> String {
    singular(word).unwrap_or_else(|| word.to_owned())
}
