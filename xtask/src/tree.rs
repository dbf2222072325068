//! A folder of generated files: how it differs from what it should be, and making it so.
//!
//! Takes paths and contents; knows nothing of specifications. Everything is compared before the
//! first write, so a file in the way stops a run while the tree is still whole.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::thread;

use tempfile::NamedTempFile;

use crate::failure::Failure;
use crate::ownership;
use crate::walk::{Entry, walk};

/// How many threads write at once, at most.
const THREADS: usize = 8;

/// Which files of a folder a run answers for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extent<'a> {
    /// All: what codegen did not write has no place there.
    All,
    /// Those of one API, its code and its pages. What codegen did not write has no place there; what
    /// the APIs share, and other APIs, are left alone.
    Api(&'a str),
    /// Those that codegen wrote; the others are somebody's own and stay.
    Marked,
}

/// One file that is not as it should be.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum Change<'a> {
    /// It should be there.
    Missing { new: &'a str },
    /// Its contents should be others.
    Changed { old: Vec<u8>, new: &'a str },
    /// It should not be there, and codegen wrote it.
    Stale,
}

/// How a folder differs from what it should be. Paths are relative to it and `/`-separated.
#[derive(Debug)]
pub(crate) struct Comparison<'a> {
    root: PathBuf,
    /// What there is to do.
    pub(crate) changes: BTreeMap<String, Change<'a>>,
    /// What codegen did not write and may not touch, and why that is a problem.
    pub(crate) foreign: BTreeMap<String, &'static str>,
    /// How many files are as they should be.
    pub(crate) unchanged: usize,
}

/// Compares a folder with the files that should be in it, and writes nothing.
pub(crate) fn compare<'a>(
    root: &Path,
    files: &'a BTreeMap<String, String>,
    extent: Extent<'_>,
) -> Result<Comparison<'a>, Failure> {
    validate(files)?;
    if extent != Extent::Marked && root.is_symlink() {
        return Err(Failure::fault(format!("{} is a symbolic link", root.display())));
    }
    let present = walk(root, |folder| extent.enters(folder))?;
    let mut comparison = Comparison {
        root: root.to_path_buf(),
        changes: BTreeMap::new(),
        foreign: BTreeMap::new(),
        unchanged: 0,
    };
    for (path, new) in files.iter().filter(|(path, _)| extent.covers(path)) {
        comparison.wanted(path, new, &present)?;
    }
    for (path, entry) in &present {
        if !files.contains_key(path) && extent.covers(path) {
            comparison.unwanted(path, *entry, extent)?;
        }
    }
    Ok(comparison)
}

impl<'a> Comparison<'a> {
    /// Whether the folder is what it should be.
    pub(crate) fn is_clean(&self) -> bool {
        self.changes.is_empty() && self.foreign.is_empty()
    }

    /// Makes the folder what it should be. Files appear whole or not at all; those that are right
    /// keep their times.
    ///
    /// # Errors
    ///
    /// Where something foreign is in the way nothing is written. Where writing fails, the next run
    /// does the rest.
    pub(crate) fn apply(&self) -> Result<(), Failure> {
        if !self.foreign.is_empty() {
            return Err(Failure::fault("nothing was written"));
        }
        let written: Vec<(PathBuf, &str)> = self
            .changes
            .iter()
            .filter_map(|(path, change)| match change {
                Change::Missing { new } | Change::Changed { new, .. } => {
                    Some((self.root.join(path), *new))
                }
                Change::Stale => None,
            })
            .collect();
        // All of the text is on the disk before the first file is replaced.
        let staged = in_parts(&written, |(path, new)| stage(path, new))?;
        let staged: Vec<_> = staged.into_iter().zip(&written).collect();
        for (file, (path, _)) in staged {
            file.persist(path).map_err(|error| Failure::io("write", path, &error.error))?;
        }
        for (path, change) in &self.changes {
            if *change == Change::Stale {
                self.remove(path)?;
            }
        }
        Ok(())
    }

    fn wanted(
        &mut self,
        path: &str,
        new: &'a str,
        present: &BTreeMap<String, Entry>,
    ) -> Result<(), Failure> {
        for folder in folders(path) {
            match present.get(folder) {
                None | Some(Entry::Folder) => {}
                Some(Entry::File | Entry::Link | Entry::Other) => {
                    self.foreign.insert(folder.to_owned(), "is where a folder belongs");
                    return Ok(());
                }
            }
        }
        let reason = match present.get(path) {
            None => {
                self.changes.insert(path.to_owned(), Change::Missing { new });
                return Ok(());
            }
            Some(Entry::File) => {
                let old = read(&self.root.join(path))?;
                if old == new.as_bytes() {
                    self.unchanged += 1;
                    return Ok(());
                }
                // An empty file has nothing to lose; a system that crashed may leave one.
                if old.is_empty() || ownership::is_marked(&old) {
                    let change = Change::Changed { old, new };
                    self.changes.insert(path.to_owned(), change);
                    return Ok(());
                }
                "is where a generated file belongs, and codegen did not write it"
            }
            Some(Entry::Folder) => "is a folder where a file belongs",
            Some(Entry::Link) => "is a symbolic link where a file belongs",
            Some(Entry::Other) => "is no regular file",
        };
        self.foreign.insert(path.to_owned(), reason);
        Ok(())
    }

    fn unwanted(&mut self, path: &str, entry: Entry, extent: Extent<'_>) -> Result<(), Failure> {
        let ours = match entry {
            Entry::Folder => return Ok(()),
            Entry::File => {
                ownership::is_unfinished(path)
                    || ownership::is_marked(&read(&self.root.join(path))?)
            }
            Entry::Link | Entry::Other => false,
        };
        match extent {
            _ if ours => {
                self.changes.insert(path.to_owned(), Change::Stale);
            }
            Extent::All | Extent::Api(_) => {
                self.foreign.entry(path.to_owned()).or_insert("was not written by codegen");
            }
            Extent::Marked => {}
        }
        Ok(())
    }

    /// Removes a file, and the folders that it leaves empty.
    fn remove(&self, path: &str) -> Result<(), Failure> {
        let file = self.root.join(path);
        fs::remove_file(&file).map_err(|error| Failure::io("remove", &file, &error))?;
        for folder in folders(path).rev() {
            // Fails where something is left in it, which is how we know.
            if fs::remove_dir(self.root.join(folder)).is_err() {
                break;
            }
        }
        Ok(())
    }
}

impl Extent<'_> {
    fn covers(self, path: &str) -> bool {
        match self {
            Self::All | Self::Marked => true,
            Self::Api(api) => {
                let mut parts = path.splitn(3, '/');
                matches!(parts.next(), Some("src" | "docs")) && parts.next() == Some(api)
            }
        }
    }

    fn enters(self, folder: &str) -> bool {
        match self {
            Self::All => true,
            Self::Api(_) => !folder.contains('/') || self.covers(folder),
            // What builds and version control put beside a crate is large and none of our business.
            Self::Marked => !folder.starts_with('.') && folder != "target",
        }
    }
}

/// Refuses what would be written outside the folder, over another file, or never found again.
fn validate(files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let mut folded = BTreeSet::new();
    for (path, text) in files {
        // Plain names only, whatever the system takes for a separator or a drive.
        let inside = path.split('/').all(|part| !matches!(part, "" | "." | ".."))
            && !path.contains(['\\', ':', '\0']);
        let problem = if !inside {
            "leaves the output folder"
        } else if !folded.insert(path.to_lowercase()) {
            "differs from another file by case only"
        } else if !ownership::is_marked(text.as_bytes()) {
            "does not say who wrote it"
        } else {
            continue;
        };
        return Err(Failure::fault(format!(
            "the generator made a file that {problem}: {path:?}; nothing was written"
        )));
    }
    Ok(())
}

/// The folders that a path goes through, outermost first: `a/b/c` gives `a` and `a/b`.
fn folders(path: &str) -> impl DoubleEndedIterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| &path[..end])
}

fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::io("read", path, &error))
}

/// Does the same with each of some things, on several threads, and gives what came of them in their order.
fn in_parts<T: Sync, R: Send>(
    all: &[T],
    work: impl Fn(&T) -> Result<R, Failure> + Sync,
) -> Result<Vec<R>, Failure> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(THREADS);
    thread::scope(|scope| {
        let parts = all.chunks(all.len().div_ceil(threads).max(1));
        let parts: Vec<_> = parts
            .map(|part| scope.spawn(|| part.iter().map(&work).collect::<Result<Vec<R>, Failure>>()))
            .collect();
        let done = parts.into_iter().map(|part| match part.join() {
            Ok(done) => done,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        Ok(done.collect::<Result<Vec<_>, Failure>>()?.into_iter().flatten().collect())
    })
}

/// Writes text beside its place, from where it can be moved in one step.
fn stage(path: &Path, text: &str) -> Result<NamedTempFile, Failure> {
    let failed = |error| Failure::io("write", path, &error);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(failed)?;
    let mut builder = tempfile::Builder::new();
    builder.prefix(ownership::UNFINISHED);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As for any new file: what the umask allows. The default is the owner alone.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(text.as_bytes()).map_err(failed)?;
    Ok(file)
}

#[cfg(test)]
mod tests;
