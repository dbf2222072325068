//! Names of definitions that are no components: `$defs`, and schemas in other files.
//!
//! Such a schema is called by its key, if a reference leads to it. Where another one has that name and says
//! something else, it is called by what it stands in as well. Nothing depends on what is referred to first.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::SchemaId;
use super::super::resolver::Resolver;
use crate::source::{At, FileId, Map, Node, Pointer, Value};

/// A definition that something refers to.
struct Definition<'a> {
    id: SchemaId,
    node: &'a Node,
    place: (FileId, Pointer),
    /// Its key.
    name: String,
    /// The name of what it stands in, with its key.
    longer: Option<String>,
}

impl<'a> Resolver<'a> {
    /// Gives every schema its name, once all are known.
    pub(in super::super) fn name_schemas(&mut self) {
        let mut found: BTreeMap<String, Vec<Definition<'a>>> = BTreeMap::new();
        for (id, pointer) in std::mem::take(&mut self.referred) {
            if !self.names.contains_key(&id)
                && !self.copies.contains(&id)
                && let Some(definition) = self.definition(id, &pointer)
            {
                found.entry(definition.name.clone()).or_default().push(definition);
            }
        }
        let components: BTreeSet<String> = self.names.values().cloned().collect();
        let mut found: Vec<_> = found.into_iter().collect();
        found.sort_by_key(|(_, definitions)| definitions.iter().map(|one| one.id).min());
        for (name, mut definitions) in found {
            definitions.sort_by(|one, other| one.place.cmp(&other.place));
            // Equal ones are one type, which has one name.
            let mut by_text: Vec<&Definition<'a>> = definitions.iter().collect();
            by_text.sort_by(|one, other| compare(one.node, other.node));
            let classes: Vec<_> =
                by_text.chunk_by(|one, other| compare(one.node, other.node).is_eq()).collect();
            let is_plain = classes.len() == 1 && !components.contains(&name);
            for class in classes {
                let longer = class.iter().filter_map(|one| one.longer.as_ref()).min();
                for definition in class {
                    let longer = longer.filter(|_| !is_plain && definition.longer.is_some());
                    self.names.insert(definition.id, longer.unwrap_or(&name).clone());
                }
            }
            for Definition { id, .. } in definitions {
                self.named.push((self.names[&id].clone(), id));
            }
        }
        for (id, name) in &self.names {
            if let Some(schema) = self.schemas[id.0 as usize].as_mut().map(Arc::make_mut) {
                schema.component = Some(name.clone());
            }
        }
    }

    /// The definition that stands in a place, if that is a place for definitions.
    fn definition(&self, id: SchemaId, pointer: &Pointer) -> Option<Definition<'a>> {
        let at = self.schemas[id.0 as usize].as_ref()?.at;
        let node = self.sources.find(at.file, pointer)?;
        let (name, outer) = self.names_of(pointer, at)?;
        let space = if name.starts_with(|first: char| first.is_uppercase()) { "" } else { " " };
        let longer = outer.map(|outer| format!("{outer}{space}{name}"));
        Some(Definition { id, node, place: (at.file, pointer.clone()), name, longer })
    }

    /// The name that a schema has by its place, and that of what it stands in.
    fn names_of(&self, pointer: &Pointer, at: At) -> Option<(String, Option<String>)> {
        // A file that is a schema is called after the file.
        let file = self.sources.name(at.file);
        let file = file.rsplit('/').next().unwrap_or(file);
        let file = file.split('.').next().unwrap_or(file).to_owned();
        Some(match pointer.tokens() {
            [] => (file, None),
            [name] => (name.clone(), Some(file)),
            [outer @ .., section, name]
                if matches!(section.as_str(), "schemas" | "$defs" | "definitions") =>
            {
                let outer = match outer {
                    [.., outer] if section != "schemas" => outer.clone(),
                    [..] => file,
                };
                (name.clone(), Some(outer))
            }
            [..] => return None,
        })
    }
}

/// An order in which equal texts are neighbours, whatever the order of their members. Nodes nest no deeper than
/// files are read.
fn compare(one: &Node, other: &Node) -> Ordering {
    match (&one.value, &other.value) {
        (Value::Null, Value::Null) => Ordering::Equal,
        (Value::Bool(one), Value::Bool(other)) => one.cmp(other),
        (Value::Int(one), Value::Int(other)) => one.cmp(other),
        // Zero has two signs and is one number.
        (Value::Float(one), Value::Float(other)) => (one + 0.0).total_cmp(&(other + 0.0)),
        (Value::String(one), Value::String(other)) => one.cmp(other),
        (Value::Array(one), Value::Array(other)) => {
            one.len().cmp(&other.len()).then_with(|| compare_all(one, other))
        }
        (Value::Object(one), Value::Object(other)) => one.len().cmp(&other.len()).then_with(|| {
            let (one, other) = (by_key(one), by_key(other));
            one.keys()
                .cmp(other.keys())
                .then_with(|| compare_all(one.values().copied(), other.values().copied()))
        }),
        (one, other) => one.kind().cmp(other.kind()),
    }
}

/// The first difference of lists that are equally long.
fn compare_all<'n>(
    one: impl IntoIterator<Item = &'n Node>,
    other: impl IntoIterator<Item = &'n Node>,
) -> Ordering {
    let mut differences = one.into_iter().zip(other).map(|(one, other)| compare(one, other));
    differences.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
}

fn by_key(members: &Map) -> BTreeMap<&str, &Node> {
    members.iter().map(|(key, node)| (key.as_str(), node)).collect()
}
