//! Reference pages: what the client crate has, as Markdown for people, in `docs/`.
//!
//! | page | tells |
//! |---|---|
//! | `docs/README.md` | which APIs and resources there are |
//! | `docs/<api>/README.md` | the client: how it is made, what it does by itself, how it is tested |
//! | `docs/<api>/<resource>.md` | the operations of a resource and the types that only they use |
//! | `docs/<api>/types.md` | the types that several resources use |
//!
//! Text of the specification gets in through `markdown`, or as code. Nothing is told that is not so: what
//! there is nothing to say about has no heading, no table and no column.

mod answers;
mod calls;
mod client;
mod index;
mod inputs;
mod notes;
mod operation;
mod page;
mod recipes;
mod resource;
mod security;
mod shortcuts;
mod site;
mod spell;
mod types;

use std::sync::Arc;

use self::site::Site;
use super::{Cx, File};
use crate::Config;
use crate::ir::Api;

/// All pages.
pub(super) fn pages<'a>(apis: &'a [Api], config: &'a Config) -> Vec<File<'a>> {
    let mut files =
        vec![File::text("docs/README.md".to_owned(), move || index::index(apis, config))];
    for api in apis {
        let site = Arc::new(Site::new(Cx::new(apis, api, config)));
        let mut page = |file: &str, write: fn(&Site<'_>, usize) -> String, index: usize| {
            let site = Arc::clone(&site);
            files.push(File::text(site::path(api, file), move || write(&site, index)));
        };
        page("README.md", |site, _| client::client(site), 0);
        for (index, group) in api.groups.iter().enumerate() {
            page(&site::file(group), resource::resource, index);
        }
        if site.has_shared() {
            page(site::SHARED, |site, _| types::shared(site), 0);
        }
    }
    files
}
