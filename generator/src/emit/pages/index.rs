//! The first page: which APIs and resources there are.

use super::page::Page;
use super::site::{file, title};
use crate::Config;
use crate::emit::docs;
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::ir::Api;

/// `docs/README.md`.
pub(super) fn index(apis: &[Api], config: &Config) -> String {
    let mut page = Page::default();
    page.heading(1, &format!("Reference of {}", markdown::line(&config.name)));
    page.paragraph(
        "What each API has, by resource. The page of an API tells how its client is made, how it \
         authenticates, and what it does by itself: time limits, retries, pages, errors.",
    );
    for api in apis {
        let folder = file_name(&api.module);
        page.heading(2, &format!("[{}]({folder}/README.md)", markdown::line(&api.title)));
        page.paragraph(docs::sentence(&docs::short(&api.docs)));
        let row = |group: &crate::ir::Group| {
            let link = format!("[{}]({folder}/{})", title(group), file(group));
            let operations = || group.operations.iter().map(|id| api.operation(*id));
            let made = operations().flat_map(|operation| &operation.shortcuts);
            let methods: Vec<String> = operations()
                .map(|operation| &operation.method)
                .chain(made.map(|made| &made.ident))
                .map(|method| markdown::code(file_name(method)))
                .collect();
            vec![link, docs::sentence(&docs::short(&group.docs)), methods.join(" ")]
        };
        let rows: Vec<Vec<String>> = api.groups.iter().map(row).collect();
        page.table(&["Resource", "What it is", "Methods"], &rows);
    }
    page.heading(2, "Types in the tables");
    page.paragraph(format!(
        "Items without a path are those of `{}`, of the API's module `types`, or of the standard \
         library.",
        config.library()
    ));
    let rows: Vec<Vec<String>> =
        TYPES.iter().map(|cells| cells.map(str::to_owned).to_vec()).collect();
    page.table(&["Type", "What it is"], &rows);
    page.finish()
}

const TYPES: &[[&str; 2]] = &[
    ["`String`", "Text. Arguments and setters take whatever becomes one, such as `&str`."],
    [
        "`Vec<T>`",
        "A list. It is taken as anything that can be iterated; where it may be `null`, as a `Vec`, an array or a slice, \
         or as `None`.",
    ],
    ["`Option<T>`", "A value that may be absent or `null`."],
    ["`Maybe<T>`", "A value that may be absent, or `null`, which are two things there."],
    ["`Secret`", "A credential. Only `expose_secret()` shows it."],
    ["`DateTime`", "A date and time of RFC 3339: `\"2026-01-31T12:00:00Z\".parse()?`."],
    ["`Value`", "Any JSON."],
    ["`Part`, `Payload`", "A file or other bytes, given whole or as a stream."],
    ["`Text`, `Raw`", "An answer that is text, or bytes."],
];
