//! One operation.

use super::answers::Told;
use super::page::Page;
use super::recipes::End;
use super::site::{Place, Site};
use super::{answers, inputs, notes, recipes, security};
use crate::emit::markdown;
use crate::emit::ty::file_name;
use crate::ir::{Group, Operation, OperationId};

/// What there is to know of an operation, below its heading.
pub(super) fn section(
    site: &Site<'_>,
    group: &Group,
    id: OperationId,
    place: Place,
    told: &mut Told,
    page: &mut Page,
) {
    let operation = site.cx.api.operation(id);
    page.heading(2, &markdown::line(file_name(&operation.method)));
    if operation.docs.deprecated {
        page.paragraph("**Deprecated.**");
    }
    page.description(&operation.docs);
    page.paragraph(format!("{} · operation {}", request(operation), markdown::code(&operation.id)));
    page.code("rust", &recipes::complete(site.cx, group, operation, End::Send));
    inputs::tables(site, operation, place, page);
    answers::responses(site, id, place, told, page);
    let required = operation.security.as_ref().unwrap_or(&site.cx.api.security);
    let needed = security::needed(site.cx.api, required);
    page.paragraph(format!("**[Authorization](README.md#authentication)**: {needed}"));
    page.list(&notes::of(operation));
}

/// Method and path.
pub(super) fn request(operation: &Operation) -> String {
    markdown::code(&format!("{} {}", operation.verb.as_str(), operation.path))
}
