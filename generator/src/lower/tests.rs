//! Lowering from hand-made [`Resolved`] documents.

use std::sync::Arc;

use super::{Cx, schema};
use crate::DateTimes;
use crate::diag::{Diagnostics, codes};
use crate::ir::{self, Payload, Presence, Scalar, TypeKind, TypeRef};
use crate::resolve::{
    Additional, MediaType, Operation, Parameter, Place, Property, Rename, RequestBody, Resolved,
    Response, Schema, SchemaId, Security, Status, Style, Tolerated, Type, ValueNote,
};
use crate::source::{At, FileId, Node, Value};

/// A document under construction; every node gets a place of its own.
pub(super) struct Build {
    resolved: Resolved,
    places: u32,
}

pub(super) fn node(value: Value) -> Node {
    Node { at: At { file: FileId(0), node: 0 }, value }
}

fn text(value: &str) -> Node {
    node(Value::String(value.to_owned()))
}

impl Build {
    pub(super) fn new() -> Self {
        let at = At { file: FileId(0), node: 0 };
        let resolved = Resolved {
            webhooks: Vec::new(),
            callbacks: Vec::new(),
            title: "Test".to_owned(),
            version: "1".to_owned(),
            summary: None,
            description: None,
            servers: Vec::new(),
            base_path: String::new(),
            schemes: Vec::new(),
            security: None,
            tags: Vec::new(),
            schemas: Vec::new(),
            named: Vec::new(),
            shared: std::collections::BTreeMap::new(),
            operations: Vec::new(),
            timeout: None,
            retry: None,
            verify: None,
            refused: Vec::new(),
            at,
        };
        Self { resolved, places: 0 }
    }

    fn at(&mut self) -> At {
        self.places += 1;
        At { file: FileId(0), node: self.places }
    }

    pub(super) fn add(&mut self, change: impl FnOnce(&mut Schema)) -> SchemaId {
        let mut schema = Schema::any(self.at());
        change(&mut schema);
        self.resolved.schemas.push(Arc::new(schema));
        SchemaId(u32::try_from(self.resolved.schemas.len() - 1).unwrap())
    }

    pub(super) fn schema(&mut self, id: SchemaId) -> &mut Schema {
        Arc::make_mut(&mut self.resolved.schemas[id.0 as usize])
    }

    fn typed(&mut self, ty: Type) -> SchemaId {
        self.add(|s| s.types = vec![ty])
    }

    pub(super) fn string(&mut self) -> SchemaId {
        self.typed(Type::String)
    }

    /// An object; names that end in `!` are required.
    fn object(&mut self, properties: &[(&str, SchemaId)]) -> SchemaId {
        let at = self.at();
        self.add(|s| {
            s.types = vec![Type::Object];
            for (name, schema) in properties {
                let bare = name.trim_end_matches('!');
                if bare != *name {
                    s.required.push(bare.to_owned());
                }
                s.properties.push(Property {
                    name: bare.to_owned(),
                    schema: *schema,
                    rename: None,
                    tolerated: Tolerated::default().into(),
                    at,
                });
            }
        })
    }

    fn named(&mut self, name: &str, id: SchemaId) -> SchemaId {
        self.schema(id).component = Some(name.to_owned());
        self.resolved.named.push((name.to_owned(), id));
        id
    }

    fn operation(&mut self, id: &str, change: impl FnOnce(&mut Operation)) {
        let mut operation = Operation {
            id: Some(id.to_owned()),
            function: None,
            method: "GET".into(),
            path: "/machines".to_owned(),
            tags: vec!["Machines".to_owned()],
            summary: None,
            description: None,
            link: None,
            deprecated: false,
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            security: None,
            servers: Vec::new(),
            group: None,
            rename: Rename::default(),
            aliases: Vec::new(),
            timeout: None,
            retry: None,
            pagination: None,
            one_page: false,
            return_value: None,
            wait: None,
            find: None,
            many: None,
            wait_at: self.at(),
            callbacks: Vec::new(),
            at: self.at(),
        };
        change(&mut operation);
        self.resolved.operations.push(operation);
    }

    fn parameter(
        &mut self,
        name: &str,
        place: Place,
        required: bool,
        schema: SchemaId,
    ) -> Parameter {
        let is_form = matches!(place, Place::Query | Place::Cookie);
        Parameter {
            name: name.to_owned(),
            place,
            description: None,
            required,
            deprecated: false,
            allow_empty: false,
            allow_reserved: false,
            style: if is_form { Style::Form } else { Style::Simple },
            explode: is_form,
            schema,
            content: None,
            examples: Vec::new(),
            rename: Rename::default(),
            of_path: false,
            at: self.at(),
        }
    }

    fn media(&mut self, name: &str, schema: Option<SchemaId>) -> MediaType {
        let at = self.at();
        MediaType { schema, ..MediaType::of(name, SchemaId(0), at) }
    }

    fn response(&mut self, status: Status, content: Vec<MediaType>) -> Response {
        let at = self.at();
        Response {
            status,
            summary: None,
            description: None,
            content,
            headers: Vec::new(),
            links: Vec::new(),
            at,
        }
    }

    /// Runs an assertion about one schema.
    pub(super) fn check(&self, assert: impl FnOnce(&mut Cx<'_>)) {
        let mut diags = Diagnostics::default();
        assert(&mut Cx::new(&self.resolved, DateTimes::Typed, &mut diags));
    }

    fn lower(&self) -> (ir::Api, Diagnostics) {
        let mut diags = Diagnostics::default();
        let api = super::lower(&self.resolved, "test", DateTimes::Typed, &mut diags);
        (api, diags)
    }

    /// The type of one anonymous schema, and the codes of what was reported.
    fn ty(&self, id: SchemaId) -> (TypeRef, Vec<&'static str>) {
        let mut diags = Diagnostics::default();
        let mut cx = Cx::new(&self.resolved, DateTimes::Typed, &mut diags);
        let ty = schema::lower(&mut cx, id, 0).whole();
        (ty, codes_of(&diags))
    }
}

fn codes_of(diags: &Diagnostics) -> Vec<&'static str> {
    diags.iter().map(|d| d.code.name).collect()
}

fn definition<'a>(api: &'a ir::Api, name: &str) -> &'a TypeKind {
    &api.types.iter().find(|ty| ty.name.0 == name).unwrap_or_else(|| panic!("no type {name}")).kind
}

fn fields<'a>(api: &'a ir::Api, name: &str) -> &'a [ir::Field] {
    match definition(api, name) {
        TypeKind::Struct(found) => &found.fields,
        other => panic!("{name} is {other:?}"),
    }
}

mod bodies;
mod objects;
mod operations;
mod scalars;
mod unions;
