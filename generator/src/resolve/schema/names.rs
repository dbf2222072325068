//! Names of definitions that are no components: `$defs`, and schemas in other files.
//!
//! Such a schema is called by its key, if a reference leads to it. Where another one has that name and says
//! something else, it is called by what it stands in as well. Nothing depends on what is referred to first.

use std::collections::{BTreeMap, BTreeSet};

use super::super::SchemaId;
use super::super::resolver::Resolver;
use crate::source::{At, FileId, Node, Pointer, Value};

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
            let first = definitions[0].node;
            let is_plain = definitions.iter().all(|other| says_the_same(first, other.node))
                && !components.contains(&name);
            for definition in &definitions {
                let name = match &definition.longer {
                    Some(longer) if !is_plain => {
                        // Equal ones are one type, which has one name.
                        let equal =
                            definitions.iter().filter(|o| says_the_same(definition.node, o.node));
                        equal.filter_map(|other| other.longer.as_ref()).min().unwrap_or(longer)
                    }
                    Some(_) | None => &name,
                };
                self.names.insert(definition.id, name.clone());
                self.named.push((name.clone(), definition.id));
            }
        }
        for (id, name) in &self.names {
            if let Some(schema) = &mut self.schemas[id.0 as usize] {
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

/// Whether two texts are equal. Nodes nest no deeper than files are read.
fn says_the_same(one: &Node, other: &Node) -> bool {
    match (&one.value, &other.value) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| says_the_same(a, b))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, a)| other.get(key).is_some_and(|b| says_the_same(a, b)))
        }
        (one, other) => one == other,
    }
}
