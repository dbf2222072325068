//! One text in, one tree out: YAML through yaml_serde, JSON through serde_json.
//!
//! Both drive the same visitor, so a document means the same in either notation. What the libraries
//! refuse is turned into a located diagnostic by [`syntax`](super::syntax).

use serde::de::DeserializeSeed as _;

use super::locate;
use super::node::{FileId, Node, Value};
use super::precheck;
use super::syntax;
use super::visit::{Context, Seed};
use crate::diag::Diagnostics;

/// The notation of a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Notation {
    /// YAML 1.2 with one document.
    Yaml,
    /// JSON (RFC 8259).
    Json,
}

/// What a file was read into.
pub(super) struct Reading {
    /// How it was written.
    pub(super) notation: Notation,
    /// Its root, unless it could not be read.
    pub(super) root: Option<Node>,
}

/// Reads one file.
///
/// `.json` is JSON. Anything else that starts with a bracket is tried as JSON, which is several times
/// faster, and read as YAML, whose flow style looks alike, when it is not.
pub(super) fn read(file: FileId, name: &str, text: &str, diags: &mut Diagnostics) -> Reading {
    if name.ends_with(".json") {
        return Reading { notation: Notation::Json, root: json(file, text, diags) };
    }
    if text.trim_start().starts_with(['{', '[']) {
        let mut attempt = Diagnostics::default();
        let root = json(file, text, &mut attempt);
        let yaml_by_name = name.ends_with(".yaml") || name.ends_with(".yml");
        if root.is_some() || (!yaml_by_name && syntax::scan_error(text).is_some()) {
            diags.append(attempt);
            return Reading { notation: Notation::Json, root };
        }
    }
    Reading { notation: Notation::Yaml, root: yaml(file, text, diags) }
}

fn json(file: FileId, text: &str, diags: &mut Diagnostics) -> Option<Node> {
    let mut context = Context::new(file, text, Notation::Json, diags);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let result = Seed::root(&mut context)
        .deserialize(&mut deserializer)
        .and_then(|node| deserializer.end().map(|()| node));
    let reported = context.stopped;
    let inexact = std::mem::take(&mut context.inexact);
    match result {
        Ok(mut root) => {
            restore_integers(&mut root, text, &inexact);
            Some(root)
        }
        Err(error) => {
            if !reported {
                syntax::report_json(file, text, &error, diags);
            }
            None
        }
    }
}

fn yaml(file: FileId, text: &str, diags: &mut Diagnostics) -> Option<Node> {
    if !precheck::passes(file, text, diags) {
        return None;
    }
    let mut context = Context::new(file, text, Notation::Yaml, diags);
    let result = Seed::root(&mut context).deserialize(serde_yaml::Deserializer::from_str(text));
    let reported = context.stopped;
    match result {
        Ok(Node { value: Value::Null, .. }) => {
            syntax::report_empty(file, text, diags);
            None
        }
        Ok(root) => Some(root),
        Err(error) => {
            if !reported {
                syntax::report_yaml(file, text, &error, diags);
            }
            None
        }
    }
}

/// serde_json hands integers beyond 64 bits over as floats; their digits are still in the text.
fn restore_integers(root: &mut Node, text: &str, inexact: &[u32]) {
    if inexact.is_empty() {
        return;
    }
    let spots = locate::Spots::of(text, Notation::Json);
    for &id in inexact {
        let Some(digits) = spots.value(id).and_then(|range| text.get(range)) else { continue };
        let Ok(integer) = digits.parse::<i128>() else { continue };
        if let Some(node) = node_mut(root, id) {
            node.value = Value::Int(integer);
        }
    }
}

fn node_mut(mut node: &mut Node, id: u32) -> Option<&mut Node> {
    loop {
        if node.at.node == id {
            return Some(node);
        }
        node = match &mut node.value {
            Value::Array(items) => {
                let next = items.partition_point(|item| item.at.node <= id);
                items.get_mut(next.checked_sub(1)?)?
            }
            Value::Object(members) => members.around_mut(id)?,
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {
                return None;
            }
        };
    }
}
