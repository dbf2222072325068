//! Where things are, and specifications read from disk.

use std::fs;
use std::path::{Path, PathBuf};

use specsmith::diag::{Diagnostics, Format, render};
use specsmith::{Config, Manifest, Spec};

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    here().parent().expect("the package is in a folder of the workspace").to_owned()
}

/// The folder of this package.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A specification and the files beside it.
pub(crate) fn load(module: &str, entry: &Path) -> Spec {
    let folder = entry.parent().expect("a file is in a folder");
    let name = entry.file_name().and_then(|name| name.to_str()).expect("our names are Unicode");
    Spec::load(module, name, &mut |file| {
        fs::read_to_string(folder.join(file)).map_err(|error| error.kind().to_string())
    })
}

/// The configuration of a crate that is not written to disk.
pub(crate) fn config() -> Config {
    Config {
        name: "things".to_owned(),
        version: "1.2.3".to_owned(),
        description: "A client".to_owned(),
        manifest: Manifest::Workspace,
    }
}

/// Diagnostics as people see them.
pub(crate) fn messages(diagnostics: &Diagnostics, spec: &Spec) -> String {
    render(diagnostics, &spec.sources, Format::Human)
}
