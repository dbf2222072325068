//! What may know what: the rules of ARCHITECTURE.md that are about imports.

use std::fs;
use std::path::{Path, PathBuf};

use crate::imports::Imports;

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

/// The files of a stage of the generator: that of its name, and those below the folder beside it.
fn stage_sources(stage: &str) -> Vec<(PathBuf, String)> {
    let folder = format!("generator/src/{stage}");
    let root = root().join(&folder).with_extension("rs");
    let text = fs::read_to_string(&root).expect("every stage is a module of the generator");
    [(root, text)].into_iter().chain(sources(&folder)).collect()
}

/// The lines of code that mention `path`: comments and documentation do not count.
fn mentions<'a>(text: &'a str, path: &str) -> Option<&'a str> {
    text.lines().find(|line| !line.trim_start().starts_with("//") && line.contains(path))
}

/// What the code of a file below generator/src/ mentions: nothing if the file is for tests, which may
/// drive the pipeline from its start.
fn imports(file: &Path, text: &str) -> Imports {
    let source = root().join("generator/src");
    let inside = file.strip_prefix(source).expect("a file of the generator").with_extension("");
    let mut module: Vec<&str> = inside.iter().filter_map(|part| part.to_str()).collect();
    if module.iter().any(|part| part.starts_with("tests")) {
        return Imports::default();
    }
    if module == ["lib"] {
        module.pop();
    }
    Imports::of(&module, text)
}

/// What a stage must not say: paths into later stages, and whatever would hide them.
fn violations(stage: usize, imports: Imports) -> Vec<String> {
    let is_later = |path: &Vec<String>| match path.as_slice() {
        [root, first, ..] => root == "crate" && STAGES[stage + 1..].contains(&first.as_str()),
        [] | [_] => false,
    };
    let later = imports.paths.into_iter().filter(is_later).map(|path| path.join("::"));
    later.chain(imports.tricks).collect()
}

#[test]
fn no_stage_imports_a_later_one() {
    let mut found = Vec::new();
    for (index, stage) in STAGES.iter().enumerate() {
        for (file, text) in stage_sources(stage) {
            let violations = violations(index, imports(&file, &text));
            found.extend(violations.iter().map(|what| format!("{}: {what}", file.display())));
        }
    }
    assert!(found.is_empty(), "a stage imports a later one:\n{}", found.join("\n"));
}

#[test]
fn a_later_stage_is_found_however_it_is_imported() {
    let resolve = STAGES.iter().position(|stage| *stage == "resolve").expect("it is a stage");
    let found = |text: &str| violations(resolve, Imports::of(&["resolve", "schema"], text));
    for text in [
        "use crate::lower::x;",
        "use crate::{diag, lower};",
        "use crate::{diag::{self, Code}, emit::{self as e}};",
        "use super::super::lower;",
        "use super::{super::lower as other, here};",
        "use self::super::super::pass::*;",
        "mod inner { use super::super::super::lower; }",
        "fn f() { crate :: lower :: x() }",
        "fn f(x: Option<super::super::lower::X>) {}",
        "fn f() { use crate::{output}; }",
        "fn f() { vec![crate::lower::x()]; }",
        "fn f() { format!(\"{}\", crate::lower::x()) }",
        "macro_rules! m { () => { $crate::emit::x() } }",
        "macro_rules! m { () => { use crate::{emit}; } }",
        "use crate as c;",
        "use crate::*;",
        "use super::super as c;",
        "use super::super::{self as c};",
        "extern crate self as c;",
        "#[path = \"../emit/mod.rs\"] mod e;",
        "#[cfg(not(test))] use crate::lower;",
        "#[cfg(test)] mod tests {} use crate::lower;",
    ] {
        assert!(!found(text).is_empty(), "{text}");
    }
    for text in [
        "use crate::{diag, document::{self, Schema as S}, source::*};",
        "use super::lower;",
        "use super::*;",
        "pub(crate) fn lower() { output::x() }",
        "#[cfg(test)] mod tests { use crate::lower; }",
        "fn f() { format!(\"crate::{x} crate::lower\") }",
        "/// As [`crate::lower`] has it.\nfn f() { g(\"crate::\") }",
    ] {
        assert_eq!(found(text), Vec::<String>::new(), "{text}");
    }
}

/// What a module is stands beside the folder of what it consists of. Generated crates are no concern of ours.
#[test]
fn no_module_is_called_mod() {
    for folder in ["generator/src", "generator/runtime/src", "xtask/src", "tests/it", "tests/tour"]
    {
        for (file, _) in sources(folder) {
            assert!(!file.ends_with("mod.rs"), "{}", file.display());
        }
    }
}

/// The first path whose first name is one of these.
fn path_into(imports: &Imports, crates: &[&str]) -> Option<String> {
    let is_into = |path: &&Vec<String>| path.len() > 1 && crates.contains(&path[0].as_str());
    imports.paths.iter().find(is_into).map(|path| path.join("::"))
}

#[test]
fn tokens_are_made_in_emit_and_output_alone() {
    for stage in STAGES.iter().filter(|stage| !["emit", "output"].contains(stage)) {
        for (file, text) in stage_sources(stage) {
            let found =
                path_into(&imports(&file, &text), &["quote", "proc_macro2", "prettyplease"]);
            assert_eq!(found, None, "{} makes tokens", file.display());
        }
    }
}

#[test]
fn yaml_is_read_in_source_alone() {
    for (file, text) in sources("generator/src") {
        let is_source = file.with_extension("").iter().any(|part| part == "source");
        if !is_source {
            let found = path_into(&imports(&file, &text), &["serde_yaml"]);
            assert_eq!(found, None, "{} reads YAML", file.display());
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
fn the_runtime_names_reqwest_in_its_adapter_alone() {
    for (file, text) in sources("generator/runtime/src") {
        let is_test = file.ends_with("tests.rs") || file.iter().any(|part| part == "tests");
        if !is_test && !file.to_string_lossy().contains("transport/reqwest") {
            // `self::reqwest` is our module of that name.
            let text = text.replace("self::reqwest::", "");
            assert_eq!(mentions(&text, "reqwest::"), None, "{} names reqwest", file.display());
        }
    }
}

/// Generator and runtime do not know each other, so this list stands in both.
#[test]
fn the_generator_leaves_out_the_headers_that_the_runtime_refuses() {
    let refused = specsmith_runtime::emit::RESERVED_HEADERS;
    assert_eq!(specsmith::resolve::FRAMING_HEADERS, refused);
    assert!(!refused.is_empty());
}
