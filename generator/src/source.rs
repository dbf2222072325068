//! Text in, tree out: is this YAML or JSON that we accept?
//!
//! Takes the text of files, gives trees of [`Node`]s and finds the place of every node again. Knows
//! nothing of OpenAPI beyond `$ref` to other files.

mod ambiguity;
mod identity;
mod limits;
mod load;
mod locate;
mod map;
mod node;
mod percent;
mod pointer;
mod precheck;
mod read;
mod reference;
mod syntax;
mod visit;

#[cfg(test)]
mod tests;

use identity::Identities;
pub(crate) use identity::{is_older_id, last_node};
pub use locate::Location;
use locate::Places;
pub use map::Map;
pub use node::{At, FileId, Node, Value};
pub use pointer::{Pointer, PointerError};
pub(crate) use reference::{data, names};

use std::collections::BTreeMap;

/// The files of one specification: the root and all that its `$ref`s lead to.
#[derive(Clone, Default, Debug)]
pub struct Sources {
    files: Vec<File>,
    by_name: BTreeMap<String, FileId>,
    prefix: String,
}

/// One file; what could not be read has no tree.
#[derive(Clone, Debug)]
struct File {
    name: String,
    text: String,
    notation: read::Notation,
    root: Option<Node>,
    identities: Identities,
    places: Places,
}

impl Sources {
    /// Sets what is put before the names of files when they are shown: `specs/clerk/`.
    #[must_use]
    pub fn with_prefix(mut self, prefix: impl Into<String>) -> Self {
        self.prefix = prefix.into();
        self
    }

    /// The tree of the root file; `None` when it could not be read, which is in the diagnostics.
    #[must_use]
    pub fn root(&self) -> Option<&Node> {
        self.node(FileId(0))
    }

    /// The tree of a file; `None` when it could not be read, which is in the diagnostics.
    #[must_use]
    pub fn node(&self, file: FileId) -> Option<&Node> {
        self.get(file)?.root.as_ref()
    }

    /// The trees of all files that could be read.
    pub(crate) fn roots(&self) -> impl Iterator<Item = &Node> {
        self.files.iter().filter_map(|file| file.root.as_ref())
    }

    /// Whether a reference depends on how it is reached.
    pub(crate) fn depend(&self) -> bool {
        self.files.iter().any(|file| file.identities.depends)
    }

    /// The path of a file relative to the specification's folder, `/`-separated.
    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.name)
    }

    /// The name of a file as people are shown it: with the prefix.
    #[must_use]
    pub fn display_name(&self, file: FileId) -> String {
        format!("{}{}", self.prefix, self.name(file))
    }

    /// The text of a file, without a byte order mark.
    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        self.get(file).map_or("", |file| &file.text)
    }

    /// The file that the path part of a `$ref` in the file `from` names.
    ///
    /// `None` when it is forbidden or could not be read; both have been reported at the `$ref`.
    #[must_use]
    pub fn file(&self, from: FileId, reference_path: &str) -> Option<FileId> {
        let name = reference::resolve(self.name(from), reference_path).ok()?;
        self.by_name.get(&name).copied()
    }

    /// The schema whose `$id` the path part of a `$ref` at a place means.
    #[must_use]
    pub fn identified(&self, from: At, reference_path: &str) -> Option<At> {
        let address = self.get(from.file)?.identities.address(from, reference_path);
        let known =
            |address: &str| self.files.iter().find_map(|file| file.identities.identified(address));
        known(&address).or_else(|| known(reference_path))
    }

    /// The schema around a place that has an `$id`; `None` where pointers begin at the file.
    #[must_use]
    pub fn resource(&self, at: At) -> Option<At> {
        self.get(at.file)?.identities.resource(at)
    }

    /// The schema whose `$anchor` the fragment of a `$ref` is, in the schema with an `$id` that a place is
    /// in.
    #[must_use]
    pub fn anchored(&self, at: At, fragment: &str) -> Option<At> {
        self.get(at.file)?.identities.anchored(at, fragment)
    }

    /// The node that a pointer leads to.
    #[must_use]
    pub fn find(&self, file: FileId, pointer: &Pointer) -> Option<&Node> {
        pointer.tokens().iter().try_fold(self.node(file)?, |node, token| node.step(token))
    }

    /// The pointer that leads to a node; to the root for a node that is not in the tree because it was
    /// reported and left out (the second of two equal keys).
    #[must_use]
    pub fn pointer(&self, at: At) -> Pointer {
        self.path(at).unwrap_or_default()
    }

    /// The pointer that leads to a node of the tree.
    pub(crate) fn path(&self, at: At) -> Option<Pointer> {
        let mut pointer = Pointer::root();
        let mut node = self.node(at.file)?;
        while node.at != at {
            node = match &node.value {
                Value::Array(items) => {
                    let after = items.partition_point(|item| item.at.node <= at.node);
                    let index = after.checked_sub(1)?;
                    pointer.push(index.to_string());
                    items.get(index)?
                }
                Value::Object(members) => {
                    let (key, member) = members.around(at.node)?;
                    pointer.push(key.as_str());
                    member
                }
                Value::Null
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::String(_) => return None,
            };
        }
        Some(pointer)
    }

    fn get(&self, file: FileId) -> Option<&File> {
        self.files.get(usize::from(file.0))
    }
}
