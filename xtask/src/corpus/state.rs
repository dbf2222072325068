//! Rows that earlier runs left below target/corpus/, one file each: a run that is killed loses one row.

use std::fs;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;
use crate::workspace::Workspace;

use super::document::{Document, home};
use super::fingerprint::Fingerprint;
use super::row::Row;

/// A row and what it depends on.
#[derive(Serialize, Deserialize, Debug)]
pub(super) struct Kept {
    generator: Fingerprint,
    /// Where the crate was checked, what with.
    check: Option<Fingerprint>,
    files: Vec<PathBuf>,
    contents: Fingerprint,
    row: Row,
}

impl Kept {
    /// The row, if it would come out the same.
    pub(super) fn row_if_valid(
        self,
        generator: &Fingerprint,
        check: Option<&Fingerprint>,
    ) -> Option<Row> {
        let is_valid = self.generator == *generator
            && (check.is_none() || self.check.as_ref() == check)
            && self.contents == Fingerprint::of_files(&self.files);
        is_valid.then_some(self.row)
    }
}

fn path(workspace: &Workspace, document: &Document) -> PathBuf {
    home(workspace).join("rows").join(format!("{}.json", document.krate))
}

/// What is left of an earlier run; nothing where that cannot be read.
pub(super) fn read(workspace: &Workspace, document: &Document) -> Option<Kept> {
    let text = fs::read_to_string(path(workspace, document)).ok()?;
    let kept: Kept = serde_json::from_str(&text).ok()?;
    (kept.row.document == document.name).then_some(kept)
}

pub(super) fn write(
    workspace: &Workspace,
    document: &Document,
    generator: &Fingerprint,
    check: Option<&Fingerprint>,
    files: &[PathBuf],
    row: &Row,
) -> Result<(), Failure> {
    let path = path(workspace, document);
    let failed = |error| Failure::io("write", &path, &error);
    let kept = Kept {
        generator: generator.clone(),
        check: check.cloned(),
        files: files.to_vec(),
        contents: Fingerprint::of_files(files),
        row: row.clone(),
    };
    let text = serde_json::to_string(&kept)
        .map_err(|error| Failure::fault(format!("cannot write a row: {error}")))?;
    let rows = home(workspace).join("rows");
    fs::create_dir_all(&rows).map_err(failed)?;
    // Whole or not at all, whenever we are stopped.
    let file = tempfile::NamedTempFile::new_in(&rows).map_err(failed)?;
    fs::write(file.path(), text).map_err(failed)?;
    file.persist(&path).map_err(|error| failed(error.error))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_holds_until_something_that_it_depends_on_changes() {
        let folder = tempfile::TempDir::new().unwrap();
        let file = folder.path().join("a.yaml");
        fs::write(&file, "a").unwrap();
        let print = |text: &str| {
            let path = folder.path().join(text);
            Fingerprint::of_files(&[path])
        };
        let files = vec![file.clone()];
        let kept = |check: Option<&str>| Kept {
            generator: print("generator"),
            check: check.map(print),
            contents: Fingerprint::of_files(&files),
            files: files.clone(),
            row: Row::default(),
        };
        let same = print("generator");
        assert!(kept(None).row_if_valid(&same, None).is_some());
        assert!(kept(Some("rustc")).row_if_valid(&same, None).is_some());
        assert!(kept(Some("rustc")).row_if_valid(&same, Some(&print("rustc"))).is_some());
        assert!(kept(None).row_if_valid(&same, Some(&print("rustc"))).is_none(), "not checked");
        assert!(kept(None).row_if_valid(&print("other"), None).is_none());
        let before = kept(None);
        fs::write(&file, "b").unwrap();
        assert!(before.row_if_valid(&same, None).is_none(), "the document is another");
    }
}
