//! Keys of a schema that are not keywords of its version: those of the other one are read all the same.

use std::fmt::Display;

use super::super::Version;
use super::super::read::Object;
use super::super::suggest;
use crate::diag::{Code, Place, codes};
use crate::source::Value;

/// Keywords of 3.1 that 3.0 does not have: what to write instead.
const ONLY_NEWER: &[(&str, &str)] = &[
    ("const", "`enum` with one value"),
    ("patternProperties", "`additionalProperties`"),
    ("prefixItems", "`items` with what all items have in common"),
    ("propertyNames", "nothing: 3.0 has no such keyword"),
    ("unevaluatedProperties", "`additionalProperties`"),
    ("contentEncoding", "`format: byte` for base64"),
    ("contentMediaType", "the media type as a key of `content`"),
    ("if", "`oneOf`"),
    ("then", "`oneOf`"),
    ("else", "`oneOf`"),
    ("contains", "nothing: 3.0 has no such keyword"),
    ("dependentSchemas", "`oneOf`"),
    ("dependentRequired", "`oneOf`"),
    ("$defs", "`components.schemas`"),
];

/// Keywords of 3.1 that do no harm in 3.0: they only explain.
const HARMLESS_NEWER: &[&str] =
    &["examples", "$schema", "$comment", "$id", "$anchor", "definitions"];

/// Reports what no vocabulary asked for. JSON Schema lets a schema have keys that it does not define, so
/// in 3.1 only those are errors that look like a misspelt keyword.
pub(super) fn report(mut object: Object<'_, '_, '_>) {
    of_the_other_version(&mut object);
    for (key, node) in object.unknown() {
        if key.starts_with("x-") {
            continue;
        }
        let keywords = object.keys();
        let (code, message, help) = match object.version() {
            Version::V3_0 => unknown(codes::UNKNOWN_KEY, key, &keywords),
            Version::V3_1 | Version::V3_2 => in_newer(key, &keywords),
        };
        object.diags().report(code, Place::Key(node.at), message).help(help);
    }
    object.finish_extensions();
}

/// Reports keywords that are read, and have no meaning in the version that the document states.
fn of_the_other_version(object: &mut Object<'_, '_, '_>) {
    match object.version() {
        Version::V3_0 => {
            for (key, instead) in ONLY_NEWER {
                newer(object, key, codes::OTHER_VERSION, format_args!("write {instead}"));
            }
            for key in HARMLESS_NEWER {
                newer(object, key, codes::IGNORED_KEY, "remove it");
            }
        }
        Version::V3_1 | Version::V3_2 => {
            let Some(node) = object.peek("nullable") else { return };
            let (code, help) = if node.value == Value::Bool(false) {
                (codes::IGNORED_KEY, "remove it")
            } else {
                (codes::OTHER_VERSION, NULLABLE_IN_NEWER)
            };
            let message = "`nullable` has no meaning since OpenAPI 3.1";
            object.diags().report(code, Place::Key(node.at), message).help(help);
        }
    }
}

const NULLABLE_IN_NEWER: &str =
    "add `\"null\"` to the types: `type: [string, \"null\"]`; beside `$ref`, use `anyOf`";

fn newer(object: &mut Object<'_, '_, '_>, key: &str, code: Code, instead: impl Display) {
    if let Some(node) = object.peek(key) {
        let message = format!("`{key}` is new in OpenAPI 3.1");
        object
            .diags()
            .report(code, Place::Key(node.at), message)
            .help(format!("{instead}, or write `openapi: 3.1.0`"));
    }
}

fn in_newer(key: &str, keywords: &[&str]) -> (Code, String, String) {
    let looks_misspelt = keywords.iter().any(|keyword| {
        // Of short words, one in two letters may differ by chance.
        suggest::distance(key, keyword) <= if keyword.len() <= 4 { 1 } else { 2 }
    });
    let code = if looks_misspelt { codes::UNKNOWN_KEY } else { codes::UNKNOWN_KEYWORD };
    unknown(code, key, keywords)
}

fn unknown(code: Code, key: &str, keywords: &[&str]) -> (Code, String, String) {
    let message = format!("`{key}` is not a keyword of schemas");
    let help = match suggest::near(key, keywords.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "remove it, or prefix it with `x-`".to_owned(),
    };
    (code, message, help)
}
