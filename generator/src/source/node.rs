//! The tree that a YAML or JSON text is read into: ordered, string-keyed, every node with an identity.

use std::fmt;

use super::map::Map;
use super::pointer::array_index;

/// One file of a specification, in the order in which the files were first referred to; 0 is the root.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u16);

/// The identity of a node: its file and its position in that file's preorder (keys do not count).
///
/// It costs eight bytes and is enough to find line, column and JSON Pointer again when a diagnostic
/// needs them, see [`Sources::locate`](super::Sources::locate).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// The file that the node is in.
    pub file: FileId,
    /// How many nodes come before it in that file.
    pub node: u32,
}

/// `0:123`: dumps are full of them, and are read by people.
impl fmt::Debug for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.0, self.node)
    }
}

/// One value of the text.
#[derive(Clone, PartialEq, Debug)]
pub struct Node {
    /// Where it stands.
    pub at: At,
    /// What it is.
    pub value: Value,
}

/// The JSON data model, with integers kept exact.
#[derive(Clone, PartialEq, Debug)]
pub enum Value {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// An integer that 128 bits hold.
    Int(i128),
    /// Any other number; always finite.
    Float(f64),
    /// A string.
    String(String),
    /// A sequence.
    Array(Vec<Node>),
    /// A mapping.
    Object(Map),
}

impl Node {
    /// The member of this name, if this is an object that has it.
    #[must_use]
    pub fn member(&self, name: &str) -> Option<&Self> {
        self.value.as_object()?.get(name)
    }

    /// The member or item that a token of a JSON Pointer leads to (RFC 6901, section 4).
    #[must_use]
    pub fn step(&self, token: &str) -> Option<&Self> {
        match &self.value {
            Value::Object(members) => members.get(token),
            Value::Array(items) => items.get(array_index(token)?),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {
                None
            }
        }
    }
}

impl Value {
    /// The members, if this is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&Map> {
        if let Self::Object(members) = self { Some(members) } else { None }
    }

    /// The items, if this is an array.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Node]> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The text, if this is a string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// What a message calls this kind of value, with its article: "a string", "an object", …
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Int(_) => "an integer",
            Self::Float(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }
}
