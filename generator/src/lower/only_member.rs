//! Wrappers: `allOf` with one member that says something, which is how 3.0 puts words beside a `$ref`.

use super::{Cx, conditional};
use crate::resolve::{Schema, SchemaId, Type};

/// References followed before the answer is no.
const FARTHEST: usize = 64;

/// The one member that says something, where the schema itself and the others only annotate.
pub(super) fn only_member(cx: &Cx<'_>, schema: &Schema) -> Option<SchemaId> {
    if !schema.extends_only() || schema.format.is_some() || schema.tag.is_some() {
        return None;
    }
    let mut found: Option<SchemaId> = None;
    // Of those that only repeat a type the first may be the one that says something.
    let mut types = vec![written(schema)];
    let mut bare: Option<SchemaId> = None;
    for member in schema.reference.iter().chain(&schema.all_of) {
        let said = cx.schema(*member);
        if said.is_any() || found == Some(*member) {
            continue;
        }
        if is_bare(said) {
            types.push(written(said));
            bare.get_or_insert(*member);
        } else if found.replace(*member).is_some() {
            return None;
        }
    }
    let found = found.or(bare)?;
    let repeat = types.iter().all(|types| types.is_empty() || has_type(cx, found, types));
    (repeat && conditional::adds_nothing(cx, schema, found)).then_some(found)
}

/// The types that a schema writes, but for null.
fn written(schema: &Schema) -> Vec<Type> {
    schema.types.iter().copied().filter(|ty| *ty != Type::Null).collect()
}

/// Whether a schema that nobody gave a name says a type and nothing more.
fn is_bare(schema: &Schema) -> bool {
    let named = schema.component.is_some() || schema.rename.name.is_some();
    if named || schema.format.is_some() || !schema.properties.is_empty() {
        return false;
    }
    !written(schema).is_empty() && schema.says_types_only()
}

/// Whether a schema says itself, or by what it refers to, that its values have these types: many repeat the
/// `type` beside the reference.
fn has_type(cx: &Cx<'_>, id: SchemaId, types: &[Type]) -> bool {
    let mut id = id;
    for _ in 0..FARTHEST {
        let schema = cx.schema(id);
        let said = schema.types.iter().filter(|ty| **ty != Type::Null);
        match (schema.types.is_empty(), schema.reference) {
            (false, _) => return said.eq(types),
            (true, Some(next)) => id = next,
            (true, None) => return types == [Type::Object] && !schema.properties.is_empty(),
        }
    }
    false
}
