//! Groups of operations: the accessors of the client.

use super::security::Schemes;
use super::{Cx, docs, operation};
use crate::ir::{Docs, Group, Ident, Name, Operation, OperationId};
use crate::resolve;

/// Lowers all operations and groups them, in order of first appearance.
pub(super) fn operations(
    cx: &mut Cx<'_>,
    schemes: &Schemes,
    method_names: Vec<String>,
) -> (Vec<Operation>, Vec<Group>) {
    let resolved = cx.resolved;
    let mut operations = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    let mut keys: Vec<Vec<String>> = Vec::new();
    for (source, method) in resolved.operations.iter().zip(method_names) {
        let words = words(source);
        let name = Name(name(source));
        let first = operations.len();
        operations.extend(operation::lower(cx, source, &words, method, schemes));
        let count = |index| u32::try_from(index).expect("operations are counted in 32 bits");
        let ids = (count(first)..count(operations.len())).map(OperationId);
        match keys.iter().position(|key| *key == words) {
            Some(index) => {
                let group = &mut groups[index];
                group.operations.extend(ids);
                // Which operation stands first decides nothing; of `things` and `THINGS` the greater does not shout.
                group.name = name.max(group.name.clone());
            }
            None => {
                let (docs, aliases) = told(cx, &words);
                keys.push(words);
                let (module, ident) = (Ident::PENDING, Ident::PENDING);
                let operations = ids.collect();
                groups.push(Group { name, module, ident, docs, aliases, operations });
            }
        }
    }
    (operations, groups)
}

/// What an operation's group is told from others by: groups that are spelt alike are one.
pub(super) fn words(operation: &resolve::Operation) -> Vec<String> {
    Name(name(operation)).spelt_words()
}

/// The group's name: `x-sdk-group`, the first tag, or what the path begins with.
fn name(operation: &resolve::Operation) -> String {
    let given = operation.group.as_ref().or(operation.tags.first());
    if let Some(name) = given {
        return name.clone();
    }
    let mut segments = operation.path.split('/').filter(|segment| tells_something(segment));
    segments.next().unwrap_or("root").to_owned()
}

/// Versions and templates are in every path alike.
pub(super) fn tells_something(segment: &str) -> bool {
    let is_version = segment
        .strip_prefix('v')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !segment.is_empty() && !segment.contains('{') && segment != "api" && !is_version
}

/// What the tag of the same name says: a description, and other names.
fn told(cx: &Cx<'_>, words: &[String]) -> (Docs, Vec<String>) {
    let mut tags = cx.resolved.tags.iter();
    let Some(tag) = tags.find(|tag| Name(tag.name.clone()).spelt_words() == words) else {
        return (Docs::default(), Vec::new());
    };
    let within = tag.within.iter().map(|name| docs::code(name)).collect::<Vec<_>>().join(" › ");
    let told = Docs {
        summary: tag.summary.clone(),
        description: tag.description.clone(),
        facts: (!within.is_empty()).then(|| format!("A part of {within}.")).into_iter().collect(),
        ..Docs::default()
    };
    (told, tag.aliases.clone())
}
