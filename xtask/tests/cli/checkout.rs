//! A checkout of the test's own, and the command line in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A checkout that has the repository's specs/ and nothing else.
pub(crate) struct Checkout {
    pub(crate) folder: TempDir,
}

impl Checkout {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder can be made");
        let checkout = Self { folder };
        copy(&repository().join("specs"), &checkout.path("specs"));
        fs::create_dir(checkout.path("xtask")).expect("the folder is new");
        for licence in ["LICENSE-MIT", "LICENSE-APACHE"] {
            fs::copy(repository().join(licence), checkout.path(licence)).expect("it can be copied");
        }
        checkout
    }

    /// One whose generated/ is what its specs/ give.
    pub(crate) fn generated() -> Self {
        let checkout = Self::new();
        let output = checkout.run(&["codegen"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        checkout
    }

    pub(crate) fn path(&self, relative: &str) -> PathBuf {
        self.folder.path().join(relative)
    }

    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = xtask(self.folder.path(), arguments);
        command.current_dir(self.folder.path());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("xtask runs")
    }

    pub(crate) fn edit(&self, relative: &str, edit: impl Fn(&str) -> String) {
        let path = self.path(relative);
        let old = fs::read_to_string(&path).expect("the file exists");
        let new = edit(&old);
        assert_ne!(old, new, "the edit changes something");
        fs::write(path, new).expect("the file can be written");
    }

    /// Every file below a folder and its contents.
    pub(crate) fn files(&self, relative: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut pending = vec![self.path(relative)];
        while let Some(folder) = pending.pop() {
            for item in fs::read_dir(&folder).into_iter().flatten() {
                let path = item.expect("the folder can be listed").path();
                if path.is_dir() {
                    pending.push(path);
                } else {
                    let contents = fs::read(&path).expect("the file can be read");
                    found.insert(path, contents);
                }
            }
        }
        found
    }
}

pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask is in the repository")
}

pub(crate) fn xtask(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xtask"));
    command.args(arguments).env("CARGO_MANIFEST_DIR", root.join("xtask")).stdin(Stdio::null());
    command
}

pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the folder can be made");
    for item in fs::read_dir(from).expect("the folder can be read") {
        let item = item.expect("the folder can be listed");
        let target = to.join(item.file_name());
        if item.path().is_dir() {
            copy(&item.path(), &target);
        } else {
            fs::copy(item.path(), target).expect("the file can be copied");
        }
    }
}

pub(crate) fn text(output: &Output) -> String {
    let stdout = String::from_utf8_lossy(&output.stdout);
    format!("{stdout}{}", String::from_utf8_lossy(&output.stderr))
}
