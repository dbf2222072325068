//! Stable names for anonymous schemas, from the place where they stand.
//!
//! Computed before anything is lowered, so that a name depends on the document and not on the order of
//! lowering. The nearest place wins: breadth first, components before operations. Of places that are as near
//! the first by name wins, so that the order of keys in the document does not matter either.
//!
//! A schema has several names that would do, and `pass::names` says under what conditions it gets which.

mod place;
mod plural;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::{alternatives, group, operation, status, union};
use crate::ir::Name;
use crate::resolve::{
    self, Additional, Header, Incoming, Operation, Parameter, Pieces, Property, Resolved, Schema,
    SchemaId,
};
use crate::source::At;
pub(super) use place::Part;
use place::Root;
pub(super) use plural::singular;

/// The places of schemas.
#[derive(Default)]
pub(super) struct Places {
    places: BTreeMap<SchemaId, Place>,
    /// Those that lowering found a place for.
    found: BTreeSet<SchemaId>,
}

#[derive(Clone)]
enum Place {
    /// It begins here.
    Root(Root, Option<Part>),
    /// It is a part of another, which has a place itself.
    Within(SchemaId, Part),
    /// It is a part of what an array has.
    WithinItem(SchemaId, Part),
    /// It says the same as another.
    Like(SchemaId),
}

impl Places {
    /// The name of a schema's place, unless it has one of its own.
    pub(super) fn name(&self, id: SchemaId, schema: &Schema) -> Name {
        match (&schema.rename.name, self.chain(id)) {
            (Some(name), _) => Name(name.clone()),
            (None, Some((root, parts))) => place::name(root, &parts),
            (None, None) => Name(NOWHERE.to_owned()),
        }
    }

    /// The same, and the names that would do as well.
    pub(super) fn names(&self, id: SchemaId, schema: &Schema) -> (Name, Vec<Name>) {
        match (&schema.rename.name, self.chain(id)) {
            (Some(name), _) => (Name(name.clone()), Vec::new()),
            (None, Some((root, parts))) => place::names(root, &parts),
            (None, None) => (Name(NOWHERE.to_owned()), Vec::new()),
        }
    }

    /// The name of what an array has.
    fn name_of_item(&self, array: SchemaId) -> Name {
        match self.chain(array) {
            Some((root, mut parts)) => {
                parts.push(&Part::Item);
                place::name(root, &parts)
            }
            None => Name(NOWHERE.to_owned()),
        }
    }

    /// Gives a made schema its place: within another. Of several places the nearest counts, and of those that are as
    /// near the one with the shortest name, so that the order in which they are found does not matter.
    pub(super) fn stand(&mut self, made: SchemaId, owner: SchemaId, part: Part) {
        let has_place = self.places.contains_key(&made);
        if has_place && !self.found.contains(&made) {
            return;
        }
        let is_better = match (self.chain(made), self.chain_within(owner, &part, made)) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(known), Some(other)) => is_better(&other, &known),
        };
        let place = match is_better {
            true => Place::Within(owner, part),
            false if has_place => return,
            // Whatever has no place must not get one below its own parts.
            false => Place::Root(Root::given(NOWHERE), None),
        };
        self.found.insert(made);
        self.places.insert(made, place);
    }

    /// The way to a place within another, unless that is a part of the schema itself.
    fn chain_within<'p>(
        &'p self,
        owner: SchemaId,
        part: &'p Part,
        made: SchemaId,
    ) -> Option<Chain<'p>> {
        let mut above = owner;
        loop {
            above = match self.places.get(&above)? {
                _ if above == made => return None,
                Place::Root(..) => break,
                Place::Within(owner, _) | Place::WithinItem(owner, _) | Place::Like(owner) => {
                    *owner
                }
            };
        }
        let (root, mut parts) = self.chain(owner)?;
        parts.push(part);
        Some((root, parts))
    }

    fn chain(&self, id: SchemaId) -> Option<Chain<'_>> {
        let mut parts = Vec::new();
        let mut place = self.places.get(&id)?;
        loop {
            match place {
                Place::Root(root, part) => {
                    parts.extend(part);
                    parts.reverse();
                    return Some((root, parts));
                }
                Place::Within(owner, part) => {
                    parts.push(part);
                    place = self.places.get(owner)?;
                }
                Place::WithinItem(array, part) => {
                    parts.extend([part, &Part::Item]);
                    place = self.places.get(array)?;
                }
                Place::Like(other) => place = self.places.get(other)?,
            }
        }
    }
}

/// The way to a place: where it begins, and every step from there.
type Chain<'p> = (&'p Root, Vec<&'p Part>);

/// Whether a place is less far in than another, or has the shorter name, or the first by the alphabet.
fn is_better((root, parts): &Chain<'_>, (other_root, other_parts): &Chain<'_>) -> bool {
    // What is nowhere has no parts, and any place is better.
    let far = |parts: &[&Part]| parts.len().wrapping_sub(1);
    let by_name = || {
        let (name, other) = (place::name(root, parts), place::name(other_root, other_parts));
        (name.0.len(), &name).cmp(&(other.0.len(), &other))
    };
    far(parts).cmp(&far(other_parts)).then_with(by_name).is_lt()
}

/// What a schema without any place is called.
const NOWHERE: &str = "value";

/// Names for what belongs to an operation and is no schema: its headers.
pub(super) fn of_operation(operation: &Operation, part: &str) -> (Name, Vec<Name>) {
    place::names(&root_of(operation), &[&Part::Role(part.to_owned())])
}

/// Walks the whole document.
pub(super) fn places(resolved: &Resolved) -> Places {
    let mut walk = Walk { resolved, places: Places::default(), queue: VecDeque::new() };
    let mut named: Vec<&(String, SchemaId)> = resolved.named.iter().collect();
    named.sort();
    for (name, id) in named {
        let name = resolved.schema(*id).component.as_ref().unwrap_or(name);
        walk.stand(*id, Place::Root(Root::given(name), None));
    }
    walk.run();
    let mut operations: Vec<&Operation> = resolved.operations.iter().collect();
    operations.sort_by_key(|operation| (&operation.path, &operation.method));
    for operation in operations {
        walk.operation(operation);
    }
    walk.run();
    let mut incoming: Vec<&Incoming> =
        resolved.webhooks.iter().chain(&resolved.callbacks).collect();
    incoming.sort_by_key(|incoming| (&incoming.name, &incoming.operation.method));
    for incoming in incoming {
        walk.incoming(incoming);
    }
    walk.run();
    walk.places
}

fn root_of(operation: &Operation) -> Root {
    let group = group::words(operation);
    Root::call(operation::identity(operation), &group)
}

struct Walk<'a> {
    resolved: &'a Resolved,
    places: Places,
    queue: VecDeque<SchemaId>,
}

impl Walk<'_> {
    fn stand(&mut self, id: SchemaId, place: Place) {
        if !self.places.places.contains_key(&id) {
            let renamed = self.resolved.schema(id).rename.name.as_deref();
            let place = renamed.map_or(place, |name| Place::Root(Root::given(name), None));
            self.places.places.insert(id, place);
            self.queue.push_back(id);
        }
    }

    fn operation(&mut self, operation: &Operation) {
        let root = root_of(operation);
        for parameter in &operation.parameters {
            self.parameter(operation, parameter, &root);
        }
        if let Some(body) = &operation.body {
            let encodings = body.content.iter().flat_map(|media| &media.encoding);
            for (part, encoding) in encodings {
                for header in &encoding.headers {
                    self.header(header, format!("{part} {}", header.name), &root);
                }
            }
            let (root, part) = self.of_shared(body.at, "request", &["body", "input"], &root);
            for schema in body.content.iter().filter_map(|media| media.schema) {
                self.stand(schema, Place::Root(root.clone(), part.clone()));
            }
        }
        let successes = operation.responses.iter().filter(|r| status::is_2xx(r.status)).count();
        for response in &operation.responses {
            let is_success = status::is_2xx(response.status);
            let role = if (is_success && successes == 1) || self.shared(response.at).is_some() {
                "response".to_owned()
            } else {
                format!("{} response", status::name(response.status))
            };
            let (root, part) = self.of_shared(response.at, &role, &["error", "result"], &root);
            for media in &response.content {
                let pieces = resolve::pieces(&media.name).filter(|_| is_success);
                let part = match pieces {
                    Some(Pieces::Events) => Some(Part::Role("event".to_owned())),
                    Some(Pieces::Lines) => Some(Part::Role("line".to_owned())),
                    None => part.clone(),
                };
                for event in &media.events {
                    let part = Part::Role(format!("{} event", event.name()));
                    self.stand(event.data, Place::Root(root.clone(), Some(part)));
                }
                if let Some(schema) = media.item.or(media.schema) {
                    self.stand(schema, Place::Root(root.clone(), part));
                }
            }
            for header in &response.headers {
                self.header(header, header.name.clone(), &root);
            }
        }
    }

    fn header(&mut self, header: &Header, name: String, root: &Root) {
        let (root, name) = match self.shared(header.at) {
            Some(name) => (Root::nameless(), name),
            None => (root.clone(), name),
        };
        if let Some(schema) = header.schema {
            self.stand(schema, Place::Root(root, Some(Part::Member(name))));
        }
    }

    /// Parameters that are shared are called by their own name, or by that of the path.
    fn parameter(&mut self, operation: &Operation, parameter: &Parameter, root: &Root) {
        let (root, name) = match self.shared(parameter.at) {
            Some(name) => (Root::nameless(), without_kind(&name)),
            None if parameter.of_path => {
                let group = group::words(operation);
                let path = operation::words_of_path(&operation.path).join(" ");
                (Root::call(path, &group), parameter.name.clone())
            }
            None => (root.clone(), parameter.name.clone()),
        };
        self.stand(parameter.schema, Place::Root(root, Some(Part::Member(name))));
    }

    /// The key of an object in `components`.
    fn shared(&self, at: At) -> Option<String> {
        self.resolved.shared.get(&at).cloned()
    }

    /// A body is called by its own name if it has one, and by its role unless the name says it already.
    fn of_shared(&self, at: At, role: &str, says: &[&str], root: &Root) -> (Root, Option<Part>) {
        let Some(name) = self.shared(at) else {
            return (root.clone(), Some(Part::Role(role.to_owned())));
        };
        let words = Name(name.clone()).words();
        let told = words.last().is_some_and(|last| says.contains(&last.as_str()));
        (Root::given(&name), (!told).then(|| Part::Role(role.to_owned())))
    }

    fn incoming(&mut self, incoming: &Incoming) {
        let name = super::incoming::identity(incoming);
        let part = Some(Part::Role("payload".to_owned()));
        for media in incoming.operation.body.iter().flat_map(|body| &body.content) {
            if let Some(schema) = media.schema {
                self.stand(schema, Place::Root(Root::call(name.clone(), &[]), part.clone()));
            }
        }
    }

    fn run(&mut self) {
        while let Some(id) = self.queue.pop_front() {
            let schema = self.resolved.schema(id);
            let mut properties: Vec<&Property> = schema.properties.iter().collect();
            properties.sort_by_key(|property| &property.name);
            for property in properties {
                let part = Part::Member(property.name.clone());
                self.stand(property.schema, Place::Within(id, part));
            }
            if let Some(items) = schema.items.filter(|_| schema.prefix_items.is_empty()) {
                self.stand(items, Place::Within(id, Part::Item));
            }
            if !schema.prefix_items.is_empty() {
                self.places_of_items(id, schema);
            }
            if let Additional::Schema(value) = schema.additional {
                self.stand(value, Place::Within(id, Part::Value));
            }
            let look = |id| self.resolved.schema(id);
            if let Some(listed) = alternatives::listed(&look, schema, id)
                && listed.members.len() > 1
            {
                let owner = self.places.name(id, schema).0;
                let names = union::names(&look, &owner, &listed.members);
                for (member, variant) in listed.members.into_iter().zip(names) {
                    self.stand(member, Place::Within(id, Part::Branch(variant)));
                }
            }
            let members = schema.reference.iter().chain(&schema.all_of);
            for member in members.chain(&schema.one_of).chain(&schema.any_of) {
                self.stand(*member, Place::Like(id));
            }
            for (_, value) in &schema.patterns {
                self.stand(*value, Place::Within(id, Part::Value));
            }
        }
    }

    /// Items that are described by their places are alternatives of one item.
    fn places_of_items(&mut self, id: SchemaId, array: &Schema) {
        let owner = self.places.name_of_item(id).0;
        let members: Vec<SchemaId> =
            array.prefix_items.iter().copied().chain(array.items).collect();
        let names = union::names(&|id| self.resolved.schema(id), &owner, &members);
        for (member, name) in members.into_iter().zip(names) {
            self.stand(member, Place::WithinItem(id, Part::Branch(name)));
        }
    }
}

/// `order param` is an order.
fn without_kind(key: &str) -> String {
    let words = Name(key.to_owned()).words();
    let is_kind = |word: &String| {
        matches!(word.as_str(), "param" | "params" | "parameter" | "parameters" | "query" | "path")
    };
    let kept = words.iter().rposition(|word| !is_kind(word)).map_or(0, |last| last + 1);
    if kept == 0 { key.to_owned() } else { words[..kept].join(" ") }
}
