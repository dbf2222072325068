//! Names without what a group of operations says once more in each: an address, or the last words of its own name.
//!
//! `agents_api_v1_agents_create` and `create_campaign` are `create` in groups that are about agents, and about
//! campaigns among other things that are observed. Each name is looked at by itself: what is added to a group renames
//! another operation only where its own name is what that one was shortened to.

use super::super::inline::singular;
use super::{is_getter, is_preposition, list, run_of, says_something, without};
use crate::resolve::is_verb;

/// The words of a name that are left, and say something.
pub(super) fn of(words: &[String], group: &[String], lists: bool) -> Option<Vec<String>> {
    let (rest, is_addressed) = match after_address(words) {
        Some(rest) => (rest, true),
        None => (words, false),
    };
    let longest = usize::from(!is_addressed);
    let mut ends = (longest..group.len()).map(|start| &group[start..]);
    let left = ends.find_map(|end| without_end(rest, end, lists));
    let left = left.or_else(|| is_addressed.then(|| rest.to_vec()))?;
    says_something(&left).then_some(left)
}

/// A name without its version, and without that one thing is told by its id: `get by id v1` is `get`.
pub(super) fn bare(words: &[String]) -> &[String] {
    let words = match words {
        [rest @ .., last] if is_version(last) && says_something(rest) => rest,
        _ => words,
    };
    match words {
        [verb, by, id] if is_verb(verb) && by == "by" && id == "id" => &words[..1],
        _ => words,
    }
}

/// The version at the end of a name, or 0: of `export v1` and `export v2`, the one that was there first is `export`.
pub(super) fn version(words: &[String]) -> u8 {
    let last = words.last().filter(|word| is_version(word));
    last.map_or(0, |word| word[1..].parse().unwrap_or(u8::MAX))
}

/// What follows after `api v1`, and what stands before that.
fn after_address(words: &[String]) -> Option<&[String]> {
    let at = words.iter().take(3).position(|word| word == "api")?;
    match words[at + 1..].split_first() {
        Some((version, rest)) if is_version(version) && !rest.is_empty() => {
            let acts = words[..at].iter().any(|word| is_verb(word));
            (!acts).then_some(rest)
        }
        _ => None,
    }
}

fn is_version(word: &str) -> bool {
    let digits = word.strip_prefix('v').unwrap_or_default();
    !digits.is_empty() && digits.chars().all(|c| c.is_ascii_digit())
}

/// A name without the last words of its group, where they are what it is about.
fn without_end(words: &[String], end: &[String], lists: bool) -> Option<Vec<String>> {
    if is_preposition(end.first()?) {
        return None;
    }
    if let Some(claim) = list(words, end).filter(|_| lists) {
        return Some(claim.name.split(' ').map(str::to_owned).collect());
    }
    let at = run_of(words, end)?;
    let after = words.get(at + end.len());
    // `judge conversation` is about a conversation, and `put file id` spells a path.
    let is_another = at == 0 && !after.is_some_and(|word| is_verb(word));
    // `get campaigns` gives a page of them, which is no list to us.
    let is_many = singular(&words[at + end.len() - 1]).is_some() && is_getter(&words[0]);
    if is_another || is_many || after.is_some_and(|word| word == "id") {
        return None;
    }
    let left = without(words, end);
    (left.len() < words.len() && says_something(&left)).then_some(left)
}
