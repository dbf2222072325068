//! Each pass on hand-made APIs.

use super::{
    constants, cycles, dedup, direction, extras, features, flatten, given, names, reach, run_all,
    sizes, unions, usage,
};
use crate::diag::{Diagnostics, codes};
use crate::ir::*;
use crate::source::{At, FileId};

const AT: At = At { file: FileId(0), node: 0 };

fn api() -> Api {
    Api {
        webhooks: Vec::new(),
        webhook_tag: None,
        features: None,
        name: Name("test".to_owned()),
        module: Ident::PENDING,
        title: String::new(),
        version: String::new(),
        docs: Docs::default(),
        servers: Vec::new(),
        server_env: None,
        self_hosted: false,
        schemes: Vec::new(),
        security: Security::default(),
        timeout: None,
        retry: None,
        verify: None,
        refused: Vec::new(),
        types: Vec::new(),
        answers: Vec::new(),
        operations: Vec::new(),
        groups: vec![Group {
            name: Name("Things".to_owned()),
            module: Ident::PENDING,
            ident: Ident::PENDING,
            docs: Docs::default(),
            aliases: Vec::new(),
            operations: Vec::new(),
        }],
    }
}

fn field(wire: &str, ty: TypeRef, presence: Presence) -> Field {
    Field {
        wire: wire.to_owned(),
        name: Name(wire.to_owned()),
        ident: Ident::PENDING,
        docs: Docs::default(),
        ty,
        presence,
        constant: None,
        read_only: false,
        write_only: false,
        tolerated: Tolerated::default(),
        at: AT,
    }
}

impl Api {
    fn add(&mut self, name: &str, inline: bool, kind: TypeKind) -> TypeId {
        self.types.push(TypeDef {
            name: Name(name.to_owned()),
            longer: Vec::new(),
            ident: Ident::PENDING,
            docs: Docs::default(),
            kind,
            usage: Usage::default(),
            inline,
            anonymous: inline,
            at: AT,
        });
        TypeId(u32::try_from(self.types.len() - 1).unwrap())
    }

    fn structure(&mut self, name: &str, inline: bool, fields: Vec<Field>) -> TypeId {
        let additional_ident = Ident::PENDING;
        self.add(
            name,
            inline,
            TypeKind::Struct(Struct {
                fields,
                additional: None,
                additional_ident,
                closed: false,
                extra: false,
                array: None,
            }),
        )
    }

    fn enumeration(&mut self, name: &str, inline: bool, values: &[&str]) -> TypeId {
        let variants = values.iter().map(|wire| Variant {
            wire: (*wire).to_owned(),
            name: Name((*wire).to_owned()),
            ident: Ident::PENDING,
            docs: Docs::default(),
            at: AT,
        });
        let variants = variants.collect();
        self.add(name, inline, TypeKind::Enum(Enum { variants, unknown_ident: Ident::PENDING }))
    }

    fn call(&mut self, name: &str, change: impl FnOnce(&mut Operation)) {
        let nothing = || Answers { ty: AnswerType::Empty, cases: Vec::new() };
        let mut operation = Operation {
            alternative: None,
            server: None,
            callbacks: Vec::new(),
            id: name.to_owned(),
            name: Name(name.to_owned()),
            method: Ident::PENDING,
            ident: Ident::PENDING,
            constant: Ident::PENDING,
            aliases: Vec::new(),
            docs: Docs::default(),
            verb: Verb::Get,
            path: "/".to_owned(),
            parameters: Vec::new(),
            constant_headers: Vec::new(),
            constant_query: Vec::new(),
            constant_cookies: Vec::new(),
            body: None,
            accept: Vec::new(),
            success: nothing(),
            errors: nothing(),
            security: None,
            timeout: None,
            retry: None,
            safe: false,
            idempotency_key: None,
            pagination: None,
            wait: None,
            shortcuts: Vec::new(),
            events: None,
            lines: None,
            headers: None,
            error_headers: None,
            envelopes: Vec::new(),
            responses: Vec::new(),
            at: AT,
        };
        change(&mut operation);
        let id = OperationId(u32::try_from(self.operations.len()).unwrap());
        self.operations.push(operation);
        self.groups[0].operations.push(id);
    }

    fn fields(&self, id: TypeId) -> &[Field] {
        match &self.ty(id).kind {
            TypeKind::Struct(found) => &found.fields,
            other => panic!("{other:?} is no struct"),
        }
    }
}

fn one(ty: TypeRef) -> Answers {
    Answers { ty: AnswerType::One(Payload::Json(ty)), cases: Vec::new() }
}

fn body(ty: TypeRef, required: bool) -> Option<Body> {
    let content = Content::Json { ty, shape: BodyShape::Whole(Ident::PENDING) };
    let media_type = "application/json".to_owned();
    Some(Body {
        content,
        media_type,
        range: None,
        required,
        docs: Docs::default(),
        example: None,
        at: AT,
    })
}

fn parameter(wire: &str, location: Location, required: bool) -> Parameter {
    Parameter {
        location,
        wire: wire.to_owned(),
        name: Name(wire.to_owned()),
        ident: Ident::PENDING,
        docs: Docs::default(),
        ty: TypeRef::String,
        required,
        notation: location.notation(),
        at: AT,
    }
}

fn codes_of(diags: &Diagnostics) -> Vec<&'static str> {
    diags.iter().map(|d| d.code.name).collect()
}

use Presence::{Optional, Required};

mod from_text;
mod naming;
mod of_unions;
mod shapes;
