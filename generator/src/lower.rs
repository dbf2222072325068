//! Resolved OpenAPI to IR: which Rust shape does each thing get?
//!
//! Takes [`Resolved`] and gives an [`ir::Api`] whose identifiers are still pending. Knows nothing of
//! tokens, and of the spelling of names only how they fall into words. Whatever has no shape yet degrades
//! to a wider one and is reported where it is written; nothing is lost and nothing panics.

mod alike;
mod all_of;
mod alternatives;
mod answer;
mod array;
mod binary;
mod body;
mod conditional;
mod constant;
mod demanded;
mod docs;
mod encoding;
mod example;
mod fields_only;
mod form;
mod group;
mod header;
mod incoming;
mod inline;
mod map;
mod media_type;
mod method_names;
mod notation;
mod null;
mod numbers;
mod object;
mod only_member;
mod operation;
mod others;
mod overridden;
mod pages;
mod parameter;
mod pointer;
mod query_string;
mod response;
mod retry;
mod scalar;
mod schema;
mod security;
mod server;
mod shortcuts;
mod status;
mod stream;
mod string_enum;
#[cfg(test)]
mod tests;
mod tolerance;
mod union;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use crate::DateTimes;
use crate::diag::{Code, Diagnostics, Place, codes};
use crate::ir::{self, Ident, Name, TypeDef, TypeId, TypeKind, TypeRef, Usage};
use crate::resolve::{Resolved, Schema, SchemaId};
use crate::source::At;

/// Words for the variants of a union.
fn names_of_branches(cx: &Cx<'_>, owner: &str, members: &[SchemaId]) -> Vec<String> {
    union::names(&|id| cx.schema(id), owner, members)
}

/// Gives every schema and operation its Rust shape. `module` is the name that the API goes by.
#[must_use]
pub fn lower(
    resolved: &Resolved,
    module: &str,
    date_times: DateTimes,
    diags: &mut Diagnostics,
) -> ir::Api {
    // What operations are called does not depend on what they consist of.
    let (mut cx, method_names) = thread::scope(|scope| {
        let method_names = scope.spawn(|| method_names::of(resolved));
        let mut cx = Cx::new(resolved, date_times, diags);
        schema::components(&mut cx);
        (cx, method_names.join().unwrap_or_else(|panic| resume_unwind(panic)))
    });
    let schemes = security::schemes(&mut cx);
    let (operations, groups) = group::operations(&mut cx, &schemes, method_names);
    let (webhooks, webhook_tag) = incoming::webhooks(&mut cx);
    cx.finish_structs();
    schema::rename_made(&mut cx);
    report_no_server(&mut cx);

    let verify = resolved.verify.as_ref().and_then(|id| {
        let index = operations.iter().position(|operation| operation.id == *id)?;
        u32::try_from(index).ok().map(ir::OperationId)
    });
    ir::Api {
        name: Name(module.to_owned()),
        module: Ident::PENDING,
        title: resolved.title.clone(),
        version: resolved.version.clone(),
        docs: ir::Docs {
            summary: resolved.summary.clone(),
            description: resolved.description.clone(),
            ..ir::Docs::default()
        },
        servers: server::all(resolved),
        server_env: resolved.servers.iter().find_map(|server| server.env.clone()),
        self_hosted: resolved.servers.iter().any(|server| server.is_example),
        security: schemes.default,
        schemes: schemes.lowered,
        timeout: resolved.timeout,
        retry: retry::of_api(resolved),
        verify,
        refused: resolved.refused.clone(),
        types: cx.types,
        answers: cx.answers,
        operations,
        webhooks,
        webhook_tag,
        groups,
        features: None,
    }
}

/// Reports that requests have nowhere to go unless the caller says so.
fn report_no_server(cx: &mut Cx<'_>) {
    let resolved = cx.resolved;
    let Some(first) = resolved.servers.first().filter(|_| !resolved.operations.is_empty()) else {
        return;
    };
    if first.url.contains("://") || resolved.servers.iter().any(|server| server.is_example) {
        return;
    }
    let message = if first.at == resolved.at {
        "there are no `servers`: a client must set `base_url`".to_owned()
    } else {
        let url = docs::code(&first.url);
        format!("the server {url} has no host: a client must set `base_url`")
    };
    let help = "give `servers` an absolute URL, such as `https://api.example.com`";
    cx.degrade(codes::NO_SERVER, first.at, message, help);
}

/// What all shapes share while a document is lowered.
struct Cx<'a> {
    resolved: &'a Resolved,
    date_times: DateTimes,
    diags: &'a mut Diagnostics,
    /// Names of anonymous schemas.
    places: inline::Places,
    /// Schemas that did not stand in the document; their ids follow the document's.
    made: Vec<Arc<Schema>>,
    /// Intersections by what they intersect, so that recursion through them ends.
    intersections: BTreeMap<Vec<SchemaId>, SchemaId>,
    /// Those of members that several schemas describe.
    overridden: BTreeSet<SchemaId>,
    /// Definitions of named schemas.
    components: BTreeMap<SchemaId, TypeId>,
    /// Uses of anonymous schemas that are done.
    inline: BTreeMap<SchemaId, TypeRef>,
    /// Anonymous schemas whose shape is being found.
    active: BTreeSet<SchemaId>,
    /// Structs whose fields are still to be lowered. A queue, not recursion: chains of references are
    /// as long as a document likes.
    structs: VecDeque<(TypeId, Arc<Schema>)>,
    /// Places that were reported, so that a schema used twice is reported once.
    reported: BTreeSet<(At, String)>,
    types: Vec<TypeDef>,
    /// The types of schemas that did not stand in the document, unless these say their names.
    placed: Vec<(TypeId, SchemaId)>,
    answers: Vec<ir::AnswerSet>,
}

impl<'a> Cx<'a> {
    fn new(resolved: &'a Resolved, date_times: DateTimes, diags: &'a mut Diagnostics) -> Self {
        Self {
            resolved,
            date_times,
            diags,
            places: inline::places(resolved),
            made: Vec::new(),
            intersections: BTreeMap::new(),
            overridden: BTreeSet::new(),
            components: BTreeMap::new(),
            inline: BTreeMap::new(),
            active: BTreeSet::new(),
            structs: VecDeque::new(),
            reported: BTreeSet::new(),
            types: Vec::new(),
            placed: Vec::new(),
            answers: Vec::new(),
        }
    }

    /// A schema of the document, or one that `allOf` made.
    fn schema(&self, id: SchemaId) -> &Schema {
        let index = id.0 as usize;
        match index.checked_sub(self.resolved.schemas.len()) {
            None => &self.resolved.schemas[index],
            Some(index) => &self.made[index],
        }
    }

    /// The same, to be kept while more are made.
    fn held(&self, id: SchemaId) -> Arc<Schema> {
        let index = id.0 as usize;
        let document = &self.resolved.schemas;
        document.get(index).unwrap_or_else(|| &self.made[index - document.len()]).clone()
    }

    /// Whether a schema does not stand in the document.
    fn is_made(&self, id: SchemaId) -> bool {
        (id.0 as usize) >= self.resolved.schemas.len()
    }

    /// Adds a schema that does not stand in the document.
    fn make(&mut self, schema: Schema) -> SchemaId {
        let id = self.resolved.schemas.len() + self.made.len();
        self.made.push(Arc::new(schema));
        SchemaId(u32::try_from(id).expect("schemas are counted in 32 bits"))
    }

    /// Reserves a type whose shape is set later.
    fn declare(&mut self, name: Name, inline: bool, schema: &Schema) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).expect("types are counted in 32 bits"));
        let docs = docs::of_type(self, schema);
        self.types.push(TypeDef {
            name,
            longer: Vec::new(),
            ident: Ident::PENDING,
            docs,
            kind: TypeKind::Alias(TypeRef::Json),
            usage: Usage::default(),
            inline,
            anonymous: schema.component.is_none(),
            at: schema.at,
        });
        id
    }

    /// A type that is declared, as far as it is defined.
    fn ty(&self, id: TypeId) -> &TypeDef {
        &self.types[id.0 as usize]
    }

    /// Leaves the fields of a struct for later.
    fn queue(&mut self, id: TypeId, schema: Arc<Schema>) {
        self.types[id.0 as usize].kind = TypeKind::Struct(ir::Struct::default());
        self.structs.push_back((id, schema));
    }

    fn finish_structs(&mut self) {
        while let Some((id, schema)) = self.structs.pop_front() {
            let fields = object::fields(self, &schema);
            self.types[id.0 as usize].kind = TypeKind::Struct(fields);
        }
    }

    /// Reports a problem once per place.
    fn report(&mut self, code: Code, at: impl Into<Place>, place: At, message: String, help: &str) {
        if self.reported.insert((place, message.clone())) {
            self.diags.report(code, at, message).help(help);
        }
    }

    /// Reports that a schema is typed more widely than it is written.
    fn degrade(&mut self, code: Code, at: At, message: impl Into<String>, help: &str) {
        self.report(code, at, at, message.into(), help);
    }
}
