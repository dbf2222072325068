//! Crates that are made of what documentation shows: the READMEs, and the reference pages.

use std::collections::BTreeMap;
use std::fs;

use super::crates::{manifest, module, tokio};
use crate::pages;
use crate::support::{folders, workspace};

/// Every block of Rust in both READMEs, each in a function that has a client and gives errors.
pub(super) fn readme(files: &mut BTreeMap<String, String>) {
    let mut lib = String::from("#![allow(unused)]\nuse tokensmith::clerk;\n");
    for file in ["README.md", "generated/README.md"] {
        let text = fs::read_to_string(workspace().join(file)).unwrap();
        let blocks: Vec<&str> = text.split("```rust\n").skip(1).collect();
        assert!(!blocks.is_empty(), "{file} shows no Rust");
        for (number, block) in blocks.into_iter().enumerate() {
            let code = block.split("\n```").next().unwrap_or_default();
            let name =
                module(&format!("{}_{number}", file.replace(['/', '.'], "_"))).to_lowercase();
            lib.push_str(&format!(
                "async fn {name}(clerk: clerk::Client) -> \
                 Result<(), Box<dyn std::error::Error>> {{\n{code}\nOk(())\n}}\n"
            ));
        }
    }
    files.insert("readme/Cargo.toml".to_owned(), manifest("readme", &["clerk"]));
    files.insert("readme/src/lib.rs".to_owned(), lib);
}

/// Every example of the reference pages.
pub(super) fn reference(files: &mut BTreeMap<String, String>) {
    let apis = folders(&workspace().join("specs"));
    let apis: Vec<&str> = apis.keys().map(String::as_str).collect();
    let manifest = format!("{}{}\n", manifest("pages", &apis), tokio(files));
    files.insert("pages/Cargo.toml".to_owned(), manifest);
    files.insert("pages/src/main.rs".to_owned(), pages::program(pages::ours().iter()));

    let sink = files.iter().filter(|(path, _)| path.starts_with("kitchen-sink/docs/"));
    let program = pages::program(sink);
    let tour = &files["tour/Cargo.toml"];
    let manifest = tour.replace("name = \"tour\"", "name = \"sink-pages\"");
    let manifest =
        manifest.replace("\n[dep", "\n[features]\nblocking = [\"kitchen-sink/blocking\"]\n\n[dep");
    files.insert("sink-pages/Cargo.toml".to_owned(), manifest);
    files.insert("sink-pages/src/main.rs".to_owned(), program);
}
