//! Stable names for anonymous schemas, from the place where they stand.
//!
//! Computed before anything is lowered, so that a name depends on the document and not on the order of
//! lowering. The nearest place wins: breadth first, components before operations.

use std::collections::{BTreeMap, VecDeque};

use super::stream::{self, Pieces};
use super::{alternatives, operation, union};
use crate::ir::Name;
use crate::resolve::{Additional, Incoming, Operation, Resolved, Schema, SchemaId, Status};

/// A place longer than this loses its middle: it no longer tells anybody anything.
const LONGEST: usize = 96;

/// The name of each anonymous schema.
#[derive(Default)]
pub(super) struct Places {
    names: BTreeMap<SchemaId, String>,
}

impl Places {
    /// The name of a schema's place, unless it has one of its own.
    pub(super) fn name(&self, id: SchemaId, schema: &Schema) -> Name {
        if let Some(name) = &schema.rename.name {
            return Name(name.clone());
        }
        Name(self.names.get(&id).cloned().unwrap_or_else(|| "value".to_owned()))
    }

    /// Gives a made schema its place: below another.
    pub(super) fn stand_below(&mut self, made: SchemaId, owner: &str, part: &str) {
        self.names.entry(made).or_insert_with(|| join(owner, part));
    }

    /// Gives a made schema its place: a member of its owner.
    pub(super) fn stand(&mut self, made: SchemaId, owner: SchemaId, member: &str) {
        if !self.names.contains_key(&made) {
            let owner = self.names.get(&owner).map_or("", String::as_str);
            self.names.insert(made, join(owner, member));
        }
    }
}

/// Walks the whole document.
pub(super) fn places(resolved: &Resolved) -> Places {
    let mut walk = Walk { resolved, places: Places::default(), queue: VecDeque::new() };
    for (name, id) in &resolved.named {
        walk.root(*id, name);
    }
    walk.run();
    for operation in &resolved.operations {
        walk.operation(operation);
    }
    walk.run();
    for incoming in resolved.webhooks.iter().chain(&resolved.callbacks) {
        walk.incoming(incoming);
    }
    walk.run();
    walk.places
}

struct Walk<'a> {
    resolved: &'a Resolved,
    places: Places,
    queue: VecDeque<SchemaId>,
}

impl Walk<'_> {
    fn root(&mut self, id: SchemaId, name: &str) {
        if !self.places.names.contains_key(&id) {
            let chosen = self.resolved.schema(id).rename.name.as_deref().unwrap_or(name);
            self.places.names.insert(id, chosen.to_owned());
            self.queue.push_back(id);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let name = operation::identity(operation);
        for parameter in &operation.parameters {
            self.root(parameter.schema, &join(&name, &parameter.name));
        }
        for media in operation.body.iter().flat_map(|body| &body.content) {
            if let Some(schema) = media.schema {
                self.root(schema, &join(&name, "request"));
            }
        }
        let successes = operation.responses.iter().filter(|r| is_success(r.status)).count();
        for response in &operation.responses {
            let part = if is_success(response.status) && successes == 1 {
                "response".to_owned()
            } else {
                format!("{} response", super::status::name(response.status))
            };
            for media in &response.content {
                let pieces = stream::pieces(&media.name).filter(|_| is_success(response.status));
                let part = match pieces {
                    Some(Pieces::Events) => "event",
                    Some(Pieces::Lines) => "line",
                    None => &part,
                };
                if let Some(schema) = media.schema {
                    self.root(schema, &join(&name, part));
                }
            }
            for (header, schema) in response.headers.iter().filter_map(|h| Some((h, h.schema?))) {
                self.root(schema, &join(&name, &header.name));
            }
        }
    }

    fn incoming(&mut self, incoming: &Incoming) {
        let name = join(&super::incoming::identity(incoming), "payload");
        for media in incoming.operation.body.iter().flat_map(|body| &body.content) {
            if let Some(schema) = media.schema {
                self.root(schema, &name);
            }
        }
    }

    fn run(&mut self) {
        while let Some(id) = self.queue.pop_front() {
            let name = self.places.names.get(&id).cloned().unwrap_or_default();
            let schema = self.resolved.schema(id);
            for property in &schema.properties {
                self.root(property.schema, &join(&name, &property.name));
            }
            if let Some(items) = schema.items {
                self.root(items, &join(&name, "item"));
            }
            if let Additional::Schema(value) = schema.additional {
                self.root(value, &join(&name, "value"));
            }
            let look = |id| self.resolved.schema(id);
            if let Some(listed) = alternatives::listed(&look, schema, id)
                && listed.members.len() > 1
            {
                let names = union::names(&look, &name, &listed.members);
                for (member, variant) in listed.members.into_iter().zip(names) {
                    self.root(member, &join(&name, &variant));
                }
            }
            let members = schema.reference.iter().chain(&schema.all_of);
            for member in members.chain(&schema.one_of).chain(&schema.any_of) {
                self.root(*member, &name);
            }
            for (_, value) in &schema.patterns {
                self.root(*value, &join(&name, "value"));
            }
            for item in &schema.prefix_items {
                self.root(*item, &join(&name, "item"));
            }
        }
    }
}

fn is_success(status: Status) -> bool {
    match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Range(digit) => digit == 2,
        Status::Default => false,
    }
}

fn join(place: &str, part: &str) -> String {
    if place.len() + part.len() <= LONGEST {
        return format!("{place} {part}");
    }
    let head: String = place.chars().take(LONGEST / 3).collect();
    let part: String = part.chars().take(LONGEST / 2).collect();
    format!("{head} {part}")
}
