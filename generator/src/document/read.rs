//! The reader that every OpenAPI object is read with.
//!
//! Takes nodes, gives values and reports what does not fit: wrong types, missing and unknown keys. The
//! keys that an object asks for are the keys that it has, so there is no second list of them. Knows no
//! OpenAPI object by name.

mod values;

use std::panic::resume_unwind;
use std::thread;

use indexmap::IndexMap;

use super::{Version, suggest};
use crate::diag::{Code, Diagnostic, Diagnostics, Place, codes};
use crate::source::{At, Map, Node, Value};

/// As many keys as the object with the most of them, the schema, asks for.
const MOST_KEYS: usize = 64;

/// Something that can be read from a node.
pub trait Read: Sized {
    /// The value, or `None` after reporting why there is none.
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self>;
}

/// What reading needs to know and where it reports.
#[derive(Debug)]
pub struct Cx<'a> {
    /// The OpenAPI version that the root document states; it holds for all its files.
    pub version: Version,
    /// Where problems go.
    pub diags: &'a mut Diagnostics,
    /// Whether what is read is sent by the API, so that nobody asks what is answered.
    pub incoming: bool,
    subject: Subject,
}

/// What is being read, for messages.
#[derive(Clone, Copy, Debug)]
struct Subject {
    object: &'static str,
    key: &'static str,
    member: bool,
}

impl<'a> Cx<'a> {
    /// A context at the start of a file.
    pub fn new(version: Version, diags: &'a mut Diagnostics) -> Self {
        let subject = Subject { object: "the document", key: "", member: false };
        Self { version, diags, incoming: false, subject }
    }

    /// What is being read, as the subject of a sentence.
    #[must_use]
    pub fn subject(&self) -> String {
        match self.subject {
            Subject { object, key: "", .. } => object.to_owned(),
            Subject { object, key, member: false } => format!("`{key}` of {object}"),
            Subject { object, key, member: true } => format!("each entry of `{key}` of {object}"),
        }
    }

    /// Reports that the node is not of the type that its place asks for. `expected` has an article.
    pub fn wrong_type(&mut self, node: &Node, expected: &str) -> &mut Diagnostic {
        self.wrong_type_as(codes::WRONG_TYPE, node, expected)
    }

    /// [`Cx::wrong_type`] under a narrower code.
    pub(super) fn wrong_type_as(
        &mut self,
        code: Code,
        node: &Node,
        expected: &str,
    ) -> &mut Diagnostic {
        let message = format!("{} must be {expected}, not {}", self.subject(), node.value.kind());
        let diagnostic = self.diags.report(code, node.at, message);
        match node.value {
            Value::Null => diagnostic.help("remove the key, or give it a value"),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) if expected == "a string" => {
                diagnostic.help("put the value in quotes")
            }
            Value::String(ref text) => match expected {
                "a boolean" if matches!(text.as_str(), "true" | "false") => {
                    diagnostic.help("remove the quotes")
                }
                "a number" if text.parse::<f64>().is_ok_and(f64::is_finite) => {
                    diagnostic.help("remove the quotes")
                }
                "an integer" if text.parse::<i128>().is_ok() => {
                    diagnostic.help("remove the quotes")
                }
                "a boolean" => diagnostic.help("write `true` or `false`"),
                "a number" => diagnostic.help("write a number"),
                "an integer" => diagnostic.help("write an integer"),
                _ => diagnostic,
            },
            _ => diagnostic,
        }
    }

    /// Reports that what a node says was introduced by a later version than the document's. `said` is the subject
    /// of the sentence.
    pub(super) fn since(&mut self, version: Version, node: &Node, said: &str) {
        if self.version < version {
            let version = version.as_str();
            self.diags
                .report(
                    codes::OTHER_VERSION,
                    node.at,
                    format!("{said} is new in OpenAPI {version}"),
                )
                .help(format!("write `openapi: {version}.0`"));
        }
    }

    /// The value that a word stands for, one of `choices`.
    pub(super) fn choice<T: Copy>(&mut self, node: &Node, choices: &[(&str, T)]) -> Option<T> {
        let Value::String(word) = &node.value else {
            self.wrong_type(node, "a string");
            return None;
        };
        if let Some((_, value)) = choices.iter().find(|(name, _)| name == word) {
            return Some(*value);
        }
        let words: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
        let message = format!("`{word}` is not a value of {}", self.subject());
        self.diags.report(codes::INVALID_VALUE, node.at, message).help(suggest::one_of(
            word,
            &words,
            "the values are",
        ));
        None
    }
}

/// A value that another thread reads, with its problems; `None` where the key is missing.
pub type Ahead<'s, T> = Option<thread::ScopedJoinHandle<'s, (Option<T>, Diagnostics)>>;

/// A view of an object that remembers which keys were asked for.
#[derive(Debug)]
pub struct Object<'n, 'c, 'a> {
    name: &'static str,
    at: At,
    members: &'n Map,
    extended: bool,
    asked: Vec<&'static str>,
    cx: &'c mut Cx<'a>,
}

impl<'n, 'c, 'a> Object<'n, 'c, 'a> {
    /// Views a node as an object. `name` has an article: "a parameter".
    pub fn open(node: &'n Node, name: &'static str, cx: &'c mut Cx<'a>) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            cx.wrong_type(node, "an object");
            return None;
        };
        let extended = members.keys().any(|key| key.starts_with("x-"));
        let asked = Vec::with_capacity(MOST_KEYS);
        Some(Self { name, at: node.at, members, extended, asked, cx })
    }

    /// The OpenAPI version.
    pub fn version(&self) -> Version {
        self.cx.version
    }

    /// Whether it has any extension, whoever's.
    pub fn is_extended(&self) -> bool {
        self.extended
    }

    /// Where problems go.
    pub fn diags(&mut self) -> &mut Diagnostics {
        self.cx.diags
    }

    /// The node at a key; from now on the key is one that this object has.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.peek(key)
    }

    /// The node at a key that stays unknown to this object.
    pub fn peek(&self, key: &str) -> Option<&'n Node> {
        self.members.get(key)
    }

    /// The value at a key that need not be there.
    pub fn optional<T: Read>(&mut self, key: &'static str) -> Option<T> {
        let node = self.node(key)?;
        self.read(key, node)
    }

    /// The value at a key that must be there.
    pub fn required<T: Read>(&mut self, key: &'static str) -> Option<T> {
        match self.node(key) {
            Some(node) => self.read(key, node),
            None => {
                let near = suggest::near(key, self.members.keys().map(String::as_str));
                let message = format!("{} has no `{key}`", self.name);
                let place =
                    near.map_or(Place::Value(self.at), |near| Place::Key(self.members[near].at));
                let help = match near {
                    Some(near) => format!("rename `{near}` to `{key}`"),
                    None => format!("add `{key}`"),
                };
                self.cx.diags.report(codes::MISSING_KEY, place, message).help(help);
                None
            }
        }
    }

    /// Begins to read what is at a key; [`Object::awaited`] goes on in its turn.
    pub fn ahead<'s, T: Read + Send + 's>(
        &self,
        key: &'static str,
        scope: &'s thread::Scope<'s, 'n>,
    ) -> Ahead<'s, T> {
        let node = self.peek(key)?;
        let subject = Subject { object: self.name, key, member: false };
        let (version, incoming) = (self.cx.version, self.cx.incoming);
        let mut diags = Diagnostics::new(self.cx.diags.rigor());
        Some(scope.spawn(move || {
            let value = T::read(node, &mut Cx { version, diags: &mut diags, incoming, subject });
            (value, diags)
        }))
    }

    /// The value at a key that was begun with before; its problems come after those that are known.
    pub fn awaited<T>(&mut self, key: &'static str, ahead: Ahead<'_, T>) -> Option<T> {
        self.asked.push(key);
        let (value, diags) = ahead?.join().unwrap_or_else(|panic| resume_unwind(panic));
        self.cx.diags.append(diags);
        value
    }

    /// The list or map at a key; empty where the key is missing.
    pub fn or_empty<T: Read + Default>(&mut self, key: &'static str) -> T {
        self.optional(key).unwrap_or_default()
    }

    /// What the API sends, at a key that need not be there.
    pub fn incoming<T: Read>(&mut self, key: &'static str) -> Option<T> {
        let before = std::mem::replace(&mut self.cx.incoming, true);
        let read = self.optional(key);
        self.cx.incoming = before;
        read
    }

    /// Whether this is a part of what the API sends.
    pub fn is_incoming(&self) -> bool {
        self.cx.incoming
    }

    /// The boolean at a key; false where the key is missing.
    pub fn flag(&mut self, key: &'static str) -> bool {
        self.optional(key).unwrap_or(false)
    }

    /// The value at a key that a version introduced. In an earlier one it is read all the same, after a warning.
    pub fn since<T: Read>(&mut self, version: Version, key: &'static str) -> Option<T> {
        let own = self.version();
        if let Some(node) = self.peek(key).filter(|_| own < version) {
            let (own, version) = (own.as_str(), version.as_str());
            let message = format!("`{key}` of {} is new in OpenAPI {version}", self.name);
            let help = format!(
                "write `openapi: {version}.0`, or remove the key: readers of {own} ignore it"
            );
            self.cx.diags.report(codes::IGNORED_KEY, Place::Key(node.at), message).help(help);
        }
        self.optional(key)
    }

    /// Reads a node as the value of a key.
    pub fn read<T: Read>(&mut self, key: &'static str, node: &Node) -> Option<T> {
        self.cx.subject = Subject { object: self.name, key, member: false };
        T::read(node, self.cx)
    }

    /// Hands the context to a function that reads the value of a key in its own way.
    pub fn with<T>(
        &mut self,
        key: &'static str,
        read: impl FnOnce(&'n Node, &mut Cx<'a>) -> Option<T>,
    ) -> Option<T> {
        let node = self.node(key)?;
        self.with_node(key, node, read)
    }

    /// The same for a node that was looked at before.
    pub fn with_node<T>(
        &mut self,
        key: &'static str,
        node: &'n Node,
        read: impl FnOnce(&'n Node, &mut Cx<'a>) -> Option<T>,
    ) -> Option<T> {
        self.cx.subject = Subject { object: self.name, key, member: false };
        read(node, self.cx)
    }

    /// The members under keys that were not asked for and are not extensions, each read as a `T`.
    pub fn rest<T: Read>(&mut self) -> IndexMap<String, T> {
        let mut entries = IndexMap::new();
        for (key, node) in self.members {
            if self.asked.contains(&key.as_str()) || key.starts_with("x-") {
                continue;
            }
            self.cx.subject = Subject { object: self.name, key: "", member: true };
            if let Some(value) = T::read(node, self.cx) {
                entries.insert(key.clone(), value);
            }
        }
        entries
    }

    /// The members that nobody asked for, extensions included.
    pub fn unknown(&self) -> Vec<(&'n str, &'n Node)> {
        let asked = |key: &str| self.asked.contains(&key);
        self.members
            .iter()
            .map(|(key, node)| (key.as_str(), node))
            .filter(|(key, _)| !asked(key))
            .collect()
    }

    /// The keys that were asked for, without extensions.
    pub fn keys(&self) -> Vec<&'static str> {
        self.asked.iter().copied().filter(|key| !key.starts_with("x-")).collect()
    }

    /// Reports every key that nobody asked for and that is not someone else's extension.
    pub fn finish(self) {
        for (key, node) in self.unknown() {
            if !key.starts_with("x-") {
                let help = suggest::one_of(key, &self.keys(), "its keys are");
                let message = format!("`{key}` is not a key of {}", self.name);
                self.cx.diags.report(codes::UNKNOWN_KEY, Place::Key(node.at), message).help(help);
            }
        }
        self.finish_extensions();
    }

    /// Reports what is left of a patterned object: only our own extensions can be wrong.
    pub fn finish_extensions(self) {
        for (key, node) in self.unknown() {
            if key.starts_with("x-sdk-") {
                let ours: Vec<&str> =
                    self.asked.iter().copied().filter(|key| key.starts_with("x-sdk-")).collect();
                let message = format!("`{key}` is not an extension of {}", self.name);
                let help = if ours.is_empty() {
                    format!("remove it: {} has no `x-sdk-` extensions", self.name)
                } else {
                    suggest::one_of(key, &ours, "its extensions are")
                };
                self.cx.diags.report(codes::UNKNOWN_KEY, Place::Key(node.at), message).help(help);
            }
        }
    }
}
