//! Rules of resolving, each with a description that keeps or breaks it.

mod checks;
mod dynamic;
mod names;
mod operations;
mod pages;
mod references;
mod schemas;

use super::*;
use crate::diag::{Level, Rigor};

/// Resolves files by name; the first one is the root.
fn resolve_files(files: &[(&str, &str)]) -> (Resolved, Sources, Diagnostics) {
    resolve_as(Rigor::Strict, files)
}

fn resolve_as(rigor: Rigor, files: &[(&str, &str)]) -> (Resolved, Sources, Diagnostics) {
    let mut diags = Diagnostics::new(rigor);
    let mut read = |name: &str| {
        let found = files.iter().find(|(known, _)| *known == name);
        found.map(|(_, text)| (*text).to_owned()).ok_or_else(|| "no such file".to_owned())
    };
    let sources = Sources::load(files[0].0, &mut read, &mut diags);
    let document = crate::document::read(&sources, &mut diags);
    let resolved = resolve(&sources, &document, &mut diags);
    (resolved, sources, diags)
}

/// A document of the version that goes on with the given text.
fn document(version: &str, rest: &str) -> String {
    let paths = if rest.contains("paths:") { "" } else { "paths: {}\n" };
    format!("openapi: {version}\ninfo: {{title: T, version: '1'}}\n{paths}{rest}")
}

/// Resolves a 3.1 document without any problem.
fn clean(rest: &str) -> Resolved {
    clean_as("3.1.0", rest)
}

fn clean_as(version: &str, rest: &str) -> Resolved {
    let text = document(version, rest);
    let (resolved, sources, diags) = resolve_files(&[("openapi.yaml", &text)]);
    assert_eq!(lines(&sources, &diags), Vec::<String>::new());
    resolved
}

/// The problems of a 3.1 document as lines: code, line, message, help.
fn problems(rest: &str) -> Vec<String> {
    problems_as("3.1.0", rest)
}

fn problems_as(version: &str, rest: &str) -> Vec<String> {
    let text = document(version, rest);
    let (_, sources, diags) = resolve_files(&[("openapi.yaml", &text)]);
    lines(&sources, &diags)
}

fn lines(sources: &Sources, diags: &Diagnostics) -> Vec<String> {
    diags
        .iter()
        .map(|problem| {
            let line = sources.locate(problem.place).line;
            let help = problem.help.as_deref().unwrap_or("-");
            format!("{}@{line}: {} ({help})", problem.code.name, problem.message)
        })
        .collect()
}

/// The schema of a component.
fn named<'r>(resolved: &'r Resolved, name: &str) -> &'r Schema {
    let (_, id) = resolved.named.iter().find(|(known, _)| known == name).unwrap();
    resolved.schema(*id)
}
