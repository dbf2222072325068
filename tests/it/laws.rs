//! What holds for any document, however wrong: the generator ends without a panic on a small stack,
//! and what it makes stays inside its folder.
//!
//! The documents are the cases, damaged by chance. Chance has a seed, so a failure repeats.

use std::fs;
use std::panic::catch_unwind;
use std::path::Path;
use std::thread;

use specsmith::diag::Rigor;
use specsmith::output::Files;
use specsmith::source::{At, FileId, Node, Value};
use specsmith::{Spec, generate};

use crate::determinism::json;
use crate::support::{cases, config, load};

/// Damaged documents per case: about five seconds in all without optimisation.
const ROUNDS: u64 = 18;

/// A quarter of what a thread of Rust has.
const SMALL_STACK: usize = 512 * 1024;

/// Names and texts that mean something to OpenAPI, Rust, Cargo, file systems or the reader.
const WORDS: &[&str] = &[
    "",
    " ",
    ".",
    "..",
    "../../out",
    "/etc/out",
    "C:\\out",
    "a\\..\\b",
    "a/b",
    "a\0b",
    "con",
    "NUL",
    "type",
    "self",
    "Self",
    "crate",
    "_",
    "r#fn",
    "1",
    "é\u{301}",
    "\u{202e}",
    "\n",
    "*/",
    "```\n#",
    "\"#}",
    "$ref",
    "allOf",
    "oneOf",
    "type",
    "properties",
    "required",
    "items",
    "enum",
    "const",
    "format",
    "default",
    "additionalProperties",
    "nullable",
    "discriminator",
    "parameters",
    "name",
    "in",
    "path",
    "query",
    "header",
    "schema",
    "content",
    "application/json",
    "*/*",
    "200",
    "4XX",
    "object",
    "array",
    "string",
    "integer",
    "date-time",
    "null",
    "tags",
    "operationId",
    "security",
    "x-sdk-name",
    "x-sdk-group",
    "x-sdk-secret",
    "x-sdk-aliases",
    "x-sdk-null",
    "x-sdk-array",
    "/{a}/{a}",
    "{",
    "3.0.3",
    "3.1.0",
    "~1",
    "#/",
    "#/paths",
    "#/components/schemas/A",
    "#/components/schemas/Machine",
    "spec.yaml#/info",
];

#[test]
fn no_damage_to_a_document_makes_it_panic_or_leave_its_folder() {
    let run = || {
        let mut written = 0;
        for (outer, inner, folder) in cases("cases") {
            for seed in 0..ROUNDS {
                let case = format!("{outer}/{inner}, seed {seed}");
                written += usize::from(!hold(&case, &folder.join("spec.yaml"), seed).is_empty());
            }
        }
        written
    };
    let thread = thread::Builder::new().stack_size(SMALL_STACK).spawn(run).unwrap();
    let written = thread.join().expect("the message is above");
    assert!(written > 100, "only {written} documents were still good enough for code");
}

/// Damages a document and checks what comes of it.
fn hold(case: &str, entry: &Path, seed: u64) -> Files {
    let text = damaged(entry, &mut Chance::new(case, seed));
    let made = catch_unwind(|| {
        let folder = entry.parent().expect("a file is in a folder");
        let spec = Spec::load("api", "spec.yaml", Rigor::Lenient, &mut |name| match name {
            "spec.yaml" => Ok(text.clone()),
            // A reference may name anything, as it may for users: what is read is not the point.
            other => fs::read_to_string(folder.join(other)).map_err(|error| error.to_string()),
        });
        generate(&[spec], &config())
    });
    let Ok(outcome) = made else { panic!("{case} panics, see above, on:\n{text}") };
    for path in outcome.files.keys() {
        assert!(is_clean(path), "{case} gives {path:?}, from:\n{text}");
    }
    outcome.files
}

/// Whether a path stays in its folder, whatever system takes it.
fn is_clean(path: &str) -> bool {
    let is_name = |part: &str| !matches!(part, "" | "." | "..");
    path.split('/').all(is_name) && !path.contains(['\\', ':']) && !path.contains(char::is_control)
}

#[test]
fn a_path_that_leaves_is_told() {
    for path in ["Cargo.toml", "src/api/types/mod.rs"] {
        assert!(is_clean(path), "{path}");
    }
    for path in ["", "/src", "../src", "src/../lib.rs", "src//a.rs", "a\\b.rs", "C:a.rs", "a\0.rs"]
    {
        assert!(!is_clean(path), "{path}");
    }
}

fn damaged(entry: &Path, chance: &mut Chance) -> String {
    if chance.below(4) == 0 {
        return damaged_text(fs::read_to_string(entry).unwrap(), chance);
    }
    let spec = load("api", entry);
    let mut root = spec.sources.root().expect("the case can be read").clone();
    for _ in 0..=chance.below(3) {
        let donor = donor(&root, chance);
        damage(&mut root, donor, chance);
    }
    json(&root, &mut |_, _| {})
}

/// Cuts, doubles, or replaces a part of a text.
fn damaged_text(text: String, chance: &mut Chance) -> String {
    let mut place = || {
        let place = chance.below(text.len() + 1);
        (0..=place).rev().find(|place| text.is_char_boundary(*place)).unwrap_or_default()
    };
    let (one, other) = (place(), place());
    let (from, to) = (one.min(other), one.max(other));
    match chance.below(4) {
        0 => text[..from].to_owned(),
        1 => format!("{}{}", &text[..from], &text[to..]),
        2 => format!("{}{}", &text[..to], &text[from..]),
        _ => format!("{}{}{}", &text[..from], chance.word(), &text[from..]),
    }
}

/// A value to put in the place of another.
fn donor(root: &Node, chance: &mut Chance) -> Value {
    match chance.below(8) {
        0 => Value::Null,
        1 => Value::Bool(chance.below(2) == 0),
        2 => Value::Int([0, 1, -1, i128::from(i64::MAX), i128::MAX, i128::MIN][chance.below(6)]),
        3 => Value::Float([0.5, -0.0, 1e300][chance.below(3)]),
        4 => Value::String(chance.word().to_owned()),
        5 => Value::Array(Vec::new()),
        _ => {
            let mut copy = root.clone();
            let index = chance.below(containers(root));
            nth(&mut copy, &mut { index }).map_or(Value::Null, |node| node.value.clone())
        }
    }
}

/// Drops, doubles, renames, moves, wraps or replaces something in the tree.
fn damage(root: &mut Node, donor: Value, chance: &mut Chance) {
    let index = chance.below(containers(root));
    let Some(container) = nth(root, &mut { index }) else { return };
    let donor = Node { at: At { file: FileId(0), node: 0 }, value: donor };
    match &mut container.value {
        Value::Object(members) if !members.is_empty() => {
            let mut all = std::mem::take(members).into_members();
            let index = chance.below(all.len());
            match chance.below(6) {
                0 => drop(all.remove(index)),
                1 => all.push((chance.word().to_owned(), all[index].1.clone())),
                2 => {
                    let (_, value) = all.remove(index);
                    all.push((chance.word().to_owned(), value));
                }
                3 => {
                    let inner = all[index].1.clone();
                    all[index].1.value = Value::Array(vec![inner]);
                }
                _ => all[index].1 = donor,
            }
            *members = all.into_iter().collect();
        }
        Value::Array(items) if !items.is_empty() => {
            let index = chance.below(items.len());
            match chance.below(3) {
                0 => drop(items.remove(index)),
                1 => items.push(items[index].clone()),
                _ => items[index] = donor,
            }
        }
        other => *other = donor.value,
    }
}

fn children(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Array(items) => items.iter().collect(),
        Value::Object(members) => members.values().collect(),
        _ => Vec::new(),
    }
}

fn is_container(node: &Node) -> bool {
    matches!(node.value, Value::Array(_) | Value::Object(_))
}

/// How many objects and arrays there are.
fn containers(node: &Node) -> usize {
    let below: usize = children(node).into_iter().map(containers).sum();
    below + usize::from(is_container(node))
}

/// One of them, counted from the root.
fn nth<'a>(node: &'a mut Node, index: &mut usize) -> Option<&'a mut Node> {
    if !is_container(node) {
        return None;
    }
    if *index == 0 {
        return Some(node);
    }
    *index -= 1;
    match &mut node.value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth(item, index)),
        Value::Object(members) => members.iter_mut().find_map(|(_, member)| nth(member, index)),
        _ => None,
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a few lines, and the same on every machine.
struct Chance(u64);

impl Chance {
    fn new(case: &str, seed: u64) -> Self {
        Self(case.bytes().fold(seed, |sum, byte| sum.wrapping_mul(31).wrapping_add(byte.into())))
    }

    /// A number from 0 up to and without `end`.
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % end.max(1) as u64).expect("it is less than `end`")
    }

    fn word(&mut self) -> &'static str {
        WORDS[self.below(WORDS.len())]
    }
}
