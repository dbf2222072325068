//! What `source` promises as a whole; the parts have their tables beside them.

mod values;

use super::{Node, Sources, Value};
use crate::diag::Diagnostics;

/// Loads files by name; the first one is the root.
fn load(files: &[(&str, &str)]) -> (Sources, Diagnostics) {
    let mut diags = Diagnostics::default();
    let mut read = |name: &str| {
        let found = files.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| "no such file".to_owned())
    };
    let sources = Sources::load(files[0].0, &mut read, &mut diags);
    (sources, diags)
}

fn yaml(text: &str) -> (Sources, Diagnostics) {
    load(&[("spec.yaml", text)])
}

fn json(text: &str) -> (Sources, Diagnostics) {
    load(&[("spec.json", text)])
}

/// Each diagnostic as `code line:column message`.
fn summary(sources: &Sources, diags: &Diagnostics) -> Vec<String> {
    diags
        .iter()
        .map(|problem| {
            let location = sources.locate(problem.place);
            let (line, column) = (location.line, location.column);
            format!("{} {line}:{column} {}", problem.code.name, problem.message)
        })
        .collect()
}

fn assert_clean(sources: &Sources, diags: &Diagnostics) {
    assert_eq!(summary(sources, diags), Vec::<String>::new());
    assert!(sources.root().is_some());
}
