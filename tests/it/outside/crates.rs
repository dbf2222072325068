//! The crates of that workspace: what is generated, and who uses it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use specsmith::diag::Rigor;
use specsmith::{Config, Manifest, Spec, generate};

use super::{laws, shown};
use crate::support::{cases, folders, here, load, load_with, messages, workspace};

/// Writes the workspace: only what changed, so that what is built already stays so.
pub(super) fn write(folder: &Path) {
    let runtime = workspace().join("generator/runtime");
    let runtime = format!("{{ path = {runtime:?}, default-features = false }}");
    let mut files = BTreeMap::from([("Cargo.toml".to_owned(), root_manifest())]);
    laws::write(&mut files, &kitchen_sink());
    let mut crates = alone();
    crates.insert("kitchen-sink".to_owned(), kitchen_sink());
    crates.insert("obstacle-course".to_owned(), obstacle_course());
    for (name, specs) in crates {
        let config = Config {
            name: name.clone(),
            version: "0.0.0".to_owned(),
            description: "Generated to be built".to_owned(),
            licences: Vec::new(),
            manifest: Manifest::Standalone { runtime: runtime.clone() },
        };
        let outcome = generate(&specs, &config);
        for (spec, found) in specs.iter().zip(&outcome.diagnostics) {
            assert!(!found.has_errors(), "{}", messages(found, spec));
        }
        files
            .extend(outcome.files.into_iter().map(|(path, text)| (format!("{name}/{path}"), text)));
    }
    consumer(&mut files);
    tour(&mut files);
    plain(&mut files);
    shown::readme(&mut files);
    shown::reference(&mut files);
    // Stale sources would be built with the rest.
    let keep = |path: &Path| {
        path.strip_prefix(folder)
            .is_ok_and(|path| files.contains_key(&path.to_string_lossy().replace('\\', "/")))
    };
    remove_others(folder, &keep);
    for (path, text) in &files {
        let path = folder.join(path);
        if fs::read_to_string(&path).is_ok_and(|old| old == *text) {
            continue;
        }
        fs::create_dir_all(path.parent().expect("below the folder")).unwrap();
        fs::write(path, text).unwrap();
    }
    fs::copy(workspace().join("Cargo.lock"), folder.join("Cargo.lock")).unwrap();
}

fn remove_others(folder: &Path, keep: &dyn Fn(&Path) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            remove_others(&path, keep);
        } else if !keep(&path) {
            fs::remove_file(path).unwrap();
        }
    }
}

/// The profiles are those of our workspace, or its dependencies would be built again.
fn root_manifest() -> String {
    let ours = fs::read_to_string(workspace().join("Cargo.toml")).unwrap();
    let profiles = ours.find("[profile.").map_or("", |start| &ours[start..]);
    let alone: Vec<String> = alone().into_keys().map(|name| format!("{name:?}, ")).collect();
    let alone = alone.concat();
    format!(
        "[workspace]\nresolver = \"3\"\nmembers = [{alone}\"consumer\", \"kitchen-sink\", \"laws\", \
         \"obstacle-course\", \"pages\", \"plain\", \"readme\", \
         \"sink-pages\", \"tour\"]\n\n{profiles}"
    )
}

/// Every case of the snapshots, each a module.
pub(super) fn kitchen_sink() -> Vec<Spec> {
    let cases = cases("cases").into_iter();
    cases
        .map(|(noun, case, folder)| {
            let module = module(&format!("{noun}_{case}"));
            load_with(&module, &folder.join("spec.yaml"), Rigor::Lenient)
        })
        .collect()
}

fn obstacle_course() -> Vec<Spec> {
    let courses = folders(&here().join("obstacle-course")).into_iter();
    courses.map(|(name, folder)| load(&module(&name), &folder.join("spec.yaml"))).collect()
}

/// An API in a crate of its own, whose root has what the API's module has, by names that could be in the way there
/// or in its folder.
pub(super) fn alone() -> BTreeMap<String, Vec<Spec>> {
    let spec = here().join("obstacle-course/alone/spec.yaml");
    let names = ["types", "client", "lib", "main", "core", "bin"];
    names.map(|name| (format!("alone-{name}"), vec![load(name, &spec)])).into()
}

pub(super) fn module(name: &str) -> String {
    name.replace('-', "_")
}

/// The consumer, with wrong use as its examples.
fn consumer(files: &mut BTreeMap<String, String>) {
    let read = |path: PathBuf| fs::read_to_string(path).unwrap();
    let generated = workspace().join("generated");
    let manifest = read(here().join("consumer/Cargo.toml"))
        .replace("\"../../generated\"", &format!("{generated:?}"))
        .replace("\n[workspace]\n", "\n[features]\nserde = [\"tokensmith/serde\"]\n");
    files.insert("consumer/Cargo.toml".to_owned(), manifest);
    let main = read(here().join("consumer/src/main.rs"));
    files.insert("consumer/src/main.rs".to_owned(), main);
    for entry in fs::read_dir(here().join("ui")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap();
            files.insert(format!("consumer/examples/{name}"), read(path.clone()));
        }
    }
}

/// A program that uses the kitchen sink.
fn tour(files: &mut BTreeMap<String, String>) {
    let manifest = format!("{TOUR}{}\n{FEATURES}", tokio(files));
    files.insert("tour/Cargo.toml".to_owned(), manifest);
    for entry in fs::read_dir(here().join("tour")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap();
        files.insert(format!("tour/src/{name}"), fs::read_to_string(&path).unwrap());
    }
}

/// A consumer that has nothing but the client.
fn plain(files: &mut BTreeMap<String, String>) {
    files.insert("plain/Cargo.toml".to_owned(), manifest("plain", &["clerk"]));
    let main = fs::read_to_string(here().join("plain/main.rs")).unwrap();
    files.insert("plain/src/main.rs".to_owned(), main);
}

/// The line by which a consumer depends on tokio.
pub(super) fn tokio(files: &BTreeMap<String, String>) -> String {
    let consumer = &files["consumer/Cargo.toml"];
    let tokio = consumer.lines().find(|line| line.starts_with("tokio = "));
    tokio.expect("the consumer depends on tokio").to_owned()
}

/// The manifest of a consumer with the feature `blocking`, and those of some APIs.
pub(super) fn manifest(name: &str, apis: &[&str]) -> String {
    let generated = workspace().join("generated");
    let apis: Vec<String> = apis.iter().map(|api| format!("{api:?}")).collect();
    let apis = apis.join(", ");
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         tokensmith = {{ path = {generated:?}, features = [\"blocking\", {apis}] }}\n"
    )
}

const TOUR: &str = r#"[package]
name = "tour"
version = "0.0.0"
edition = "2024"

[dependencies]
kitchen-sink = { path = "../kitchen-sink" }
"#;

/// The features that the rest of our workspace enables in crates that HTTP needs as well. With the same
/// ones the builds of all of these are shared; without, the tests are as right and half a minute slower.
const FEATURES: &str = r#"bitflags = { version = "*", features = ["std"] }
indexmap = { version = "*", features = ["serde"] }
memchr = "*"
num-traits = { version = "*", features = ["i128"] }
serde_core = { version = "*", features = ["alloc"] }
"#;
