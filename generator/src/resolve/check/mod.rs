//! Whether what the document says can be meant. One file per thing that is checked.
//!
//! Runs last, on the resolved description, and changes nothing in it but to fill in what OpenAPI gives
//! where a document is silent.

mod default;
mod member;
mod pattern;
mod pointers;
mod schema;

use super::{Resolved, Server};
use crate::diag::{Diagnostics, codes};
use crate::document::{Document, suggest};
use crate::source::{At, Sources};

/// What checks need.
#[derive(Debug)]
struct Check<'a> {
    resolved: &'a Resolved,
    sources: &'a Sources,
    diags: &'a mut Diagnostics,
}

pub(super) fn check(
    resolved: &mut Resolved,
    sources: &Sources,
    document: &Document,
    diags: &mut Diagnostics,
) {
    if resolved.servers.is_empty() {
        // OpenAPI: without servers, the one at `/`.
        let at = document.at;
        resolved.servers.push(Server { url: "/".to_owned(), description: None, env: None, at });
    }
    verify(resolved, document, diags);
    let mut check = Check { resolved, sources, diags };
    for schema in &check.resolved.schemas {
        check.schema(schema);
    }
    for operation in &check.resolved.operations {
        check.pointers(operation);
    }
}

fn verify(resolved: &mut Resolved, document: &Document, diags: &mut Diagnostics) {
    let Some((id, at)) = &document.verify else { return };
    let ids: Vec<&str> = resolved.operations.iter().filter_map(|o| o.id.as_deref()).collect();
    if ids.contains(&id.as_str()) {
        resolved.verify = Some(id.clone());
        return;
    }
    diags
        .report(codes::INVALID_EXTENSION, *at, format!("there is no operation `{id}`"))
        .help(suggest::one_of(id, &ids, "the operations are"));
}

impl Check<'_> {
    /// The place of a member of the object at a place; the object itself where it has no such member.
    fn member_at(&self, at: At, keys: &[&str]) -> At {
        let mut pointer = self.sources.pointer(at);
        for key in keys {
            pointer.push(*key);
        }
        self.sources.find(at.file, &pointer).map_or(at, |node| node.at)
    }
}
