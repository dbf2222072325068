//! Whether two schemas that are written apart describe the same values.

use super::Cx;
use crate::resolve::{Additional, Schema, SchemaId};

/// Schemas that are deeper than this are taken for different.
const DEEPEST: u32 = 8;

/// Whether both describe the same, whatever they say about it in words.
pub(super) fn alike(cx: &Cx<'_>, left: SchemaId, right: SchemaId) -> bool {
    // A schema refers to others as often as it likes; after so many it is cheaper to call it different.
    let mut steps = 512;
    compare(cx, left, right, DEEPEST, &mut steps)
}

fn compare(cx: &Cx<'_>, left: SchemaId, right: SchemaId, depth: u32, steps: &mut u32) -> bool {
    if left == right {
        return true;
    }
    if depth == 0 || *steps == 0 {
        return false;
    }
    *steps -= 1;
    let (a, b) = (cx.schema(left), cx.schema(right));
    // Two names are two things.
    if a.component != b.component || !same_words(a, b) {
        return false;
    }
    let mut each = |one: &[SchemaId], other: &[SchemaId]| {
        let same =
            |(one, other): (&SchemaId, &SchemaId)| compare(cx, *one, *other, depth - 1, steps);
        one.len() == other.len() && one.iter().zip(other).all(same)
    };
    let additional = match (a.additional, b.additional) {
        (Additional::Schema(one), Additional::Schema(other)) => each(&[one], &[other]),
        (one, other) => one == other,
    };
    additional
        && each(a.reference.as_slice(), b.reference.as_slice())
        && each(a.items.as_slice(), b.items.as_slice())
        && each(&a.prefix_items, &b.prefix_items)
        && each(&a.all_of, &b.all_of)
        && each(&a.one_of, &b.one_of)
        && each(&a.any_of, &b.any_of)
        && a.properties
            .iter()
            .zip(&b.properties)
            .all(|(one, other)| one.name == other.name && each(&[one.schema], &[other.schema]))
}

/// What the two say without referring to other schemas.
fn same_words(a: &Schema, b: &Schema) -> bool {
    let values = |schema: &Schema| {
        let named = schema.enumeration.iter().flatten().chain(&schema.constant);
        named.map(|node| format!("{:?}", node.value)).collect::<Vec<_>>()
    };
    a.types == b.types
        && a.nullable == b.nullable
        && a.never == b.never
        && a.format == b.format
        && a.content == b.content
        && a.required == b.required
        && a.read_only == b.read_only
        && a.secret == b.secret
        && a.properties.len() == b.properties.len()
        && a.conditional == b.conditional
        && a.patterns.is_empty()
        && b.patterns.is_empty()
        && values(a) == values(b)
}
