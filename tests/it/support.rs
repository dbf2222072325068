//! Where things are, and specifications read from disk.

use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use specsmith::diag::{Diagnostics, Format, Rigor, render};
use specsmith::{Config, Manifest, Spec};

/// The folder of the workspace.
pub(crate) fn workspace() -> PathBuf {
    here().parent().expect("the package is in a folder of the workspace").to_owned()
}

/// The folder of this package.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A specification of ours and the files beside it.
pub(crate) fn load(module: &str, entry: &Path) -> Spec {
    load_with(module, entry, Rigor::Strict)
}

/// A specification and the files beside it.
pub(crate) fn load_with(module: &str, entry: &Path, rigor: Rigor) -> Spec {
    let folder = entry.parent().expect("a file is in a folder");
    let name = entry.file_name().and_then(|name| name.to_str()).expect("our names are Unicode");
    Spec::load(module, name, rigor, &mut |file| {
        fs::read_to_string(folder.join(file)).map_err(|error| error.kind().to_string())
    })
}

/// The configuration of a crate that is not written to disk.
pub(crate) fn config() -> Config {
    Config {
        name: "things".to_owned(),
        version: "1.2.3".to_owned(),
        description: "A client".to_owned(),
        licences: Vec::new(),
        manifest: Manifest::Workspace,
    }
}

/// Diagnostics as people see them.
pub(crate) fn messages(diagnostics: &Diagnostics, spec: &Spec) -> String {
    render(diagnostics, &spec.sources, Format::Human)
}

/// The folders in a folder, by name.
pub(crate) fn folders(folder: &Path) -> BTreeMap<String, PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| (entry.file_name().into_string().unwrap(), entry.path()))
        .collect()
}

/// The cases two levels below a folder of this package: outer name, inner name, and where.
pub(crate) fn cases(folder: &str) -> Vec<(String, String, PathBuf)> {
    let mut cases = Vec::new();
    for (outer, folder) in folders(&here().join(folder)) {
        cases.extend(folders(&folder).into_iter().map(|(name, path)| (outer.clone(), name, path)));
    }
    assert!(!cases.is_empty(), "there are no cases in {folder}");
    cases
}

/// Runs a test for each case, also after one has failed, and fails with the list of those that did.
/// With the environment variable `CASE`, only for those whose name contains it.
pub(crate) fn each<T>(cases: impl IntoIterator<Item = (String, T)>, test: impl Fn(T)) {
    let only = std::env::var("CASE").unwrap_or_default();
    let chosen = cases.into_iter().filter(|(name, _)| name.contains(&only));
    let failed: Vec<String> = chosen
        .filter_map(|(name, case)| {
            catch_unwind(AssertUnwindSafe(|| test(case))).is_err().then_some(name)
        })
        .collect();
    assert!(failed.is_empty(), "these failed, see above: {failed:#?}");
}

/// Compares with the files beside a case: `name` gives `<folder>/<name>.snap`. One case after the other
/// in a loop of our own, because `insta::glob!` keeps state that tests of one process share.
pub(crate) fn assert_beside(folder: &Path, name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, text));
}
