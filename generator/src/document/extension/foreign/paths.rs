//! Operations that 3.0 has no place for, and that others put into extensions of the root.

use indexmap::IndexMap;

use super::super::super::path_item::PathItem;
use super::super::super::paths::Paths;
use super::super::super::read::Object;

/// `x-ms-paths`: paths whose keys have a query. They are read as those of `paths` are.
pub(in super::super::super) fn more_paths(object: &mut Object<'_, '_, '_>, paths: &mut Paths) {
    let more: Option<Paths> = object.optional("x-ms-paths");
    for (key, item) in more.into_iter().flat_map(|more| more.0) {
        paths.0.entry(key).or_insert(item);
    }
}

/// `x-webhooks`: what 3.1 calls `webhooks`.
pub(in super::super::super) fn more_webhooks(
    object: &mut Object<'_, '_, '_>,
    webhooks: &mut IndexMap<String, PathItem>,
) {
    let more: Option<IndexMap<String, PathItem>> = object.optional("x-webhooks");
    for (name, item) in more.into_iter().flatten() {
        webhooks.entry(name).or_insert(item);
    }
}
