//! How much text is read before we call it a mistake or an attack.

/// Bytes of all files of a specification together. The largest public documents have some 40 MB.
pub(super) const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Files of a specification.
pub(super) const MAX_FILES: usize = 1024;

/// Sequences and mappings inside each other. It is what serde_json can be asked for, and keeps the
/// recursion of all stages within the smallest stacks that are in use.
pub(super) const MAX_DEPTH: usize = 127;

/// Nodes beyond one for every byte; only aliases can need them.
pub(super) const SPARE_NODES: usize = 200_000;
