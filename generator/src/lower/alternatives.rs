//! `oneOf` and `anyOf`: for now the ways of saying "nullable", and alternatives that only require members.

use super::schema::{self, Shape};
use super::{Cx, null};
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Schema, SchemaId};

/// The shape of a schema with alternatives; `None` where they do not matter to the type.
pub(super) fn shape(cx: &mut Cx<'_>, schema: &Schema, depth: u32) -> Option<Shape> {
    let mut members: Vec<SchemaId> = Vec::new();
    for member in schema.one_of.iter().chain(&schema.any_of) {
        if !null::only(cx.schema(*member)) && !members.contains(member) {
            members.push(*member);
        }
    }
    if members.is_empty() || members.iter().all(|member| only_requires(cx.schema(*member))) {
        return None;
    }
    if let ([member], false) = (&members[..], says_more(schema)) {
        return Some(if cx.components.contains_key(member) || cx.active.contains(member) {
            Shape::Type(schema::value(cx, *member, depth + 1))
        } else {
            schema::shape(cx, *member, depth + 1)
        });
    }
    let keyword = if schema.one_of.is_empty() { "anyOf" } else { "oneOf" };
    let message = format!("`{keyword}` has no Rust type yet; the value stays JSON");
    cx.degrade(codes::UNSUPPORTED, schema.at, message, "read the value with `serde_json`");
    Some(Shape::Type(TypeRef::Json))
}

/// Whether the schema itself describes values beside its alternatives. A `type` does not count: it
/// repeats what the alternative says.
fn says_more(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || schema.items.is_some()
        || schema.enumeration.is_some()
        || schema.constant.is_some()
}

/// `{required: [a]}`: a rule about members that are described elsewhere.
fn only_requires(schema: &Schema) -> bool {
    let rest = Schema { required: Vec::new(), has_not: false, ..schema.clone() };
    (rest.is_any() || is_bare_object(&rest)) && (!schema.required.is_empty() || schema.has_not)
}

fn is_bare_object(schema: &Schema) -> bool {
    let untyped = Schema { types: Vec::new(), ..schema.clone() };
    schema.types == [crate::resolve::Type::Object] && untyped.is_any()
}
