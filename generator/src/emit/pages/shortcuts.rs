//! Methods that are made of an operation: waiting for it, finding by it, calling it for many ids.

use super::notes;
use super::page::Page;
use super::recipes;
use super::site::{Place, Site};
use crate::emit::input::{self, Input};
use crate::emit::ty::file_name;
use crate::emit::{Cx, construct, example, markdown, short, shortcut};
use crate::ir::{Group, Operation, OperationId, Shortcut, ShortcutKind};

/// The methods of a group that are no operations, below those that are.
pub(super) fn table(site: &Site<'_>, group: &Group, place: Place, page: &mut Page) {
    let rows = each(site, group).map(|(id, operation, made)| {
        let method = markdown::code(file_name(&made.ident));
        let link = site.shortcut(id, made).unwrap_or_default();
        vec![
            format!("[{method}]({link})"),
            linked(site, id, operation, place),
            shortcut::summary(made),
        ]
    });
    let rows: Vec<Vec<String>> = rows.collect();
    if !rows.is_empty() {
        page.paragraph("Methods that are made of these:");
        page.table(&["Method", "Made of", "Description"], &rows);
    }
}

/// What there is to know of each of them.
pub(super) fn sections(site: &Site<'_>, group: &Group, place: Place, page: &mut Page) {
    for (id, operation, made) in each(site, group) {
        page.heading(2, &markdown::line(file_name(&made.ident)));
        let link = linked(site, id, operation, place);
        for paragraph in told(operation, made, &link) {
            page.paragraph(paragraph);
        }
        if let Some(lines) = lines(site.cx, group, operation, made) {
            page.code("rust", &lines);
        }
        page.paragraph(format!("Parameters, answers and errors are those of {link}."));
    }
}

fn each<'a>(
    site: &Site<'a>,
    group: &'a Group,
) -> impl Iterator<Item = (OperationId, &'a Operation, &'a Shortcut)> {
    let api = site.cx.api;
    group.operations.iter().flat_map(move |id| {
        let operation = api.operation(*id);
        operation.shortcuts.iter().map(move |made| (*id, operation, made))
    })
}

fn linked(site: &Site<'_>, id: OperationId, operation: &Operation, place: Place) -> String {
    let link = site.operation(id, Some(place)).unwrap_or_default();
    format!("[{}]({link})", markdown::code(file_name(&operation.method)))
}

fn told(operation: &Operation, made: &Shortcut, link: &str) -> Vec<String> {
    match &made.kind {
        ShortcutKind::Wait => {
            let often = operation.wait.as_ref().map(notes::repeated).unwrap_or_default();
            vec![format!(
                "Calls {link} {often}. `interval` and `limit` of what it gives change both times."
            )]
        }
        ShortcutKind::Find { parameter, .. } => vec![
            format!(
                "Gives the one item of {link} that has this {}; the API filters.",
                markdown::code(parameter)
            ),
            "Where there is none, or more than one, it fails with `Error::Find`; \
             `error.is_not_found()` tells which of the two."
                .to_owned(),
        ],
        ShortcutKind::Many => vec![format!(
            "Calls {link} for each of many ids, one after the other unless `concurrency` is set. A \
             failure of one does not keep the others from being made: the `Outcomes` that it gives \
             tell for each id, in their order, what came of it."
        )],
    }
}

/// The example.
fn lines<'a>(
    cx: Cx<'a>,
    group: &'a Group,
    operation: &'a Operation,
    made: &Shortcut,
) -> Option<Vec<String>> {
    let inputs: Vec<Input<'a>> = match &made.kind {
        ShortcutKind::Wait => input::required(cx, operation),
        ShortcutKind::Find { parameter, .. } => shortcut::found_by(cx, operation, parameter)?,
        ShortcutKind::Many => Vec::new(),
    };
    let given = match &made.kind {
        ShortcutKind::Wait | ShortcutKind::Find { .. } => {
            let values = example::arguments(cx, operation, &inputs);
            values.into_iter().collect::<Option<Vec<String>>>()?.join(", ")
        }
        ShortcutKind::Many => example::ids(cx, shortcut::id(operation)?),
    };
    let (binding, end, shown): (_, &[&str], &[&str]) = match &made.kind {
        ShortcutKind::Wait => ("answer", &[".await?;"], &["println!(\"{answer:?}\");"]),
        ShortcutKind::Find { .. } => {
            ("item", &[".send()", ".await?;"], &["println!(\"{item:?}\");"])
        }
        ShortcutKind::Many => (
            "outcomes",
            &[".send()", ".await;"],
            &["for (id, error) in outcomes.failures() {", "    eprintln!(\"{id}: {error}\");", "}"],
        ),
    };
    let mut steps =
        vec![format!(".{}()", group.module.as_str()), format!(".{}({given})", made.ident.as_str())];
    steps.extend(end.iter().map(|step| (*step).to_owned()));
    let mut lines = vec![format!("let client = {}?;", construct::made(cx))];
    lines.extend(recipes::chain(&format!("let {binding} = client"), &steps));
    lines.extend(shown.iter().map(|line| (*line).to_owned()));
    Some(short::named(cx, recipes::imports(cx, &[]), lines))
}
