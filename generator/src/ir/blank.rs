//! IR that says nothing, for tests to fill with what they are about.

use super::*;
use crate::source::{At, FileId};

/// The place of all of it.
pub(crate) const AT: At = At { file: FileId(0), node: 0 };

/// An API called `test` with one group and nothing in it.
pub(crate) fn api() -> Api {
    Api {
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
        webhooks: Vec::new(),
        webhook_tag: None,
        groups: vec![group("Things")],
        features: None,
    }
}

/// A group without operations.
pub(crate) fn group(name: &str) -> Group {
    Group {
        name: Name(name.to_owned()),
        module: Ident::PENDING,
        ident: Ident::PENDING,
        docs: Docs::default(),
        aliases: Vec::new(),
        operations: Vec::new(),
    }
}

/// `GET /` without inputs and answers.
pub(crate) fn operation(id: &str) -> Operation {
    Operation {
        id: id.to_owned(),
        name: Name(id.to_owned()),
        method: Ident::PENDING,
        ident: Ident::PENDING,
        constant: Ident::PENDING,
        alternative: None,
        aliases: Vec::new(),
        docs: Docs::default(),
        verb: Verb::Get,
        path: "/".to_owned(),
        server: None,
        parameters: Vec::new(),
        constant_headers: Vec::new(),
        constant_query: Vec::new(),
        constant_cookies: Vec::new(),
        body: None,
        accept: Vec::new(),
        success: Answers::default(),
        errors: Answers::default(),
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
        callbacks: Vec::new(),
        responses: Vec::new(),
        at: AT,
    }
}

/// An optional parameter of text.
pub(crate) fn parameter(wire: &str, location: Location) -> Parameter {
    Parameter {
        location,
        wire: wire.to_owned(),
        name: Name(wire.to_owned()),
        ident: Ident::PENDING,
        docs: Docs::default(),
        ty: TypeRef::String,
        required: false,
        notation: location.notation(),
        at: AT,
    }
}

/// A type that the document names.
pub(crate) fn definition(name: &str, kind: TypeKind) -> TypeDef {
    TypeDef {
        name: Name(name.to_owned()),
        longer: Vec::new(),
        ident: Ident::PENDING,
        docs: Docs::default(),
        kind,
        usage: Usage::default(),
        inline: false,
        anonymous: false,
        at: AT,
    }
}

/// A field that is both sent and received.
pub(crate) fn field(wire: &str, ty: TypeRef, presence: Presence) -> Field {
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

/// A value of an enum.
pub(crate) fn variant(wire: &str) -> Variant {
    Variant {
        wire: wire.to_owned(),
        name: Name(wire.to_owned()),
        ident: Ident::PENDING,
        docs: Docs::default(),
        at: AT,
    }
}
