//! The law of all types: whatever JSON a schema allows is read and written back equal.
//!
//! Values are made from the schemas of the kitchen sink by proptest. A program beside the crate, which has
//! one arm for each type, reads and writes them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use proptest::test_runner::TestRunner;
use specsmith::diag::{Diagnostics, Rigor};
use specsmith::ir::{GroupUse, TypeKind};
use specsmith::resolve::{Resolved, SchemaId, resolve};
use specsmith::{Spec, document, lower, pass};
use tokensmith::Value;

use super::BUILD;
use super::crates::kitchen_sink;
use crate::support::workspace;

mod values;

/// Values of each type.
const VALUES: usize = 40;

#[test]
fn what_a_schema_allows_is_read_and_written_back_equal() {
    let found = BUILD.messages("laws", |_| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let mut runner = TestRunner::deterministic();
    let mut sent = Vec::new();
    for spec in kitchen_sink() {
        let (resolved, types) = types(&spec);
        for Type { ident, id, both_ways } in types {
            let of = values::Of { resolved: &resolved, both_ways };
            let made = (0..VALUES).filter_map(|_| values::value(&of, &mut runner, id, 0));
            sent.extend(made.map(|value| (format!("{} {ident}", spec.name), value)));
        }
    }
    assert!(sent.len() > 10 * VALUES, "only {} values were made", sent.len());
    let mut program = Command::new(&BUILD.built["laws"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines: String = sent.iter().map(|(of, value)| format!("{of} {value}\n")).collect();
    let mut input = program.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()).unwrap());
    let output = program.wait_with_output().unwrap();
    writer.join().unwrap();
    let output = String::from_utf8(output.stdout).unwrap();
    let mut wrong: BTreeMap<&str, String> = BTreeMap::new();
    for ((of, value), back) in sent.iter().zip(output.lines()) {
        if !back.parse().is_ok_and(|back: Value| values::same(value, &back)) {
            wrong.entry(of).or_insert_with(|| format!("{value}\n    {back}"));
        }
    }
    assert_eq!(output.lines().count(), sent.len(), "the program answers every line");
    let wrong: Vec<String> = wrong.iter().map(|(of, what)| format!("{of}\n    {what}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A named type.
struct Type {
    ident: String,
    id: SchemaId,
    /// Whether it is both sent and received.
    both_ways: bool,
}

/// The named types of a specification that the crate has, with their schemas.
fn types(spec: &Spec) -> (Resolved, Vec<Type>) {
    let mut diags = Diagnostics::new(Rigor::Lenient);
    let document = document::read(&spec.sources, &mut diags);
    let resolved = resolve(&spec.sources, &document, &mut diags);
    let mut api = lower::lower(&resolved, &spec.name, spec.date_times, &mut diags);
    pass::run_all(&mut api, &mut diags);
    let mut types = Vec::new();
    for definition in api.types.iter().filter(|definition| !definition.anonymous) {
        let is_alias = matches!(definition.kind, TypeKind::Alias(_));
        let id = resolved.named.iter().find(|(_, id)| resolved.schema(*id).at == definition.at);
        if let (Some((_, id)), false, false) =
            (id, is_alias, definition.usage.group == GroupUse::None)
        {
            let ident = definition.ident.as_str().to_owned();
            let both_ways = definition.usage.request && definition.usage.response;
            types.push(Type { ident, id: *id, both_ways });
        }
    }
    (resolved, types)
}

/// The program: a line is the module, the type and the value; its answer is the value or what is wrong.
pub(super) fn write(files: &mut BTreeMap<String, String>, specs: &[Spec]) {
    let runtime = workspace().join("generator/runtime");
    let manifest = format!(
        "[package]\nname = \"laws\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n\
         kitchen-sink = {{ path = \"../kitchen-sink\", features = [\"serde\"] }}\n\
         serde = \"1\"\nserde_json = \"1\"\n\
         specsmith-runtime = {{ path = {runtime:?}, default-features = false }}\n"
    );
    files.insert("laws/Cargo.toml".to_owned(), manifest);
    let mut arms = String::new();
    for spec in specs {
        for Type { ident, .. } in types(spec).1 {
            let module = &spec.name;
            arms.push_str(&format!(
                "        (\"{module}\", \"{ident}\") => again::<kitchen_sink::{module}::types::{ident}>(text),\n"
            ));
        }
    }
    files.insert("laws/src/main.rs".to_owned(), PROGRAM.replace("        // arms\n", &arms));
}

const PROGRAM: &str = r#"use serde::{Serialize, de::DeserializeOwned};
use specsmith_runtime::json::{Json, from_slice, to_vec};

fn main() {
    for line in std::io::stdin().lines() {
        let line = line.unwrap();
        let mut parts = line.splitn(3, ' ');
        let (module, ty) = (parts.next().unwrap(), parts.next().unwrap());
        println!("{}", of(module, ty, parts.next().unwrap()));
    }
}

fn again<T: Json + Serialize + DeserializeOwned + PartialEq>(text: &str) -> String {
    match from_slice::<T>(text.as_bytes()) {
        Ok(value) => match to_vec(&value) {
            Ok(bytes) => {
                let written = String::from_utf8(bytes).unwrap();
                // Other libraries see the same.
                match (serde_json::from_str::<T>(text), serde_json::to_string(&value)) {
                    (Ok(same), Ok(text)) if same == value && text == written => written,
                    (read, text) => format!("serde has another: {:?} {text:?}", read.err()),
                }
            }
            Err(error) => format!("not written: {error}"),
        },
        Err(error) => format!("not read: {error}"),
    }
}

fn of(module: &str, ty: &str, text: &str) -> String {
    match (module, ty) {
        // arms
        _ => format!("no type {ty} in {module}"),
    }
}
"#;
