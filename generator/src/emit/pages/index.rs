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
            let methods: Vec<String> = group
                .operations
                .iter()
                .map(|id| markdown::code(file_name(&api.operation(*id).method)))
                .collect();
            vec![link, docs::sentence(&docs::short(&group.docs)), methods.join(" ")]
        };
        let rows: Vec<Vec<String>> = api.groups.iter().map(row).collect();
        page.table(&["Resource", "What it is", "Methods"], &rows);
    }
    page.finish()
}
