//! Arrays.

use super::inline::Part;
use super::schema::{self, Use};
use super::{Cx, null};
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Schema, SchemaId};

/// `type: array`: a list of its items, of JSON where nothing is said about them.
pub(super) fn lower(cx: &mut Cx<'_>, array: &Schema, id: SchemaId, depth: u32) -> TypeRef {
    let item = match (&array.prefix_items[..], array.items) {
        ([], Some(items)) => schema::lower(cx, items, depth + 1).whole(),
        ([], None) => {
            let message = "the array does not say what its items are; they stay JSON";
            cx.degrade(codes::UNTYPED, array.at, message, "add `items`");
            TypeRef::Json
        }
        ([..], items) => tuple(cx, array, items, id, depth),
    };
    TypeRef::List(Box::new(item))
}

/// The items of an array that describes them by their places. Which of the types stands where is left to
/// the documentation: a list reads shorter and longer arrays too, which are valid.
fn tuple(
    cx: &mut Cx<'_>,
    array: &Schema,
    items: Option<SchemaId>,
    id: SchemaId,
    depth: u32,
) -> TypeRef {
    let rest = match items {
        Some(items) => Some(items).filter(|items| !cx.schema(*items).never),
        None if is_full(array) => None,
        None => Some(cx.make(Schema::any(array.at))),
    };
    let described = array.prefix_items.iter().chain(&items);
    // Of items that nothing is said about, null is one of the unknown ones.
    let nullable = described.into_iter().any(|item| null::accepts(cx, *item));
    let members: Vec<SchemaId> = array.prefix_items.iter().copied().chain(rest).collect();
    let either = cx.make(Schema { any_of: members, ..Schema::any(array.at) });
    cx.places.stand(either, id, Part::Item);
    let item = Use { ty: schema::value(cx, either, depth + 1), nullable }.whole();
    if item == TypeRef::Json {
        let message = "`prefixItems` leaves open what some items are; they stay JSON";
        cx.degrade(codes::UNTYPED, array.at, message, "add `items: false`, or a schema");
    } else {
        let message =
            "`prefixItems` is a list whose items have any of the types; it does not tell places";
        cx.degrade(codes::NARROWING, array.at, message, "use an object with named members");
    }
    item
}

/// Whether there is no room for items after those that are described by their places.
fn is_full(array: &Schema) -> bool {
    let places = u64::try_from(array.prefix_items.len()).unwrap_or(u64::MAX);
    array.bounds.max_items.is_some_and(|most| most <= places)
}
