//! The commands as a maintainer types them, each in a checkout of its own.

mod checkout;
mod codegen;
mod corpus;
mod standalone;

use crate::checkout::{Checkout, text};

#[test]
fn wrong_usage_is_told_from_a_faulty_specification() {
    let checkout = Checkout::new();
    for arguments in [
        &["codegen", "--nonsense"][..],
        &["codegen", "--only", "nobody"],
        &["codegen", "--only", "../clerk"],
        &["codegen", "--spec", "specs/clerk/openapi.yaml"],
        &["codegen", "--spec", "specs/clerk/openapi.yaml", "--out", "x", "--name", "a b"],
        &["dump", "clerk", "--stage", "nonsense"],
        &["dump", "clerk"],
        &["lint", "--format", "xml"],
        &["corpus", "no/such/folder"],
        &["ci", "--skip", "nonsense"],
        &[],
    ] {
        let output = checkout.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output));
    }
    assert!(!checkout.path("generated").exists());
}

#[test]
fn lint_reads_every_api_and_writes_nothing() {
    let checkout = Checkout::new();
    let output = checkout.run(&["lint"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    assert!(!checkout.path("generated").exists());
    checkout.edit("specs/clerk/openapi.yaml", |text| text.replacen("info:", "info:\n\t", 1));
    assert_eq!(checkout.run(&["lint"]).status.code(), Some(1));
    let output = checkout.run(&["lint", "--format", "json", "specs/clerk/openapi.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"syntax\""), "{}", text(&output));
}

#[test]
fn dump_prints_what_a_stage_made() {
    let checkout = Checkout::new();
    for what in ["clerk", "specs/clerk/openapi.yaml"] {
        let output = checkout.run(&["dump", what, "--stage", "ir"]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        assert!(String::from_utf8_lossy(&output.stdout).contains("CreateMachine"));
    }
}
