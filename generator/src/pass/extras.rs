//! Members that a description does not speak of: kept in what is read and sent back, so that nobody who
//! changes one member of a value takes away another that the server has added since (ADR 0010).

use crate::diag::Diagnostics;
use crate::ir::{Api, TypeKind, TypeRef};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    for definition in &mut api.types {
        let both = definition.usage.request && definition.usage.response;
        let TypeKind::Struct(found) = &mut definition.kind else { continue };
        // What stands beside a credential may be one: it would be shown by `Debug`.
        let has_secret = found.fields.iter().any(|field| field.ty == TypeRef::Secret);
        if both && found.additional.is_none() && !found.closed && !has_secret {
            found.additional = Some(TypeRef::Json);
            found.extra = true;
        }
    }
}
