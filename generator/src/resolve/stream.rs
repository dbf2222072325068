//! What one piece of a sequence is: of `itemSchema`, or of the items of an array that `schema` describes.
//!
//! Server-sent events are objects to a schema, with the members `data`, `event`, `id` and `retry`; all but the data
//! is the business of whoever reads the stream. What is a text to the stream may hold JSON (`contentSchema`).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Event, MediaType, Operation, Resolved, Schema, SchemaId, Type};
use crate::diag::{Diagnostics, codes};
use crate::document::Version;
use crate::source::{At, Value};

/// How a body is divided into pieces.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Pieces {
    /// Server-sent events (WHATWG HTML, section 9.2).
    Events,
    /// JSON values, each in a line or after a separator (RFC 7464).
    Lines,
}

/// The division that a media type stands for.
#[must_use]
pub fn pieces(name: &str) -> Option<Pieces> {
    let essence = name.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/event-stream" => Some(Pieces::Events),
        "application/jsonl"
        | "application/x-jsonl"
        | "application/jsonlines"
        | "application/x-jsonlines"
        | "application/ndjson"
        | "application/x-ndjson"
        | "application/json-seq" => Some(Pieces::Lines),
        _ => None,
    }
}

/// What an event can have.
const FIELDS: &[&str] = &["data", "event", "id", "retry"];

/// Schemas of events are looked into no further.
const MOST_SEEN: usize = 256;

/// Finds the piece of each sequence. Before 3.2 `schema` is that of a piece, whatever it describes.
pub(super) fn settle(resolved: &mut Resolved, version: Version, diags: &mut Diagnostics) {
    let schemas = std::mem::take(&mut resolved.schemas);
    let mut settler = Settler { schemas, version, diags, settled: BTreeMap::new() };
    let incoming = resolved.webhooks.iter_mut().chain(&mut resolved.callbacks);
    let incoming = incoming.map(|incoming| &mut incoming.operation);
    for operation in resolved.operations.iter_mut().chain(incoming) {
        settler.operation(operation);
    }
    resolved.schemas = settler.schemas;
}

struct Settler<'d> {
    schemas: Vec<Arc<Schema>>,
    version: Version,
    diags: &'d mut Diagnostics,
    /// What was found of the events of a media type, by its place.
    settled: BTreeMap<At, (Option<SchemaId>, Vec<Event>)>,
}

impl Settler<'_> {
    fn operation(&mut self, operation: &mut Operation) {
        let bodies = operation.body.iter_mut().flat_map(|body| &mut body.content);
        let answers = operation.responses.iter_mut().flat_map(|response| &mut response.content);
        for media in bodies.chain(answers) {
            match pieces(&media.name) {
                Some(Pieces::Events) => {
                    if let Some(event) = media.item {
                        (media.item, media.events) = self.events(event, media.at);
                    }
                }
                Some(Pieces::Lines) => {}
                None => continue,
            }
            if media.events.is_empty() {
                media.item = media.item.or_else(|| self.items(media));
            }
        }
    }

    /// The items of what `schema` says of all pieces together.
    fn items(&self, media: &MediaType) -> Option<SchemaId> {
        let whole = self.schema(media.schema?);
        let is_array = self.version >= Version::V3_2 && whole.types == [Type::Array];
        whole.items.filter(|_| is_array)
    }

    /// What the data of events is: of one type, or of several that names tell.
    fn events(&mut self, event: SchemaId, at: At) -> (Option<SchemaId>, Vec<Event>) {
        if let Some(settled) = self.settled.get(&at) {
            return settled.clone();
        }
        let mut found = Found::default();
        self.look(event, (None, None), &mut found);
        let mut events: Vec<Event> = Vec::new();
        for (data, name) in found.kinds {
            let data = self.held(data);
            let names = name.map(|name| self.names(name)).unwrap_or_default();
            let event = Event { names, data };
            let is_known =
                |known: &Event| known.names == event.names && self.is_same(known, &event);
            if !events.iter().any(is_known) {
                events.push(event);
            }
        }
        let item = match &events[..] {
            [] if found.is_event => Some(self.text(at)),
            [] => {
                let message = "`itemSchema` describes no `data`; it is read as that of the data";
                self.diags.report(codes::TOLERATED, at, message).help(
                    "describe events as objects with the members `data`, `event`, `id` and `retry`",
                );
                Some(event)
            }
            [first, others @ ..] if others.iter().all(|other| self.is_same(first, other)) => {
                Some(first.data)
            }
            events if are_told(events) => None,
            events => Some(self.one_of(events, event)),
        };
        match item {
            Some(_) => events.clear(),
            // The last variant is that of all other names.
            None => events.sort_by_key(|event| event.names.is_empty()),
        }
        self.settled.insert(at, (item, events.clone()));
        (item, events)
    }

    fn is_same(&self, one: &Event, other: &Event) -> bool {
        one.data == other.data || (self.is_text(one.data) && self.is_text(other.data))
    }

    /// What any of several kinds of events has, where no name tells them.
    fn one_of(&mut self, events: &[Event], all: SchemaId) -> SchemaId {
        let at = self.schema(all).at;
        let Some(text) = events.iter().find(|event| self.is_text(event.data)) else {
            let mut one_of: Vec<SchemaId> = Vec::new();
            for event in events {
                if !one_of.contains(&event.data) {
                    one_of.push(event.data);
                }
            }
            return self.make(Schema { one_of, ..Schema::any(at) });
        };
        let message = "some events have text as data and others JSON: all data is read as text";
        self.diags
            .report(codes::UNSUPPORTED, at, message)
            .help("give each kind of event a `const` of its own as `event`");
        text.data
    }

    /// The names that a schema of `event` lists.
    fn names(&self, event: SchemaId) -> Vec<String> {
        let parts = self.parts(event);
        let listed = parts.iter().map(|part| self.schema(*part));
        let listed =
            listed.flat_map(|part| part.enumeration.iter().flatten().chain(&part.constant));
        let mut names: Vec<String> = Vec::new();
        for node in listed {
            if let Value::String(name) = &node.value
                && !names.contains(name)
            {
                names.push(name.clone());
            }
        }
        names
    }

    /// Gathers `data` and `event` of events: of each alternative, else of what all of them are.
    fn look(&self, id: SchemaId, inherited: Said, found: &mut Found) {
        if found.seen.len() > MOST_SEEN || !found.seen.insert(id) {
            return;
        }
        let parts = self.parts(id);
        let properties = parts.iter().flat_map(|part| &self.schema(*part).properties);
        let mut own = inherited;
        for property in properties {
            found.is_event |= FIELDS.contains(&property.name.as_str());
            match property.name.as_str() {
                "data" => own.0 = Some(property.schema),
                "event" => own.1 = Some(property.schema),
                _ => {}
            }
        }
        let alternatives: Vec<SchemaId> = parts
            .iter()
            .map(|part| self.schema(*part))
            .flat_map(|part| part.one_of.iter().chain(&part.any_of))
            .copied()
            .collect();
        if alternatives.is_empty() {
            found.kinds.extend(own.0.map(|data| (data, own.1)));
        }
        for alternative in alternatives {
            self.look(alternative, own, found);
        }
    }

    /// A schema and what it extends, which comes before it.
    fn parts(&self, id: SchemaId) -> Vec<SchemaId> {
        let (mut open, mut parts) = (vec![id], Vec::new());
        while let Some(id) = open.pop() {
            if parts.contains(&id) || parts.len() > MOST_SEEN {
                continue;
            }
            parts.push(id);
            let schema = self.schema(id);
            open.extend(schema.all_of.iter().chain(&schema.reference));
        }
        parts.reverse();
        parts
    }

    /// What data holds: JSON where its media type or its type says so, else any text.
    fn held(&mut self, data: SchemaId) -> SchemaId {
        let parts: Vec<&Schema> = self.parts(data).into_iter().map(|id| self.schema(id)).collect();
        let held = parts.iter().rev().find_map(|part| part.content_schema);
        let is_json = parts.iter().any(|part| {
            let (encoding, media_type) = &part.content;
            encoding.is_none() && media_type.as_deref().is_some_and(is_json)
        });
        let at = self.schema(data).at;
        let is_text =
            parts.iter().any(|part| is_text(part)) || parts.iter().all(|part| part.is_any());
        match held {
            Some(held) if is_json || parts.iter().all(|part| part.content == (None, None)) => held,
            Some(_) | None if is_json => self.make(Schema::any(at)),
            Some(_) | None if is_text => self.text(at),
            Some(_) | None => data,
        }
    }

    fn is_text(&self, id: SchemaId) -> bool {
        self.schema(id).types == [Type::String]
    }

    fn text(&mut self, at: At) -> SchemaId {
        self.make(Schema { types: vec![Type::String], ..Schema::any(at) })
    }

    fn make(&mut self, schema: Schema) -> SchemaId {
        let id = u32::try_from(self.schemas.len()).expect("schemas are counted in 32 bits");
        self.schemas.push(Arc::new(schema));
        SchemaId(id)
    }

    fn schema(&self, id: SchemaId) -> &Schema {
        &self.schemas[id.0 as usize]
    }
}

/// The schemas of `data` and `event`.
type Said = (Option<SchemaId>, Option<SchemaId>);

/// What is known of events.
#[derive(Default)]
struct Found {
    /// The schemas of `data` and `event` of each kind.
    kinds: Vec<(SchemaId, Option<SchemaId>)>,
    /// Whether it has a member that events have.
    is_event: bool,
    seen: BTreeSet<SchemaId>,
}

/// Whether names tell all kinds apart, but for one at most, which has all other names.
fn are_told(events: &[Event]) -> bool {
    let mut names = BTreeSet::new();
    let unnamed = events.iter().filter(|event| event.names.is_empty()).count();
    unnamed <= 1 && events.iter().flat_map(|event| &event.names).all(|name| names.insert(name))
}

/// Whether values are texts, or can be.
fn is_text(schema: &Schema) -> bool {
    let literals = schema.enumeration.iter().flatten().chain(&schema.constant);
    schema.types.contains(&Type::String)
        || schema.content.1.is_some()
        || literals.into_iter().any(|literal| matches!(literal.value, Value::String(_)))
}

fn is_json(media_type: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json" || essence.ends_with("+json")
}
