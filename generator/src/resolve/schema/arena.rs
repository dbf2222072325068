//! Gives each schema an id, once, wherever it is referred from.
//!
//! Nothing here calls itself: schemas wait in a queue, so no chain of references is too long.

use std::collections::BTreeSet;

use super::super::refs::{Kind, Target};
use super::super::resolver::{ChainEnd, Pending, Resolver};
use super::super::{Schema, SchemaId};
use super::Type;
use super::build;
use crate::document::Version;
use crate::document::reference::Reference;
use crate::document::schema as written;
use crate::source::{At, Node, Pointer, Value};

impl Resolver<'_> {
    /// Registers the root document's component schemas.
    pub(in super::super) fn components(&mut self) {
        let document = self.document;
        let Some(components) = &document.components else { return };
        for schema in components.schemas.values() {
            self.written.insert(schema.at(), Some(schema.clone()));
        }
        // What says something itself comes first: a component that only refers to a later one would
        // take it for a schema of another place.
        for (name, schema) in &components.schemas {
            if self.pure_reference(schema).is_none() {
                self.id(schema, Some(name), false);
            }
        }
        for (name, schema) in &components.schemas {
            let id = self.named_schema(name, schema);
            self.named.push((name.clone(), id));
        }
    }

    fn named_schema(&mut self, name: &str, schema: &written::Schema) -> SchemaId {
        match self.pure_reference(schema) {
            Some(_) => self.schema(schema),
            None => self.id(schema, Some(name), false),
        }
    }

    /// The id of a schema that stands in some place; through references, of the schema that they lead to.
    pub(in super::super) fn schema(&mut self, schema: &written::Schema) -> SchemaId {
        self.place(schema, false)
    }

    /// The id of a schema that is a property of another one.
    pub(super) fn property(&mut self, schema: &written::Schema) -> SchemaId {
        self.place(schema, true)
    }

    fn place(&mut self, schema: &written::Schema, is_property: bool) -> SchemaId {
        match self.pure_reference(schema) {
            Some(reference) => self.reference(&reference),
            None => self.id(schema, None, is_property),
        }
    }

    /// The id of the schema that a reference leads to; of one that allows anything where it leads nowhere,
    /// which was reported then.
    pub(in super::super) fn reference(&mut self, reference: &Reference) -> SchemaId {
        match self.end_of_chain(reference) {
            Some((schema, name)) => {
                let name = name.as_deref();
                let elsewhere = !self.ids.contains_key(&schema.at());
                let id = self.id(&schema, name, false);
                if let Some(name) = name
                    && elsewhere
                {
                    self.named_elsewhere.push((name.to_owned(), id));
                }
                id
            }
            None => self.anything(reference.to_at),
        }
    }

    /// The first schema along a chain of references that says something itself, and its name.
    ///
    /// What one reference of a chain leads to, all of them do; it is kept, or long chains would be walked
    /// from each of their references.
    fn end_of_chain(&mut self, first: &Reference) -> ChainEnd {
        let mut seen = BTreeSet::new();
        let end = self.walk_chain(first, &mut seen);
        self.chain_ends.extend(seen.into_iter().map(|at| (at, end.clone())));
        end
    }

    fn walk_chain(&mut self, first: &Reference, seen: &mut BTreeSet<At>) -> ChainEnd {
        let mut reference = first.clone();
        loop {
            if let Some(end) = self.chain_ends.get(&reference.to_at) {
                return end.clone();
            }
            if !seen.insert(reference.to_at) {
                self.report_cycle(seen, first.to_at);
                return None;
            }
            let target = self.step(&reference.to, reference.to_at, Kind::Schema)?;
            let schema = self.written(&target)?;
            match self.pure_reference(&schema) {
                Some(next) => reference = next,
                None => {
                    let name = self.name_of(&target.pointer, schema.at());
                    return Some((schema, name));
                }
            }
        }
    }

    fn written(&mut self, target: &Target<'_>) -> Option<written::Schema> {
        let at = target.node.at;
        if let Some(known) = self.written.get(&at) {
            return known.clone();
        }
        let schema = self.read::<written::Schema>(target.node);
        self.written.insert(at, schema.clone());
        schema
    }

    /// The reference that a schema consists of. In 3.0 whatever stands beside a `$ref` and is more than an
    /// explanation counts nothing.
    fn pure_reference(&self, schema: &written::Schema) -> Option<Reference> {
        let written::Schema::Keywords(keywords) = schema else { return None };
        let reference = keywords.core.reference.as_ref()?;
        let alone = keywords.annotations == written::Annotations::default()
            && match self.version {
                Version::V3_0 => !keywords.validation.nullable,
                Version::V3_1 => {
                    keywords.applicators == written::Applicators::default()
                        && keywords.validation == written::Validation::default()
                }
            };
        // 3.0's ignored siblings are to be reported, which happens when the schema is built.
        let silent = self.version == Version::V3_1 || !build::has_ignored_siblings(keywords);
        (alone && silent).then(|| reference.clone())
    }

    fn id(&mut self, schema: &written::Schema, name: Option<&str>, is_property: bool) -> SchemaId {
        if let Some(id) = self.ids.get(&schema.at()) {
            return *id;
        }
        let id = self.slot();
        self.ids.insert(schema.at(), id);
        if let Some(name) = name {
            self.names.insert(id, name.to_owned());
        }
        self.pending.push_back(Pending { id, schema: schema.clone(), is_property });
        id
    }

    fn slot(&mut self) -> SchemaId {
        // 2^32 schemas do not fit into the texts that are read: files are limited to far fewer bytes.
        let id = SchemaId(u32::try_from(self.schemas.len()).unwrap_or(u32::MAX));
        self.schemas.push(None);
        id
    }

    /// A schema of our own that allows anything.
    pub(in super::super) fn anything(&mut self, at: At) -> SchemaId {
        let id = self.slot();
        self.schemas[id.0 as usize] = Some(Schema::any(at));
        id
    }

    /// A schema of our own for any text.
    pub(in super::super) fn text(&mut self, at: At) -> SchemaId {
        let id = self.slot();
        self.schemas[id.0 as usize] = Some(Schema { types: vec![Type::String], ..Schema::any(at) });
        id
    }

    /// A schema of our own for one text.
    pub(in super::super) fn constant(&mut self, at: At, text: &str) -> SchemaId {
        let id = self.text(at);
        let constant = Node { at, value: Value::String(text.to_owned()) };
        if let Some(schema) = &mut self.schemas[id.0 as usize] {
            schema.constant = Some(constant);
        }
        id
    }

    /// Builds all schemas that wait, and those that they lead to.
    pub(in super::super) fn build_pending(&mut self) {
        while let Some(pending) = self.pending.pop_front() {
            let schema = self.build(&pending);
            self.schemas[pending.id.0 as usize] = Some(schema);
        }
    }

    /// The name that a schema has by its place, if that is a place for named schemas.
    fn name_of(&self, pointer: &Pointer, at: At) -> Option<String> {
        match pointer.tokens() {
            // A file that is a schema is called after the file.
            [] => {
                let file = self.sources.name(at.file);
                let stem = file.rsplit('/').next().unwrap_or(file);
                Some(stem.split('.').next().unwrap_or(stem).to_owned())
            }
            [name] => Some(name.clone()),
            [.., section, name]
                if matches!(section.as_str(), "schemas" | "$defs" | "definitions") =>
            {
                Some(name.clone())
            }
            _ => None,
        }
    }
}
