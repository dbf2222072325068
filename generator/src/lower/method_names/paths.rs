//! What an operation is called that nobody gave a name: by its method, and what its path is about.

use super::super::group::tells_something;
use super::super::inline::singular;
use super::{Claim, run_of};
use crate::ir::Name;
use crate::resolve::{self, Operation};

/// A segment of a path.
enum Segment {
    Words(Vec<String>),
    Template(Vec<String>),
}

/// Whether identifiers are made of paths here: those of most operations whose paths have a template, since nobody
/// who chooses a name puts that in.
pub(super) fn are_identifiers(operations: &[Operation]) -> bool {
    let with_template = operations.iter().filter(|operation| operation.path.contains('{'));
    let ids = with_template.filter_map(|operation| Some((operation.id.as_deref()?, operation)));
    let (made, chosen): (Vec<_>, Vec<_>) =
        ids.partition(|(id, operation)| spells_path(id, operation));
    made.len() > chosen.len()
}

/// Whether an identifier is only method and path, as tools spell them that find none.
pub(super) fn spells_path(id: &str, operation: &Operation) -> bool {
    let id = Name(id.to_owned()).words().concat();
    let method = operation.method.word();
    let rests = [id.strip_prefix(&method), id.strip_suffix(&method)];
    let mut rests = rests.into_iter().flatten().peekable();
    if rests.peek().is_none() {
        return false;
    }
    let segments = segments(operation, false);
    let telling = self::segments(operation, true);
    let templates: [fn(&[String]) -> String; 4] = [
        |words| words.concat(),
        |words| format!("by{}", words.concat()),
        |words| words.last().cloned().unwrap_or_default(),
        |words| format!("by{}", words.last().map_or("", String::as_str)),
    ];
    let spelled = |segments: &[Segment], template: fn(&[String]) -> String| -> String {
        let spell = |segment: &Segment| match segment {
            Segment::Words(words) => words.concat(),
            Segment::Template(words) => template(words),
        };
        segments.iter().map(spell).collect()
    };
    rests.any(|rest| {
        let of = |template: &fn(&[String]) -> String| {
            rest == spelled(&segments, *template) || rest == spelled(&telling, *template)
        };
        !rest.is_empty() && templates.iter().any(of)
    })
}

/// The names that will do, best first.
pub(super) fn claims(operation: &Operation, lists: bool, has_patch: bool) -> Vec<Claim> {
    let group = &super::group::words(operation);
    let segments = segments(operation, true);
    let ends_in_template = matches!(segments.last(), Some(Segment::Template(_)));
    // What the group is about stands before what it has.
    let mut nouns: Vec<Noun> = Vec::new();
    for segment in segments {
        match segment {
            Segment::Words(words) => nouns.push(Noun { words, is_one: false }),
            Segment::Template(_) => {
                if let Some(noun) = nouns.last_mut() {
                    noun.is_one = true;
                }
            }
        }
    }
    let plural = nouns.last().is_some_and(|noun| {
        noun.words.last().is_some_and(|word| singular(word).is_some()) && !ends_in_template
    });
    // What one of is named in the path, beside the last.
    let owner = nouns.split_last().and_then(|(_, owners)| owners.iter().rfind(|noun| noun.is_one));
    let owner = owner.map(Noun::spelled);
    let (before, own) = of_group(nouns, group);
    let owner = owner.or_else(|| before.last().map(Noun::spelled));
    let Some(name) = verb(operation, &own, ends_in_template, plural, lists, has_patch) else {
        return Vec::new();
    };
    let Some(owner) = owner else { return vec![Claim { name, rank: 1 }] };
    let owned = format!("{name} for {}", owner.join(" "));
    vec![Claim { name, rank: 2 }, Claim { name: owned, rank: 1 }]
}

/// A part of a path between templates.
struct Noun {
    words: Vec<String>,
    /// A template follows, which tells one of many.
    is_one: bool,
}

impl Noun {
    fn spelled(&self) -> Vec<String> {
        let mut words = self.words.clone();
        if let Some(last) = words.last_mut().filter(|_| self.is_one) {
            *last = super::one(last);
        }
        words
    }
}

fn segments(operation: &Operation, telling: bool) -> Vec<Segment> {
    let path = operation.path.split('/').filter(|segment| !segment.is_empty());
    let segments = path.filter_map(|segment| {
        let words = Name(segment.to_owned()).words();
        if segment.contains('{') {
            return Some(Segment::Template(words));
        }
        (!words.is_empty() && (!telling || tells_something(segment)))
            .then_some(Segment::Words(words))
    });
    segments.collect()
}

/// What stands before the group in a path, and what after it; all of it is the group's where it is not there.
fn of_group(nouns: Vec<Noun>, group: &[String]) -> (Vec<Noun>, Vec<Noun>) {
    let words: Vec<String> = nouns.iter().flat_map(|noun| noun.words.clone()).collect();
    let Some(at) = run_of(&words, group) else { return (Vec::new(), nouns) };
    let (mut before, mut own) = (Vec::new(), Vec::new());
    let mut position = 0;
    for noun in nouns {
        let end = position + noun.words.len();
        if end <= at {
            before.push(noun);
        } else if end > at + group.len() {
            let skipped = (at + group.len()).saturating_sub(position);
            own.push(Noun { words: noun.words[skipped..].to_vec(), ..noun });
        }
        position = end;
    }
    (before, own)
}

/// What is done, and to what.
fn verb(
    operation: &Operation,
    own: &[Noun],
    ends_in_template: bool,
    plural: bool,
    lists: bool,
    has_patch: bool,
) -> Option<String> {
    let with = |verb: &str, nouns: Vec<String>| {
        let words: Vec<String> = std::iter::once(verb.to_owned()).chain(nouns).collect();
        Some(words.join(" "))
    };
    let all = || own.iter().flat_map(Noun::spelled).collect::<Vec<_>>();
    // One of those that are created in a list.
    let one = || {
        let mut words = all();
        if let Some(last) = words.last_mut() {
            *last = super::one(last);
        }
        words
    };
    match operation.method.as_str() {
        "GET" if own.last().is_some_and(|noun| !noun.is_one && asks(&noun.words)) => {
            Some(action(own))
        }
        "GET" if lists && plural => with("list", all()),
        "GET" => with("get", all()),
        "POST" | "PUT" if !ends_in_template && is_action(own) => Some(action(own)),
        "POST" if ends_in_template && updates(operation) => with("update", all()),
        "POST" if plural && !ends_in_template => with("create", one()),
        "PATCH" => with("update", all()),
        "PUT" => with(if has_patch { "replace" } else { "update" }, all()),
        "DELETE" if plural && own.is_empty() => with("delete many", Vec::new()),
        "DELETE" => with("delete", all()),
        _ => None,
    }
}

/// Whether a word says what is done by asking.
fn asks(words: &[String]) -> bool {
    let [word] = words else { return false };
    matches!(
        word.as_str(),
        "compare"
            | "count"
            | "download"
            | "export"
            | "lookup"
            | "ping"
            | "preview"
            | "search"
            | "validate"
            | "verify"
    )
}

/// Whether an operation is said to change what is there: POST to one of many may do anything.
fn updates(operation: &Operation) -> bool {
    let mut said = operation.summary.iter().chain(&operation.description);
    said.any(|text| {
        let text = text.trim_start().trim_start_matches("<p>");
        let word: String = text.chars().take_while(char::is_ascii_alphabetic).collect();
        let word = word.to_ascii_lowercase();
        matches!(word.as_str(), "update" | "updates" | "edit" | "edits" | "modify" | "modifies")
    })
}

/// Whether the path ends in what is to be done.
fn is_action(own: &[Noun]) -> bool {
    let acts = |words: &[String]| match words {
        [word] => resolve::is_verb(word),
        [word, ..] => resolve::is_verb(word) && !AMBIGUOUS.contains(&word.as_str()),
        [] => false,
    };
    match own {
        [.., before, last] => is_container(before) || acts(&last.words),
        [last] => acts(&last.words),
        [] => false,
    }
}

/// Verbs that are nouns before other nouns, as in `checkout key`.
const AMBIGUOUS: &[&str] = &[
    "book", "build", "call", "charge", "checkout", "download", "email", "export", "head", "import",
    "index", "invite", "link", "login", "order", "patch", "pin", "place", "post", "process",
    "query", "record", "refund", "release", "report", "request", "return", "review", "schedule",
    "search", "share", "signal", "star", "store", "stream", "switch", "tag", "test", "track",
    "transfer", "upload", "vote", "watch",
];

fn is_container(noun: &Noun) -> bool {
    matches!(
        noun.words.last().map(String::as_str),
        Some("action" | "actions" | "command" | "commands")
    ) && noun.words.len() == 1
}

/// What is done comes first: `sessions/{id}/revoke` is `revoke session`.
fn action(own: &[Noun]) -> String {
    let Some((last, before)) = own.split_last() else { return String::new() };
    let before = before.iter().filter(|noun| !is_container(noun)).flat_map(Noun::spelled);
    last.words.iter().cloned().chain(before).collect::<Vec<_>>().join(" ")
}
