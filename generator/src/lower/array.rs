//! Arrays.

use super::{Cx, schema};
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::Schema;

/// `type: array`: a list of its items, of JSON where nothing is said about them.
pub(super) fn lower(cx: &mut Cx<'_>, array: &Schema, depth: u32) -> TypeRef {
    if !array.prefix_items.is_empty() {
        let message = "`prefixItems` has no Rust type yet; the items stay JSON";
        cx.degrade(codes::UNSUPPORTED, array.at, message, "use an object with named members");
        return TypeRef::List(Box::new(TypeRef::Json));
    }
    let item = match array.items {
        Some(items) => schema::lower(cx, items, depth + 1).whole(),
        None => {
            let message = "the array does not say what its items are; they stay JSON";
            cx.degrade(codes::UNTYPED, array.at, message, "add `items`");
            TypeRef::Json
        }
    };
    TypeRef::List(Box::new(item))
}
