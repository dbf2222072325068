//! Which files are ours to replace and delete.

/// In the first line of every file that codegen writes.
pub(crate) use specsmith::output::MARKER;

/// How the names of files begin that are being written. A run that was killed leaves them behind.
pub(crate) const UNFINISHED: &str = ".specsmith-codegen-";

/// Whether codegen wrote this.
pub(crate) fn is_marked(contents: &[u8]) -> bool {
    let first = contents.split(|byte| *byte == b'\n').next().unwrap_or_default();
    first.windows(MARKER.len()).any(|window| window == MARKER.as_bytes())
}

/// Whether a run that was killed left this behind.
pub(crate) fn is_unfinished(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with(UNFINISHED))
}
