//! Wrappers: `allOf` with one member that says something, which is how 3.0 puts words beside a `$ref`.

use super::{Cx, conditional};
use crate::resolve::{Schema, SchemaId, Type};

/// References followed before the answer is no.
const FARTHEST: usize = 64;

/// The one member that says something, where the schema itself and the others only annotate.
pub(super) fn only_member(cx: &Cx<'_>, schema: &Schema) -> Option<SchemaId> {
    let own = Schema { reference: None, all_of: Vec::new(), types: Vec::new(), ..schema.clone() };
    if !own.is_any() || own.format.is_some() {
        return None;
    }
    let mut found = None;
    for member in schema.reference.iter().chain(&schema.all_of) {
        if cx.schema(*member).is_any() || found == Some(*member) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(*member);
    }
    let own: Vec<Type> = schema.types.iter().copied().filter(|ty| *ty != Type::Null).collect();
    let found = found.filter(|found| own.is_empty() || has_type(cx, *found, &own))?;
    conditional::adds_nothing(cx, schema, found).then_some(found)
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
