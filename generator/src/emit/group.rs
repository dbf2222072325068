//! The operations behind one accessor of the client.

use super::docs::{self, Doc};
use super::rt::CLIENT;
use super::ty::file_name;
use super::{Chunk, Cx, Entry, Impl, List, Row, call, markdown, operation, overview, shortcut};
use crate::ir::Group;

/// `<group>.rs`.
pub(super) fn group<'a>(cx: Cx<'a>, group: &'a Group) -> Vec<Chunk> {
    let operations: Vec<_> = group.operations.iter().map(|id| cx.api.operation(*id)).collect();
    let accessor = format!("client.{}()", file_name(&group.module));
    let mut doc = Doc::of(format!("The operations of `{accessor}`, and their calls."));
    overview::table(&group.ident, operations.iter().copied(), &mut doc);
    let mut chunks: Vec<Chunk> = vec![doc.inner().into()];

    let name = group.ident.as_str();
    let mut doc =
        Doc::spec(&group.docs, || format!("The operations on {}.", markdown::code(&group.name.0)));
    let has_clone = operations.iter().any(|operation| operation.method.as_str() == "clone");
    doc.paragraph(if has_clone {
        format!(
            "Made by `{accessor}`. Its method `clone` is one of the API; `Clone::clone(&{})` copies this, which \
             is cheap.",
            file_name(&group.module)
        )
    } else {
        format!("Made by `{accessor}`; cloning it is cheap.")
    });
    let aliases = docs::aliases(group.ident.as_str(), group.aliases.iter().map(String::as_str));
    let methods = operations.iter().map(|each| operation::method(cx, group, each));
    let shortcuts = operations.iter().flat_map(|each| shortcut::methods(cx, group, each));
    let derived = "#[derive(Clone, Debug)]".to_owned();
    let head = Row {
        comment: doc.into_lines(),
        attributes: aliases.into_iter().chain([derived]).collect(),
        ..Row::plain(Entry::of(format!("pub struct {name}")))
    };
    let client = Row::plain(Entry::of(format!("pub(super) client: {CLIENT},")));
    chunks.push(List { head, declares: name.to_owned(), rows: vec![client] }.into());
    let rows = methods.chain(shortcuts).map(Row::from).collect();
    chunks.push(Impl { of: name.to_owned(), rows }.into());

    chunks.extend(call::of_group(cx, &operations));
    for operation in operations {
        chunks.push(operation::constant(cx, operation).into());
        chunks.extend(call::chunks(cx, group, operation));
    }
    chunks
}
