//! The trees of a description's files, one line a value.

use std::fmt::Write as _;

use crate::source::{FileId, Node, Sources, Value};

/// All files.
pub(super) fn sources(sources: &Sources) -> String {
    let mut out = String::new();
    for file in (0..).map(FileId) {
        let Some(root) = sources.node(file) else { break };
        let _ = writeln!(out, "=== {}", sources.name(file));
        tree(root, &mut out);
    }
    out
}

/// A tree, without recursion: what is open is on the heap.
fn tree(root: &Node, out: &mut String) {
    let mut open: Vec<(usize, String, &Node)> = vec![(0, "$".to_owned(), root)];
    while let Some((depth, key, node)) = open.pop() {
        let indent = "  ".repeat(depth);
        let number = node.at.node;
        let _ = match &node.value {
            Value::Null => writeln!(out, "{number:>6} {indent}{key}: null"),
            Value::Bool(value) => writeln!(out, "{number:>6} {indent}{key}: {value}"),
            Value::Int(value) => writeln!(out, "{number:>6} {indent}{key}: {value}"),
            Value::Float(value) => writeln!(out, "{number:>6} {indent}{key}: {value:?}"),
            Value::String(value) => writeln!(out, "{number:>6} {indent}{key}: {value:?}"),
            Value::Array(items) => {
                let items = items.iter().enumerate().rev();
                open.extend(items.map(|(index, item)| (depth + 1, index.to_string(), item)));
                writeln!(out, "{number:>6} {indent}{key}: array")
            }
            Value::Object(members) => {
                let members = members.iter().rev();
                open.extend(members.map(|(key, member)| (depth + 1, key.clone(), member)));
                writeln!(out, "{number:>6} {indent}{key}: object")
            }
        };
    }
}
