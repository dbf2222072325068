//! Where the parts of this repository are.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// The checkout that the command works on.
#[derive(Debug)]
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout that cargo runs us from, whatever the current folder.
    pub(crate) fn find() -> Result<Self, Failure> {
        // Cargo sets it at run time too; the compiled-in value would be wrong in a moved checkout.
        let manifest = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        match manifest.parent() {
            Some(root) if root.is_dir() => Ok(Self { root: root.to_path_buf() }),
            _ => Err(Failure::fault(format!("{} is in no workspace", manifest.display()))),
        }
    }

    /// A checkout that a test made.
    #[cfg(all(test, unix))]
    pub(crate) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// Hand-written descriptions, one folder per API.
    pub(crate) fn specs(&self) -> PathBuf {
        self.root.join("specs")
    }

    /// The machine-written crate.
    pub(crate) fn generated(&self) -> PathBuf {
        self.root.join("generated")
    }

    /// The package that generated code calls.
    pub(crate) fn runtime(&self) -> PathBuf {
        self.root.join("generator").join("runtime")
    }

    /// What may be deleted at any time. Not `CARGO_TARGET_DIR`: runs that differ in it have to meet
    /// at one lock.
    pub(crate) fn target(&self) -> PathBuf {
        self.root.join("target")
    }

    /// A path as people write it: relative to the checkout where it is inside, with `/`.
    pub(crate) fn display(&self, path: &Path) -> String {
        let shown = path.strip_prefix(&self.root).unwrap_or(path).display().to_string();
        if cfg!(windows) { shown.replace('\\', "/") } else { shown }
    }
}
