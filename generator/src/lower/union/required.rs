//! Alternatives that differ only in what they require are one object.

use std::cell::Cell;

use super::super::Cx;
use super::Member;
use crate::resolve::{Additional, Schema, SchemaId};

/// Schemas nested deeper are not compared.
const DEEPEST: u32 = 8;

/// More schemas than this are not compared for one union.
const MOST_COMPARED: u32 = 10_000;

/// A schema that takes the place of all members, and requires what all of them require.
pub(super) fn merged(cx: &mut Cx<'_>, members: &[Member]) -> Option<SchemaId> {
    let (first, others) = members.split_first()?;
    let schema = cx.held(first.schema);
    let fuel = Cell::new(MOST_COMPARED);
    let alike = !schema.properties.is_empty()
        && others.iter().all(|other| alike(cx, first.schema, other.schema, DEEPEST, &fuel));
    if !alike {
        return None;
    }
    let by_all =
        |name: &String| others.iter().all(|other| cx.schema(other.schema).required.contains(name));
    let required = schema.required.iter().filter(|name| by_all(name)).cloned().collect();
    let made = cx.make(Schema { required, title: None, description: None, ..(*schema).clone() });
    Some(made)
}

/// Whether anonymous schemas say the same of types, but for what the outermost ones require.
fn alike(cx: &Cx<'_>, a: SchemaId, b: SchemaId, left: u32, fuel: &Cell<u32>) -> bool {
    if a == b {
        return true;
    }
    if left == 0 || fuel.get() == 0 {
        return false;
    }
    fuel.set(fuel.get() - 1);
    let same = |a: SchemaId, b: SchemaId| alike(cx, a, b, left - 1, fuel);
    let all = |a: &[SchemaId], b: &[SchemaId]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(*a, *b))
    };
    let (a, b) = (cx.schema(a), cx.schema(b));
    let values = |schema: &Schema| {
        let values = schema.constant.iter().chain(schema.enumeration.iter().flatten());
        values.map(|node| node.value.clone()).collect::<Vec<_>>()
    };
    let names = |schema: &Schema| {
        let mut names: Vec<String> = schema.properties.iter().map(|p| p.name.clone()).collect();
        names.sort_unstable();
        names
    };
    let additional = match (a.additional, b.additional) {
        (Additional::Schema(a), Additional::Schema(b)) => same(a, b),
        (a, b) => a == b,
    };
    let items = match (a.items, b.items) {
        (Some(a), Some(b)) => same(a, b),
        (a, b) => a == b,
    };
    a.component.is_none()
        && b.component.is_none()
        && a.never == b.never
        && a.types == b.types
        && a.format == b.format
        && a.secret == b.secret
        && a.reference == b.reference
        && values(a) == values(b)
        && (left == DEEPEST || a.required == b.required)
        && a.conditional == b.conditional
        && a.patterns.is_empty()
        && b.patterns.is_empty()
        && additional
        && items
        && all(&a.prefix_items, &b.prefix_items)
        && all(&a.all_of, &b.all_of)
        && all(&a.one_of, &b.one_of)
        && all(&a.any_of, &b.any_of)
        && names(a) == names(b)
        && a.properties.iter().all(|own| {
            let other = b.properties.iter().find(|other| other.name == own.name);
            other.is_some_and(|other| same(own.schema, other.schema))
        })
}
