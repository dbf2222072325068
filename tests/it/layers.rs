//! What may know what: the rules of ARCHITECTURE.md that are about imports.

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order of the flow. `ir` is what the later ones share.
const STAGES: [&str; 8] =
    ["source", "document", "resolve", "ir", "lower", "pass", "emit", "output"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests/ has a parent").to_path_buf()
}

/// All Rust files below a folder of the repository, with their paths and texts.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder of the repository") {
            let path = entry.expect("an entry of the folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("a source file");
                found.push((path, text));
            }
        }
    }
    assert!(!found.is_empty(), "no sources below {folder}");
    found
}

/// The lines of code that mention `path`: comments and documentation do not count.
fn mentions<'a>(text: &'a str, path: &str) -> Option<&'a str> {
    text.lines().find(|line| !line.trim_start().starts_with("//") && line.contains(path))
}

#[test]
fn no_stage_imports_a_later_one() {
    let mut violations = Vec::new();
    for (index, stage) in STAGES.iter().enumerate() {
        for (file, text) in sources(&format!("generator/src/{stage}")) {
            // Tests of a stage may drive the pipeline from its start.
            if file.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"))
            {
                continue;
            }
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            for later in &STAGES[index + 1..] {
                if let Some(line) = mentions(code, &format!("crate::{later}")) {
                    violations.push(format!("{}: {}", file.display(), line.trim()));
                }
            }
        }
    }
    assert!(violations.is_empty(), "a stage imports a later one:\n{}", violations.join("\n"));
}

#[test]
fn tokens_are_made_in_emit_and_output_alone() {
    for stage in STAGES.iter().filter(|stage| !["emit", "output"].contains(stage)) {
        for (file, text) in sources(&format!("generator/src/{stage}")) {
            for path in ["quote::", "proc_macro2::", "prettyplease::"] {
                assert_eq!(mentions(&text, path), None, "{} makes tokens", file.display());
            }
        }
    }
}

#[test]
fn yaml_is_read_in_source_alone() {
    for (file, text) in sources("generator/src") {
        if !file.components().any(|part| part.as_os_str() == "source") {
            assert_eq!(mentions(&text, "serde_yaml"), None, "{} reads YAML", file.display());
        }
    }
}

#[test]
fn emitted_code_names_no_http_library_and_is_not_asynchronous() {
    for (file, text) in sources("generated/src") {
        for word in ["reqwest::", "hyper::", "async fn", "tokio::"] {
            assert_eq!(mentions(&text, word), None, "{} has {word}", file.display());
        }
    }
}

#[test]
fn the_runtime_names_reqwest_in_one_file_alone() {
    for (file, text) in sources("generator/runtime/src") {
        let is_test = file.ends_with("tests.rs") || file.iter().any(|part| part == "tests");
        if !is_test && !file.ends_with("transport/reqwest.rs") {
            // `self::reqwest` is our module of that name.
            let text = text.replace("self::reqwest::", "");
            assert_eq!(mentions(&text, "reqwest::"), None, "{} names reqwest", file.display());
        }
    }
}
