//! What the extensions of other tools say, in the words of ours: the one place that knows their names.
//!
//! Each function looks at an object for what one of ours would say there, and is asked only where ours
//! says nothing. An extension that cannot be read is reported as [`codes::FOREIGN_EXTENSION`], a warning
//! that loses nothing, and the next one is looked at. `docs/spec-language.md` has the table.

mod env;
mod marks;
mod names;
mod pages;
mod paths;
mod retry;
mod streaming;
mod values;

pub(in super::super) use env::env;
pub(in super::super) use marks::{
    described, is_deprecated, is_error, is_nullable, is_secret, skips_encoding,
};
pub use names::MethodNames;
pub(in super::super) use names::{
    discriminator_value, field_name, group, method_name, parameter_name, plain_name, server_name,
    type_name,
};
pub use pages::PageRole;
pub(in super::super) use pages::{as_the_document, is_one_page, page_role, pagination};
pub(in super::super) use paths::{base_path, more_paths, more_webhooks};
pub(in super::super) use retry::{retry, timeout};
pub use streaming::{ReturnValue, Streaming};
pub(in super::super) use values::{enumeration, notes};

use super::super::read::Object;
use crate::diag::codes;
use crate::source::{At, Map, Node, Value};

/// What is wrong with an extension: where, and the end of the sentence "`x-…` is ignored: …".
struct Wrong {
    at: At,
    why: String,
}

impl Wrong {
    fn new(node: &Node, why: impl Into<String>) -> Self {
        Self { at: node.at, why: why.into() }
    }

    fn type_of(node: &Node, expected: &str) -> Self {
        Self::new(node, format!("{expected} is expected, not {}", node.value.kind()))
    }
}

/// What an extension says. `None` where it says that there is nothing to say.
type Said<T> = Result<Option<T>, Wrong>;

/// What reads the value of an extension.
type Reader<'r, 'n, T> = &'r dyn Fn(&'n Node) -> Said<T>;

/// What the first of these extensions says that is there and can be read.
fn first<'n, T>(
    object: &mut Object<'n, '_, '_>,
    readers: &[(&'static str, Reader<'_, 'n, T>)],
) -> Option<T> {
    if !object.is_extended() {
        return None;
    }
    readers.iter().find_map(|(key, read)| {
        let said = read(object.peek(key)?);
        or_reported(object, key, said)
    })
}

/// What was said, or nothing after a report.
fn or_reported<T>(object: &mut Object<'_, '_, '_>, key: &str, said: Said<T>) -> Option<T> {
    said.unwrap_or_else(|wrong| {
        let message = format!("`{key}` is ignored: {}", wrong.why);
        object
            .diags()
            .report(codes::FOREIGN_EXTENSION, wrong.at, message)
            .help("correct it, or say the same with an extension of ours");
        None
    })
}

/// A text that is not empty.
fn text(node: &Node) -> Said<String> {
    match node.value.as_str() {
        Some(text) if !text.trim().is_empty() => Ok(Some(text.to_owned())),
        Some(_) => Err(Wrong::new(node, "the text is empty")),
        None => Err(Wrong::type_of(node, "a string")),
    }
}

fn flag(node: &Node) -> Result<bool, Wrong> {
    let Value::Bool(value) = node.value else { return Err(Wrong::type_of(node, "a boolean")) };
    Ok(value)
}

fn members(node: &Node) -> Result<&Map, Wrong> {
    node.value.as_object().ok_or_else(|| Wrong::type_of(node, "an object"))
}

fn list(node: &Node) -> Result<&[Node], Wrong> {
    node.value.as_array().ok_or_else(|| Wrong::type_of(node, "a list"))
}

/// The text at a key of an object that need not have it.
fn text_at(members: &Map, key: &str) -> Said<String> {
    members.get(key).map_or(Ok(None), text)
}
