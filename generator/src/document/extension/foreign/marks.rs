//! Marks: what others say of a thing with `true`, and what is to be told of it.

use super::super::super::read::Object;
use super::{Reader, Said, first, flag, members, or_reported, text, text_at};
use crate::source::{At, Node, Value};

/// Extensions by which tools leave a thing out, or hide it. Here it stays, and says so.
const HIDDEN: &[&str] = &["x-internal", "x-speakeasy-ignore", "x-fern-ignore", "x-stainless-skip"];

/// The description with what extensions tell besides, a paragraph each.
pub(in super::super::super) fn described(
    object: &mut Object<'_, '_, '_>,
    description: Option<String>,
) -> Option<String> {
    if !object.is_extended() {
        return description;
    }
    let mut paragraphs: Vec<String> = description.into_iter().collect();
    paragraphs.extend(deprecation(object).map(|message| format!("Deprecated: {message}")));
    let replacement = first(object, &[("x-speakeasy-deprecation-replacement", &text)]);
    paragraphs.extend(replacement.map(|other| format!("Use {} instead.", quoted(&other))));
    paragraphs
        .extend(hidden(object).map(|key| {
            format!("Not meant for everybody: the API's description marks it `{key}`.")
        }));
    if first(object, &[("x-ms-long-running-operation", &marked)]).is_some() {
        paragraphs.push(
            "The answer may come before the work is done; its headers tell where to ask for the state."
                .to_owned(),
        );
    }
    let group = first(object, &[("x-ms-parameter-grouping", &grouping)]);
    paragraphs.extend(group.map(|group| format!("One of the parameters {}.", quoted(&group))));
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

/// Whether a thing is said to be deprecated.
pub(in super::super::super) fn is_deprecated(object: &mut Object<'_, '_, '_>) -> bool {
    first(object, &[("x-fern-availability", &deprecated)]).is_some()
}

/// Whether null is a value.
pub(in super::super::super) fn is_nullable(object: &mut Object<'_, '_, '_>) -> bool {
    first(object, &[("x-nullable", &marked)]).is_some()
}

/// Whether a string is a credential. On anything else the mark says nothing.
pub(in super::super::super) fn is_secret(object: &mut Object<'_, '_, '_>) -> bool {
    let is_text = object.peek("type").and_then(|ty| ty.value.as_str()) == Some("string");
    let is_free = object.peek("enum").is_none() && object.peek("const").is_none();
    let keys = ["x-ms-secret", "x-speakeasy-param-sensitive"];
    is_text
        && is_free
        && first(object, &keys.map(|key| (key, &marked as Reader<'_, '_, ()>))).is_some()
}

/// Whether reserved characters of a parameter are sent as they are.
pub(in super::super::super) fn skips_encoding(object: &mut Object<'_, '_, '_>) -> bool {
    let marked_reserved =
        |node: &Node| Ok(text(node)?.filter(|said| said == "allowReserved").map(|_| ()));
    let found = first(
        object,
        &[
            ("x-ms-skip-url-encoding", &marked),
            ("x-speakeasy-param-encoding-override", &marked_reserved),
        ],
    );
    found.is_some()
}

/// Whether an answer is said to be an error, and where.
pub(in super::super::super) fn is_error(object: &mut Object<'_, '_, '_>) -> Option<(bool, At)> {
    first(object, &[("x-ms-error-response", &|node| Ok(Some((flag(node)?, node.at))))])
}

fn marked(node: &Node) -> Said<()> {
    Ok(flag(node)?.then_some(()))
}

fn deprecation(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(
        object,
        &[
            ("x-speakeasy-deprecation-message", &text),
            ("x-stainless-deprecation-message", &|node| match node.value {
                Value::Object(_) => text_at(members(node)?, "default"),
                _ => text(node),
            }),
            ("x-ms-deprecation", &|node| text_at(members(node)?, "description")),
            ("x-fern-availability", &|node| match deprecated(node)? {
                Some(()) => node.member("message").map_or(Ok(None), text),
                None => Ok(None),
            }),
        ],
    )
}

/// A status of Fern's, alone or as `status`.
fn deprecated(node: &Node) -> Said<()> {
    let status = match node.value {
        Value::Object(_) => text_at(members(node)?, "status")?,
        _ => text(node)?,
    };
    Ok(status.filter(|status| status == "deprecated").map(|_| ()))
}

fn hidden(object: &mut Object<'_, '_, '_>) -> Option<&'static str> {
    HIDDEN.iter().copied().find(|key| {
        let Some(node) = object.peek(key) else { return false };
        let said = match &node.value {
            // Stainless lists the languages whose clients are without it: that hides nothing from others.
            Value::Array(_) if *key == "x-stainless-skip" => Ok(None),
            _ => marked(node),
        };
        or_reported(object, key, said).is_some()
    })
}

fn grouping(node: &Node) -> Said<String> {
    let said = members(node)?;
    Ok(text_at(said, "name")?.or(text_at(said, "postfix")?))
}

/// A code span of a name.
fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "'"))
}
