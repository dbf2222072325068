//! Other people's crates: a consumer of the client, crates generated from specifications of all
//! kinds, and wrong use that must not compile.
//!
//! They are members of a workspace of their own below `target/`, which is built by one command, without
//! the network, into our target folder: dependencies that are built already are used again. (That is
//! why `trybuild` is not used: it builds all of them anew.)

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use specsmith::diag::Rigor;
use specsmith::{Config, Manifest, Spec, generate};
use tokensmith::Value;

use crate::server::{Server, json};
use crate::support::{
    assert_beside, cases, each, folders, here, load, load_with, messages, workspace,
};

mod laws;
mod shown;
mod spoken;

#[test]
fn what_is_generated_builds_without_a_warning() {
    let alone = alone().into_keys();
    let packages = ["kitchen-sink", "obstacle-course", "tokensmith", "specsmith-runtime"];
    for package in packages.map(str::to_owned).into_iter().chain(alone) {
        let found = BUILD.messages(&package, |_| true);
        assert!(found.is_empty(), "{package}:\n{}", found.join("\n"));
        assert!(BUILD.built.contains_key(&package), "{package} was not built");
    }
}

#[test]
fn a_consumer_runs_the_example() {
    let found = BUILD.messages("consumer", |target| target == "consumer");
    assert!(found.is_empty(), "{}", found.join("\n"));
    let machine = r#"{"object": "machine", "id": "mch_1", "name": "worker", "instance_id": "ins_1",
        "created_at": 1, "updated_at": 2, "scoped_machines": []"#;
    let server = Server::with([
        json(200, &format!(r#"{machine}, "secret_key": "ak_canary"}}"#)),
        json(200, &format!(r#"{{"data": [{machine}}}], "total_count": 1}}"#)),
        json(404, r#"{"errors": [{"message": "", "long_message": "", "code": "gone"}]}"#),
        json(200, &format!("{machine}}}")),
    ]);
    let output = Command::new(&BUILD.built["consumer"])
        .env("CLERK_API_URL", server.base_url())
        .env("CLERK_SECRET_KEY", "sk_test")
        .output()
        .unwrap();
    let (stdout, stderr) =
        (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{stdout}{stderr}");
    let lines: Vec<&str> = stdout.lines().collect();
    let [secret, debug, page @ "mch_1 of 1: worker", r#"Some(["gone"])"#, answer, request] =
        lines.as_slice()
    else {
        panic!("{stdout}")
    };
    assert_eq!(*secret, "ak_canary");
    assert!(debug.contains("[REDACTED]") && !debug.contains("canary"), "{debug}{page}");
    assert_eq!(*answer, r#"200 OK Some("req_1") worker"#);
    assert_eq!(*request, "GET /v1/machines/mch_1");
    assert_eq!(server.count(), 4, "what is only looked at is not sent");
}

#[test]
fn a_consumer_needs_no_async_runtime() {
    let found = BUILD.messages("plain", |_| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let server = Server::json(
        r#"{"object": "machine", "id": "mch_1", "name": "worker", "instance_id": "ins_1",
            "created_at": 1, "updated_at": 2, "scoped_machines": []}"#,
    );
    let output = Command::new(&BUILD.built["plain"])
        .env("CLERK_API_URL", server.base_url())
        .env("CLERK_SECRET_KEY", "sk_test")
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "worker\n");
    assert_eq!(server.count(), 1);
}

#[test]
fn what_the_readmes_show_compiles() {
    let found = BUILD.messages("readme", |_| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(BUILD.built.contains_key("readme"), "it was not built");
}

#[test]
fn what_the_reference_pages_show_compiles_and_runs_in_memory() {
    for package in ["pages", "sink-pages"] {
        let found = BUILD.messages(package, |_| true);
        assert!(found.is_empty(), "{package}:\n{}", found.join("\n"));
        let output = Command::new(&BUILD.built[package]).output().unwrap();
        assert!(output.status.success(), "{package}: {}", String::from_utf8_lossy(&output.stderr));
    }
}

#[test]
fn calls_of_all_kinds_do_what_they_say() {
    let found = BUILD.messages("tour", |_| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let output = Command::new(&BUILD.built["tour"]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn examples_in_documentation_compile() {
    let output = cargo(&BUILD.folder)
        .args(["test", "--offline", "--quiet", "--doc", "--all-features"])
        .args([
            "--package",
            "kitchen-sink",
            "--package",
            "obstacle-course",
            "--package",
            "alone-types",
        ])
        .args(["--profile", &profile().0])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

/// Each `ui/*.rs` with the compiler's errors beside it. They name what is wrong in the words of rustc,
/// so a new compiler may change them.
#[test]
fn wrong_use_does_not_compile() {
    let files = fs::read_dir(here().join("ui")).unwrap().map(|entry| entry.unwrap().path());
    let cases = files.filter(|file| file.extension().is_some_and(|kind| kind == "rs"));
    let stem = |file: PathBuf| file.file_stem().unwrap().to_str().unwrap().to_owned();
    each(cases.map(|file| (stem(file.clone()), stem(file))), |name| {
        let found = BUILD.messages("consumer", |target| target == name);
        assert!(!found.is_empty(), "{name}.rs compiles");
        assert_beside(&here().join("ui"), &name, &found.join("\n"));
    });
}

static BUILD: LazyLock<Build> = LazyLock::new(Build::run);

/// What the compiler said of all members.
struct Build {
    folder: PathBuf,
    /// Package, target, and one sentence.
    said: Vec<(String, String, String)>,
    /// The file that a package was built into.
    built: BTreeMap<String, PathBuf>,
}

impl Build {
    fn run() -> Self {
        let (profile, target) = profile();
        let folder = target.join("outside");
        write(&folder);
        let output = cargo(&folder)
            .args(["build", "--offline", "--workspace", "--all-features", "--lib", "--bins"])
            .args(["--examples", "--keep-going", "--message-format", "json", "--profile", &profile])
            .output()
            .unwrap();
        let mut build = Self { folder, said: Vec::new(), built: BTreeMap::new() };
        for line in String::from_utf8(output.stdout).unwrap().lines() {
            build.take(&line.parse::<Value>().unwrap());
        }
        assert!(!build.built.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        build
    }

    fn take(&mut self, line: &Value) {
        let target = &line["target"];
        match line["reason"].as_str() {
            Some("compiler-message") => {
                let message = &line["message"];
                // Others are totals: "aborting due to 2 previous errors".
                if message["spans"].as_array().is_some_and(|spans| !spans.is_empty()) {
                    self.said.push((package(line), text(&target["name"]), sentence(message)));
                }
            }
            Some("compiler-artifact") if target["kind"][0] != "example" => {
                let file = line["executable"].as_str().or(line["filenames"][0].as_str());
                self.built.insert(package(line), file.unwrap_or_default().into());
            }
            _ => {}
        }
    }

    fn messages(&self, package: &str, target: impl Fn(&str) -> bool) -> Vec<&str> {
        let ours = self.said.iter().filter(|(from, of, _)| from == package && target(of));
        ours.map(|(_, _, sentence)| sentence.as_str()).collect()
    }
}

/// The name in a package id: `…/folder#name@version`, or `…/name#version`.
fn package(line: &Value) -> String {
    let id = text(&line["package_id"]);
    let (place, rest) = id.split_once('#').unwrap_or_default();
    let name = rest.split_once('@').map_or(place, |(name, _)| name);
    name.rsplit('/').next().unwrap_or_default().to_owned()
}

/// A message without the parts that depend on the compiler's layout: code, place, words, labels.
fn sentence(message: &Value) -> String {
    let mut sentence = text(&message["level"]);
    if let Some(code) = message["code"]["code"].as_str() {
        sentence.push_str(&format!("[{code}]"));
    }
    sentence.push_str(&format!(": {}", text(&message["message"])));
    for span in message["spans"].as_array().into_iter().flatten() {
        if span["is_primary"] == true {
            let file = text(&span["file_name"]);
            let file = file.rsplit(['/', '\\']).next().unwrap_or_default();
            let (line, column) = (&span["line_start"], &span["column_start"]);
            sentence.push_str(&format!("\n  {file}:{line}:{column} {}", text(&span["label"])));
        }
    }
    sentence
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Cargo in another workspace, with our target folder.
fn cargo(folder: &Path) -> Command {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(folder).env("CARGO_TARGET_DIR", profile().1);
    cargo
}

/// The profile that this test was built with, and the target folder, both told by the place of the
/// running program: `target/<profile>/deps/it-…`.
fn profile() -> (String, PathBuf) {
    let program = std::env::current_exe().unwrap();
    let folder = program.ancestors().nth(2).expect("the program is in deps/");
    let name = folder.file_name().and_then(|name| name.to_str()).expect("profiles are Unicode");
    let profile = if name == "debug" { "dev" } else { name };
    (profile.to_owned(), folder.parent().expect("below target/").to_owned())
}

/// Writes the workspace: only what changed, so that what is built already stays so.
fn write(folder: &Path) {
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
fn kitchen_sink() -> Vec<Spec> {
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
fn alone() -> BTreeMap<String, Vec<Spec>> {
    let spec = here().join("obstacle-course/alone/spec.yaml");
    let names = ["types", "client", "lib", "main", "core", "bin"];
    names.map(|name| (format!("alone-{name}"), vec![load(name, &spec)])).into()
}

fn module(name: &str) -> String {
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
fn tokio(files: &BTreeMap<String, String>) -> String {
    let consumer = &files["consumer/Cargo.toml"];
    let tokio = consumer.lines().find(|line| line.starts_with("tokio = "));
    tokio.expect("the consumer depends on tokio").to_owned()
}

/// The manifest of a consumer with the feature `blocking`, and those of some APIs.
fn manifest(name: &str, apis: &[&str]) -> String {
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
