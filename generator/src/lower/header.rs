//! Headers of answers: a struct of those that successes declare, and one of those that errors declare.

use super::media_type::{Format, format};
use super::operation::called;
use super::{Cx, docs, inline, parameter, pointer, schema};
use crate::diag::codes;
use crate::ir::{
    Docs, Field, HeaderDoc, Ident, Name, Presence, Struct, Tolerated, TypeDef, TypeId, TypeKind,
    TypeRef, Usage,
};
use crate::resolve::{Header, Operation, Response, SchemaId, Status};

/// The struct of the headers of successes, if there is any to put into it.
pub(super) fn of_successes(cx: &mut Cx<'_>, operation: &Operation) -> Option<TypeRef> {
    let responses = operation.responses.iter();
    let mut successes: Vec<&Response> =
        responses.filter(|response| super::status::is_2xx(response.status)).collect();
    if successes.is_empty() {
        // Where no success is described, `default` is what one looks like, too.
        let responses = operation.responses.iter();
        successes.extend(responses.filter(|response| response.status == Status::Default));
    }
    let everywhere = |wire: &str| successes.iter().all(|response| requires(response, wire));
    lower(cx, operation, &successes, &everywhere, "headers", "an answer")
}

/// The struct of the headers of all other responses. None is required: errors come from proxies, too.
pub(super) fn of_errors(cx: &mut Cx<'_>, operation: &Operation) -> Option<TypeRef> {
    let responses = operation.responses.iter();
    let errors: Vec<&Response> =
        responses.filter(|response| !super::status::is_2xx(response.status)).collect();
    lower(cx, operation, &errors, &|_| false, "error headers", "an error")
}

fn lower(
    cx: &mut Cx<'_>,
    operation: &Operation,
    responses: &[&Response],
    is_required: &dyn Fn(&str) -> bool,
    part: &str,
    of: &str,
) -> Option<TypeRef> {
    let mut fields: Vec<Field> = Vec::new();
    for header in responses.iter().flat_map(|response| &response.headers) {
        let wire = header.name.to_ascii_lowercase();
        // One says what the body is; the other holds secrets, and several do not go into one list.
        let has_no_type = matches!(wire.as_str(), "content-type" | "set-cookie");
        if has_no_type || fields.iter().any(|field| field.wire == wire) {
            continue;
        }
        let required = is_required(&wire);
        let field = field(cx, operation, header, wire, required);
        fields.push(field);
    }
    if fields.is_empty() {
        return None;
    }
    // Required fields come first.
    fields.sort_by_key(|field| !field.presence.is_required());
    let id = TypeId(u32::try_from(cx.types.len()).expect("types are counted in 32 bits"));
    let (name, longer) = inline::of_operation(operation, part);
    cx.types.push(TypeDef {
        name,
        longer,
        ident: Ident::PENDING,
        docs: Docs {
            summary: Some(format!("The headers of {of} to {}.", called(operation))),
            ..Docs::default()
        },
        kind: TypeKind::Struct(Struct {
            fields,
            additional: None,
            additional_ident: Ident::PENDING,
            closed: false,
            extra: false,
            array: None,
        }),
        usage: Usage::default(),
        inline: true,
        anonymous: true,
        at: operation.at,
    });
    Some(TypeRef::Named(id))
}

/// A header of any response, as it is documented.
pub(super) fn documented(cx: &Cx<'_>, header: &Header) -> HeaderDoc {
    HeaderDoc { name: header.name.clone(), required: header.required, docs: said(cx, header) }
}

/// The schema of a header's value, and whether that is JSON. What is in another media type is text.
pub(super) fn value(cx: &mut Cx<'_>, header: &Header) -> (Option<SchemaId>, bool) {
    match &header.content {
        None => (header.schema, false),
        Some(name) if format(name) == Format::Json => (header.schema, true),
        Some(name) => {
            if let Some(schema) = header.schema {
                parameter::report_raw(cx, &header.name, schema, name, header.at);
            }
            (None, false)
        }
    }
}

pub(super) fn said(cx: &Cx<'_>, header: &Header) -> Docs {
    let mut said = header.schema.map(|schema| docs::of_use(cx, schema)).unwrap_or_default();
    if header.description.is_some() {
        said.summary = None;
        said.description.clone_from(&header.description);
    }
    said.deprecated |= header.deprecated;
    said
}

fn requires(response: &Response, wire: &str) -> bool {
    response.headers.iter().any(|header| header.required && header.name.eq_ignore_ascii_case(wire))
}

/// Unions within unions are looked into no further.
const DEEPEST: u32 = 8;

/// Whether the runtime can read values of a type from a header: scalars, lists of scalars, and unions of
/// them. Of JSON it knows arrays, objects, numbers and booleans, since a text keeps its quotes.
fn is_read(cx: &Cx<'_>, ty: &TypeRef, json: bool, depth: u32) -> bool {
    match pointer::bare(cx, ty).0 {
        TypeRef::List(item) => json || is_scalar(cx, item, depth),
        TypeRef::Map(_) => json,
        TypeRef::Named(id) => match &cx.ty(*id).kind {
            TypeKind::Struct(_) => json,
            TypeKind::Enum(_) => !json,
            TypeKind::Numbers(_) => true,
            TypeKind::Union(union) => {
                let mut branches = union.branches.iter();
                depth < DEEPEST && branches.all(|branch| is_read(cx, &branch.ty, json, depth + 1))
            }
            TypeKind::Alias(_) => false,
        },
        TypeRef::String | TypeRef::Secret | TypeRef::DateTime | TypeRef::Json => !json,
        _ => true,
    }
}

/// Whether values are scalars.
fn is_scalar(cx: &Cx<'_>, ty: &TypeRef, depth: u32) -> bool {
    match pointer::bare(cx, ty).0 {
        TypeRef::List(_) | TypeRef::Map(_) => false,
        TypeRef::Named(id) => match &cx.ty(*id).kind {
            TypeKind::Struct(_) | TypeKind::Alias(_) => false,
            TypeKind::Enum(_) | TypeKind::Numbers(_) => true,
            TypeKind::Union(union) => {
                let mut branches = union.branches.iter();
                depth < DEEPEST && branches.all(|branch| is_scalar(cx, &branch.ty, depth + 1))
            }
        },
        _ => true,
    }
}

fn field(
    cx: &mut Cx<'_>,
    operation: &Operation,
    header: &Header,
    wire: String,
    required: bool,
) -> Field {
    let (schema, json) = value(cx, header);
    let mut ty = schema.map_or(TypeRef::String, |schema| schema::value(cx, schema, 0));
    cx.finish_structs();
    if schema.is_some() && !is_read(cx, &ty, json, 0) {
        let (name, called) = (docs::code(&header.name), called(operation));
        let (message, help) = match json {
            true => (
                format!(
                    "the JSON in the header {name} of {called} can be a text; it stays as it is"
                ),
                "use `schema` in the place of `content`, or an array or object",
            ),
            false => (
                format!("the header {name} of {called} is no list of plain values; it stays text"),
                "describe it by `content` with `application/json` if it is JSON",
            ),
        };
        cx.degrade(codes::UNSUPPORTED, header.at, message, help);
        ty = TypeRef::String;
    }
    Field {
        name: Name(header.name.clone()),
        wire,
        ident: Ident::PENDING,
        docs: said(cx, header),
        ty,
        presence: if required { Presence::Required } else { Presence::Optional },
        constant: None,
        read_only: false,
        write_only: false,
        tolerated: Tolerated::default(),
        at: header.at,
    }
}
