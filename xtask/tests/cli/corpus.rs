//! `corpus`: a row for each document below a folder.

use std::fs;

use crate::checkout::{Checkout, copy, text};

#[test]
fn corpus_counts_and_goes_on_after_a_faulty_document() {
    let checkout = Checkout::new();
    let corpus = checkout.path("corpus");
    fs::create_dir(&corpus).expect("the folder is new");
    fs::write(corpus.join("a-broken.yaml"), "openapi: [\n").expect("the file can be written");
    copy(&checkout.path("specs/clerk"), &corpus.join("clerk"));
    fs::remove_file(corpus.join("clerk/machines.yaml")).ok();
    let output = checkout.run(&["corpus", "corpus"]);
    let table = text(&output);
    assert_eq!(output.status.code(), Some(1), "{table}");
    assert!(table.contains("a-broken.yaml"), "{table}");
    assert!(table.contains("clerk/openapi.yaml"), "{table}");
    assert!(table.contains("2 documents"), "{table}");
}

#[test]
fn a_row_of_the_corpus_is_kept_until_its_document_changes() {
    let checkout = Checkout::new();
    copy(&checkout.path("specs/clerk"), &checkout.path("corpus/clerk"));
    copy(&checkout.path("specs/fastly"), &checkout.path("corpus/fastly"));
    let arguments = ["corpus", "corpus", "--only", "clerk/openapi", "--json", "now.json"];
    let table = |more: &[&str]| {
        let output = checkout.run(&[&arguments[..], more].concat());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output));
        text(&output)
    };
    let first = table(&[]);
    assert!(first.contains("clerk/openapi.yaml") && !first.contains("fastly"), "{first}");
    let row = &checkout.files("target/corpus/rows");
    assert_eq!(row.len(), 1);
    fs::rename(checkout.path("now.json"), checkout.path("then.json")).expect("it was written");

    // A row that only this test can have written is believed, and so was not measured again.
    let (path, kept) = row.first_key_value().expect("there is one");
    let forged =
        String::from_utf8_lossy(kept).replace("\"operations_out\":9", "\"operations_out\":99");
    fs::write(path, forged).expect("the file can be written");
    let second = table(&["--compare", "then.json"]);
    assert!(second.contains("better  clerk/openapi.yaml: operations 9 → 99"), "{second}");
    assert!(!table(&["--fresh"]).contains("99"));

    // What a document refers to is part of it.
    let change = |text: &str| format!("{text}\n# more\n");
    fs::write(path, String::from_utf8_lossy(kept).replace(":9,", ":99,"))
        .expect("it can be written");
    checkout.edit("corpus/clerk/machines.yaml", change);
    assert!(!table(&[]).contains("99"));
}

#[test]
fn documents_are_generated_beside_each_other_in_the_order_of_their_names() {
    let checkout = Checkout::new();
    let names = |jobs: &str| -> Vec<String> {
        let output = checkout.run(&["corpus", "specs", "--fresh", "--jobs", jobs]);
        let table = String::from_utf8_lossy(&output.stdout).into_owned();
        table.lines().filter_map(|line| Some(line.split_once(' ')?.0.to_owned())).collect()
    };
    assert_eq!(names("1"), names("8"));
}
