//! The visitor that builds [`Node`]s from the events of either library.
//!
//! Problems that leave a tree (a duplicate key, a tag) are reported and passed over; those that do not
//! (too deep, too many nodes) are reported and stop the library with an error that nobody reads.

use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::ambiguity;
use super::limits::{MAX_DEPTH, SPARE_NODES};
use super::map::Map;
use super::node::{At, FileId, Node, Value};
use super::read::Notation;
use super::syntax::TOO_MANY_NODES;
use crate::diag::{Diagnostics, Place, codes};

/// What all visitors of one file share.
pub(super) struct Context<'a> {
    file: FileId,
    text: &'a str,
    notation: Notation,
    next: u32,
    limit: u32,
    diags: &'a mut Diagnostics,
    /// Whether reading was given up with a diagnostic.
    pub(super) stopped: bool,
    /// JSON numbers whose digits a float may not hold.
    pub(super) inexact: Vec<u32>,
}

impl<'a> Context<'a> {
    pub(super) fn new(
        file: FileId,
        text: &'a str,
        notation: Notation,
        diags: &'a mut Diagnostics,
    ) -> Self {
        // A node takes a byte of text at least, so only aliases can make more nodes than bytes.
        let limit = u32::try_from(text.len().saturating_add(SPARE_NODES)).unwrap_or(u32::MAX);
        Self { file, text, notation, next: 0, limit, diags, stopped: false, inexact: Vec::new() }
    }

    fn here(&self) -> At {
        At { file: self.file, node: self.next }
    }

    fn claim<E: Error>(&mut self) -> Result<At, E> {
        let at = self.here();
        if self.next >= self.limit {
            return Err(self.stop(at, TOO_MANY_NODES.0, TOO_MANY_NODES.1));
        }
        self.next += 1;
        Ok(at)
    }

    fn stop<E: Error>(&mut self, at: At, message: &str, help: &str) -> E {
        self.stopped = true;
        self.diags.report(codes::LIMIT_EXCEEDED, at, message).help(help);
        E::custom("reported")
    }

    /// Whether a string that was borrowed from the text stands there without quotes.
    fn is_plain(&self, borrowed: &str) -> bool {
        let start = (borrowed.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize);
        let before = start.and_then(|start| start.checked_sub(1));
        let quoted = before.and_then(|index| self.text.as_bytes().get(index));
        self.notation == Notation::Yaml && !matches!(quoted, Some(b'"' | b'\''))
    }
}

/// Reads the next node of the file.
pub(super) struct Seed<'c, 'a> {
    context: &'c mut Context<'a>,
    depth: usize,
}

impl<'c, 'a> Seed<'c, 'a> {
    /// Reads the root.
    pub(super) fn root(context: &'c mut Context<'a>) -> Self {
        Self { context, depth: 0 }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        let at = self.context.claim()?;
        let visitor = ValueVisitor { context: self.context, at, depth: self.depth };
        let value = deserializer.deserialize_any(visitor)?;
        Ok(Node { at, value })
    }
}

/// Reads the value of the node `at`.
struct ValueVisitor<'c, 'a> {
    context: &'c mut Context<'a>,
    at: At,
    depth: usize,
}

impl<'a> ValueVisitor<'_, 'a> {
    fn enter<E: Error>(&mut self) -> Result<(), E> {
        if self.depth < MAX_DEPTH {
            return Ok(());
        }
        let message = format!("values are nested more than {MAX_DEPTH} levels deep");
        Err(self.context.stop(self.at, &message, "move the inner parts out and use `$ref`"))
    }

    fn child(&mut self) -> Seed<'_, 'a> {
        Seed { context: self.context, depth: self.depth + 1 }
    }
}

/// The content of a tagged value belongs to the node that has the tag.
impl<'de> DeserializeSeed<'de> for ValueVisitor<'_, '_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for ValueVisitor<'_, '_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Int(value.into()))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Int(value.into()))
    }

    fn visit_i128<E: Error>(self, value: i128) -> Result<Value, E> {
        Ok(Value::Int(value))
    }

    fn visit_u128<E: Error>(self, value: u128) -> Result<Value, E> {
        Ok(i128::try_from(value).map_or(Value::Float(value as f64), Value::Int))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        if !value.is_finite() {
            self.context
                .diags
                .report(codes::INVALID_VALUE, self.at, "this number is not finite")
                .help("leave the value out, or quote it if it is meant to be text");
            return Ok(Value::Null);
        }
        let beyond_64_bits = value.abs() >= 9_223_372_036_854_775_808.0;
        let negative_zero = value == 0.0 && value.is_sign_negative();
        if self.context.notation == Notation::Json && (beyond_64_bits || negative_zero) {
            self.context.inexact.push(self.at.node);
        }
        Ok(Value::Float(value))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'de str) -> Result<Value, E> {
        if let Some(taken_for) = ambiguity::of(value)
            && self.context.is_plain(value)
        {
            let message = format!("some YAML readers take `{value}` for {taken_for}, not a string");
            self.context
                .diags
                .report(codes::YAML_AMBIGUITY, self.at, message)
                .help(format!("write '{value}' with quotes"));
        }
        self.visit_str(value)
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E: Error>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut sequence: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut items = Vec::new();
        while let Some(item) = sequence.next_element_seed(self.child())? {
            items.push(item);
        }
        items.shrink_to_fit();
        Ok(Value::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut mapping: A) -> Result<Value, A::Error> {
        self.enter()?;
        let mut members = Map::new();
        let mut merged = Vec::new();
        while let Some(key) = mapping.next_key_seed(KeySeed { context: self.context })? {
            let at = self.context.here();
            let value = mapping.next_value_seed(self.child())?;
            if key.merge {
                self.context
                    .diags
                    .report(
                        codes::YAML_FEATURE,
                        Place::Key(at),
                        "merge keys are not part of YAML 1.2",
                    )
                    .help("write the members out, or compose schemas with `allOf`");
                merged.push(value);
                continue;
            }
            // The last one counts, as it does for most readers of JSON and YAML.
            if let Some(first) = members.get(&key.text) {
                let message = format!("the key `{}` is there twice", key.text);
                self.context
                    .diags
                    .report(codes::DUPLICATE_KEY, Place::Key(at), message)
                    .label(Place::Key(first.at), "first defined here")
                    .help("remove or rename one of them");
                // Members stay in the order of the text, by which they are found again.
                members.remove(&key.text);
            }
            members.push(key.text, value);
        }
        if !merged.is_empty() {
            for value in merged {
                merge(&mut members, value);
            }
            members.sort();
        }
        members.shrink();
        Ok(Value::Object(members))
    }

    /// yaml_serde presents a local tag, `!name value`, as an enum.
    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Value, A::Error> {
        let (tag, content) = tagged.variant::<String>()?;
        self.context
            .diags
            .report(
                codes::YAML_FEATURE,
                self.at,
                format!("the tag `!{tag}` means nothing in OpenAPI"),
            )
            .help("remove the tag");
        content.newtype_variant_seed(self)
    }
}

/// Adds the members of a mapping, or of each in a list, that are not there yet (YAML 1.1's merge key,
/// <https://yaml.org/type/merge.html>).
fn merge(members: &mut Map, value: Node) {
    match value.value {
        Value::Object(others) => {
            for (key, value) in others.into_members() {
                if !members.contains_key(&key) {
                    members.push(key, value);
                }
            }
        }
        Value::Array(all) => {
            for one in all {
                if let Value::Object(_) = one.value {
                    merge(members, one);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {}
    }
}

/// Reads a key as the text it is written with, whatever its type.
struct KeySeed<'c, 'a> {
    context: &'c Context<'a>,
}

struct Key {
    text: String,
    /// An unquoted `<<`.
    merge: bool,
}

/// What yaml_serde's message says of a key that is a sequence or a mapping, see [`super::syntax`].
pub(super) const EXPECTED_KEY: &str = "a key that is a scalar";

impl<'de> DeserializeSeed<'de> for KeySeed<'_, '_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed<'_, '_> {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(EXPECTED_KEY)
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Key, E> {
        let merge = text == "<<" && self.context.is_plain(text);
        Ok(Key { text: text.to_owned(), merge })
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Key, E> {
        Ok(Key { text: text.to_owned(), merge: false })
    }
}
