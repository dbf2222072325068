//! Constant members: sent unasked in requests, ordinary in answers, where a new value must not hurt.

use crate::diag::Diagnostics;
use crate::ir::{Api, Scalar, TypeKind, TypeRef};

pub(super) fn run(api: &mut Api, _: &mut Diagnostics) {
    for definition in &mut api.types {
        let only_sent = definition.usage.request && !definition.usage.response;
        let TypeKind::Struct(found) = &mut definition.kind else { continue };
        for field in &mut found.fields {
            match &field.constant {
                Some(value) if only_sent && !field.read_only => field.ty = plain(value),
                Some(_) | None => field.constant = None,
            }
        }
    }
}

fn plain(value: &Scalar) -> TypeRef {
    match value {
        Scalar::Bool(_) => TypeRef::Bool,
        Scalar::Int(value) if i64::try_from(*value).is_ok() => TypeRef::Int64,
        Scalar::Int(value) if u64::try_from(*value).is_ok() => TypeRef::Uint64,
        Scalar::Int(_) | Scalar::Float(_) => TypeRef::Double,
        Scalar::String(_) => TypeRef::String,
    }
}
