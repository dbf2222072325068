//! A member that was given another type than in what its object extends: servers send one of the two.

use std::sync::Arc;

use super::inline::Part;
use super::schema::{self, Shape};
use super::{Cx, names_of_branches};
use crate::diag::codes;
use crate::resolve::{Schema, SchemaId};

/// The shape of such a member.
pub(super) fn shape(cx: &mut Cx<'_>, schema: &Schema, id: SchemaId, depth: u32) -> Shape {
    let message = "the members of `allOf` give this different types; it is read as either";
    let help = "describe it once, with the type that it has";
    cx.degrade(codes::TOLERATED, schema.at, message, help);
    let owner = cx.places.name(id, schema).0;
    // What was said last is meant.
    let members: Vec<SchemaId> = schema.all_of.iter().rev().copied().collect();
    let names = names_of_branches(cx, &owner, &members);
    let branches = members.into_iter().zip(names).map(|(member, name)| {
        let said = cx.schema(member).clone();
        if said.component.is_some() || !is_object(&said) {
            return member;
        }
        // It was called after the member, which is what both are called now.
        let made = cx.make(said);
        cx.places.stand(made, id, Part::Branch(name));
        made
    });
    let one_of = branches.collect();
    let either = Schema { all_of: Vec::new(), one_of, ..schema.clone() };
    schema::plain(cx, Arc::new(either), id, depth)
}

fn is_object(schema: &Schema) -> bool {
    schema::kind(schema) == schema::Kind::Object
}
