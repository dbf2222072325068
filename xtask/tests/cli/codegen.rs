//! `codegen` of specs/, and `--check`.

use std::fs;
use std::path::PathBuf;
use std::process::Stdio;

use crate::checkout::{Checkout, repository, text, xtask};

/// The rule that a change of specs/ or of the generator comes with its generated code.
#[test]
fn what_is_committed_is_what_the_specifications_give() {
    let output = xtask(repository(), &["codegen", "--check"]).output().expect("xtask runs");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
}

#[test]
fn a_second_run_changes_nothing_and_says_so() {
    let checkout = Checkout::generated();
    let before = checkout.files("generated");
    let output = checkout.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert_eq!(checkout.files("generated"), before);
    let summary = text(&output);
    assert!(summary.contains("clerk: 9 operations"), "{summary}");
    let count = before.len();
    assert!(summary.contains(&format!("→ {count} files ({count} unchanged) in ")), "{summary}");
    assert!(!checkout.path("generated/codegen.lock").exists());
}

#[test]
fn every_kind_of_drift_fails_the_check_and_is_cured_by_the_command_it_names() {
    type Drift = (&'static str, fn(&Checkout));
    let drifts: [Drift; 4] = [
        ("changed  generated/src/lib.rs", |checkout| {
            checkout.edit("generated/src/lib.rs", |text| format!("{text} "));
        }),
        ("changed  generated/src/clerk/mod.rs", |checkout| {
            checkout.edit("generated/src/clerk/mod.rs", |text| text.replace('\n', "\r\n"));
        }),
        ("missing  generated/src/lib.rs", |checkout| {
            fs::remove_file(checkout.path("generated/src/lib.rs")).expect("the file exists");
        }),
        ("stale    generated/src/clerk/pets.rs", |checkout| {
            let (from, to) = ("generated/src/clerk/mod.rs", "generated/src/clerk/pets.rs");
            fs::copy(checkout.path(from), checkout.path(to)).expect("the file can be copied");
        }),
    ];
    let checkout = Checkout::generated();
    let right = checkout.files("generated");
    for (expected, drift) in drifts {
        drift(&checkout);
        let drifted = checkout.files("generated");
        let output = checkout.run(&["codegen", "--check"]);
        let message = text(&output);
        assert_eq!(output.status.code(), Some(1), "{expected}: {message}");
        assert!(message.contains(expected), "{expected}: {message}");
        assert!(message.contains("run `cargo xtask codegen`"), "{message}");
        assert_eq!(checkout.files("generated"), drifted, "--check writes nothing");

        assert_eq!(checkout.run(&["codegen"]).status.code(), Some(0));
        assert_eq!(checkout.files("generated"), right, "{expected}");
    }
}

#[test]
fn a_changed_specification_is_shown_as_a_diff() {
    let checkout = Checkout::generated();
    let word = "Renamed for this test";
    checkout.edit("specs/clerk/openapi.yaml", |text| {
        let title = text.lines().find(|line| line.starts_with("  title:")).expect("a title");
        text.replacen(title, &format!("  title: {word}"), 1)
    });
    let output = checkout.run(&["codegen", "--check"]);
    let message = text(&output);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("--- generated/"), "{message}");
    assert!(message.lines().any(|line| line.starts_with('+') && line.contains(word)), "{message}");
}

#[test]
fn a_file_that_codegen_did_not_write_stops_it_before_the_first_write() {
    let checkout = Checkout::generated();
    fs::write(checkout.path("generated/notes.txt"), "mine").expect("the file can be written");
    fs::remove_file(checkout.path("generated/src/lib.rs")).expect("the file exists");
    let before = checkout.files("generated");
    for arguments in [&["codegen"][..], &["codegen", "--check"]] {
        let output = checkout.run(arguments);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output));
        assert!(text(&output).contains("generated/notes.txt was not written by codegen"));
        assert_eq!(checkout.files("generated"), before);
    }
}

#[test]
fn a_faulty_specification_leaves_the_tree_alone() {
    let checkout = Checkout::generated();
    let before = checkout.files("generated");
    checkout.edit("specs/clerk/openapi.yaml", |text| text.replacen("info:", "info:\n\t", 1));
    let output = checkout.run(&["codegen"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output));
    assert!(text(&output).contains("specs/clerk/openapi.yaml:"), "{}", text(&output));
    assert_eq!(checkout.files("generated"), before);
}

#[test]
fn parallel_runs_agree() {
    let checkout = Checkout::new();
    let start = |_| {
        let mut command = checkout.command(&["codegen"]);
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("xtask starts")
    };
    let runs: Vec<_> = (0..4).map(start).collect();
    for run in runs {
        let output = run.wait_with_output().expect("xtask ends");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    }
    let alone = Checkout::generated();
    let below = |checkout: &Checkout| -> Vec<(PathBuf, Vec<u8>)> {
        let strip = |(path, contents): (PathBuf, Vec<u8>)| {
            (path.strip_prefix(checkout.folder.path()).expect("inside").to_owned(), contents)
        };
        checkout.files("generated").into_iter().map(strip).collect()
    };
    assert_eq!(below(&checkout), below(&alone));
}

#[test]
fn a_folder_below_specs_that_is_no_api_is_a_fault_of_the_tree() {
    for (folder, said) in
        [("specs/foo", "there is no specs/foo/openapi.yaml"), ("specs/Foo Bar", "`foo_bar`")]
    {
        let checkout = Checkout::new();
        fs::create_dir(checkout.path(folder)).expect("the folder is new");
        for arguments in [&["codegen"][..], &["codegen", "--check"], &["lint"]] {
            let output = checkout.run(arguments);
            assert_eq!(output.status.code(), Some(1), "{arguments:?}: {}", text(&output));
            assert!(text(&output).contains(said), "{}", text(&output));
        }
        let name = folder.trim_start_matches("specs/");
        let output = checkout.run(&["codegen", "--only", name]);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    }
}
