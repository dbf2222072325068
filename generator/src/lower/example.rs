//! Examples that a document gives, and samples where bounds, format or listed values say more than a type.

use super::schema::{self, Kind};
use super::{Cx, constant};
use crate::ir::Json;
use crate::resolve::{Bounds, MediaType, Number, Schema, SchemaId};
use crate::source::{Node, Value};

/// Schemas behind schemas are followed so far.
const FARTHEST: u32 = 8;

/// Longer samples, of text or of items, show nothing more.
const LONGEST: u64 = 256;

/// Text shorter than this is as good as any, unless a bound says otherwise.
const USUAL: u64 = 64;

/// What a sample of text consists of.
const TEXT: &str = "text";

/// The first example, unless it is a credential's.
pub(super) fn declared(schema: &Schema, examples: &[Node]) -> Option<Json> {
    examples.first().filter(|_| !is_credential(schema)).map(json)
}

/// The first example of a whole body.
pub(super) fn of_media(media: &MediaType) -> Option<Json> {
    media.examples.first().map(json)
}

/// Whether the values of a schema are not to be shown.
pub(super) fn is_credential(schema: &Schema) -> bool {
    schema.secret || schema.format.as_deref() == Some("password")
}

/// A value that the schema's own words allow; nothing where its type says as much.
pub(super) fn sample(cx: &Cx<'_>, id: SchemaId) -> Option<Json> {
    of_schema(cx, id, 0)
}

fn of_schema(cx: &Cx<'_>, id: SchemaId, depth: u32) -> Option<Json> {
    let schema = cx.schema(id);
    if depth > FARTHEST || is_credential(schema) {
        return None;
    }
    let listed = constant::node(schema).or(schema.enumeration.as_ref().and_then(|v| v.first()));
    let chosen = listed.or(schema.default.as_ref()).map(json);
    if let Some(chosen) = chosen.filter(says_something) {
        return Some(chosen);
    }
    let own = match schema::kind(schema) {
        Kind::Integer => number(&schema.bounds, true),
        Kind::Number => number(&schema.bounds, false),
        Kind::String => string(schema),
        Kind::Array => array(cx, schema, depth),
        Kind::Any | Kind::Untold | Kind::Several | Kind::Null | Kind::Boolean | Kind::Object => {
            None
        }
    };
    let members = schema.reference.iter().chain(&schema.all_of);
    let mut members = members.chain(&schema.one_of).chain(&schema.any_of);
    own.or_else(|| members.find_map(|member| behind(cx, *member, depth)))
}

fn says_something(value: &Json) -> bool {
    match value {
        Json::Null => false,
        Json::Bool(_) | Json::Number(_) => true,
        Json::String(text) => !text.is_empty(),
        Json::Array(items) => !items.is_empty(),
        Json::Object(members) => !members.is_empty(),
    }
}

/// What a schema says that another one consists of.
fn behind(cx: &Cx<'_>, id: SchemaId, depth: u32) -> Option<Json> {
    let schema = cx.schema(id);
    declared(schema, &schema.examples).or_else(|| of_schema(cx, id, depth + 1))
}

/// The least allowed number, or the one nearest to 1.
fn number(bounds: &Bounds, whole: bool) -> Option<Json> {
    let Bounds { minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of, .. } = bounds;
    let all = [minimum, maximum, exclusive_minimum, exclusive_maximum, multiple_of];
    if all.iter().all(|bound| bound.is_none()) {
        return None;
    }
    if !whole {
        return fraction(bounds);
    }
    let above = |bound: Number| rounded(bound, f64::floor).saturating_add(1);
    let below = |bound: Number| rounded(bound, f64::ceil).saturating_sub(1);
    let low =
        minimum.map(|n| rounded(n, f64::ceil)).into_iter().chain(exclusive_minimum.map(above));
    let high =
        maximum.map(|n| rounded(n, f64::floor)).into_iter().chain(exclusive_maximum.map(below));
    let mut value = 1i128;
    value = high.min().map_or(value, |high| value.min(high));
    value = low.max().map_or(value, |low| value.max(low));
    if let Some(Number::Int(step)) = multiple_of.filter(|step| step.compare(Number::Int(1)).is_gt())
        && value.rem_euclid(step) != 0
    {
        value = value.saturating_add(step - value.rem_euclid(step));
    }
    Some(Json::Number(value.to_string()))
}

fn rounded(number: Number, round: impl Fn(f64) -> f64) -> i128 {
    match number {
        Number::Int(value) => value,
        #[expect(clippy::cast_possible_truncation, reason = "saturates")]
        Number::Float(value) => round(value) as i128,
    }
}

fn fraction(bounds: &Bounds) -> Option<Json> {
    let of = |bound: Option<Number>| bound.map(Number::as_f64);
    let low = of(bounds.minimum).or(of(bounds.exclusive_minimum).map(|low| low + 0.5));
    let high = of(bounds.maximum).or(of(bounds.exclusive_maximum).map(|high| high - 0.5));
    let mut value = of(bounds.multiple_of).unwrap_or(1.0);
    value = high.map_or(value, |high| value.min(high));
    value = low.map_or(value, |low| value.max(low));
    value.is_finite().then(|| Json::Number(value.to_string()))
}

/// Text of a known format, or of a length that the usual text does not have.
fn string(schema: &Schema) -> Option<Json> {
    if let Some(known) = schema.format.as_deref().and_then(of_format) {
        return Some(Json::string(known));
    }
    let Bounds { min_length, max_length, .. } = *schema.bounds;
    let (min, max) = (min_length.unwrap_or(0), max_length.unwrap_or(u64::MAX));
    let length = u64::try_from(TEXT.len()).unwrap_or(u64::MAX);
    if (min <= 1 && max >= USUAL) || min > LONGEST {
        return None;
    }
    let length = usize::try_from(length.max(min).min(max)).ok()?;
    Some(Json::String(TEXT.chars().cycle().take(length).collect()))
}

/// A value of a format that JSON Schema or OpenAPI defines. `date-time` has a type of its own.
fn of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date-time" => "2026-01-31T12:00:00Z",
        "date" => "2026-01-31",
        "time" => "12:00:00Z",
        "duration" => "P1D",
        "uuid" => "01234567-89ab-4cde-8f01-23456789abcd",
        "uri" | "uri-reference" | "iri" | "iri-reference" | "url" => "https://example.com/",
        "email" | "idn-email" => "someone@example.com",
        "hostname" | "idn-hostname" => "example.com",
        "ipv4" => "192.0.2.1",
        "ipv6" => "2001:db8::1",
        "byte" => "ZXhhbXBsZQ==",
        _ => return None,
    })
}

/// Items as many as there must be, where the items' schema or their number says more than the type does.
fn array(cx: &Cx<'_>, schema: &Schema, depth: u32) -> Option<Json> {
    let item = behind(cx, schema.items?, depth)?;
    let count = schema.bounds.min_items.unwrap_or(1).clamp(1, LONGEST);
    let count = if schema.bounds.unique_items { 1 } else { count };
    Some(Json::Array(vec![item; usize::try_from(count).ok()?]))
}

/// A value of the document, without its places.
pub(super) fn json(node: &Node) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(value) => Json::Number(value.to_string()),
        Value::Float(value) => Json::Number(value.to_string()),
        Value::String(value) => Json::String(value.clone()),
        Value::Array(items) => Json::Array(items.iter().map(json).collect()),
        Value::Object(members) => {
            Json::Object(members.iter().map(|(name, value)| (name.clone(), json(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::sample;
    use crate::ir::Json;
    use crate::lower::tests::{Build, node};
    use crate::resolve::{Bounds, Number, Type};
    use crate::source::Value;

    fn shown(change: impl FnOnce(&mut crate::resolve::Schema)) -> Option<String> {
        let mut build = Build::new();
        let id = build.add(change);
        let mut shown = None;
        build.check(|cx| shown = sample(cx, id).as_ref().map(Json::to_string));
        shown
    }

    fn of(ty: Type, bounds: Bounds) -> Option<String> {
        shown(|schema| {
            schema.types = vec![ty];
            schema.bounds = bounds.into();
        })
    }

    #[test]
    fn a_type_without_bounds_needs_no_sample() {
        for ty in [Type::Integer, Type::Number, Type::String, Type::Boolean, Type::Object] {
            assert_eq!(of(ty, Bounds::default()), None, "{ty:?}");
        }
    }

    #[test]
    fn numbers_are_within_their_bounds() {
        let int = |value| Some(Number::Int(value));
        let exclusive =
            Bounds { exclusive_minimum: int(6), multiple_of: int(5), ..Bounds::default() };
        assert_eq!(of(Type::Integer, exclusive).unwrap(), "10");
        let negative = Bounds { maximum: int(-3), ..Bounds::default() };
        assert_eq!(of(Type::Integer, negative).unwrap(), "-3");
        let fraction = Bounds { minimum: Some(Number::Float(2.5)), ..Bounds::default() };
        assert_eq!(of(Type::Integer, fraction.clone()).unwrap(), "3");
        assert_eq!(of(Type::Number, fraction).unwrap(), "2.5");
    }

    #[test]
    fn text_has_a_legal_length() {
        let long = Bounds { min_length: Some(6), ..Bounds::default() };
        assert_eq!(of(Type::String, long).unwrap(), "\"textte\"");
        let short = Bounds { max_length: Some(2), ..Bounds::default() };
        assert_eq!(of(Type::String, short).unwrap(), "\"te\"");
    }

    #[test]
    fn listed_values_and_defaults_are_samples_unless_they_are_credentials() {
        let value = || node(Value::Int(7));
        assert_eq!(shown(|s| s.enumeration = Some(vec![value()])).unwrap(), "7");
        assert_eq!(shown(|s| s.default = Some(value())).unwrap(), "7");
        let secret = shown(|s| {
            s.secret = true;
            s.default = Some(value());
        });
        assert_eq!(secret, None);
    }
}
