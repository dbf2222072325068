//! `codegen --spec`: a crate from a document of one's own.

use std::fs;

use crate::checkout::{Checkout, text};

#[test]
fn a_document_of_ones_own_becomes_a_crate_beside_ones_own_files() {
    let checkout = Checkout::new();
    fs::create_dir_all(checkout.path("mine")).expect("the folder can be made");
    fs::write(checkout.path("mine/notes.txt"), "mine").expect("the file can be written");
    let generate =
        ["codegen", "--spec", "specs/clerk/openapi.yaml", "--out", "mine", "--name", "my-clerk"];
    let output = checkout.run(&generate);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let manifest = fs::read_to_string(checkout.path("mine/Cargo.toml")).expect("it was written");
    assert!(manifest.contains("name = \"my-clerk\""), "{manifest}");
    let runtime =
        "specsmith-runtime = { path = \"../generator/runtime\", default-features = false }";
    assert!(manifest.contains(runtime), "{manifest}");
    assert!(checkout.path("mine/notes.txt").exists());

    let check: Vec<_> = generate.into_iter().chain(["--check"]).collect();
    assert_eq!(checkout.run(&check).status.code(), Some(0));
    checkout.edit("mine/src/lib.rs", |text| format!("{text} "));
    let output = checkout.run(&check);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output).contains("--out mine --name my-clerk"), "{}", text(&output));
}

#[test]
fn the_runtime_is_where_one_says_it_is() {
    let checkout = Checkout::new();
    let manifest = "[package]\nname = \"specsmith-runtime\"\n";
    fs::create_dir_all(checkout.path("vendor/rt")).expect("the folder can be made");
    fs::write(checkout.path("vendor/rt/Cargo.toml"), manifest).expect("the file can be written");
    let generate = |runtime: &str, more: &[&str]| {
        let spec = "specs/clerk/openapi.yaml";
        let generate = ["codegen", "--spec", spec, "--out", "mine/a", "--runtime", runtime];
        checkout.run(&[&generate[..], more].concat())
    };
    let absolute = checkout.path("vendor/rt").display().to_string();
    for (runtime, named) in [("vendor/rt", "../../vendor/rt"), (&absolute, &absolute)] {
        let output = generate(runtime, &[]);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        let manifest = fs::read_to_string(checkout.path("mine/a/Cargo.toml")).expect("it is there");
        assert!(manifest.contains(&format!("{{ path = {named:?}, ")), "{manifest}");
        assert_eq!(generate(runtime, &["--check"]).status.code(), Some(0));
    }
    let output = generate("vendor/rt", &["--check"]);
    assert_eq!(output.status.code(), Some(1), "the manifest is another");
    assert!(text(&output).contains("--runtime vendor/rt"), "{}", text(&output));

    let output = generate("vendor", &[]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output));
    assert!(text(&output).contains("--runtime vendor: "), "{}", text(&output));
}

#[test]
fn times_are_texts_in_a_crate_that_asks_for_them_and_its_check_says_so() {
    let checkout = Checkout::new();
    let spec = "specs/cloudflare/openapi.yaml";
    let texts = ["codegen", "--spec", spec, "--out", "mine", "--date-times", "texts"];
    let output = checkout.run(&texts);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output));
    let types: Vec<u8> = checkout.files("mine/src").into_values().flatten().collect();
    let types = String::from_utf8(types).expect("Rust is text");
    assert!(types.contains("Format: `date-time`."));
    assert!(!types.contains("rt::DateTime"));

    let check = ["codegen", "--spec", spec, "--out", "mine", "--check"];
    let output = checkout.run(&check);
    assert_eq!(output.status.code(), Some(1), "typed is another crate");
    let check: Vec<_> = texts.into_iter().chain(["--check"]).collect();
    assert_eq!(checkout.run(&check).status.code(), Some(0), "the same flags give the same crate");
}

#[test]
fn a_folder_of_another_generated_crate_is_refused_before_anything_is_written() {
    let checkout = Checkout::generated();
    let generate = |out: &str, name: &str| {
        let spec = "specs/clerk/openapi.yaml";
        checkout.run(&["codegen", "--spec", spec, "--out", out, "--name", name])
    };
    assert_eq!(generate("theirs/api", "theirs").status.code(), Some(0));
    let before = checkout.files("");
    for out in [
        "generated",
        "generated/new",
        "./new/../generated",
        ".",
        "specs/..",
        "theirs/api",
        "theirs",
    ] {
        let output = generate(out, "mine");
        assert_eq!(output.status.code(), Some(2), "{out}: {}", text(&output));
        assert!(text(&output).contains(&format!("--out {out}")), "{}", text(&output));
    }
    assert!(text(&generate("theirs/api", "mine")).contains("--name theirs"));
    assert_eq!(checkout.files(""), before);
    assert_eq!(generate("theirs/api", "theirs").status.code(), Some(0), "its own is not another's");
}
