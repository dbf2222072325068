//! What is in a folder, without following symbolic links.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::failure::Failure;

/// What a path is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Entry {
    File,
    Folder,
    Link,
    /// A socket, a pipe, a device, or something whose name is not Unicode.
    Other,
}

/// Everything below a folder by its path relative to it, `/`-separated. `enter` says by that path
/// whether to look into a folder. A folder that does not exist is empty.
pub(crate) fn walk(
    root: &Path,
    enter: impl Fn(&str) -> bool,
) -> Result<BTreeMap<String, Entry>, Failure> {
    let mut found = BTreeMap::new();
    let mut pending = vec![String::new()];
    while let Some(folder) = pending.pop() {
        let path = root.join(&folder);
        let failed = |error: io::Error| Failure::io("read", &path, &error);
        let listing = match fs::read_dir(&path) {
            Err(error) if folder.is_empty() && error.kind() == io::ErrorKind::NotFound => break,
            listing => listing.map_err(failed)?,
        };
        for item in listing {
            let item = item.map_err(failed)?;
            let name = item.file_name();
            let inner = join(&folder, &name.to_string_lossy());
            let kind = item.file_type().map_err(failed)?;
            let entry = if name.to_str().is_none() {
                Entry::Other
            } else if kind.is_symlink() {
                Entry::Link
            } else if kind.is_dir() {
                Entry::Folder
            } else if kind.is_file() {
                Entry::File
            } else {
                Entry::Other
            };
            if entry == Entry::Folder && enter(&inner) {
                pending.push(inner.clone());
            }
            found.insert(inner, entry);
        }
    }
    Ok(found)
}

fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}
