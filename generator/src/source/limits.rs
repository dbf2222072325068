//! How much text is read before we call it a mistake or an attack.

/// Bytes of all files of a specification together. The largest public documents have some 40 MB.
pub(super) const MAX_BYTES: usize = 64 * 1024 * 1024;

/// Files of a specification.
pub(super) const MAX_FILES: usize = 1024;

/// Sequences and mappings inside each other. The deepest of the public documents that we know has 29;
/// every stage recurses over values, and this keeps a debug build within a stack of 512 KiB.
pub(super) const MAX_DEPTH: usize = 64;

/// Nodes beyond one for every byte; only aliases can need them.
pub(super) const SPARE_NODES: usize = 200_000;
