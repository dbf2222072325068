//! What is emitted: every `cases/<noun>/<case>/spec.yaml` with its IR and its code beside it.
//!
//! A new case is a folder with a `spec.yaml`; `INSTA_UPDATE=always cargo test -p specsmith-tests
//! snapshots` writes the rest, to be read before it is committed. `CASE=schemas/array` runs only those
//! whose name contains it.
//! Those below `cases/wild` are read as someone else's.

use std::fmt::Write as _;

use specsmith::diag::Rigor;
use specsmith::{Spec, Stage, dump, generate};

use crate::support::{assert_beside, cases, config, each, load_with, messages};

#[test]
fn each_case_gives_the_ir_and_the_code_that_were_reviewed() {
    let cases = cases("cases").into_iter();
    each(cases.map(|(noun, case, folder)| (format!("{noun}/{case}"), (noun, folder))), |case| {
        let (noun, folder) = case;
        let rigor = if noun == "wild" { Rigor::Lenient } else { Rigor::Strict };
        let spec = load_with("api", &folder.join("spec.yaml"), rigor);
        let stage: Stage = "ir".parse().expect("there is a stage `ir`");
        assert_beside(&folder, "ir", &dump(&spec, stage));
        assert_beside(&folder, "code", &code(&spec, &noun));
    });
}

/// The warnings, then the files that a case of this noun is about.
fn code(spec: &Spec, noun: &str) -> String {
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
    if noun == "pages" {
        return path.starts_with("docs/");
    }
    let Some(file) = path.strip_prefix("src/api/") else { return false };
    match noun {
        "client" => !file.starts_with("types/"),
        "wild" => file != "client.rs" && !file.ends_with("mod.rs"),
        "schemas" => file.starts_with("types/") && file != "types/mod.rs",
        _ => !matches!(file, "client.rs" | "mod.rs" | "types/mod.rs"),
    }
}
