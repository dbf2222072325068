//! What the things are called that stand in a place: names that would do, the best first.

use super::plural::singular;
use crate::ir::Name;

/// Names with more letters are made shorter where nothing else wants the shorter one.
const LONG: usize = 45;

/// A name without the group of its operation needs this many words to tell anything.
const FEWEST_WORDS: usize = 3;

/// What a place is a part of in the end.
#[derive(Clone, Debug)]
pub(super) struct Root {
    /// Its name.
    name: String,
    /// The same in fewer words, if that still says something.
    short: Option<String>,
    /// Whether it is called so because it is an array or a map, and what is in it is not.
    collects: bool,
}

/// How one place is within another.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::lower) enum Part {
    /// A property, a parameter or a header: the name that the document gives it.
    Member(String),
    /// What it is to an operation: a request, a response.
    Role(String),
    /// What arrays have.
    Item,
    /// What maps have.
    Value,
    /// An alternative, by the name that it has among the others.
    Branch(String),
}

impl Root {
    /// A thing that has a name.
    pub(super) fn given(name: &str) -> Self {
        Self { name: name.to_owned(), short: None, collects: true }
    }

    /// What only its first part gives a name.
    pub(super) fn nameless() -> Self {
        Self { name: String::new(), short: None, collects: false }
    }

    /// An operation, or all of a path; `group` is what need not be repeated.
    pub(super) fn call(name: String, group: &[String]) -> Self {
        let words = Name(name.clone()).words();
        let mut rest: Vec<&String> = words.iter().collect();
        // A word of some web frameworks, which says nothing of the API.
        rest.retain(|word| *word != "controller");
        let owned: Vec<String> = rest.into_iter().cloned().collect();
        let run = owned.windows(group.len().max(1)).position(|run| run == group);
        let rest = match run {
            Some(at) => [&owned[..at], &owned[at + group.len()..]].concat(),
            None => owned,
        };
        let says = rest.len() >= FEWEST_WORDS && rest.len() < words.len();
        let says = says && rest[0].starts_with(|c: char| c.is_ascii_alphabetic());
        Self { short: says.then(|| rest.join(" ")), name, collects: false }
    }
}

/// The best name of a place.
pub(super) fn name(root: &Root, parts: &[&Part]) -> Name {
    Name(joined(&pieces(&root.name, root.collects, parts)))
}

/// All names that would do: at first those without what stands in between, where the whole is long.
pub(super) fn names(root: &Root, parts: &[&Part]) -> (Name, Vec<Name>) {
    let whole = pieces(&root.name, root.collects, parts);
    let mut names: Vec<Name> = Vec::new();
    let mut add = |name: String| {
        if !names.iter().any(|known| known.0 == name) {
            names.push(Name(name));
        }
    };
    if letters(&whole) > LONG {
        let least = 1 + usize::from(whole.last().is_some_and(|last| is_vague(last)));
        let start = root.short.as_ref().unwrap_or(&root.name);
        for kept in least.min(whole.len() - 1)..whole.len() {
            let mut pieces = vec![start.clone()];
            pieces.extend_from_slice(&whole[whole.len() - kept..]);
            add(joined(&pieces));
        }
    }
    add(joined(&whole));
    add(joined(&written(&root.name, parts)));
    let best = names.remove(0);
    (best, names)
}

/// The words of a name, piece by piece: a piece does not repeat how the one before it ends.
fn pieces(root: &str, collects: bool, parts: &[&Part]) -> Vec<String> {
    let mut pieces = vec![root.to_owned()];
    let mut before: Option<&Part> = None;
    for part in parts {
        match part {
            Part::Member(name) | Part::Branch(name) => push(&mut pieces, name, false),
            Part::Role(role) => push(&mut pieces, role, true),
            Part::Item | Part::Value => {
                let is_named = matches!(before, Some(Part::Member(_)));
                let last = pieces.last().cloned().unwrap_or_default();
                match one_of(&last).filter(|_| is_named || (collects && before.is_none())) {
                    Some(one) => {
                        pieces.pop();
                        pieces.push(one);
                    }
                    // A member that is a list has no type whose name this could be.
                    None if is_named && **part == Part::Item => {}
                    None if before == Some(&Part::Branch("list".to_owned())) => {
                        pieces.pop();
                        pieces.push(generic(part).to_owned());
                    }
                    None => pieces.push(generic(part).to_owned()),
                }
            }
        }
        before = Some(part);
    }
    pieces
}

/// Every step, whatever it repeats.
fn written(root: &str, parts: &[&Part]) -> Vec<String> {
    let part = |part: &&Part| match part {
        Part::Member(name) | Part::Role(name) | Part::Branch(name) => name.clone(),
        Part::Item | Part::Value => generic(part).to_owned(),
    };
    std::iter::once(root.to_owned()).chain(parts.iter().map(part)).collect()
}

fn generic(part: &Part) -> &'static str {
    match part {
        Part::Value => "value",
        Part::Item | Part::Member(_) | Part::Role(_) | Part::Branch(_) => "item",
    }
}

/// Adds a piece without the words that the one before ends with. `whole` says that it may be left out.
fn push(pieces: &mut Vec<String>, piece: &str, whole: bool) {
    let before = pieces.last().map(|last| Name(last.clone()).words()).unwrap_or_default();
    let words = Name(piece.to_owned()).words();
    let most = before.len().min(if whole { words.len() } else { words.len().saturating_sub(1) });
    let repeated = (1..=most).rev().find(|count| before.ends_with(&words[..*count]));
    match repeated {
        None => pieces.push(piece.to_owned()),
        Some(count) if count == words.len() => {}
        Some(count) => pieces.push(words[count..].join(" ")),
    }
}

/// The singular of a name, if it is a plural.
fn one_of(name: &str) -> Option<String> {
    let mut words = Name(name.to_owned()).words();
    let one = singular(words.last()?)?;
    *words.last_mut()? = one;
    Some(words.join(" "))
}

fn joined(pieces: &[String]) -> String {
    let told: Vec<&str> =
        pieces.iter().map(String::as_str).filter(|piece| !piece.is_empty()).collect();
    told.join(" ")
}

fn letters(pieces: &[String]) -> usize {
    pieces.iter().flat_map(|piece| piece.chars()).filter(|c| c.is_alphanumeric()).count()
}

/// Words that say too little of what they stand for alone.
fn is_vague(piece: &str) -> bool {
    const VAGUE: &[&str] = &[
        "action",
        "code",
        "config",
        "content",
        "data",
        "description",
        "entity",
        "error",
        "event",
        "field",
        "filter",
        "format",
        "group",
        "id",
        "info",
        "item",
        "key",
        "kind",
        "level",
        "list",
        "location",
        "map",
        "message",
        "meta",
        "metadata",
        "method",
        "mode",
        "name",
        "object",
        "operator",
        "option",
        "options",
        "order",
        "params",
        "properties",
        "reason",
        "request",
        "resource",
        "response",
        "result",
        "results",
        "role",
        "scope",
        "settings",
        "source",
        "state",
        "status",
        "target",
        "text",
        "type",
        "unit",
        "user",
        "value",
        "values",
        "version",
    ];
    let words = Name(piece.to_owned()).words();
    match &words[..] {
        [] => true,
        [word] => VAGUE.contains(&word.as_str()),
        [_, _, ..] => false,
    }
}
