//! What is published: three packages, with what their users need and nothing else.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::workspace;

/// The published packages and their folders.
const PACKAGES: [(&str, &str); 3] = [
    ("specsmith", "generator"),
    ("specsmith-runtime", "generator/runtime"),
    ("tokensmith", "generated"),
];

/// What cargo adds by itself.
const BY_CARGO: [&str; 4] = [".cargo_vcs_info.json", "Cargo.lock", "Cargo.toml", "Cargo.toml.orig"];

fn files(package: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["package", "--list", "--allow-dirty", "--offline", "--package", package])
        .current_dir(workspace())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let list = String::from_utf8(output.stdout).expect("paths are text");
    list.lines().map(|line| line.replace('\\', "/")).collect()
}

/// Whether a file of a package is code, or about it.
fn is_expected(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let for_tests = path.split('/').any(|part| matches!(part, "tests" | "fuzz"))
        || matches!(name, "tests.rs" | "testing.rs" | "fuzz.rs");
    match path.split_once('/') {
        Some(("src", _)) => name.ends_with(".rs") && !for_tests,
        Some(_) => false,
        None => {
            BY_CARGO.contains(&path)
                || matches!(path, "README.md" | "LICENSE.md" | "LICENSE-MIT" | "LICENSE-APACHE")
        }
    }
}

#[test]
fn packages_hold_code_licences_and_a_readme_and_nothing_else() {
    for (package, _) in PACKAGES {
        let files = files(package);
        let others: Vec<&String> = files.iter().filter(|path| !is_expected(path)).collect();
        assert!(others.is_empty(), "{package} would publish {others:#?}");
        let has = |name: &str| files.iter().any(|path| path == name);
        assert!(has("src/lib.rs") && has("README.md"), "{package}: {files:#?}");
        assert!(has("LICENSE.md") || (has("LICENSE-MIT") && has("LICENSE-APACHE")), "{package}");
    }
}

#[test]
fn licences_are_those_of_the_repository() {
    let read = |path: &Path| fs::read_to_string(path).expect("a licence");
    for name in ["LICENSE-MIT", "LICENSE-APACHE"] {
        let ours = read(&workspace().join(name));
        for folder in ["generator", "generator/runtime"] {
            assert_eq!(read(&workspace().join(folder).join(name)), ours, "{folder}/{name}");
        }
        let generated = read(&workspace().join("generated/LICENSE.md"));
        assert!(generated.contains(ours.trim_matches('\n')), "{name}");
    }
}
