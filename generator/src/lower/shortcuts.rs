//! `x-sdk-find`, `x-sdk-many` and the name of `x-sdk-wait`: further methods that are made of an operation.

use crate::ir::{Ident, Name, Pagination, Shortcut, ShortcutKind};
use crate::resolve::Operation;

/// The methods, in the order of their documentation.
pub(super) fn lower(operation: &Operation, pagination: Option<&Pagination>) -> Vec<Shortcut> {
    let shortcut =
        |name: &str, kind| Shortcut { name: Name(name.to_owned()), ident: Ident::PENDING, kind };
    let wait = operation.wait.as_ref().and_then(|wait| wait.name.as_ref());
    let wait = wait.map(|name| shortcut(name, ShortcutKind::Wait));
    let find = operation.find.as_ref().zip(pagination).map(|(find, pagination)| {
        let derived = || format!("get by {}", find.parameter);
        let name = find.name.clone().unwrap_or_else(derived);
        // One item alone would not show that there is another.
        let size = pagination.least.max(2);
        shortcut(&name, ShortcutKind::Find { parameter: find.parameter.clone(), size })
    });
    let many = operation.many.as_ref().map(|many| shortcut(&many.name, ShortcutKind::Many));
    [wait, find, many].into_iter().flatten().collect()
}
