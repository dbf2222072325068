//! The Reference Object, and the places that take one instead of an object.

use super::read::{Cx, Object, Read};
use super::suggest;
use crate::diag::{Place, codes};
use crate::source::{At, Node, Value};

/// A `$ref` as written.
#[derive(Clone, PartialEq, Debug)]
pub struct Reference {
    /// The URI reference.
    pub to: String,
    /// The value of `$ref`.
    pub to_at: At,
    /// `summary`, which overrides the target's.
    pub summary: Option<String>,
    /// `description`, which overrides the target's.
    pub description: Option<String>,
    /// The reference object.
    pub at: At,
}

impl Read for Reference {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a reference", cx)?;
        let to_at = object.node("$ref").map_or(node.at, |to| to.at);
        let to = object.required("$ref");
        let summary = object.optional("summary");
        let description = object.optional("description");
        for (key, sibling) in object.unknown() {
            if !key.starts_with("x-") {
                let message = format!("`{key}` beside `$ref` has no effect");
                object
                    .diags()
                    .report(codes::IGNORED_KEY, Place::Key(sibling.at), message)
                    .help("move it to the target of the reference, or remove it");
            }
        }
        Some(Self { to: to?, to_at, summary, description, at: node.at })
    }
}

/// An object, or a reference to one.
#[derive(Clone, PartialEq, Debug)]
pub enum RefOr<T> {
    /// A reference.
    Ref(Box<Reference>),
    /// The object itself.
    Item(T),
}

impl<T: Read> Read for RefOr<T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            return T::read(node, cx).map(Self::Item);
        };
        if members.contains_key("$ref") {
            return Reference::read(node, cx).map(|reference| Self::Ref(Box::new(reference)));
        }
        // A misspelt `$ref` is all that the object says; everything else would be a missing key.
        if let (1, Some((key, value))) = (members.len(), members.first())
            && (key == "ref" || suggest::distance(key, "$ref") == 1)
        {
            cx.diags
                .report(codes::UNKNOWN_KEY, Place::Key(value.at), format!("`{key}` is not a key"))
                .help("did you mean `$ref`?");
            return None;
        }
        T::read(node, cx).map(Self::Item)
    }
}
