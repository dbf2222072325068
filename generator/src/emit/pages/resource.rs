//! The page of a resource: its operations, and the types that only they use.

use super::operation::{request, section};
use super::page::Page;
use super::site::{Place, Site, title};
use super::{shortcuts, types};
use crate::emit::docs;
use crate::emit::markdown;
use crate::emit::ty::file_name;

/// `<resource>.md`.
pub(super) fn resource(site: &Site<'_>, index: usize) -> String {
    let api = site.cx.api;
    let mut page = Page::default();
    let Some(group) = api.groups.get(index) else { return page.finish() };
    let place = Place::Group(index);
    let name = markdown::line(&api.title);
    page.paragraph(format!("[Reference](../README.md) › [{name}](README.md) › {}", title(group)));
    page.heading(1, &title(group));
    page.description(&group.docs);
    let mut text = format!("Operations of `client.{}()`.", file_name(&group.module));
    if api.self_hosted {
        text.push_str(" Paths are relative to the base URL of your server.");
    } else if let Some(server) = api.servers.first() {
        text.push_str(&format!(" Paths are relative to {}.", markdown::code(&server.url)));
    }
    page.paragraph(text);
    let rows: Vec<Vec<String>> = group
        .operations
        .iter()
        .map(|id| {
            let operation = api.operation(*id);
            let link = site.operation(*id, Some(place)).unwrap_or_default();
            let method = markdown::code(file_name(&operation.method));
            vec![format!("[{method}]({link})"), request(operation), docs::short(&operation.docs)]
        })
        .collect();
    page.table(&["Method", "HTTP request", "Description"], &rows);
    shortcuts::table(site, group, place, &mut page);
    let mut told = Vec::new();
    for id in &group.operations {
        section(site, group, *id, place, &mut told, &mut page);
    }
    shortcuts::sections(site, group, place, &mut page);
    types::section(site, place, 2, &mut page);
    page.finish()
}
