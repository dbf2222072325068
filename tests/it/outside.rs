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

use tokensmith::Value;

use crate::server::{Server, json};
use crate::support::{assert_beside, each, here};

mod crates;
mod laws;
mod shown;
mod spoken;

#[test]
fn what_is_generated_builds_without_a_warning() {
    let alone = crates::alone().into_keys();
    let packages = ["kitchen-sink", "obstacle-course", "tokensmith", "specsmith-runtime"];
    for package in packages.map(str::to_owned).into_iter().chain(alone) {
        let found = BUILD.messages(&package, |_| true);
        assert!(found.is_empty(), "{package}:\n{}", found.join("\n"));
        assert!(BUILD.built.contains_key(&package), "{package} was not built");
    }
}

/// What is not there with the others leaves no import behind.
#[test]
fn a_crate_with_one_of_its_features_builds_without_a_warning() {
    let output = cargo(&BUILD.folder)
        .args(["rustc", "--offline", "--quiet", "--lib", "--package", "alone-types"])
        .args(["--no-default-features", "--features", "vec", "--profile", &profile().0])
        .args(["--", "--deny", "warnings"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
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
        crates::write(&folder);
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
