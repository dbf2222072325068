//! Gives each schema an id, once, wherever it is referred from.
//!
//! Nothing here calls itself: schemas wait in a queue, so no chain of references is too long.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::super::refs::{Kind, Target};
use super::super::resolver::{ChainEnd, Pending, Resolver};
use super::super::{Schema, SchemaId};
use super::Type;
use super::build;
use crate::document::Version;
use crate::document::reference::Reference;
use crate::document::schema as written;
use crate::source::{At, Node, Value};

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
                self.component(schema, name);
            }
        }
        for (name, schema) in &components.schemas {
            let id = self.named_schema(name, schema);
            self.named.push((name.clone(), id));
        }
    }

    fn component(&mut self, schema: &written::Schema, name: &str) -> SchemaId {
        let id = self.id(schema, false);
        self.names.entry(id).or_insert_with(|| name.to_owned());
        id
    }

    fn named_schema(&mut self, name: &str, schema: &written::Schema) -> SchemaId {
        match self.pure_reference(schema) {
            Some(_) => self.schema(schema),
            None => self.component(schema, name),
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
            None => match self.only_dynamic(schema) {
                Some(reference) => self.dynamic_reference(&reference),
                None => self.id(schema, is_property),
            },
        }
    }

    /// The id of the schema that a reference leads to; of one that allows anything where it leads nowhere,
    /// which was reported then.
    pub(in super::super) fn reference(&mut self, reference: &Reference) -> SchemaId {
        match self.end_of_chain(reference) {
            Some((schema, pointer)) => {
                let id = self.id(&schema, false);
                self.referred.entry(id).or_insert(pointer);
                id
            }
            None => self.anything(reference.to_at),
        }
    }

    /// The first schema along a chain of references that says something itself, and where that is.
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
                None => return Some((schema, target.pointer)),
            }
        }
    }

    pub(super) fn written(&mut self, target: &Target<'_>) -> Option<written::Schema> {
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
    pub(super) fn pure_reference(&self, schema: &written::Schema) -> Option<Reference> {
        let written::Schema::Keywords(keywords) = schema else { return None };
        let reference = keywords.core.reference.as_ref()?;
        let alone = keywords.annotations.is_silent()
            && match self.version {
                Version::V3_0 => !keywords.validation.nullable,
                Version::V3_1 | Version::V3_2 => {
                    keywords.applicators.is_silent() && keywords.validation.is_silent()
                }
            };
        // 3.0's ignored siblings are to be reported, which happens when the schema is built.
        let silent = self.version != Version::V3_0 || !build::has_ignored_siblings(keywords);
        (alone && silent && !self.binds(schema.at())).then(|| reference.clone())
    }

    pub(super) fn id(&mut self, schema: &written::Schema, is_property: bool) -> SchemaId {
        let scope = self.scope(schema.at());
        let key = (schema.at(), scope);
        if let Some(id) = self.ids.get(&key) {
            return *id;
        }
        let id = self.slot();
        let scope = key.1.clone();
        if scope.is_some() {
            self.copies.insert(id);
        }
        self.ids.insert(key, id);
        self.pending.push_back(Pending { id, schema: schema.clone(), is_property, scope });
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
        self.made(Schema::any(at))
    }

    /// A schema of our own for any text.
    pub(in super::super) fn text(&mut self, at: At) -> SchemaId {
        self.made(Schema { types: vec![Type::String], ..Schema::any(at) })
    }

    /// A schema of our own for one text.
    pub(in super::super) fn constant(&mut self, at: At, text: &str) -> SchemaId {
        let constant = Some(Node { at, value: Value::String(text.to_owned()) });
        self.made(Schema { types: vec![Type::String], constant, ..Schema::any(at) })
    }

    fn made(&mut self, schema: Schema) -> SchemaId {
        let id = self.slot();
        self.schemas[id.0 as usize] = Some(Arc::new(schema));
        id
    }

    /// Builds all schemas that wait, and those that they lead to.
    pub(in super::super) fn build_pending(&mut self) {
        while let Some(pending) = self.pending.pop_front() {
            self.enter(&pending);
            let schema = self.build(&pending);
            self.schemas[pending.id.0 as usize] = Some(Arc::new(schema));
        }
        self.leave();
    }
}
