//! `generated/` is what `specs/` give, byte for byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use similar::TextDiff;
use specsmith::{Config, Manifest, generate};

use crate::support::{load, messages, workspace};

const REMEDY: &str = "run `cargo xtask codegen` and commit what it writes";

#[test]
fn generated_is_what_specs_give() {
    let specs = specs();
    let outcome = generate(&specs, &config());
    let faults: String = specs
        .iter()
        .zip(&outcome.diagnostics)
        .filter(|(_, found)| found.has_errors())
        .map(|(spec, found)| messages(found, spec))
        .collect();
    assert!(faults.is_empty(), "{faults}");

    let committed = committed();
    for (path, new) in &outcome.files {
        let Some(old) = committed.get(path) else {
            panic!("generated/{path} is missing; {REMEDY}")
        };
        assert!(
            old == new,
            "generated/{path} is not what specs/ give; {REMEDY}\n{}",
            diff(old, new)
        );
    }
    let stale: Vec<_> =
        committed.keys().filter(|path| !outcome.files.contains_key(*path)).collect();
    assert!(stale.is_empty(), "generated/ has files that specs/ do not give: {stale:?}; {REMEDY}");
}

#[test]
fn every_generated_file_says_so_in_its_first_line() {
    for (path, text) in committed() {
        let first = text.lines().next().unwrap_or_default();
        assert!(first.contains(specsmith::output::MARKER), "generated/{path}: {first}");
    }
}

fn specs() -> Vec<specsmith::Spec> {
    let mut names: Vec<String> = fs::read_dir(workspace().join("specs"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let read = |name: &String| {
        let folder = format!("specs/{name}/");
        let mut spec = load(name, &workspace().join(&folder).join("openapi.yaml"));
        spec.sources = spec.sources.with_prefix(folder);
        spec
    };
    names.iter().map(read).collect()
}

/// What the command line passes. Its words are read back from the manifest it wrote: only `cargo
/// xtask codegen --check` notices when they change.
fn config() -> Config {
    let manifest = fs::read_to_string(workspace().join("generated/Cargo.toml")).unwrap();
    let value = |key: &str| {
        let line = manifest.lines().find_map(|line| line.strip_prefix(&format!("{key} = \"")));
        line.and_then(|rest| rest.strip_suffix('"')).expect("the manifest has it").to_owned()
    };
    Config {
        name: value("name"),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        description: value("description"),
        licences: ["LICENSE-MIT", "LICENSE-APACHE"]
            .map(|name| fs::read_to_string(workspace().join(name)).unwrap())
            .to_vec(),
        manifest: Manifest::Workspace,
    }
}

fn committed() -> BTreeMap<String, String> {
    fn collect(folder: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let path = format!("{prefix}{}", entry.file_name().into_string().unwrap());
            if entry.path().is_dir() {
                collect(&entry.path(), &format!("{path}/"), files);
            } else {
                files.insert(path, fs::read_to_string(entry.path()).unwrap());
            }
        }
    }
    let mut files = BTreeMap::new();
    collect(&workspace().join("generated"), "", &mut files);
    files
}

fn diff(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new)
        .unified_diff()
        .context_radius(2)
        .header("committed", "from specs/")
        .to_string()
}
