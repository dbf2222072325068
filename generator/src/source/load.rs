//! Loading: the root file, then every file that a `$ref` names, each once.

use std::collections::BTreeMap;

use super::identity::Identities;
use super::limits::{MAX_BYTES, MAX_FILES};
use super::locate::Places;
use super::node::{At, FileId};
use super::read::{self, Notation};
use super::{File, Sources, reference};
use crate::diag::{Diagnostics, Place, codes};

impl Sources {
    /// Reads the file `entry` and all files that `$ref`s lead to, through `read`.
    ///
    /// Names are `/`-separated paths relative to the folder of `entry`, so `entry` itself is usually a
    /// bare file name. `read` gets clean names only: no `.` or `..`, no scheme, never absolute. It
    /// answers with the text or with a phrase that says why there is none.
    ///
    /// What cannot be read is in `diags`; the result then lacks those trees.
    pub fn load(
        entry: &str,
        read: &mut dyn FnMut(&str) -> Result<String, String>,
        diags: &mut Diagnostics,
    ) -> Self {
        let mut loader =
            Loader { sources: Self::default(), failures: BTreeMap::new(), bytes: 0, read, diags };
        loader.root(entry);
        loader.follow();
        loader.sources
    }
}

struct Loader<'a> {
    sources: Sources,
    /// What there is to say of files that could not be had, by name.
    failures: BTreeMap<String, Failure>,
    bytes: usize,
    read: &'a mut dyn FnMut(&str) -> Result<String, String>,
    diags: &'a mut Diagnostics,
}

#[derive(Clone)]
enum Failure {
    Unreadable(String),
    TooMuch(String),
}

impl Loader<'_> {
    fn root(&mut self, entry: &str) {
        let Err(failure) = self.file(entry) else { return };
        // The root exists even then, so that the diagnostic has a file to name.
        self.add(entry, String::new(), Notation::Yaml);
        let (code, message) = match failure {
            Failure::Unreadable(why) => {
                (codes::UNREADABLE_FILE, format!("`{entry}` cannot be read: {why}"))
            }
            Failure::TooMuch(what) => (codes::LIMIT_EXCEEDED, what),
        };
        self.diags.report(code, Place::File(FileId(0)), message);
    }

    /// Files are found while the list grows, in the order in which they are first referred to.
    fn follow(&mut self) {
        let mut next = 0;
        while let Some(file) = self.sources.files.get(next) {
            let found: Vec<(At, String)> = file
                .root
                .iter()
                .flat_map(reference::external)
                .map(|(at, path)| (at, path.to_owned()))
                .collect();
            for (at, path) in found {
                self.reference(at, &path);
            }
            next += 1;
        }
    }

    fn reference(&mut self, at: At, path: &str) {
        // Not a file, but a schema that says so.
        if self.sources.identified(at, path).is_some() {
            return;
        }
        let name = match reference::resolve(self.sources.name(at.file), path) {
            Ok(name) => name,
            Err(refusal) => {
                let message = format!("the reference `{path}` is not followed: {refusal}");
                self.diags.report(codes::FORBIDDEN_REF, at, message).help(
                    "copy the file below the specification's folder and name its relative path",
                );
                return;
            }
        };
        match self.file(&name) {
            Ok(_) => {}
            Err(Failure::Unreadable(why)) => {
                self.diags
                    .report(codes::DANGLING_REF, at, format!("`{name}` cannot be read: {why}"))
                    .help("paths are relative to the file that the reference is in");
            }
            Err(Failure::TooMuch(what)) => {
                self.diags.report(codes::LIMIT_EXCEEDED, at, what);
            }
        }
    }

    fn file(&mut self, name: &str) -> Result<FileId, Failure> {
        if let Some(&file) = self.sources.by_name.get(name) {
            return Ok(file);
        }
        if let Some(failure) = self.failures.get(name) {
            return Err(failure.clone());
        }
        match self.text(name) {
            Ok(text) => {
                let file = FileId(u16::try_from(self.sources.files.len()).unwrap_or(u16::MAX));
                let reading = read::read(file, name, &text, self.diags);
                self.add(name, text, reading.notation);
                if let Some(added) = self.sources.files.last_mut() {
                    if let Some(root) = &reading.root {
                        added.identities = Identities::of(root, &added.text);
                    }
                    added.root = reading.root;
                }
                Ok(file)
            }
            Err(failure) => {
                self.failures.insert(name.to_owned(), failure.clone());
                Err(failure)
            }
        }
    }

    fn text(&mut self, name: &str) -> Result<String, Failure> {
        if self.sources.files.len() >= MAX_FILES {
            let what = format!("the specification has more than {MAX_FILES} files");
            return Err(Failure::TooMuch(what));
        }
        let mut text = (self.read)(name).map_err(Failure::Unreadable)?;
        self.bytes = self.bytes.saturating_add(text.len());
        if self.bytes > MAX_BYTES {
            let what = format!("the specification is larger than {} MiB", MAX_BYTES >> 20);
            return Err(Failure::TooMuch(what));
        }
        if text.starts_with('\u{feff}') {
            text.remove(0);
        }
        Ok(text)
    }

    fn add(&mut self, name: &str, text: String, notation: Notation) {
        let file = FileId(u16::try_from(self.sources.files.len()).unwrap_or(u16::MAX));
        self.sources.by_name.insert(name.to_owned(), file);
        self.sources.files.push(File {
            name: name.to_owned(),
            text,
            notation,
            root: None,
            identities: Identities::default(),
            places: Places::default(),
        });
    }
}
