//! Identifiers of operations that web frameworks make of the names of functions.

use std::collections::BTreeMap;

use super::Operation;

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

/// The function of an operation whose identifier is made of its name, the path and the method, as FastAPI does.
pub(crate) fn function(operation: &Operation) -> Option<&str> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let path = operation.path.replace(|c| !is_word(c), "_");
    let id = operation.id.as_deref()?;
    let function =
        id.strip_suffix(&operation.method.word())?.strip_suffix('_')?.strip_suffix(&path)?;
    (!function.is_empty()).then_some(function)
}
