//! The vocabulary "validation": keywords that limit the value.

use super::super::extension::foreign;
use super::super::read::{Cx, Object, Read};
use super::super::sparse::Sparse;
use super::super::{Number, Version};
use crate::diag::codes;
use crate::source::{At, Node, Value};

/// Keywords that limit the value.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Validation {
    /// `type`.
    pub types: Option<Types>,
    /// `nullable`, 3.0's word.
    pub nullable: bool,
    /// `enum`, in order; never empty.
    pub enumeration: Option<Vec<Node>>,
    /// `const`, new in 3.1.
    pub constant: Option<Node>,
    /// `required`, in order.
    pub required: Vec<String>,
    /// `pattern`, and where it is written.
    pub pattern: Option<(String, At)>,
    /// `minimum` and its like.
    pub limits: Sparse<Limits>,
    /// `minContains`, `maxContains`, `dependentRequired`, new in 3.1, with their places.
    pub conditions: Vec<(&'static str, At)>,
}

/// Bounds of numbers, of lengths and of counts.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Limits {
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Exclusive>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Exclusive>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

/// `type`.
#[derive(Clone, PartialEq, Debug)]
pub struct Types {
    /// The types, in order.
    pub types: Vec<Type>,
    /// Where it is written.
    pub at: At,
}

/// An exclusive bound.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Exclusive {
    /// 3.0: whether the inclusive bound beside it is exclusive.
    Flag(bool),
    /// 3.1: a bound of its own.
    Bound(Number),
}

/// JSON types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Type {
    /// `null`.
    Null,
    /// `boolean`.
    Boolean,
    /// `integer`.
    Integer,
    /// `number`.
    Number,
    /// `string`.
    String,
    /// `array`.
    Array,
    /// `object`.
    Object,
}

impl Type {
    const ALL: [(&'static str, Self); 7] = [
        ("null", Self::Null),
        ("boolean", Self::Boolean),
        ("integer", Self::Integer),
        ("number", Self::Number),
        ("string", Self::String),
        ("array", Self::Array),
        ("object", Self::Object),
    ];
}

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Validation {
    let mut validation = Validation {
        types: object.with("type", types),
        nullable: object.flag("nullable") || foreign::is_nullable(object),
        enumeration: object.with("enum", enumeration).or_else(|| foreign::enumeration(object)),
        constant: object.optional("const"),
        required: object.with("required", required).unwrap_or_default(),
        pattern: object.with("pattern", |node, cx| Some((String::read(node, cx)?, node.at))),
        limits: limits(object).into(),
        conditions: Vec::new(),
    };
    for key in ["minContains", "maxContains", "dependentRequired"] {
        validation.conditions.extend(object.node(key).map(|node| (key, node.at)));
    }
    validation
}

fn limits(object: &mut Object<'_, '_, '_>) -> Limits {
    Limits {
        multiple_of: object.with("multipleOf", multiple_of),
        minimum: object.with("minimum", bound),
        maximum: object.with("maximum", bound),
        exclusive_minimum: object.with("exclusiveMinimum", exclusive),
        exclusive_maximum: object.with("exclusiveMaximum", exclusive),
        min_length: object.with("minLength", count),
        max_length: object.with("maxLength", count),
        min_items: object.with("minItems", count),
        max_items: object.with("maxItems", count),
        unique_items: object.flag("uniqueItems"),
        min_properties: object.with("minProperties", count),
        max_properties: object.with("maxProperties", count),
    }
}

fn types(node: &Node, cx: &mut Cx<'_>) -> Option<Types> {
    let types = match &node.value {
        Value::Array(names) => {
            let types: Vec<Type> = names.iter().filter_map(|name| one_type(name, cx)).collect();
            if cx.version == Version::V3_0 {
                let help = match types.as_slice() {
                    [_, Type::Null] | [Type::Null, _] => {
                        "write one type and `nullable: true`, or `openapi: 3.1.0`"
                    }
                    _ => "write one type, or `oneOf` with a schema for each, or `openapi: 3.1.0`",
                };
                cx.diags
                    .report(codes::OTHER_VERSION, node.at, "a list of types is new in OpenAPI 3.1")
                    .help(help);
            }
            types
        }
        Value::String(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Int(_)
        | Value::Float(_)
        | Value::Object(_) => {
            let kind = one_type(node, cx)?;
            if (kind, cx.version) == (Type::Null, Version::V3_0) {
                cx.diags
                    .report(codes::OTHER_VERSION, node.at, "the type `null` is new in OpenAPI 3.1")
                    .help("write `nullable: true` beside another type, or `openapi: 3.1.0`");
            }
            vec![kind]
        }
    };
    Some(Types { types, at: node.at })
}

fn one_type(node: &Node, cx: &mut Cx<'_>) -> Option<Type> {
    let (written, meant, help) = match &node.value {
        Value::Null => ("null".to_owned(), Some(Type::Null), "write `\"null\"`, in quotes"),
        Value::String(word) => match synonym(word) {
            Some((meant, help)) => (format!("`{word}`"), meant, help),
            None => return cx.choice(node, &Type::ALL),
        },
        Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Array(_) | Value::Object(_) => {
            return cx.choice(node, &Type::ALL);
        }
    };
    let message = format!("{written} is not a type of JSON Schema");
    cx.diags.report(codes::INVALID_VALUE, node.at, message).help(help);
    meant
}

/// What people write for a type, the type that they mean, and what to write instead.
fn synonym(word: &str) -> Option<(Option<Type>, &'static str)> {
    Some(match word {
        "file" | "binary" => (Some(Type::String), "write `type: string` with `format: binary`"),
        "date" => (Some(Type::String), "write `type: string` with `format: date`"),
        "datetime" | "date-time" => {
            (Some(Type::String), "write `type: string` with `format: date-time`")
        }
        "uuid" => (Some(Type::String), "write `type: string` with `format: uuid`"),
        "str" | "text" => (Some(Type::String), "write `type: string`"),
        "float" | "double" | "decimal" => (Some(Type::Number), "write `type: number`"),
        "int" | "int32" | "int64" | "long" => (Some(Type::Integer), "write `type: integer`"),
        "bool" => (Some(Type::Boolean), "write `type: boolean`"),
        "map" | "dict" => (Some(Type::Object), "write `type: object` with `additionalProperties`"),
        "list" => (Some(Type::Array), "write `type: array` with `items`"),
        "any" => (None, "leave `type` out: then any value is valid"),
        _ => return None,
    })
}

/// An empty one would allow no value, which nobody means, and JSON Schema advises against it (2020-12
/// Validation, 6.1.2): it is taken as absent.
fn enumeration(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<Node>> {
    let values = Vec::<Node>::read(node, cx)?;
    if values.is_empty() {
        cx.diags
            .report(codes::UNTYPED, node.at, "`enum` lists no values; it is ignored")
            .help("list the values, or remove `enum`");
        return None;
    }
    Some(values)
}

fn required(node: &Node, cx: &mut Cx<'_>) -> Option<Vec<String>> {
    if let Value::Bool(_) = node.value {
        cx.wrong_type(node, "an array of names of properties")
            .help("list the property's name under `required` of the object that it is in");
        return None;
    }
    Vec::read(node, cx)
}

fn bound(node: &Node, cx: &mut Cx<'_>) -> Option<Number> {
    let number = Number::of(&node.value);
    if number.is_none() {
        cx.wrong_type_as(codes::INVALID_BOUND, node, "a number");
    }
    number
}

fn multiple_of(node: &Node, cx: &mut Cx<'_>) -> Option<Number> {
    let number = bound(node, cx)?;
    if number.as_f64() <= 0.0 {
        let message = format!("{} must be more than 0, not {number}", cx.subject());
        cx.diags.report(codes::INVALID_BOUND, node.at, message).help("write a number above 0");
        return None;
    }
    Some(number)
}

fn exclusive(node: &Node, cx: &mut Cx<'_>) -> Option<Exclusive> {
    match (&node.value, cx.version) {
        (Value::Bool(flag), Version::V3_0) => Some(Exclusive::Flag(*flag)),
        (Value::Bool(_), Version::V3_1 | Version::V3_2) => {
            let message = format!("{} is a number since OpenAPI 3.1", cx.subject());
            cx.diags
                .report(codes::OTHER_VERSION, node.at, message)
                .help("move the number of the inclusive bound here, in place of the boolean");
            let Value::Bool(flag) = node.value else { return None };
            Some(Exclusive::Flag(flag))
        }
        (Value::Int(_) | Value::Float(_), Version::V3_0) => {
            let message = format!("{} is a boolean before OpenAPI 3.1", cx.subject());
            cx.diags
                .report(codes::OTHER_VERSION, node.at, message)
                .help("write the number as `minimum` or `maximum`, and `true` here");
            bound(node, cx).map(Exclusive::Bound)
        }
        (_, Version::V3_0) => {
            cx.wrong_type_as(codes::INVALID_BOUND, node, "a boolean");
            None
        }
        (_, Version::V3_1 | Version::V3_2) => bound(node, cx).map(Exclusive::Bound),
    }
}

const A_COUNT: &str = "write a non-negative integer";

fn count(node: &Node, cx: &mut Cx<'_>) -> Option<u64> {
    let integer = match node.value {
        Value::Int(integer) => integer,
        // JSON Schema counts 1.0 among the integers; beyond 2^53 a float is no exact count.
        #[expect(clippy::cast_possible_truncation, reason = "whole and small, as the guard says")]
        Value::Float(float) if float.fract() == 0.0 && float.abs() < 9e15 => float as i128,
        Value::Null
        | Value::Bool(_)
        | Value::Float(_)
        | Value::String(_)
        | Value::Array(_)
        | Value::Object(_) => {
            let is_quoted =
                matches!(&node.value, Value::String(text) if text.parse::<u64>().is_ok());
            let diagnostic = cx.wrong_type_as(codes::INVALID_BOUND, node, "an integer");
            if !is_quoted && node.value != Value::Null {
                diagnostic.help(A_COUNT);
            }
            return None;
        }
    };
    if integer < 0 {
        let message = format!("{} must not be negative", cx.subject());
        cx.diags.report(codes::INVALID_BOUND, node.at, message).help(A_COUNT);
        return None;
    }
    // A bound that no length can reach limits nothing, whatever it is.
    Some(u64::try_from(integer).unwrap_or(u64::MAX))
}
