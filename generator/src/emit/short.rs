//! The API's types in examples: by their names alone, with one line above that brings them into scope.
//!
//! What spells a value marks each type with a character that is in no literal; here the marks are read.

use std::collections::BTreeSet;

use super::Cx;
use crate::ir::Ident;

/// Stands before the name of a type of the API.
const MARK: char = '\u{1}';

/// The longest line of names.
const WIDTH: usize = 100;

/// Names that would take something from the code around them.
const COMMON: &[&str] = &[
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Result",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// A type in an expression that [`named`] or [`spelled`] reads.
pub(super) fn marked(ident: &Ident) -> String {
    format!("{MARK}{}", ident.as_str())
}

/// Lines whose types are brought into scope: after the first lines, which import other things.
pub(super) fn named(cx: Cx<'_>, imports: Vec<String>, lines: Vec<String>) -> Vec<String> {
    let mut names = BTreeSet::new();
    for line in &lines {
        names.extend(line.split(MARK).skip(1).map(name).filter(|name| is_free(cx, name)));
    }
    let names: Vec<&str> = names.into_iter().collect();
    let path = format!("{}::types", absolute(cx));
    let import = match &names[..] {
        [] => Vec::new(),
        [only] => vec![format!("use {path}::{only};"), String::new()],
        several => {
            let line = format!("use {path}::{{{}}};", several.join(", "));
            let lines = if line.len() <= WIDTH { vec![line] } else { broken(&path, several) };
            [lines, vec![String::new()]].concat()
        }
    };
    let lines: Vec<String> = lines.iter().map(|line| replaced(cx, line, true)).collect();
    // One block of imports.
    let mut all = imports;
    if !import.is_empty() && all.last().is_some_and(String::is_empty) {
        all.pop();
    }
    all.extend(import);
    all.extend(lines);
    all
}

/// An expression whose types are spelled with their path.
pub(super) fn spelled(cx: Cx<'_>, expression: &str) -> String {
    replaced(cx, expression, false)
}

fn replaced(cx: Cx<'_>, line: &str, short: bool) -> String {
    let mut parts = line.split(MARK);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        if !(short && is_free(cx, name(part))) {
            out += &format!("{}::types::", cx.path());
        }
        out += part;
    }
    out
}

/// The names on lines that are not too long.
fn broken(path: &str, names: &[&str]) -> Vec<String> {
    let mut lines = vec![format!("use {path}::{{"), "   ".to_owned()];
    for name in names {
        if lines.last().is_some_and(|line| line.len() + name.len() + 2 > WIDTH) {
            lines.push("   ".to_owned());
        }
        if let Some(line) = lines.last_mut() {
            *line += &format!(" {name},");
        }
    }
    lines.push("};".to_owned());
    lines
}

/// The name that a part of a line begins with.
fn name(part: &str) -> &str {
    let end = part.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '#'));
    &part[..end.unwrap_or(part.len())]
}

/// Whether a type can be meant by its name alone.
fn is_free(cx: Cx<'_>, name: &str) -> bool {
    !COMMON.contains(&name) && name != cx.api.module.as_str()
}

/// The path of the API's module from outside the crate.
fn absolute(cx: Cx<'_>) -> String {
    let library = cx.config.library();
    if cx.is_alone { library } else { format!("{library}::{}", cx.api.module.as_str()) }
}
