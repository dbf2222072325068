//! `oneOf` and `anyOf`: which alternatives matter to the type, and what the schema says beside them.

use std::collections::BTreeSet;

use super::inline::Part;
use super::schema::{self, Shape};
use super::union::{self, Member};
use super::{Cx, all_of, conditional, names_of_branches, null};
use crate::diag::codes;
use crate::ir::TypeRef;
use crate::resolve::{Additional, Rename, Schema, SchemaId, Type};
use crate::source::Value;

/// Alternatives that are combined with what stands beside them are schemas of their own. More are not
/// made: composition that repeats itself could otherwise take time without end.
const MOST_MADE: usize = 10_000;

/// The alternatives of one keyword.
pub(super) struct Listed {
    /// Those that say something, each once.
    pub(super) members: Vec<SchemaId>,
    /// Whether one allows anything.
    any: bool,
    /// Which keyword.
    one_of: bool,
}

/// The alternatives that matter to the type: none where all are null, or narrow what is described
/// elsewhere.
pub(super) fn listed<'s>(
    look: &dyn Fn(SchemaId) -> &'s Schema,
    schema: &Schema,
    id: SchemaId,
) -> Option<Listed> {
    let lists = [(true, &schema.one_of), (false, &schema.any_of)].into_iter();
    lists.filter(|(_, list)| !list.is_empty()).find_map(|(one_of, list)| {
        let mut found = Listed { members: Vec::new(), any: false, one_of };
        let mut matters = false;
        let mut met = BTreeSet::from([id]);
        for member in list {
            let schema = look(*member);
            if null::only(schema) || schema.never || !met.insert(*member) {
                continue;
            }
            if schema.is_any() && schema.format.is_none() {
                found.any = true;
            } else {
                matters = matters || !only_narrows(schema);
                found.members.push(*member);
            }
        }
        matters.then_some(found)
    })
}

/// The shape of a schema with alternatives; `None` where they do not matter to the type.
pub(super) fn shape(cx: &mut Cx<'_>, schema: &Schema, id: SchemaId, depth: u32) -> Option<Shape> {
    let Listed { members, any, one_of } = listed(&|id| cx.schema(id), schema, id)?;
    if cx.made.len() > MOST_MADE {
        let message = "alternatives are combined too often; the value stays JSON";
        cx.degrade(codes::UNSUPPORTED, schema.at, message, "write the alternatives out");
        return Some(Shape::Type(TypeRef::Json));
    }
    let owner = cx.places.name(id, schema).0;
    let names = names_of_branches(cx, &owner, &members);
    let base = Schema {
        one_of: if one_of { Vec::new() } else { schema.one_of.clone() },
        any_of: if one_of { schema.any_of.clone() } else { Vec::new() },
        component: None,
        discriminator: None,
        title: None,
        description: None,
        ..schema.clone()
    };
    let mut base_id = None;
    let mut found = Vec::with_capacity(members.len());
    for (original, name) in members.into_iter().zip(names) {
        let mut member = Member { original, schema: original, name };
        if adds(cx, &base, id, original) {
            let base_id = *base_id.get_or_insert_with(|| cx.make(base.clone()));
            member.schema = both(cx, base_id, original);
            // What is merged of it stands below.
            cx.places.stand(member.schema, id, Part::Branch(member.name.clone()));
            if all_of::merged(cx, member.schema).is_err() {
                continue;
            }
        }
        found.push(member);
    }
    if let ([member], false) = (&found[..], any) {
        return Some(one(cx, member.schema, depth));
    }
    Some(union::shape(cx, schema, id, found, any, depth))
}

/// The shape of a schema whose values have several types.
pub(super) fn of_types(cx: &mut Cx<'_>, schema: &Schema, id: SchemaId, depth: u32) -> Shape {
    let owner = cx.places.name(id, schema).0;
    let mut types: Vec<Type> = schema.types.clone();
    if types.iter().all(|ty| *ty == Type::Null) {
        let values = schema.constant.iter().chain(schema.enumeration.iter().flatten());
        for ty in values.map(|value| type_of(&value.value)) {
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
    }
    let mut made = Vec::new();
    for ty in types.into_iter().filter(|ty| *ty != Type::Null) {
        let is_of = |value: &Value| {
            let own = type_of(value);
            own == ty || (own == Type::Integer && ty == Type::Number)
        };
        let values: Option<Vec<_>> = schema
            .enumeration
            .as_ref()
            .map(|values| values.iter().filter(|node| is_of(&node.value)).cloned().collect());
        let constant = schema.constant.clone().filter(|node| is_of(&node.value));
        let excluded = values.as_ref().is_some_and(Vec::is_empty)
            || (schema.constant.is_some() && constant.is_none());
        if excluded {
            continue;
        }
        made.push(cx.make(Schema {
            component: None,
            types: vec![ty],
            enumeration: values,
            constant,
            title: None,
            description: None,
            secret: false,
            rename: Rename { name: None, values: schema.rename.values.clone() }.into(),
            ..schema.clone()
        }));
    }
    let names = names_of_branches(cx, &owner, &made);
    let members: Vec<Member> = made
        .into_iter()
        .zip(names)
        .map(|(made, name)| {
            cx.places.stand(made, id, Part::Branch(name.clone()));
            Member { original: made, schema: made, name }
        })
        .collect();
    match &members[..] {
        [member] => one(cx, member.schema, depth),
        _ => union::shape(cx, schema, id, members, false, depth),
    }
}

fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::Null,
        Value::Bool(_) => Type::Boolean,
        Value::Int(_) => Type::Integer,
        Value::Float(_) => Type::Number,
        Value::String(_) => Type::String,
        Value::Array(_) => Type::Array,
        Value::Object(_) => Type::Object,
    }
}

/// The shape of the only alternative.
fn one(cx: &mut Cx<'_>, member: SchemaId, depth: u32) -> Shape {
    if cx.components.contains_key(&member) || cx.active.contains(&member) {
        Shape::Type(schema::value(cx, member, depth + 1))
    } else {
        schema::shape(cx, member, depth + 1)
    }
}

/// A schema for the values that both allow, if there are any.
fn both(cx: &mut Cx<'_>, base: SchemaId, member: SchemaId) -> SchemaId {
    let said = cx.schema(member).clone();
    let made = Schema {
        all_of: vec![base, member],
        title: said.title,
        description: said.description,
        deprecated: said.deprecated,
        ..Schema::any(said.at)
    };
    cx.make(made)
}

/// Whether what stands beside the alternatives says more than the alternative. A `type` repeats what the
/// alternative says, and so do members that it describes itself; what only narrows does not count.
fn adds(cx: &Cx<'_>, base: &Schema, owner: SchemaId, member: SchemaId) -> bool {
    let says_more = base.items.is_some()
        || !base.prefix_items.is_empty()
        || base.enumeration.is_some()
        || base.constant.is_some()
        || matches!(base.additional, Additional::Schema(_))
        || !base.patterns.is_empty()
        || !base.all_of.is_empty()
        || listed(&|id| cx.schema(id), base, owner).is_some();
    let schema = cx.schema(member);
    let says_nothing = schema.types.is_empty()
        && schema.reference.is_none()
        && schema.all_of.is_empty()
        && schema.one_of.is_empty()
        && schema.any_of.is_empty();
    if says_more || (says_nothing && base.types.iter().any(|ty| *ty != Type::Null)) {
        return true;
    }
    if base.properties.is_empty() && base.conditional.is_empty() {
        return false;
    }
    let known = union::facts(cx, member);
    let conditional = conditional::members(cx, &base.conditional);
    let conditional = conditional.iter().map(|(name, _)| name);
    let mut names = base.properties.iter().map(|property| &property.name).chain(conditional);
    names.any(|name| known.property(name).is_none())
}

/// A rule about members that are described elsewhere: `{required: [a]}`.
fn only_narrows(schema: &Schema) -> bool {
    let rest = Schema { required: Vec::new(), has_not: false, ..schema.clone() };
    (rest.is_any() || is_bare_object(&rest))
        && (!schema.required.is_empty() || schema.has_not || rest.is_any())
}

fn is_bare_object(schema: &Schema) -> bool {
    let untyped = Schema { types: Vec::new(), ..schema.clone() };
    schema.types == [Type::Object] && untyped.is_any()
}
