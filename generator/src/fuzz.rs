//! What the fuzzer calls: the text of a document in, a panic when a promise is broken.
//!
//! Built for `cargo fuzz` and for tests only. The inputs that fuzzing found worth keeping are in
//! `fuzz/corpus`, and a plain `cargo test` replays them.

mod twins;

#[cfg(test)]
mod replay;

use crate::diag::{Format, Rigor, render};
use crate::{Config, Manifest, Spec};

/// A document of a stranger, in one file. Whatever it says: the generator ends, what it writes is Rust
/// in which no name stands twice, and there is something unless there is an error.
pub fn generate(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let mut read = |name: &str| match name {
        "spec.yaml" => Ok(text.to_owned()),
        _ => Err("there is no such file".to_owned()),
    };
    let spec = Spec::load("api", "spec.yaml", Rigor::Lenient, &mut read);
    let config = Config {
        name: "fuzzed".to_owned(),
        version: "0.1.0".to_owned(),
        description: "A client".to_owned(),
        licences: Vec::new(),
        manifest: Manifest::Standalone { runtime: "\"0.1\"".to_owned() },
    };
    let outcome = crate::generate(std::slice::from_ref(&spec), &config);
    let [diagnostics] = &*outcome.diagnostics else { panic!("one document, one list") };
    for format in [Format::Human, Format::Json] {
        let _text = render(diagnostics, &spec.sources, format);
    }
    assert_eq!(outcome.files.is_empty(), diagnostics.has_errors(), "all or nothing is written");
    for (path, text) in &outcome.files {
        let is_name = |part: &str| !matches!(part, "" | "." | "..");
        assert!(path.split('/').all(is_name) && !path.contains(['\\', ':', '\0']), "{path:?}");
        if path.ends_with(".rs") {
            let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            if let Some(twin) = twins::find(&file.items) {
                panic!("{path}: `{twin}` stands twice");
            }
        }
    }
}
