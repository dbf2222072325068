//! The same text gives the same bytes, whatever the machine; and what OpenAPI gives no order to has
//! no influence.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;

use specsmith::diag::Rigor;
use specsmith::output::Files;
use specsmith::source::{Node, Value};
use specsmith::{Spec, generate};

use crate::support::{cases, config, here, load_with, workspace};

#[test]
fn generating_twice_gives_the_same_bytes() {
    for entry in entries() {
        assert_eq!(
            files(&load_with("api", &entry, Rigor::Lenient)),
            files(&load_with("api", &entry, Rigor::Lenient)),
            "{}",
            entry.display()
        );
    }
}

/// Another process, so another seed of every hash map, in another folder and environment.
#[test]
fn another_process_in_another_folder_gives_the_same_bytes() {
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "determinism::child", "--ignored", "--nocapture"])
        .current_dir(std::env::temp_dir())
        .env("LC_ALL", "tr_TR.UTF-8")
        .env("TZ", "Pacific/Chatham")
        .env_remove("HOME")
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let expected = format!("digest {:x}", digest());
    assert!(printed.contains(&expected), "{expected}, but the child said:\n{printed}");
}

#[test]
#[ignore = "a part of another test, which runs it"]
fn child() {
    println!("digest {:x}", digest());
}

#[test]
fn yaml_and_json_of_one_document_give_the_same_bytes() {
    for entry in entries() {
        let spec = load_with("api", &entry, Rigor::Lenient);
        if is_one_file(&spec) {
            let json = json(root(&spec), &mut keep);
            assert_eq!(files(&from_text(json)), files(&spec), "{}", entry.display());
        }
    }
}

/// The order of properties, paths, parameters and the like is the order of the output. That of the
/// fixed keys of an object (`type`, `description`, `required`, …) is not.
#[test]
fn the_order_of_fixed_keys_has_no_influence() {
    for entry in entries() {
        let spec = load_with("api", &entry, Rigor::Lenient);
        if is_one_file(&spec) {
            let shuffled = from_text(json(root(&spec), &mut |place, keys| {
                if is_fixed(place) {
                    keys.reverse();
                }
            }));
            assert_eq!(files(&shuffled), files(&spec), "{}", entry.display());
        }
    }
}

/// Reordering components moves definitions, and changes none of them.
#[test]
fn the_order_of_components_moves_definitions_only() {
    for case in ["schemas/all-of", "schemas/recursion-mutual", "schemas/alias", "client/and-or"] {
        let entry = here().join("cases").join(case).join("spec.yaml");
        let spec = load_with("api", &entry, Rigor::Lenient);
        let shuffled = from_text(json(root(&spec), &mut |place, keys| {
            if matches!(place, [.., "components", "schemas"]) {
                keys.reverse();
            }
        }));
        let (before, after) = (files(&spec), files(&shuffled));
        assert!(before.keys().eq(after.keys()), "{case}");
        for (path, text) in &before {
            assert_eq!(sorted(text), sorted(&after[path]), "{case}: {path}");
        }
    }
}

/// All cases and the committed specifications.
fn entries() -> Vec<PathBuf> {
    let cases = cases("cases").into_iter().map(|(_, _, folder)| folder.join("spec.yaml"));
    cases.chain([workspace().join("specs/clerk/openapi.yaml")]).collect()
}

fn files(spec: &Spec) -> Files {
    let files = generate(std::slice::from_ref(spec), &config()).files;
    assert!(!files.is_empty(), "nothing was generated");
    files
}

fn digest() -> u64 {
    let mut hasher = DefaultHasher::new();
    for entry in entries() {
        files(&load_with("api", &entry, Rigor::Lenient)).hash(&mut hasher);
    }
    hasher.finish()
}

pub(crate) fn from_text(text: String) -> Spec {
    Spec::load("api", "spec.json", Rigor::Lenient, &mut |_| Ok(text.clone()))
}

pub(crate) fn root(spec: &Spec) -> &Node {
    spec.sources.root().expect("the case can be read")
}

/// Whether no reference leads to another file, which a text alone could not answer.
fn is_one_file(spec: &Spec) -> bool {
    !json(root(spec), &mut keep).contains(".yaml")
}

/// The words of a file without their order: that of definitions shows in lists of names too.
fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
    words.sort_unstable();
    words
}

/// Whether an object at this place has keys that OpenAPI fixes, rather than names that the document
/// gives, in an order that it gives.
fn is_fixed(place: &[&str]) -> bool {
    const NAMES: &[&str] = &[
        "additionalOperations",
        "$defs",
        "callbacks",
        "components",
        "content",
        "definitions",
        "parameters",
        "paths",
        "properties",
        "patternProperties",
        "headers",
        "links",
        "requestBodies",
        "responses",
        "schemas",
        "scopes",
        "securitySchemes",
        "values",
        "variables",
        "webhooks",
    ];
    const DATA: &[&str] = &["const", "default", "enum", "example", "examples"];
    let is_path_item = matches!(place, [.., "paths" | "webhooks", _] | [.., "callbacks", _, _]);
    let is_callback = matches!(place, [.., "callbacks", _]);
    let is_requirement = matches!(place, [.., "security", "[]"]);
    !is_path_item
        && !is_callback
        && !is_requirement
        && !place.last().is_some_and(|key| NAMES.contains(key))
        && !place.iter().any(|key| DATA.contains(key))
}

pub(crate) fn keep(_: &[&str], _: &mut Vec<&String>) {}

/// The JSON text of a tree, with the keys of each object in the order that `arrange` gives them.
pub(crate) fn json<'a>(
    node: &'a Node,
    arrange: &mut dyn FnMut(&[&str], &mut Vec<&'a String>),
) -> String {
    let mut text = String::new();
    write(node, &mut Vec::new(), arrange, &mut text);
    text
}

fn write<'a>(
    node: &'a Node,
    place: &mut Vec<&'a str>,
    arrange: &mut dyn FnMut(&[&str], &mut Vec<&'a String>),
    text: &mut String,
) {
    match &node.value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(&value.to_string()),
        Value::Int(value) => text.push_str(&value.to_string()),
        Value::Float(value) => text.push_str(&format!("{value:?}")),
        Value::String(value) => quote(value, text),
        Value::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                place.push("[]");
                write(item, place, arrange, text);
                place.pop();
            }
            text.push(']');
        }
        Value::Object(members) => {
            let mut keys: Vec<&String> = members.keys().collect();
            arrange(place, &mut keys);
            text.push('{');
            for (index, key) in keys.into_iter().enumerate() {
                if index > 0 {
                    text.push(',');
                }
                quote(key, text);
                text.push(':');
                place.push(key);
                write(&members[key], place, arrange, text);
                place.pop();
            }
            text.push('}');
        }
    }
}

fn quote(value: &str, text: &mut String) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            control if control.is_control() => text.push_str(&format!("\\u{:04x}", control as u32)),
            other => text.push(other),
        }
    }
    text.push('"');
}
