//! What is emitted: every `cases/<noun>/<case>/spec.yaml` with its IR and its code beside it.
//!
//! A new case is a folder with a `spec.yaml`; `INSTA_UPDATE=always cargo test -p specsmith-tests
//! snapshots` writes the rest, to be read before it is committed. `INSTA_GLOB_FILTER='names/*/*'`
//! runs some of them.

use std::fmt::Write as _;
use std::path::Path;

use specsmith::{Stage, dump, generate};

use crate::support::{config, load, messages};

#[test]
fn each_case_gives_the_ir_and_the_code_that_were_reviewed() {
    insta::glob!("../cases", "*/*/spec.yaml", |entry| {
        let folder = entry.parent().expect("a case has a folder");
        let noun = folder.parent().and_then(Path::file_name).unwrap_or_default();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| {
            let spec = load("api", entry);
            let stage: Stage = "ir".parse().expect("there is a stage `ir`");
            insta::assert_snapshot!("ir", dump(&spec, stage));
            insta::assert_snapshot!("code", code(&spec, noun.to_str().unwrap_or_default()));
        });
    });
}

/// The warnings, then the files that a case of this noun is about.
fn code(spec: &specsmith::Spec, noun: &str) -> String {
    let outcome = generate(std::slice::from_ref(spec), &config());
    let mut text = messages(&outcome.diagnostics[0], spec);
    for (path, contents) in outcome.files.iter().filter(|(path, _)| matters(path, noun)) {
        let _ = write!(text, "\n════ {path}\n{contents}");
    }
    text
}

/// Whether a file differs between the cases of a noun. The others are the same in all of them, but
/// for the names in them.
fn matters(path: &str, noun: &str) -> bool {
    let Some(file) = path.strip_prefix("src/api/") else { return false };
    match noun {
        "client" => !file.starts_with("types/"),
        "schemas" => file.starts_with("types/") && file != "types/mod.rs",
        _ => !matches!(file, "client.rs" | "mod.rs" | "types/mod.rs"),
    }
}
