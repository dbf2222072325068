//! Words to identifiers: total, ASCII, valid for Rust of every edition. Knows no scopes.

use crate::ir::Name;

/// How an identifier is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Case {
    /// `rotate_secret_key`; keywords are raw.
    Snake,
    /// `RotateSecretKey`.
    Camel,
    /// `ROTATE_SECRET_KEY`.
    Constant,
    /// `rotate_secret_key` as the name of a file and a module: no keywords, at most 64 bytes, nothing
    /// that Windows reserves.
    Module,
}

/// Names of files are no longer than this.
const LONGEST_MODULE: usize = 64;

/// Other identifiers are cut after the last word that fits: documentation has a file for each type, whose
/// name may have 255 bytes.
const LONGEST: usize = 160;

/// What stands for a name without any letter, digit or operator.
const NAMELESS: &str = "value";

/// The identifier of a name, operators spelled out only where the name begins with nothing else.
pub(super) fn name(name: &Name, case: Case) -> String {
    words(&name.spelt_words(), case)
}

/// The identifier of a name with its operators spelled out.
pub(super) fn spelled(name: &Name, case: Case) -> String {
    words(&name.spelled_words(), case)
}

/// The identifier of lower-case ASCII words.
pub(super) fn words(words: &[String], case: Case) -> String {
    let joined = match case {
        Case::Snake => lower(&fitting(words)),
        Case::Camel => return camel(&fitting(words)),
        Case::Constant => return lower(&fitting(words)).to_uppercase(),
        Case::Module => return module(words),
    };
    match joined.as_str() {
        "self" | "super" | "crate" => joined + "_",
        keyword if KEYWORDS.contains(&keyword) => format!("r#{keyword}"),
        _ => joined,
    }
}

/// An identifier with a number that tells it from its like.
pub(super) fn numbered(ident: &str, number: usize, case: Case) -> String {
    let bare = ident.trim_start_matches("r#").trim_end_matches('_');
    match case {
        // `Name_2` would not be camel case, but digits must not run together.
        Case::Camel if !bare.ends_with(|c: char| c.is_ascii_digit()) => format!("{bare}{number}"),
        Case::Snake | Case::Camel | Case::Constant | Case::Module => format!("{bare}_{number}"),
    }
}

/// The words that fit; of the first one as much as does.
fn fitting(words: &[String]) -> Vec<String> {
    let mut left = LONGEST;
    let mut fitting = Vec::with_capacity(words.len());
    for word in words {
        // With what separates it.
        match left.checked_sub(word.len() + 1) {
            Some(rest) => left = rest,
            // ASCII, so every byte is a boundary.
            None if fitting.is_empty() => return vec![word[..LONGEST.min(word.len())].to_owned()],
            None => break,
        }
        fitting.push(word.clone());
    }
    fitting
}

/// Names of things that are written with capitals inside and still are one word, in two.
const ONE_WORD: &[[&str; 2]] = &[
    ["git", "hub"],
    ["git", "lab"],
    ["graph", "ql"],
    ["i", "os"],
    ["m", "tls"],
    ["my", "sql"],
    ["o", "auth"],
    ["o", "auth2"],
    ["o", "embed"],
    ["pay", "pal"],
    ["postgre", "sql"],
    ["you", "tube"],
];

fn lower(words: &[String]) -> String {
    let mut joined = String::new();
    for (at, word) in words.iter().enumerate() {
        let goes_on = at > 0 && ONE_WORD.contains(&[words[at - 1].as_str(), word.as_str()]);
        if at > 0 && !goes_on {
            joined.push('_');
        }
        joined.push_str(word);
    }
    if joined.is_empty() {
        NAMELESS.to_owned()
    } else if starts_with_digit(&joined) {
        format!("v{joined}")
    } else {
        joined
    }
}

fn camel(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        if out.ends_with(|c: char| c.is_ascii_digit()) && starts_with_digit(word) {
            out.push('_');
        }
        let mut letters = word.chars();
        out.extend(letters.next().map(|c| c.to_ascii_uppercase()));
        out.push_str(letters.as_str());
    }
    match out.as_str() {
        "" => "Value".to_owned(),
        "Self" => "SelfValue".to_owned(),
        digits if starts_with_digit(digits) => format!("V{digits}"),
        _ => out,
    }
}

fn module(words: &[String]) -> String {
    let mut name = lower(words);
    // ASCII, so every byte is a boundary.
    name.truncate(LONGEST_MODULE);
    let name = name.trim_end_matches('_');
    if KEYWORDS.contains(&name) || is_device(name) { format!("{name}_") } else { name.to_owned() }
}

/// Names that Windows keeps for devices, whatever their extension.
fn is_device(name: &str) -> bool {
    let numbered = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name, "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|rest| rest.len() == 1 && starts_with_digit(rest))
}

fn starts_with_digit(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Strict and reserved keywords of all editions; weak ones are legal names.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate",
    "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl",
    "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref",
    "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];
