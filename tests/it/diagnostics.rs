//! What people read when a specification is wrong: `diagnostics/<code>/<rule>/spec.yaml` with the
//! message beside it.
//!
//! A new rule is a folder with a `spec.yaml`; `INSTA_UPDATE=always cargo test -p specsmith-tests
//! diagnostics` writes the message, to be read before it is committed.

use std::collections::BTreeSet;
use std::fs;

use specsmith::diag::{Format, Severity, codes, render};
use specsmith::{check, generate};

use crate::support::{config, here, load, messages};

/// Rules whose specification breaks several at once, to see them together.
const SEVERAL: &str = "several";

/// Codes that no specification on its own can cause.
const ELSEWHERE: &[(&str, &str)] =
    &[("unreadable-file", "the root file is there, or there would be no case")];

#[test]
fn each_broken_rule_gives_the_message_that_was_reviewed() {
    insta::glob!("../diagnostics", "*/*/spec.yaml", |entry| {
        let folder = entry.parent().expect("a rule has a folder");
        let code = folder.parent().and_then(|code| code.file_name()).unwrap_or_default();
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(folder);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| {
            let spec = load("api", entry);
            let found = check(&spec);
            assert!(
                code == SEVERAL || found.iter().any(|diagnostic| code == diagnostic.code.name),
                "{} does not cause `{}`:\n{}",
                entry.display(),
                code.display(),
                messages(&found, &spec)
            );
            insta::assert_snapshot!("message", messages(&found, &spec));
        });
    });
}

#[test]
fn an_error_writes_nothing_and_a_warning_does_not_stand_in_the_way() {
    insta::glob!("../diagnostics", "*/*/spec.yaml", |entry| {
        let spec = load("api", entry);
        let outcome = generate(std::slice::from_ref(&spec), &config());
        let errors = outcome.diagnostics[0].count(Severity::Error);
        assert_eq!(outcome.files.is_empty(), errors > 0, "{}", entry.display());
    });
}

#[test]
fn every_code_has_a_rule() {
    let folders: BTreeSet<String> = fs::read_dir(here().join("diagnostics"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    let known: BTreeSet<&str> = codes::ALL.iter().map(|code| code.name).collect();
    let untested: Vec<_> = known
        .iter()
        .filter(|code| {
            !folders.contains(**code) && !ELSEWHERE.iter().any(|(name, _)| name == *code)
        })
        .collect();
    assert!(untested.is_empty(), "no diagnostics/<code>/<rule>/spec.yaml for {untested:?}");
    let unheard: Vec<_> = folders
        .iter()
        .filter(|folder| *folder != SEVERAL && !known.contains(folder.as_str()))
        .collect();
    assert!(unheard.is_empty(), "diagnostics/ has folders that are no code: {unheard:?}");
}

#[test]
fn every_message_says_where_it_is_and_every_error_what_to_do() {
    insta::glob!("../diagnostics", "*/*/spec.yaml", |entry| {
        let spec = load("api", entry);
        for diagnostic in check(&spec).iter() {
            let message = &diagnostic.message;
            assert!(!message.ends_with('.'), "`{message}` ends with a full stop");
            assert!(
                diagnostic.help.is_some() || diagnostic.code.severity == Severity::Warning,
                "{}: `{message}` gives no help",
                entry.display()
            );
        }
    });
}

#[test]
fn editors_are_told_the_same_in_json() {
    let entry = here().join("diagnostics/unknown-key/typo-of-required/spec.yaml");
    let spec = load("api", &entry);
    insta::assert_snapshot!(render(&check(&spec), &spec.sources, Format::Json), @"");
}
