//! What people read when a specification is wrong: `diagnostics/<code>/<rule>/spec.yaml` with the
//! message beside it.
//!
//! A new rule is a folder with a `spec.yaml`; `INSTA_UPDATE=always cargo test -p specsmith-tests
//! diagnostics` writes the message, to be read before it is committed.

use std::collections::BTreeSet;

use specsmith::diag::{Format, Level, Rigor, Severity, codes, render};
use specsmith::{Spec, check, generate};

use crate::support::{
    assert_beside, cases, config, each, folders, here, load, load_with, messages,
};

/// Rules whose specification breaks several at once, to see them together.
const SEVERAL: &str = "several";

/// Codes that no specification on its own can cause.
const ELSEWHERE: &[(&str, &str)] = &[
    ("duplicate-api", "it takes two"),
    ("unreadable-file", "the root file is there, or there would be no case"),
];

/// Runs a test for each broken rule: its code, and its specification.
fn each_rule(test: impl Fn(&str, &Spec)) {
    each_rule_with(Rigor::Strict, test);
}

fn each_rule_with(rigor: Rigor, test: impl Fn(&str, &Spec)) {
    let rules = cases("diagnostics").into_iter();
    each(rules.map(|(code, rule, folder)| (format!("{code}/{rule}"), (code, folder))), |rule| {
        let (code, folder) = rule;
        test(&code, &load_with("api", &folder.join("spec.yaml"), rigor));
    });
}

#[test]
fn each_broken_rule_gives_the_message_that_was_reviewed() {
    let rules = cases("diagnostics").into_iter();
    each(rules.map(|(code, rule, folder)| (format!("{code}/{rule}"), folder)), |folder| {
        let spec = load("api", &folder.join("spec.yaml"));
        assert_beside(&folder, "message", &messages(&check(&spec), &spec));
    });
}

#[test]
fn each_rule_causes_the_code_that_it_is_filed_under() {
    each_rule(|code, spec| {
        let found = check(spec);
        let caused = found.iter().any(|diagnostic| diagnostic.code.name == code);
        assert!(caused || code == SEVERAL, "{}", messages(&found, spec));
    });
}

#[test]
fn an_error_writes_nothing_and_a_warning_does_not_stand_in_the_way() {
    each_rule(|_, spec| {
        let outcome = generate(std::slice::from_ref(spec), &config());
        let errors = outcome.diagnostics[0].count(Level::Error);
        assert_eq!(outcome.files.is_empty(), errors > 0);
    });
}

#[test]
fn what_breaks_a_rule_in_someone_elses_document_does_not_stand_in_the_way() {
    each_rule_with(Rigor::Lenient, |code, spec| {
        let outcome = generate(std::slice::from_ref(spec), &config());
        let severity = codes::ALL.iter().find(|known| known.name == code).map(|it| it.severity);
        let stands = severity == Some(Severity::Error);
        assert_eq!(outcome.files.is_empty(), stands, "{}", messages(&outcome.diagnostics[0], spec));
    });
}

#[test]
fn every_code_has_a_rule() {
    let filed: BTreeSet<String> = folders(&here().join("diagnostics")).into_keys().collect();
    let known: BTreeSet<&str> = codes::ALL.iter().map(|code| code.name).collect();
    let is_elsewhere = |code: &str| ELSEWHERE.iter().any(|(name, _)| *name == code);
    let untested: Vec<_> =
        known.iter().filter(|code| !filed.contains(**code) && !is_elsewhere(code)).collect();
    assert!(untested.is_empty(), "no diagnostics/<code>/<rule>/spec.yaml for {untested:?}");
    let unheard: Vec<_> =
        filed.iter().filter(|code| *code != SEVERAL && !known.contains(code.as_str())).collect();
    assert!(unheard.is_empty(), "diagnostics/ has folders that are no code: {unheard:?}");
}

#[test]
fn two_apis_that_would_be_one_module_are_an_error() {
    let entry = here().join("cases/schemas/const/spec.yaml");
    let of = |names: &[&str]| {
        let specs: Vec<Spec> = names.iter().map(|name| load(name, &entry)).collect();
        let outcome = generate(&specs, &config());
        let last = outcome.diagnostics.last().expect("one for each");
        (outcome.files.is_empty(), render(last, &specs[0].sources, Format::Human))
    };
    assert!(!of(&["my-zoo", "my_zoo_2"]).0);
    let (is_empty, said) = of(&["my-zoo", "other", "My Zoo"]);
    assert!(is_empty);
    assert!(
        said.contains("error[duplicate-api]: the APIs `my-zoo` and `My Zoo` would both be the module and the feature `my_zoo`"),
        "{said}"
    );
    assert!(said.contains("= help: give one of them another name"), "{said}");
}

#[test]
fn every_error_says_what_to_do() {
    each_rule(|_, spec| {
        for diagnostic in check(spec).iter() {
            let is_error = diagnostic.code.severity != Severity::Warning;
            // "`x` must be a string" needs no further word.
            let says = diagnostic.help.is_some() || diagnostic.message.contains(" must ");
            assert!(!is_error || says, "no help: {}", diagnostic.message);
        }
    });
}

#[test]
fn editors_are_told_the_same_in_json() {
    let entry = here().join("diagnostics/unknown-key/typo-of-required/spec.yaml");
    let spec = load("api", &entry);
    insta::assert_snapshot!(render(&check(&spec), &spec.sources, Format::Json), @r##"
    {
      "diagnostics": [
        {
          "code": "unknown-key",
          "severity": "error",
          "lossy": false,
          "message": "`requried` is not a keyword of schemas",
          "file": "spec.yaml",
          "line": 8,
          "column": 7,
          "end_line": 8,
          "end_column": 15,
          "pointer": "/components/schemas/Thing/requried",
          "labels": [],
          "help": "did you mean `required`?"
        }
      ],
      "errors": 1,
      "warnings": 0,
      "lossy": 0
    }
    "##);
}

#[test]
fn codes_are_sorted_by_name() {
    let names: Vec<&str> = codes::ALL.iter().map(|code| code.name).collect();
    for pair in names.windows(2) {
        assert!(
            pair[0] < pair[1],
            "generator/src/diag/codes.rs: `{}` goes before `{}`",
            pair[1],
            pair[0]
        );
    }
}
