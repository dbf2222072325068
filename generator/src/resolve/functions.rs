//! Identifiers of operations that web frameworks make of the names of functions.

use std::collections::BTreeMap;

use super::Operation;
use super::verbs::is_verb;

/// Gives each operation the name of its function, where no other operation has that.
pub(super) fn name(operations: &mut [Operation]) {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for operation in operations.iter() {
        let id = operation.id.as_deref();
        for name in id.into_iter().chain(function(operation)) {
            *known.entry(name.to_owned()).or_default() += 1;
        }
    }
    for operation in operations {
        let function = function(operation).filter(|name| known.get(*name) == Some(&1));
        operation.function = function.map(str::to_owned);
    }
}

/// The function of an operation whose identifier has more than its name.
pub(crate) fn function(operation: &Operation) -> Option<&str> {
    before_path(operation).or_else(|| in_summary(operation))
}

/// FastAPI puts path and method after the function: `read_cat_cats__cat_id__get`.
fn before_path(operation: &Operation) -> Option<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let path = operation.path.replace(|c| !is_word(c), "_");
    let id = operation.id.as_deref()?;
    let function =
        id.strip_suffix(&operation.method.word())?.strip_suffix('_')?.strip_suffix(&path)?;
    (!function.is_empty()).then_some(function)
}

/// Others put a tag or the module before it (`cats-read_cat`, `cats_api_routes_read_cat`), and FastAPI makes the
/// summary of the function alone: `Read Cat`.
fn in_summary(operation: &Operation) -> Option<&str> {
    let (id, summary) = (operation.id.as_deref()?, operation.summary.as_deref()?);
    let words: Vec<&str> = summary.split(' ').collect();
    let is_title = |word: &&str| {
        word.starts_with(|c: char| c.is_ascii_uppercase() || c.is_ascii_digit())
            && word.chars().skip(1).all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    let function = words.join("_").to_ascii_lowercase();
    let is_function = words.len() > 1
        && words.iter().all(is_title)
        && function.split('_').next().is_some_and(is_verb);
    let before = id.strip_suffix(&function).filter(|_| is_function)?;
    // A name that somebody chose begins with what is done.
    let begins_with_verb = before.split(['_', '-']).next().is_some_and(is_verb);
    let is_apart = before.len() > 1 && before.ends_with(['_', '-']);
    (is_apart && !begins_with_verb).then(|| &id[before.len()..])
}
