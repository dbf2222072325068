//! Which documents there are, and what their crates are called.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::specs;
use crate::walk::{Entry, walk};
use crate::workspace::Workspace;

/// A document that was found and not read yet.
#[derive(Debug)]
pub(super) struct Document {
    /// Its path relative to the folder that was named.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// What its crate is called; no two have one in common.
    pub(super) krate: String,
}

impl Document {
    /// Where the crate is written that is compiled.
    pub(super) fn folder(&self, workspace: &Workspace) -> PathBuf {
        home(workspace).join(&self.krate)
    }
}

/// Where everything is kept.
pub(super) fn home(workspace: &Workspace) -> PathBuf {
    workspace.target().join("corpus")
}

/// Every document below a folder whose name has one of the given parts; all where none is given.
pub(super) fn find(dir: &Path, only: &[String]) -> Result<Vec<Document>, Failure> {
    if !dir.is_dir() {
        return Err(Failure::usage(format!("{} is not a folder", dir.display())));
    }
    let is_wanted = |name: &str| only.is_empty() || only.iter().any(|part| name.contains(part));
    let is_document = |name: &str| {
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
        matches!(extension, Some("yaml" | "yml" | "json"))
    };
    let mut taken = BTreeSet::new();
    let documents: Vec<Document> = walk(dir, |_| true)?
        .into_iter()
        .filter(|(name, entry)| *entry == Entry::File && is_document(name))
        .map(|(name, _)| {
            // Before the choice, so that a document's crate is the same in every run.
            let krate = krate(&name, &mut taken);
            Document { path: dir.join(&name), krate, name }
        })
        .filter(|document| is_wanted(&document.name))
        .collect();
    if documents.is_empty() {
        let such = if only.is_empty() { "no" } else { "no such" };
        return Err(Failure::usage(format!("there is {such} document below {}", dir.display())));
    }
    Ok(documents)
}

fn krate(name: &str, taken: &mut BTreeSet<String>) -> String {
    let base = format!("corpus-{}", specs::module(name).replace('_', "-"));
    let mut krate = base.clone();
    let mut number = 2;
    while !taken.insert(krate.clone()) {
        krate = format!("{base}-{number}");
        number += 1;
    }
    krate
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn documents_are_found_at_any_depth_in_order() {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir(folder.path().join("b")).unwrap();
        for name in ["z.json", "b/y.yml", "a.yaml", "notes.md", "corpus.tsv"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let names = |only: &[&str]| -> Vec<String> {
            let only: Vec<String> = only.iter().map(|&part| part.to_owned()).collect();
            find(folder.path(), &only).unwrap().into_iter().map(|one| one.name).collect()
        };
        assert_eq!(names(&[]), ["a.yaml", "b/y.yml", "z.json"]);
        assert_eq!(names(&["z.", "b/"]), ["b/y.yml", "z.json"]);
        assert!(find(folder.path(), &["nothing".to_owned()]).is_err());
    }

    #[test]
    fn no_two_crates_have_one_name() {
        let mut taken = BTreeSet::new();
        let names = ["b/y.yml", "b_y.yml", "b.y.yml"].map(|name| krate(name, &mut taken));
        assert_eq!(names, ["corpus-b-y-yml", "corpus-b-y-yml-2", "corpus-b-y-yml-3"]);
    }
}
