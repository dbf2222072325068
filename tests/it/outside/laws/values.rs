//! Any JSON that a schema allows. Where no value is found soon there is none, and the schema is skipped.

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::string::string_regex;
use proptest::test_runner::TestRunner;
use specsmith::resolve::{Additional, Discriminator, Resolved, Schema, SchemaId, Type};
use specsmith::source::{Node, Value as Written};
use tokensmith::Value;

/// Deeper values have nothing optional.
const DEEP: u32 = 4;

/// Recursion that nothing ends is given up here.
const DEEPEST: u32 = 12;

/// What values are made of.
pub(super) struct Of<'a> {
    pub(super) resolved: &'a Resolved,
    /// Whether they are sent back, so that members are kept of which nothing is said.
    pub(super) both_ways: bool,
}

/// Any value of a schema.
pub(super) fn value(
    of: &Of<'_>,
    runner: &mut TestRunner,
    id: SchemaId,
    depth: u32,
) -> Option<Value> {
    let schema = of.resolved.schema(id);
    if depth > DEEPEST || schema.never {
        return None;
    }
    if schema.allows_null_itself() && pick(runner, 5) == 0 {
        return Some(Value::Null);
    }
    let listed = schema.constant.iter().chain(schema.enumeration.iter().flatten());
    let listed: Vec<&Node> = listed.filter(|node| is_of(schema, &json(node))).collect();
    if !listed.is_empty() {
        return Some(json(listed[pick(runner, listed.len())]));
    }
    let mut names = Vec::new();
    described(of, id, depth, &mut names);
    names.sort_unstable();
    if names.windows(2).any(|two| two[0] == two[1]) {
        return None;
    }
    let mut whole = plain(of, runner, schema, depth)?;
    let mut members: Vec<SchemaId> =
        schema.reference.iter().chain(&schema.all_of).copied().collect();
    for list in [&schema.one_of, &schema.any_of].into_iter().filter(|list| !list.is_empty()) {
        members.push(list[pick(runner, list.len())]);
    }
    for member in members {
        if of.resolved.schema(member).is_any() {
            continue;
        }
        let mut part = value(of, runner, member, depth + 1)?;
        if let Some(discriminator) = &schema.discriminator
            && part.is_object()
            && !schema.all_of.contains(&member)
        {
            tag(of, runner, discriminator, member, &mut part)?;
        }
        whole = both(whole, part)?;
    }
    let whole = whole.unwrap_or_else(|| anything(runner, depth));
    is_of(schema, &whole).then_some(whole)
}

/// Gives an object the tag that says which branch it is; none where its member has other values.
fn tag(
    of: &Of<'_>,
    runner: &mut TestRunner,
    discriminator: &Discriminator,
    branch: SchemaId,
    object: &mut Value,
) -> Option<()> {
    let schema = of.resolved.schema(branch);
    let target = schema.reference.unwrap_or(branch);
    let mapped = discriminator.mapping.iter().filter(|(_, to)| *to == branch || *to == target);
    let mut tags: Vec<&String> = mapped.map(|(tag, _)| tag).collect();
    if tags.is_empty() {
        tags.extend(&of.resolved.schema(target).component);
    }
    let tag = match tags[..] {
        [] => return Some(()),
        [..] => tags[pick(runner, tags.len())].clone(),
    };
    let limited = schema.properties.iter().find(|own| own.name == discriminator.property);
    let limited = limited.map(|own| of.resolved.schema(own.schema));
    match object.get(&discriminator.property) {
        // It has one of the values that its member is limited to.
        Some(_)
            if limited.is_some_and(|own| own.constant.is_some() || own.enumeration.is_some()) => {}
        Some(Value::String(_)) | None => {
            object[&discriminator.property] = tag.into();
        }
        Some(_) => return None,
    }
    Some(())
}

/// Whether a value has one of the types that a schema names.
fn is_of(schema: &Schema, value: &Value) -> bool {
    let is = |ty: &Type| match ty {
        Type::Null => value.is_null(),
        Type::Boolean => value.is_boolean(),
        Type::Integer => value.is_i64() || value.is_u64(),
        Type::Number => value.is_number(),
        Type::String => value.is_string(),
        Type::Array => value.is_array(),
        Type::Object => value.is_object(),
    };
    schema.types.is_empty() || schema.types.iter().any(is)
}

/// The members that a schema and its parts describe; one that several describe stands there as often.
fn described<'a>(of: &Of<'a>, id: SchemaId, depth: u32, names: &mut Vec<&'a str>) {
    let schema = of.resolved.schema(id);
    names.extend(schema.properties.iter().map(|property| property.name.as_str()));
    if depth < DEEPEST {
        for part in schema.reference.iter().chain(&schema.all_of) {
            described(of, *part, depth + 1, names);
        }
    }
}

/// Whether two values say the same: numbers by value.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| same(a, b)))
        }
        (a, b) => a == b,
    }
}

/// What both say of one value; `None` where one member is described twice, or they are of two kinds.
fn both(a: Option<Value>, b: Value) -> Option<Option<Value>> {
    Some(Some(match (a, b) {
        (None, b) => b,
        (Some(Value::Object(mut a)), Value::Object(b)) => {
            for (name, value) in b {
                if a.insert(name, value).is_some() {
                    return None;
                }
            }
            Value::Object(a)
        }
        (Some(_), _) => return None,
    }))
}

/// What the schema says itself; the inner `None` where it says nothing.
fn plain(
    of: &Of<'_>,
    runner: &mut TestRunner,
    schema: &Schema,
    depth: u32,
) -> Option<Option<Value>> {
    let ty = match schema.types[..] {
        [] if !schema.properties.is_empty() || !schema.required.is_empty() => Type::Object,
        [] if schema.items.is_some() || !schema.prefix_items.is_empty() => Type::Array,
        [] => return Some(None),
        [..] => schema.types[pick(runner, schema.types.len())],
    };
    let composed = schema.reference.is_some()
        || !schema.all_of.is_empty()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty();
    Some(Some(match ty {
        Type::Object => object(of, runner, schema, depth)?,
        // The parts say it again.
        _ if composed => return Some(None),
        Type::Null => Value::Null,
        Type::Boolean => (pick(runner, 2) == 0).into(),
        Type::Integer => integer(runner, schema)?,
        Type::Number => (f64::from(sample(runner, any::<i16>())) / 8.0).into(),
        Type::String => text(runner, schema).into(),
        Type::Array => array(of, runner, schema, depth)?,
    }))
}

fn object(of: &Of<'_>, runner: &mut TestRunner, schema: &Schema, depth: u32) -> Option<Value> {
    let Value::Object(mut members) = Value::Object(Default::default()) else { return None };
    for property in &schema.properties {
        let is_required = schema.required.contains(&property.name);
        if is_required || (depth < DEEP && pick(runner, 2) == 0) {
            match value(of, runner, property.schema, depth + 1) {
                Some(value) => members.insert(property.name.clone(), value),
                None if is_required => return None,
                None => None,
            };
        }
    }
    // What an alternative demands is described beside it.
    if schema.properties.is_empty() && !schema.required.is_empty() {
        return None;
    }
    for name in &schema.required {
        if !members.contains_key(name) {
            members.insert(name.clone(), anything(runner, depth));
        }
    }
    // Other names might match a pattern.
    let others = if depth < DEEP && schema.patterns.is_empty() { pick(runner, 3) } else { 0 };
    for _ in 0..others {
        let name = format!("more {}", pick(runner, 100));
        let value = match schema.additional {
            // Kept where values are sent back alone, and not beside a credential (ADR 0010).
            Additional::Unsaid if of.both_ways && !has_secret(of, schema) => {
                anything(runner, depth)
            }
            Additional::Unsaid | Additional::Forbidden => break,
            Additional::Any => anything(runner, depth),
            Additional::Schema(values) => value(of, runner, values, depth + 1)?,
        };
        members.insert(name, value);
    }
    for (pattern, values) in &schema.patterns {
        let name = string_regex(pattern.trim_matches(['^', '$'])).ok();
        if let (Some(name), true) = (name, depth < DEEP && pick(runner, 2) == 0) {
            members.insert(sample(runner, name), value(of, runner, *values, depth + 1)?);
        }
    }
    Some(Value::Object(members))
}

/// Whether a member can be a credential.
fn has_secret(of: &Of<'_>, schema: &Schema) -> bool {
    schema.properties.iter().any(|property| {
        let schema = of.resolved.schema(property.schema);
        let parts = schema.reference.iter().chain(&schema.all_of).chain(&schema.any_of);
        let mut parts = parts.chain(&schema.one_of).chain([&property.schema]);
        parts.any(|part| {
            let part = of.resolved.schema(*part);
            part.secret || part.format.as_deref() == Some("password")
        })
    })
}

fn array(of: &Of<'_>, runner: &mut TestRunner, schema: &Schema, depth: u32) -> Option<Value> {
    let mut items = Vec::new();
    for item in &schema.prefix_items {
        items.push(value(of, runner, *item, depth + 1)?);
    }
    let room = schema.bounds.max_items.and_then(|most| usize::try_from(most).ok());
    let room = room.map_or(2, |most| most.saturating_sub(items.len()));
    for _ in 0..if depth < DEEP { pick(runner, 3).min(room) } else { 0 } {
        match schema.items {
            Some(item) => items.extend(value(of, runner, item, depth + 1)),
            None => items.push(anything(runner, depth)),
        }
    }
    Some(Value::Array(items))
}

fn shows_more_than_signed(schema: &Schema) -> bool {
    let mut shown = schema.default.iter().chain(&schema.examples);
    shown.any(|node| matches!(node.value, Written::Int(value) if value > i128::from(i64::MAX)))
}

/// Any integer within the bounds, small ones and the ends of types more often.
fn integer(runner: &mut TestRunner, schema: &Schema) -> Option<Value> {
    let ends = [0, 1, i128::from(i32::MAX), i128::from(i64::MAX), i128::from(u64::MAX)];
    let (least, most) = match schema.format.as_deref() {
        Some("int32") => (i128::from(i32::MIN), i128::from(i32::MAX)),
        Some("uint64" | "uint" | "uint128") => (0, i128::from(u64::MAX)),
        // What is shown is believed: no other type of 64 bits has it.
        None if shows_more_than_signed(schema) => (0, i128::from(u64::MAX)),
        _ => (i128::from(i64::MIN), i128::from(i64::MAX)),
    };
    let bounds = &schema.bounds;
    let bound = |bound: &Option<specsmith::document::Number>| match bound {
        Some(specsmith::document::Number::Int(value)) => Some(*value),
        Some(specsmith::document::Number::Float(_)) | None => None,
    };
    let above = bound(&bounds.exclusive_minimum).map(|bound| bound + 1);
    let below = bound(&bounds.exclusive_maximum).map(|bound| bound - 1);
    let least = bound(&bounds.minimum).or(above).unwrap_or(least).max(i128::from(i64::MIN));
    let most =
        bound(&bounds.maximum).or(below).unwrap_or(most.max(least)).min(i128::from(u64::MAX));
    // 2^63 as JavaScript prints it means the end of 64 bits.
    let most = if least < 0 { most.min(i128::from(i64::MAX)) } else { most };
    let wanted = match pick(runner, 2) {
        0 => ends[pick(runner, ends.len())],
        _ => i128::from(sample(runner, any::<i64>())),
    };
    let value = wanted.max(least).min(most);
    i64::try_from(value).map(Value::from).or_else(|_| u64::try_from(value).map(Value::from)).ok()
}

fn text(runner: &mut TestRunner, schema: &Schema) -> String {
    let times = ["2025-11-22T08:15:30Z", "1969-12-31T23:59:59.250+01:00"];
    match schema.format.as_deref() {
        Some("date-time") => times[pick(runner, times.len())].to_owned(),
        _ => sample(runner, "\\PC{0,6}"),
    }
}

/// Any JSON.
fn anything(runner: &mut TestRunner, depth: u32) -> Value {
    match pick(runner, if depth < DEEP { 7 } else { 5 }) {
        4 => Value::Null,
        0 => Value::Bool(true),
        1 => sample(runner, any::<i64>()).into(),
        2 => sample(runner, "\\PC{0,6}").into(),
        3 => 1.5.into(),
        5 => Value::Array(vec![anything(runner, depth + 1)]),
        _ => Value::Object([("a".to_owned(), anything(runner, depth + 1))].into_iter().collect()),
    }
}

fn json(node: &Node) -> Value {
    match &node.value {
        Written::Null => Value::Null,
        Written::Bool(value) => (*value).into(),
        Written::Int(value) => match i64::try_from(*value) {
            Ok(value) => value.into(),
            Err(_) => u64::try_from(*value).map_or((*value as f64).into(), Value::from),
        },
        Written::Float(value) => (*value).into(),
        Written::String(value) => value.clone().into(),
        Written::Array(items) => items.iter().map(json).collect(),
        Written::Object(members) => {
            members.iter().map(|(key, value)| (key.clone(), json(value))).collect()
        }
    }
}

fn pick(runner: &mut TestRunner, count: usize) -> usize {
    sample(runner, 0..count)
}

fn sample<S: Strategy>(runner: &mut TestRunner, strategy: S) -> S::Value {
    strategy.new_tree(runner).expect("nothing is filtered").current()
}
