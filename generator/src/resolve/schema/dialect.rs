//! What 3.0 says in its own words, said as 3.1 does.

use super::super::{Bounds, Number, Schema, Type};
use crate::document::schema::{Exclusive, Limits, Validation};

/// `nullable: true`: one more type, or a mark where no type is written.
pub(super) fn nullable(schema: &mut Schema, validation: &Validation) {
    if !validation.nullable || schema.types.contains(&Type::Null) {
        return;
    }
    if schema.types.is_empty() {
        schema.nullable = true;
    } else {
        schema.types.push(Type::Null);
    }
}

/// Bounds, with boolean exclusive ones made numbers.
pub(super) fn bounds(limits: &Limits) -> Bounds {
    let (minimum, exclusive_minimum) = exclusive(limits.minimum, limits.exclusive_minimum);
    let (maximum, exclusive_maximum) = exclusive(limits.maximum, limits.exclusive_maximum);
    Bounds {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of: limits.multiple_of,
        min_length: limits.min_length,
        max_length: limits.max_length,
        min_items: limits.min_items,
        max_items: limits.max_items,
        unique_items: limits.unique_items,
        min_properties: limits.min_properties,
        max_properties: limits.max_properties,
    }
}

fn exclusive(
    inclusive: Option<Number>,
    exclusive: Option<Exclusive>,
) -> (Option<Number>, Option<Number>) {
    match exclusive {
        Some(Exclusive::Flag(true)) => (None, inclusive),
        Some(Exclusive::Flag(false)) | None => (inclusive, None),
        Some(Exclusive::Bound(bound)) => (inclusive, Some(bound)),
    }
}
