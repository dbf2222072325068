//! Whether something is what it was: a hash of files. Good enough against chance, not against malice.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::walk::{Entry, walk};
use crate::workspace::Workspace;

#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Debug)]
pub(super) struct Fingerprint(String);

impl Fingerprint {
    /// The generator: this program.
    pub(super) fn of_generator() -> Result<Self, Failure> {
        let path = env::current_exe()
            .map_err(|error| Failure::fault(format!("cannot find ourselves: {error}")))?;
        Ok(Self::of_files(&[path]))
    }

    /// What decides about a check beside the crate: the runtime, the versions of all dependencies, and
    /// the compiler.
    pub(super) fn of_check(workspace: &Workspace) -> Result<Self, Failure> {
        let sources = workspace.runtime().join("src");
        let files = walk(&sources, |_| true)?;
        let mut files: Vec<PathBuf> = files
            .iter()
            .filter(|(_, entry)| **entry == Entry::File)
            .map(|(path, _)| sources.join(path))
            .collect();
        files.push(workspace.runtime().join("Cargo.toml"));
        files.push(workspace.root().join("Cargo.lock"));
        let mut hasher = DefaultHasher::new();
        Self::of_files(&files).0.hash(&mut hasher);
        let version = Command::new("rustc").arg("--version").current_dir(workspace.root()).output();
        version.map(|output| output.stdout).unwrap_or_default().hash(&mut hasher);
        Ok(Self::done(&hasher))
    }

    /// Names and contents; a file that cannot be read is another than one that can.
    pub(super) fn of_files(files: &[impl AsRef<Path>]) -> Self {
        let mut hasher = DefaultHasher::new();
        for file in files {
            file.as_ref().hash(&mut hasher);
            fs::read(file).ok().hash(&mut hasher);
        }
        Self::done(&hasher)
    }

    fn done(hasher: &DefaultHasher) -> Self {
        Self(format!("{:016x}", hasher.finish()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_changes_with_contents_and_when_a_file_goes() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("a");
        let mut all = vec![Fingerprint::of_files(&[&file])];
        for text in ["", "a", "b"] {
            fs::write(&file, text).unwrap();
            assert_eq!(Fingerprint::of_files(&[&file]), Fingerprint::of_files(&[&file]));
            all.push(Fingerprint::of_files(&[&file]));
        }
        for (index, one) in all.iter().enumerate() {
            assert!(!all[..index].contains(one), "{index}");
        }
    }
}
