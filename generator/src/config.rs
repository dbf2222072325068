//! What a run is told beside the specifications. Plain data; the command line fills it in.

/// The client crate to be written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Config {
    /// The crate's name, as in its manifest: `tokensmith`.
    pub name: String,
    /// Its version, by the rules of Semantic Versioning. Unused where the workspace gives it.
    pub version: String,
    /// One sentence for its manifest and its README.
    pub description: String,
    /// The texts of its licences, for a file that goes with it; without any there is no such file.
    pub licences: Vec<String>,
    /// What its manifest is like.
    pub manifest: Manifest,
}

impl Config {
    /// The crate's name as Rust code spells it: `-` is `_` there.
    #[must_use]
    pub fn library(&self) -> String {
        self.name.replace('-', "_")
    }
}

/// What `format: date-time` becomes.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum DateTimes {
    /// A date and time. A string that is none of RFC 3339 fails the answer.
    #[default]
    Typed,
    /// A string, whatever is in it: for servers that leave out the offset.
    Texts,
}

/// What the manifest is like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Manifest {
    /// A member of this repository's workspace, which gives version, lints and dependencies.
    Workspace,
    /// A crate of its own.
    Standalone {
        /// How it depends on `specsmith-runtime`: the TOML value, such as `"0.1.0"` or `{ path = "…" }`.
        runtime: String,
    },
}
