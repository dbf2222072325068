//! What schemas say that is of interest where pages are looked for: members, lists, scalars, texts.

use std::collections::BTreeSet;

use super::super::foreign::escaped;
use super::said::{self, Base};
use super::words::{self, key};
use crate::resolve::{Number, Resolved, Schema, SchemaId, Type};
use crate::source::Value;

/// So many schemas are looked at as parts of one, and so many members of a body.
const MOST: usize = 64;

#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) resolved: &'a Resolved,
}

/// A member of an answer that may be about pages.
pub(super) struct Fact {
    pub(super) path: Vec<String>,
    /// The words of its name, and of that of the object around it.
    pub(super) key: String,
    pub(super) under: String,
    pub(super) schema: SchemaId,
    /// Whether it, or an object around it, need not be there.
    optional: bool,
}

/// The list of items.
pub(super) struct Items {
    pub(super) path: Vec<String>,
    pub(super) list: SchemaId,
}

impl Fact {
    pub(super) fn pointer(&self) -> String {
        pointer(&self.path)
    }
}

/// A JSON Pointer (RFC 6901) to a member.
pub(super) fn pointer(path: &[String]) -> String {
    path.iter().map(|name| format!("/{}", escaped(name))).collect()
}

impl<'a> View<'a> {
    /// The schemas that all values of a schema have, null apart.
    fn parts(self, id: SchemaId) -> Vec<&'a Schema> {
        let mut seen = BTreeSet::new();
        let (mut open, mut parts) = (vec![id], Vec::new());
        while let Some(id) = open.pop() {
            if parts.len() >= MOST || !seen.insert(id) {
                continue;
            }
            let schema = self.resolved.schema(id);
            parts.push(schema);
            // What is written first is looked at first.
            for branches in [&schema.any_of, &schema.one_of] {
                let some = |id: &&SchemaId| self.resolved.schema(**id).types != [Type::Null];
                let mut branches = branches.iter().filter(some);
                if let (Some(one), None) = (branches.next(), branches.next()) {
                    open.push(*one);
                }
            }
            open.extend(schema.all_of.iter().rev());
            open.extend(schema.reference);
        }
        parts
    }

    /// The members, each with the schema that is found first.
    pub(super) fn members(self, id: SchemaId) -> Vec<(&'a str, SchemaId)> {
        self.properties(id).into_iter().map(|(name, schema, _)| (name, schema)).collect()
    }

    fn properties(self, id: SchemaId) -> Vec<(&'a str, SchemaId, bool)> {
        let parts = self.parts(id);
        let required: BTreeSet<&str> =
            parts.iter().flat_map(|part| &part.required).map(String::as_str).collect();
        let mut seen = BTreeSet::new();
        let all = parts.iter().flat_map(|part| &part.properties);
        all.filter(|property| seen.insert(property.name.as_str()))
            .map(|property| {
                let name = property.name.as_str();
                (name, property.schema, required.contains(name))
            })
            .collect()
    }

    /// Whether it is said to be of a type.
    pub(super) fn is(self, id: SchemaId, kind: Type) -> bool {
        self.parts(id).iter().any(|part| part.types.contains(&kind))
            || kind == Type::Array && self.parts(id).iter().any(|part| part.items.is_some())
    }

    pub(super) fn is_number(self, id: SchemaId) -> bool {
        (self.is(id, Type::Integer) || self.is(id, Type::Number)) && !self.is(id, Type::Array)
    }

    /// The one type that it is said to be of, where that is a text or a whole number.
    pub(super) fn scalar(self, id: SchemaId) -> Option<Type> {
        let parts = self.parts(id);
        let mut kinds =
            parts.iter().flat_map(|part| &part.types).filter(|kind| **kind != Type::Null);
        let first = *kinds.next()?;
        let is_one = kinds.all(|kind| *kind == first);
        (is_one && matches!(first, Type::String | Type::Integer)).then_some(first)
    }

    /// Whether a parameter takes a value of a type.
    pub(super) fn takes(self, id: SchemaId, kind: Type) -> bool {
        let parts = self.parts(id);
        let untold = parts.iter().all(|part| part.types.is_empty());
        let is_list = self.is(id, Type::Array) || self.is(id, Type::Object);
        !is_list
            && (untold
                || self.is(id, kind)
                || self.is(id, Type::String)
                || kind == Type::Integer && self.is_number(id))
    }

    /// Whether a member may be null or missing.
    pub(super) fn may_be_none(self, fact: &Fact, kind: Type) -> bool {
        let nullable = self
            .parts(fact.schema)
            .iter()
            .any(|part| part.nullable || part.types.contains(&Type::Null));
        nullable || fact.optional || kind == Type::String
    }

    /// All that is said of it.
    pub(super) fn text(self, id: SchemaId) -> String {
        let parts = self.parts(id);
        let texts =
            parts.iter().flat_map(|part| [part.title.as_deref(), part.description.as_deref()]);
        texts.flatten().collect::<Vec<_>>().join(" ")
    }

    /// Whether it is an address: by format, name, place, example, or because it is said.
    pub(super) fn is_address(self, fact: &Fact, text: &str) -> bool {
        let by_name = ["url", "uri", "link", "href"].iter().any(|word| fact.key.ends_with(word));
        let by_place = fact.under.ends_with("links") || fact.key == "href";
        let parts = self.parts(fact.schema);
        let mut formats = parts.iter().filter_map(|part| part.format.as_deref());
        let mut examples = parts.iter().flat_map(|part| &part.examples);
        by_name
            || by_place
            || formats.any(|format| matches!(format, "uri" | "url" | "uri-reference" | "iri"))
            || examples.any(|example| match &example.value {
                Value::String(text) => text.starts_with("http") || text.starts_with('/'),
                _ => false,
            })
            || said::says_address(text)
    }

    /// Where a number begins: by its default, by the least that is legal, or because it is said.
    pub(super) fn base(self, id: SchemaId, text: &str) -> Option<Base> {
        let parts = self.parts(id);
        let default = parts.iter().find_map(|part| match part.default.as_ref()?.value {
            Value::Int(value) => Some(value),
            _ => None,
        });
        let least = parts.iter().find_map(|part| {
            let bounds = &part.bounds;
            match (&bounds.minimum, &bounds.exclusive_minimum) {
                (Some(Number::Int(least)), _) => Some(*least),
                (None, Some(Number::Int(below))) => Some(below.saturating_add(1)),
                _ => None,
            }
        });
        match (default, least, said::base(text)) {
            (Some(0), Some(1..), _) => None,
            (Some(0), _, _) => Some(Base::Zero),
            (Some(1), _, Some(Base::Zero)) => None,
            (Some(1), _, _) | (None, Some(1), _) => Some(Base::One),
            (Some(_), ..) => Some(Base::Other),
            (None, _, said) => said,
        }
    }

    /// What the items of a list are.
    pub(super) fn item(self, list: SchemaId) -> Option<SchemaId> {
        self.parts(list).iter().find_map(|part| part.items)
    }

    /// The list of items in a body, if there is one that has to be it.
    pub(super) fn items(self, body: SchemaId) -> Option<Items> {
        if self.is(body, Type::Array) {
            return Some(Items { path: Vec::new(), list: body });
        }
        if let Some((name, list)) = self.list_in(body)? {
            return Some(Items { path: vec![name.to_owned()], list });
        }
        let wrappers = self.members(body).into_iter();
        let mut found = wrappers
            .filter(|(name, _)| words::WRAPPERS.contains(&&*key(name)))
            .filter_map(|(outer, object)| {
                let (name, list) = self.list_in(object)??;
                Some(Items { path: vec![outer.to_owned(), name.to_owned()], list })
            });
        let first = found.next()?;
        found.next().is_none().then_some(first)
    }

    /// The list of an object that has to be that of the items; the outer `None` is that several may be.
    #[allow(clippy::option_option, reason = "none, and one of several, are two things")]
    fn list_in(self, object: SchemaId) -> Option<Option<(&'a str, SchemaId)>> {
        let lists: Vec<(&str, SchemaId)> = self
            .members(object)
            .into_iter()
            .filter(|(name, schema)| self.is(*schema, Type::Array) && !words::is_beside(&key(name)))
            .collect();
        if let [one] = lists[..] {
            return Some(Some(one));
        }
        if lists.is_empty() {
            return Some(None);
        }
        let mut known = lists.into_iter().filter(|(name, _)| words::ITEMS.contains(&&*key(name)));
        let first = known.next()?;
        known.next().is_none().then_some(Some(first))
    }

    /// The members of a body that may be about pages: its own, those of objects that are called so, and those beside
    /// the items.
    pub(super) fn facts(self, body: SchemaId, items: &Items) -> Vec<Fact> {
        let mut facts = Vec::new();
        if items.path.is_empty() {
            return facts;
        }
        let mut level = vec![(body, Vec::new(), String::new(), false)];
        for _ in 0..3 {
            let mut below = Vec::new();
            for (object, path, under, optional) in level {
                for (name, schema, required) in self.properties(object) {
                    let mut inner: Vec<String> = path.clone();
                    inner.push(name.to_owned());
                    let words = key(name);
                    let optional = optional || !required;
                    let leads = words::ABOUT.contains(&&*words) || items.path.starts_with(&inner);
                    if leads && !self.is(schema, Type::Array) && below.len() < MOST {
                        below.push((schema, inner.clone(), words.clone(), optional));
                    }
                    if facts.len() < MOST * 4 {
                        let under = under.clone();
                        facts.push(Fact { path: inner, key: words, under, schema, optional });
                    }
                }
            }
            level = below;
        }
        facts
    }
}
