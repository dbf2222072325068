//! `cargo check` of the crates: one shared target folder, and nothing that rustc has to say about them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use crate::failure::Failure;
use crate::report::count;
use crate::workspace::Workspace;

use super::document::{Document, home};
use super::fingerprint::Fingerprint;
use super::row::{Row, milliseconds};

#[derive(Debug)]
pub(super) struct Checker<'a> {
    workspace: &'a Workspace,
    target: PathBuf,
    /// What a result depends on beside the crate.
    pub(super) fingerprint: Fingerprint,
    /// Cargo lets one command at a time into a target folder. Waiting here keeps that out of the time.
    turn: Mutex<()>,
}

impl<'a> Checker<'a> {
    pub(super) fn new(workspace: &'a Workspace) -> Result<Self, Failure> {
        Ok(Self {
            workspace,
            target: home(workspace).join("target"),
            fingerprint: Fingerprint::of_check(workspace)?,
            turn: Mutex::new(()),
        })
    }

    /// Checks a crate that was written, and says in its row what came of it.
    pub(super) fn check(&self, document: &Document, row: &mut Row) -> Result<(), Failure> {
        let _turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        self.enclose(document)?;
        let start = Instant::now();
        let output = Command::new(crate::ci::cargo())
            .args(["check", "--quiet", "--message-format", "short"])
            .current_dir(document.folder(self.workspace))
            .env("CARGO_TARGET_DIR", &self.target)
            .output()
            .map_err(|error| Failure::fault(format!("cannot run cargo: {error}")))?;
        row.check_ms = Some(milliseconds(start.elapsed()));
        let text = String::from_utf8_lossy(&output.stderr);
        let complaints: Vec<&str> = complaints(&text).collect();
        row.complaints = complaints.len();
        row.fault = match (output.status.success(), complaints.first()) {
            (true, None) => None,
            (true, Some(first)) => {
                Some(format!("{} of rustc: {first}", count(complaints.len(), "warning")))
            }
            (false, first) => {
                let first = complaints.iter().find(|line| line.contains("error")).or(first);
                Some(format!("does not compile: {}", first.copied().unwrap_or("no message")))
            }
        };
        Ok(())
    }

    /// The crate is in a workspace of its own, because it is inside ours, with the versions that ours is
    /// tested with.
    fn enclose(&self, document: &Document) -> Result<(), Failure> {
        let home = home(self.workspace);
        let failed = |error| Failure::io("write", &home, &error);
        let manifest =
            format!("[workspace]\nresolver = \"3\"\nmembers = [\"{}\"]\n", document.krate);
        fs::write(home.join("Cargo.toml"), manifest).map_err(failed)?;
        let lock = self.workspace.root().join("Cargo.lock");
        fs::copy(lock, home.join("Cargo.lock")).map_err(failed)?;
        Ok(())
    }
}

/// The lines of rustc's short format that are about a place: `src/lib.rs:1:2: warning: …`. What cargo
/// says of itself, such as how many there were, has no place.
fn complaints(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| {
        let is_about =
            |word: &str| line.split_once(word).is_some_and(|(place, _)| place.contains(':'));
        is_about(": warning") || is_about(": error")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_a_place_is_a_complaint() {
        let text = "src/lib.rs:1:2: warning: unused\nwarning: `a` (lib) generated 1 warning\n\
                    src/a.rs:3:4: error[E0412]: cannot find type\nerror: could not compile `a`\n";
        let found: Vec<_> = complaints(text).collect();
        let expected =
            ["src/lib.rs:1:2: warning: unused", "src/a.rs:3:4: error[E0412]: cannot find type"];
        assert_eq!(found, expected);
    }
}
