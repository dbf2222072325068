//! How a call asks for its body: field by field, or whole.

use super::refs;
use crate::diag::Diagnostics;
use crate::ir::{Api, Body, BodyField, BodyShape, Ident, Struct, TypeKind, TypeRef};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    let shapes: Vec<Option<BodyShape>> = api
        .operations
        .iter()
        .map(|operation| operation.body.as_ref().map(|body| shape(api, body)))
        .collect();
    for (operation, shape) in api.operations.iter_mut().zip(shapes) {
        if let (Some(body), Some(shape)) = (&mut operation.body, shape) {
            body.shape = shape;
        }
    }
}

fn shape(api: &Api, body: &Body) -> BodyShape {
    let TypeRef::Named(id) = refs::unaliased(api, &body.ty) else {
        return BodyShape::Whole(Ident::PENDING);
    };
    match &api.ty(*id).kind {
        TypeKind::Struct(found) if is_flat(body, found) => BodyShape::Fields(fields(found)),
        TypeKind::Struct(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => {
            BodyShape::Whole(Ident::PENDING)
        }
    }
}

/// A body that may be left out cannot ask for a field: it is given whole or not at all. One that takes
/// members of any name has no setter for them.
fn is_flat(body: &Body, found: &Struct) -> bool {
    let asks = found
        .fields
        .iter()
        .any(|field| field.presence.is_required() && field.constant.is_none() && !field.read_only);
    found.additional.is_none() && (body.required || !asks)
}

fn fields(found: &Struct) -> Vec<BodyField> {
    (0..)
        .zip(&found.fields)
        .filter(|(_, field)| field.constant.is_none() && !field.read_only)
        .map(|(field, _)| BodyField { field, ident: Ident::PENDING })
        .collect()
}
