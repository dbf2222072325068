//! What 3.0 says in its own words, said as 3.1 does.

use super::super::{Bounds, Number, Schema, Type};
use crate::document::schema::{Exclusive, Validation};

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
pub(super) fn bounds(validation: &Validation) -> Bounds {
    let (minimum, exclusive_minimum) = exclusive(validation.minimum, validation.exclusive_minimum);
    let (maximum, exclusive_maximum) = exclusive(validation.maximum, validation.exclusive_maximum);
    Bounds {
        minimum,
        maximum,
        exclusive_minimum,
        exclusive_maximum,
        multiple_of: validation.multiple_of,
        min_length: validation.min_length,
        max_length: validation.max_length,
        min_items: validation.min_items,
        max_items: validation.max_items,
        unique_items: validation.unique_items,
        min_properties: validation.min_properties,
        max_properties: validation.max_properties,
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
