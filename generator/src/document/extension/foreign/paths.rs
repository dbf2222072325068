//! Operations that 3.0 has no place for, and what all paths begin with, in extensions of the root.

use indexmap::IndexMap;

use super::super::super::path_item::PathItem;
use super::super::super::paths::Paths;
use super::super::super::read::Object;
use super::{Wrong, first, text};

/// `x-ms-paths`: paths whose keys have a query. They are read as those of `paths` are.
pub(in super::super::super) fn more_paths(object: &mut Object<'_, '_, '_>, paths: &mut Paths) {
    let more: Option<Paths> = object.optional("x-ms-paths");
    for (key, item) in more.into_iter().flat_map(|more| more.0) {
        paths.0.entry(key).or_insert(item);
    }
}

/// `x-webhooks`: what 3.1 calls `webhooks`, which need no `responses`.
pub(in super::super::super) fn more_webhooks(
    object: &mut Object<'_, '_, '_>,
    webhooks: &mut IndexMap<String, PathItem>,
) {
    let more: Option<IndexMap<String, PathItem>> = object.incoming("x-webhooks");
    for (name, item) in more.into_iter().flatten() {
        webhooks.entry(name).or_insert(item);
    }
}

/// `x-fern-base-path`: what all paths begin with, with a slash before it and none after it.
pub(in super::super::super) fn base_path(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(
        object,
        &[("x-fern-base-path", &|node| {
            let path = text(node)?.unwrap_or_default();
            let leaves = path.split('/').any(|segment| matches!(segment, "." | ".."));
            let is_more = path.contains(['?', '#', '{', '}', '\\']) || path.contains("://");
            if leaves || is_more {
                return Err(Wrong::new(node, "it is no path that all operations could begin with"));
            }
            let path = path.trim().trim_matches('/');
            Ok((!path.is_empty()).then(|| format!("/{path}")))
        })],
    )
}
