//! `allOf`, and `$ref` with siblings, which means the same: everything that all of them say.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::inline::Part;
use super::only_member::only_member;
use super::others::Others;
use super::schema::{self, Shape};
use super::{Cx, null, overridden};
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Additional, Bounds, Property, Schema, SchemaId, Type};
use crate::source::{Node, Value};

/// More members than this are not merged: repeated composition could otherwise take time without end.
const MOST_MEMBERS: usize = 1024;

/// More intersections of properties than this are not made, for the same reason.
const MOST_INTERSECTIONS: usize = 10_000;

/// The shape of a schema that has `allOf` or a `$ref` with siblings.
pub(super) fn shape(cx: &mut Cx<'_>, schema: &Schema, id: SchemaId, depth: u32) -> Shape {
    if let Some(member) = only_member(cx, schema) {
        // A secret string stays what it is called, but must not show its value.
        if schema.secret && is_text(cx, member) {
            return Shape::Type(TypeRef::Secret);
        }
        schema::report_unsupported(cx, schema);
        if cx.components.contains_key(&member) {
            return Shape::Type(schema::value(cx, member, depth + 1));
        }
        if member != id && !cx.active.contains(&member) {
            cx.active.insert(member);
            let shape = schema::shape(cx, member, depth + 1);
            cx.active.remove(&member);
            return shape;
        }
    }
    match merged(cx, id) {
        Ok(merged) => schema::plain(cx, Arc::new(merged), id, depth),
        Err(Problem::Types) if cx.overridden.contains(&id) => {
            overridden::shape(cx, schema, id, depth)
        }
        Err(problem) => {
            report(cx, schema, problem);
            Shape::Type(TypeRef::Json)
        }
    }
}

/// Why members cannot be merged.
pub(super) enum Problem {
    Cycle,
    TooMany,
    Types,
}

fn report(cx: &mut Cx<'_>, schema: &Schema, problem: Problem) {
    match problem {
        Problem::Cycle => cx.degrade(
            codes::REF_CYCLE,
            schema.at,
            "this `allOf` leads back to itself",
            "remove the member that refers back",
        ),
        Problem::TooMany => cx.degrade(
            codes::UNSUPPORTED,
            schema.at,
            format!(
                "`allOf` brings together more than {MOST_MEMBERS} schemas; the value stays JSON"
            ),
            "write the members of the object out",
        ),
        Problem::Types => cx.degrade(
            codes::UNTYPED,
            schema.at,
            "the members of `allOf` are of different types, so no value is valid; it stays JSON",
            "make the members agree on `type`",
        ),
    }
}

fn is_text(cx: &Cx<'_>, id: SchemaId) -> bool {
    let mut id = id;
    for _ in 0..MOST_MEMBERS {
        let schema = cx.schema(id);
        if schema.types.contains(&Type::String) {
            return true;
        }
        match schema.reference.or_else(|| only_member(cx, schema)) {
            Some(next) => id = next,
            None => return false,
        }
    }
    false
}

/// Everything that a schema and its members say, members first, so that what is said later wins.
pub(super) fn merged(cx: &mut Cx<'_>, id: SchemaId) -> Result<Schema, Problem> {
    let parts = parts(cx, id)?;
    let own = cx.held(id);
    let mut all = Schema { reference: None, all_of: Vec::new(), ..(*own).clone() };
    clear(&mut all);
    // Whoever lists null alone takes the value away, whatever type is written beside it.
    if parts.iter().any(|part| null::only(cx.schema(*part)) && is_listed(cx.schema(*part))) {
        return Ok(Schema { types: vec![Type::Null], ..all });
    }
    let mut others = Others::new();
    for part in &parts {
        others.add(cx.schema(*part));
        let mut part = cx.held(*part);
        // Whoever is an alternative of what it extends has chosen.
        let is_chosen =
            |alternatives: &[SchemaId]| alternatives.iter().any(|one| parts.contains(one));
        let (one_of, any_of) = (is_chosen(&part.one_of), is_chosen(&part.any_of));
        if one_of || any_of {
            let part = Arc::make_mut(&mut part);
            part.one_of.retain(|_| !one_of);
            part.any_of.retain(|_| !any_of);
            part.discriminator = None;
        }
        schema::report_unsupported(cx, &part);
        merge(cx, id, &mut all, &part)?;
    }
    all.additional = others.settled();
    if all.description.is_none() {
        all.description.clone_from(&own.description);
    }
    Ok(all)
}

fn is_listed(schema: &Schema) -> bool {
    schema.constant.is_some() || schema.enumeration.is_some()
}

/// A schema and all its members, transitively, each once, members before those who have them.
pub(super) fn parts(cx: &Cx<'_>, root: SchemaId) -> Result<Vec<SchemaId>, Problem> {
    let mut out = Vec::new();
    let mut seen = BTreeSet::new();
    let mut on_path = BTreeSet::new();
    let mut stack = vec![(root, false)];
    while let Some((id, done)) = stack.pop() {
        if done {
            on_path.remove(&id);
            out.push(id);
            continue;
        }
        if on_path.contains(&id) {
            return Err(Problem::Cycle);
        }
        if !seen.insert(id) {
            continue;
        }
        if seen.len() > MOST_MEMBERS {
            return Err(Problem::TooMany);
        }
        on_path.insert(id);
        stack.push((id, true));
        let schema = cx.schema(id);
        let members = schema.reference.iter().chain(&schema.all_of);
        stack.extend(members.rev().map(|member| (*member, false)));
    }
    Ok(out)
}

/// Leaves only what identifies and annotates the schema.
fn clear(schema: &mut Schema) {
    schema.types.clear();
    schema.format = None;
    schema.enumeration = None;
    schema.constant = None;
    schema.properties.clear();
    schema.required.clear();
    schema.additional = Additional::Unsaid;
    schema.unevaluated = false;
    schema.patterns.clear();
    schema.items = None;
    schema.prefix_items.clear();
    schema.one_of.clear();
    schema.any_of.clear();
    schema.conditional.clear();
    schema.has_not = false;
    schema.array = None;
    schema.unsupported.clear();
}

fn merge(cx: &mut Cx<'_>, owner: SchemaId, all: &mut Schema, part: &Schema) -> Result<(), Problem> {
    all.types = types(&all.types, &part.types)?;
    all.never |= part.never;
    all.secret |= part.secret;
    for note in &part.rename.values {
        if all.rename.values.iter().all(|known| known.value != note.value) {
            all.rename.values.push(note.clone());
        }
    }
    all.format = part.format.clone().or(all.format.take());
    all.constant = part.constant.clone().or(all.constant.take());
    all.enumeration = values(all.enumeration.take(), part.enumeration.clone());
    for property in &part.properties {
        add_property(cx, owner, all, property.clone());
    }
    for name in &part.required {
        if !all.required.contains(name) {
            all.required.push(name.clone());
        }
    }
    all.patterns.extend_from_slice(&part.patterns);
    all.conditional.extend_from_slice(&part.conditional);
    items(cx, owner, all, part.items, part.prefix_items.clone());
    if part.discriminator.is_some() && !(part.one_of.is_empty() && part.any_of.is_empty()) {
        all.discriminator.clone_from(&part.discriminator);
    }
    alternatives(cx, all, part.one_of.clone());
    alternatives(cx, all, part.any_of.clone());
    all.array = part.array.clone().or(all.array.take());
    all.bounds = bounds(&all.bounds, &part.bounds).into();
    Ok(())
}

/// Each list of alternatives holds by itself. Which of the keywords says so makes no difference to the shape;
/// what comes after the second list is left to the intersection with a branch.
fn alternatives(cx: &mut Cx<'_>, all: &mut Schema, list: Vec<SchemaId>) {
    if list.is_empty() || all.one_of == list || all.any_of == list {
        return;
    }
    if all.one_of.is_empty() {
        all.one_of = list;
    } else if all.any_of.is_empty() {
        all.any_of = list;
    } else {
        let more = Schema { one_of: list, ..Schema::any(all.at) };
        all.all_of.push(cx.make(more));
    }
}

/// The types that both allow. `integer` is a kind of `number`; an empty list allows all.
fn types(a: &[Type], b: &[Type]) -> Result<Vec<Type>, Problem> {
    // `nullable` beside a `$ref` (3.0): null is allowed in addition to what the members say.
    if a == [Type::Null] || b == [Type::Null] || a.is_empty() || b.is_empty() {
        let mut both = a.to_vec();
        both.extend(b.iter().filter(|ty| !a.contains(ty)));
        return Ok(both);
    }
    let has = |list: &[Type], ty: Type| {
        list.contains(&ty) || (ty == Type::Integer && list.contains(&Type::Number))
    };
    let mut both: Vec<Type> = b.iter().copied().filter(|ty| has(a, *ty)).collect();
    if b.contains(&Type::Number) && a.contains(&Type::Integer) {
        both.push(Type::Integer);
    }
    if both.is_empty() { Err(Problem::Types) } else { Ok(both) }
}

/// The values that both list; the later list where they have none in common.
fn values(a: Option<Vec<Node>>, b: Option<Vec<Node>>) -> Option<Vec<Node>> {
    match (a, b) {
        (Some(a), Some(b)) => {
            let both: Vec<Node> = b
                .iter()
                .filter(|node| a.iter().any(|other| same(&other.value, &node.value)))
                .cloned()
                .collect();
            Some(if both.is_empty() { b } else { both })
        }
        (a, b) => b.or(a),
    }
}

fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::String(a), Value::String(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Null, Value::Null) => true,
        (
            Value::Null
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Array(_)
            | Value::Object(_),
            _,
        ) => false,
    }
}

/// An item must be valid for what each member says of its place.
fn items(
    cx: &mut Cx<'_>,
    owner: SchemaId,
    all: &mut Schema,
    rest: Option<SchemaId>,
    places: Vec<SchemaId>,
) {
    let mut both = |known: Option<SchemaId>, said: Option<SchemaId>| {
        let (Some(known), Some(said)) = (known, said) else { return said.or(known) };
        if cx.schema(known).is_any() {
            return Some(said);
        }
        let made = intersection(cx, known, said);
        cx.places.stand(made, owner, Part::Item);
        Some(made)
    };
    let known = std::mem::take(&mut all.prefix_items);
    for place in 0..known.len().max(places.len()) {
        let known = known.get(place).copied().or(all.items);
        all.prefix_items.extend(both(known, places.get(place).copied().or(rest)));
    }
    all.items = both(all.items, rest);
}

/// A property that several members describe must be valid for all of them.
fn add_property(cx: &mut Cx<'_>, owner: SchemaId, all: &mut Schema, property: Property) {
    let Some(known) = all.properties.iter_mut().find(|known| known.name == property.name) else {
        all.properties.push(property);
        return;
    };
    known.schema = intersection(cx, known.schema, property.schema);
    cx.places.stand(known.schema, owner, Part::Member(property.name));
    known.at = property.at;
}

fn intersection(cx: &mut Cx<'_>, a: SchemaId, b: SchemaId) -> SchemaId {
    let (Ok(of_a), Ok(of_b)) = (parts(cx, a), parts(cx, b)) else { return b };
    if of_b.contains(&a) {
        return b;
    }
    if of_a.contains(&b) {
        return a;
    }
    // Made schemas are known by what they are made of, or intersecting them again would never end.
    let mut key: Vec<SchemaId> = of_a.into_iter().chain(of_b).collect();
    key.sort_unstable();
    key.dedup();
    key.retain(|id| (id.0 as usize) < cx.resolved.schemas.len());
    if let Some(made) = cx.intersections.get(&key) {
        return *made;
    }
    if cx.intersections.len() >= MOST_INTERSECTIONS {
        return b;
    }
    let later = cx.schema(b).clone();
    let mut made = Schema {
        component: None,
        reference: None,
        all_of: vec![a, b],
        bounds: Bounds::default().into(),
        discriminator: None,
        ..later
    };
    clear(&mut made);
    let id = cx.make(made);
    cx.intersections.insert(key, id);
    cx.overridden.insert(id);
    id
}

/// What is said later wins.
fn bounds(all: &Bounds, part: &Bounds) -> Bounds {
    Bounds {
        minimum: part.minimum.or(all.minimum),
        maximum: part.maximum.or(all.maximum),
        exclusive_minimum: part.exclusive_minimum.or(all.exclusive_minimum),
        exclusive_maximum: part.exclusive_maximum.or(all.exclusive_maximum),
        multiple_of: part.multiple_of.or(all.multiple_of),
        min_length: part.min_length.or(all.min_length),
        max_length: part.max_length.or(all.max_length),
        min_items: part.min_items.or(all.min_items),
        max_items: part.max_items.or(all.max_items),
        unique_items: part.unique_items || all.unique_items,
        min_properties: part.min_properties.or(all.min_properties),
        max_properties: part.max_properties.or(all.max_properties),
    }
}
