//! The kept inputs, on every `cargo test`.

use std::path::Path;

#[test]
#[expect(clippy::disallowed_methods, reason = "a test reads its own data")]
fn no_kept_document_breaks_a_promise() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus/generate");
    let inputs: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|one| one.unwrap().path()).collect();
    assert!(!inputs.is_empty(), "the corpus is gone");
    for input in inputs {
        // The name of the one that fails is the last that is printed.
        println!("{}", input.display());
        super::generate(&std::fs::read(input).unwrap());
    }
}
