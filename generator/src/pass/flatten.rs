//! How a call asks for its JSON body: field by field, or whole.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, BodyField, BodyShape, Content, Field, Ident, Struct, TypeRef};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let shapes: Vec<Option<BodyShape>> = api
        .operations
        .iter()
        .map(|operation| {
            let body = operation.body.as_ref()?;
            body.json().map(|(ty, _)| shape(api, ty, body.required))
        })
        .collect();
    for (operation, shape) in api.operations.iter_mut().zip(shapes) {
        if let (Some(body), Some(found)) = (&mut operation.body, shape)
            && let Content::Json { shape, .. } = &mut body.content
        {
            *shape = found;
        }
    }
}

fn shape(api: &Api, ty: &TypeRef, required: bool) -> BodyShape {
    match refs::structure(api, ty) {
        Some(found) if is_flat(required, found) => BodyShape::Fields(fields(found)),
        Some(_) | None => BodyShape::Whole(Ident::PENDING),
    }
}

/// A body that may be left out cannot ask for a field, and begins with the first that is set: where there
/// is none to set it is given whole. One that is described to take members of any name has
/// no setter for them.
fn is_flat(required: bool, found: &Struct) -> bool {
    let mut given = found.fields.iter().filter(|field| is_given(field)).peekable();
    let can_be_left_out =
        given.peek().is_some() && given.all(|field| !field.presence.is_required());
    (found.additional.is_none() || found.extra) && (required || can_be_left_out)
}

fn fields(found: &Struct) -> Vec<BodyField> {
    (0..)
        .zip(&found.fields)
        .filter(|(_, field)| is_given(field))
        .map(|(field, _)| BodyField { field, ident: Ident::PENDING })
        .collect()
}

fn is_given(field: &Field) -> bool {
    field.constant.is_none() && !field.read_only
}
