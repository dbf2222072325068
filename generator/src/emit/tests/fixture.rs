//! An API with one of everything. Every text that a specification can hold goes through a function, so that
//! tests can put anything in its place; identifiers are claimed ones and stay.

mod operations;

use self::operations::{create, fill, list, put, upload};
use crate::ir::blank;
use crate::ir::*;
use crate::output::{self, Files};
use crate::{Config, Manifest};

pub(super) type Text<'a> = &'a dyn Fn(&str) -> String;

/// The texts as they are.
pub(super) fn plain(text: &str) -> String {
    text.to_owned()
}

pub(super) fn config() -> Config {
    Config {
        name: "the-client".to_owned(),
        version: "0.1.0".to_owned(),
        description: "A client".to_owned(),
        licences: Vec::new(),
        manifest: Manifest::Workspace,
    }
}

pub(super) fn files(api: Api) -> Files {
    let apis = [api];
    let config = config();
    output::render(super::super::emit(&apis, &config))
}

fn ident(text: &str) -> Ident {
    Ident::claimed(text.to_owned())
}

fn docs(text: Text<'_>, description: &str) -> Docs {
    Docs {
        summary: None,
        description: Some(text(description)),
        link: Some(text("https://example.com/docs")),
        facts: vec![text("At most 255 characters.")],
        deprecated: false,
        // Of text alone: whatever is something else has to be made up.
        example: Some(Json::String(text("an example"))),
        sample: None,
    }
}

fn named(index: u32) -> TypeRef {
    TypeRef::Named(TypeId(index))
}

/// Names of the types below, as indices.
const MACHINE: u32 = 0;
const ORDER: u32 = 1;
const BODY: u32 = 2;
const ERRORS: u32 = 3;
const LABELS: u32 = 4;
const OPTION: u32 = 5;

pub(super) fn api(text: Text<'_>) -> Api {
    Api {
        name: Name(text("clerk")),
        module: ident("clerk"),
        title: text("Clerk Backend API"),
        version: text("2023-08-16.0.0"),
        docs: docs(text, "Machines and their keys."),
        servers: vec![Server {
            url: text("https://api.example.com/v1"),
            template: text("https://api.example.com/v1"),
            name: Name("server".to_owned()),
            other_name: Name("server".to_owned()),
            ident: Ident::PENDING,
            variables: Vec::new(),
            docs: docs(text, "The server."),
        }],
        server_env: Some(text("CLERK_API_URL")),
        schemes: schemes(text),
        security: Security(vec![vec![0]]),
        timeout: Some(30.0),
        refused: vec![403],
        types: types(text),
        answers: vec![answer_set(text)],
        operations: vec![list(text), create(text), put(text), fill(text), upload(text)],
        groups: vec![Group {
            module: ident("machines"),
            ident: ident("Machines"),
            docs: docs(text, "Services that authenticate to each other."),
            operations: (0..5).map(OperationId).collect(),
            ..blank::group(&text("Machines"))
        }],
        ..blank::api()
    }
}

fn schemes(text: Text<'_>) -> Vec<SecurityScheme> {
    let scheme = |id: &str, method: &str, kind: SchemeKind| SecurityScheme {
        id: text(id),
        name: Name(text(id)),
        ident: ident(method),
        provider: ident(&format!("{method}_provider")),
        docs: docs(text, "The secret key."),
        kind,
        env: vec![text("CLERK_SECRET_KEY")],
    };
    vec![
        scheme("bearerAuth", "bearer_auth", SchemeKind::Bearer),
        scheme("basic", "basic", SchemeKind::Basic),
        scheme("header", "header_key", SchemeKind::Header(text("x-api-key"))),
        scheme("query", "query_key", SchemeKind::Query(text("api_key"))),
        scheme("cookie", "cookie_key", SchemeKind::Cookie(text("session"))),
        scheme("other", "other", SchemeKind::Http(text("Token"))),
        scheme(
            "oauth",
            "oauth",
            SchemeKind::OAuth2 {
                token_url: text("https://api.example.com/token"),
                scopes: vec![text("read"), text("write")],
            },
        ),
    ]
}

fn types(text: Text<'_>) -> Vec<TypeDef> {
    let define = |name: &str, kind: TypeKind, request: bool, group: GroupUse| TypeDef {
        ident: ident(name),
        docs: docs(text, "A type."),
        usage: Usage { request, response: true, given: request, group },
        ..blank::definition(&text(name), kind)
    };
    let one = GroupUse::One(0);
    vec![
        define("Machine", TypeKind::Struct(machine(text)), true, one),
        define("MachineOrder", TypeKind::Enum(order(text)), true, one),
        define("CreateBody", TypeKind::Struct(body(text)), true, one),
        define("Errors", TypeKind::Struct(errors(text)), false, GroupUse::Shared),
        define("Labels", TypeKind::Alias(TypeRef::List(TypeRef::String.into())), true, one),
        // The name of something that emitted code uses on every line.
        define("Option", TypeKind::Struct(Struct::default()), true, GroupUse::None),
    ]
}

fn field(text: Text<'_>, wire: &str, name: &str, ty: TypeRef, presence: Presence) -> Field {
    Field {
        ident: ident(name),
        docs: docs(text, "A member."),
        ..blank::field(&text(wire), ty, presence)
    }
}

fn machine(text: Text<'_>) -> Struct {
    let field = |wire, name, ty, presence| field(text, wire, name, ty, presence);
    let mut old = field("old", "old", TypeRef::Bool, Presence::Optional);
    old.docs.deprecated = true;
    Struct {
        fields: vec![
            field("id", "id", TypeRef::String, Presence::Required),
            field("secretKey", "secret_key", TypeRef::Secret, Presence::Required),
            field("parent", "parent", TypeRef::String, Presence::Nullable),
            field("type", "r#type", TypeRef::Int32, Presence::Optional),
            field("child", "child", TypeRef::Boxed(named(MACHINE).into()), Presence::Optional),
            field("at", "at", TypeRef::DateTime, Presence::Maybe),
            field("labels", "labels", named(LABELS), Presence::Optional),
            old,
        ],
        additional: Some(TypeRef::Json),
        additional_ident: ident("additional"),
        ..Struct::default()
    }
}

fn body(text: Text<'_>) -> Struct {
    let field = |wire, name, ty, presence| field(text, wire, name, ty, presence);
    let mut kind = field("object", "object", TypeRef::String, Presence::Required);
    kind.constant = Some(Scalar::String(text("machine")));
    let mut limit = field("limit", "limit", TypeRef::Double, Presence::Optional);
    limit.constant = Some(Scalar::Float(-0.5));
    Struct {
        fields: vec![
            field("name", "name", TypeRef::String, Presence::Required),
            field("order", "order", named(ORDER), Presence::Required),
            kind,
            field("scopes", "scopes", TypeRef::List(TypeRef::String.into()), Presence::Optional),
            field("ttl", "ttl", TypeRef::Int64, Presence::Maybe),
            field("child", "child", TypeRef::Boxed(named(MACHINE).into()), Presence::Optional),
            limit,
        ],
        ..Struct::default()
    }
}

fn errors(text: Text<'_>) -> Struct {
    let mut body = Struct::default();
    let items =
        TypeRef::List(TypeRef::Map(TypeRef::Nullable(TypeRef::Double.into()).into()).into());
    body.fields.push(field(text, "errors", "errors", items, Presence::Required));
    body.fields.push(field(text, "machine", "machine", named(MACHINE), Presence::Optional));
    body.fields.push(field(text, "none", "none", named(OPTION), Presence::Optional));
    body
}

fn order(text: Text<'_>) -> Enum {
    let variant = |wire: &str, name: &str| Variant {
        ident: ident(name),
        docs: docs(text, "A direction."),
        ..blank::variant(&text(wire))
    };
    Enum {
        variants: vec![variant("+name", "NameAscending"), variant("-name", "NameDescending")],
        unknown_ident: ident("Unknown"),
    }
}

fn answer_set(text: Text<'_>) -> AnswerSet {
    let variant = |name: &str, payload| AnswerVariant {
        name: Name(text(name)),
        ident: ident(name),
        payload,
        docs: docs(text, "An error."),
    };
    AnswerSet {
        name: Name(text("CreateError")),
        ident: ident("CreateError"),
        kind: SetKind::Errors,
        variants: vec![
            variant("Invalid", Payload::Json(named(ERRORS))),
            variant("Plain", Payload::Text),
            variant("Other", Payload::Bytes),
        ],
    }
}
