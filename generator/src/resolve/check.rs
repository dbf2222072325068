//! Whether what the document says can be meant.

use super::Resolved;
use super::Server;
use crate::diag::{Diagnostics, codes};
use crate::document::{Document, suggest};
use crate::source::Sources;

pub(super) fn check(
    resolved: &mut Resolved,
    _sources: &Sources,
    document: &Document,
    diags: &mut Diagnostics,
) {
    if resolved.servers.is_empty() {
        // OpenAPI: without servers, the one at `/`.
        resolved.servers.push(Server {
            url: "/".to_owned(),
            description: None,
            env: None,
            at: document.at,
        });
    }
    verify(resolved, document, diags);
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
