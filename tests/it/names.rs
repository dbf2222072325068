//! Names: whatever a document calls its things, every scope of the crate has each name once, and files can
//! be written on any system; what is added renames nothing, nor does the order of keys.

mod added;
mod hostile;
mod order;
mod public;
mod scopes;

use std::collections::BTreeSet;

use specsmith::diag::Rigor;
use specsmith::generate;
use specsmith::output::Files;

use crate::determinism::{from_text, json, keep, root};
use crate::support::{cases, config, load_with, messages};

fn crate_of(text: &str) -> Files {
    let spec = from_text(text.to_owned());
    let mut outcome = generate(std::slice::from_ref(&spec), &config());
    let found = &outcome.diagnostics[0];
    assert!(!outcome.files.is_empty(), "{}\n{text}", messages(found, &spec));
    std::mem::take(&mut outcome.files)
}

/// The cases that are one file, as JSON.
fn documents() -> Vec<(String, String)> {
    let cases = cases("cases").into_iter().map(|(noun, case, folder)| {
        let spec = load_with("api", &folder.join("spec.yaml"), Rigor::Lenient);
        (format!("{noun}/{case}"), json(root(&spec), &mut keep))
    });
    cases.filter(|(_, text)| !text.contains(".yaml")).collect()
}

/// What is gone, and what is new.
fn differences<'a>(
    before: &'a BTreeSet<String>,
    after: &'a BTreeSet<String>,
) -> (Vec<&'a String>, Vec<&'a String>) {
    (before.difference(after).collect(), after.difference(before).collect())
}
