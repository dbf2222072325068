//! The dispatch: which shape does a schema get?

use std::sync::Arc;

use super::others::Others;
use super::string_enum;
use super::{Cx, all_of, alternatives, array, fields_only, map, null, numbers, scalar};
use crate::diag::codes;
use crate::ir::{Enum, Name, Numbers, TypeId, TypeKind, TypeRef, Union};
use crate::resolve::{Schema, SchemaId, Type};
use crate::source::{At, Value};

/// Anonymous schemas nested deeper than this stay JSON. Sources cannot nest so deep, but references to
/// anonymous schemas can.
const DEEPEST: u32 = 64;

/// The shape of a schema, before it is decided whether it needs a name.
pub(super) enum Shape {
    /// A struct with the members of this schema, which has no `allOf` left. They are lowered later, from the queue.
    Struct(Arc<Schema>),
    /// An open enum.
    Enum(Enum),
    /// Integers of which some have names.
    Numbers(Numbers),
    /// One of several types.
    Union(Union),
    /// A type that needs no definition.
    Type(TypeRef),
}

/// The use of a schema in a place where null and absence are somebody else's business.
#[derive(Clone)]
pub(super) struct Use {
    /// The type of a value that is not null.
    pub(super) ty: TypeRef,
    /// Whether null is legal.
    pub(super) nullable: bool,
}

impl Use {
    /// The type with null in it, for items, values and bodies.
    pub(super) fn whole(self) -> TypeRef {
        if self.nullable && self.ty != TypeRef::Json {
            TypeRef::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

/// Defines every named schema, but for those whose members only calls have.
pub(super) fn components(cx: &mut Cx<'_>) {
    let without = fields_only::schemas(cx);
    let mut aliases = Vec::new();
    let mut definitions = Vec::new();
    for (name, id) in cx.resolved.named.iter().filter(|(_, id)| !without.contains(id)) {
        let schema = cx.resolved.schema(*id);
        let name = match &schema.rename.name {
            Some(rename) if schema.component.as_ref() == Some(name) => Name(rename.clone()),
            Some(_) | None => Name(name.clone()),
        };
        // Two keys may lead to one schema: the key that the schema itself carries defines it.
        let own = schema.component.as_ref().is_none_or(|key| *key == name.0)
            || schema.rename.name.is_some();
        if own && !cx.components.contains_key(id) {
            let ty = cx.declare(name, false, schema);
            cx.components.insert(*id, ty);
            definitions.push((ty, *id));
        } else {
            aliases.push((name, *id));
        }
    }
    for (name, id) in aliases {
        let schema = cx.resolved.schema(id);
        let ty = cx.declare(name, false, schema);
        match cx.components.get(&id) {
            Some(target) => define(cx, ty, Shape::Type(TypeRef::Named(*target))),
            None => {
                cx.components.insert(id, ty);
                definitions.push((ty, id));
            }
        }
    }
    for (ty, id) in definitions {
        let shape = shape(cx, id, 0);
        define(cx, ty, shape);
    }
    cx.finish_structs();
}

/// Gives a type that is declared its shape.
fn define(cx: &mut Cx<'_>, ty: TypeId, shape: Shape) {
    let kind = match shape {
        Shape::Struct(schema) => return cx.queue(ty, schema),
        Shape::Enum(found) => TypeKind::Enum(found),
        Shape::Numbers(found) => TypeKind::Numbers(found),
        Shape::Union(found) => TypeKind::Union(found),
        Shape::Type(found) => TypeKind::Alias(found),
    };
    cx.types[ty.0 as usize].kind = kind;
}

/// How a schema is used by something that refers to it.
pub(super) fn lower(cx: &mut Cx<'_>, id: SchemaId, depth: u32) -> Use {
    let nullable = null::accepts(cx, id);
    Use { ty: value(cx, id, depth), nullable }
}

/// The type of the values of a schema other than null.
pub(super) fn value(cx: &mut Cx<'_>, id: SchemaId, depth: u32) -> TypeRef {
    if let Some(ty) = cx.components.get(&id) {
        return TypeRef::Named(*ty);
    }
    if let Some(ty) = cx.inline.get(&id) {
        return ty.clone();
    }
    if !cx.active.insert(id) {
        let at = cx.schema(id).at;
        cx.degrade(
            codes::UNTYPED,
            at,
            "this schema contains itself without having a name; it stays JSON",
            "move it to `components.schemas` and refer to it",
        );
        return TypeRef::Json;
    }
    let ty = match shape(cx, id, depth) {
        Shape::Type(ty) => ty,
        shape @ (Shape::Struct(_) | Shape::Enum(_) | Shape::Numbers(_) | Shape::Union(_)) => {
            let ty = declare(cx, id);
            define(cx, ty, shape);
            TypeRef::Named(ty)
        }
    };
    cx.active.remove(&id);
    cx.inline.insert(id, ty.clone());
    ty
}

fn declare(cx: &mut Cx<'_>, id: SchemaId) -> TypeId {
    let schema = cx.held(id);
    let (name, longer) = cx.places.names(id, &schema);
    let ty = cx.declare(name, schema.rename.name.is_none(), &schema);
    cx.types[ty.0 as usize].longer = longer;
    if cx.is_made(id) && schema.rename.name.is_none() {
        cx.placed.push((ty, id));
    }
    ty
}

/// Calls the types of made schemas by the places that were found for them in the end.
pub(super) fn rename_made(cx: &mut Cx<'_>) {
    for (ty, id) in std::mem::take(&mut cx.placed) {
        let (name, longer) = cx.places.names(id, cx.schema(id));
        let definition = &mut cx.types[ty.0 as usize];
        (definition.name, definition.longer) = (name, longer);
    }
}

/// The shape of a schema.
pub(super) fn shape(cx: &mut Cx<'_>, id: SchemaId, depth: u32) -> Shape {
    let mut schema = cx.held(id);
    if depth > DEEPEST {
        let message = format!("schemas are nested more than {DEEPEST} deep; the rest stays JSON");
        cx.degrade(codes::UNTYPED, schema.at, message, "name some of them in `components.schemas`");
        return Shape::Type(TypeRef::Json);
    }
    if schema.reference.is_some() || !schema.all_of.is_empty() {
        let shape = all_of::shape(cx, &schema, id, depth);
        return secret_or_not(cx, schema.secret.then_some(schema.at), shape);
    }
    let mut others = Others::new();
    others.add(&schema);
    let additional = others.settled();
    if additional != schema.additional {
        Arc::make_mut(&mut schema).additional = additional;
    }
    plain(cx, schema, id, depth)
}

/// The shape of a schema without `$ref` and `allOf`.
pub(super) fn plain(cx: &mut Cx<'_>, schema: Arc<Schema>, id: SchemaId, depth: u32) -> Shape {
    let marked = schema.secret.then_some(schema.at);
    let array = schema.array.is_some().then_some(schema.at);
    let shape = unmarked(cx, schema, id, depth);
    if let Some(at) = array
        && !matches!(shape, Shape::Struct(_))
    {
        let message = "`x-sdk-array` stands on a schema that is no object with properties";
        let help = "put it on the object that some answers have only one array of";
        cx.degrade(codes::INVALID_EXTENSION, at, message, help);
    }
    secret_or_not(cx, marked, shape)
}

/// Refuses a mark that hides nothing: whoever wrote it relies on it.
fn secret_or_not(cx: &mut Cx<'_>, marked: Option<At>, shape: Shape) -> Shape {
    if let Some(at) = marked
        && !matches!(shape, Shape::Type(TypeRef::Secret))
    {
        let message = "`x-sdk-secret` stands on a schema that is not a string";
        let help = "put it on the string inside that holds the credential";
        cx.degrade(codes::INVALID_EXTENSION, at, message, help);
    }
    shape
}

fn unmarked(cx: &mut Cx<'_>, schema: Arc<Schema>, id: SchemaId, depth: u32) -> Shape {
    report_unsupported(cx, &schema);
    if schema.never {
        let message = "the schema `false` allows no value; the value stays JSON";
        cx.degrade(codes::UNTYPED, schema.at, message, "remove it, or say what is allowed");
        return Shape::Type(TypeRef::Json);
    }
    if let Some(shape) = alternatives::shape(cx, &schema, id, depth) {
        return shape;
    }
    if let Some(shape) = string_enum::shape(cx, &schema) {
        return shape;
    }
    report_assumed(cx, &schema);
    match kind(&schema) {
        Kind::Any | Kind::Null => Shape::Type(TypeRef::Json),
        Kind::Boolean => Shape::Type(TypeRef::Bool),
        Kind::Integer => numbers::shape(cx, &schema),
        // Whatever the format, servers send numbers that `f32` would round.
        Kind::Number => Shape::Type(TypeRef::Double),
        Kind::String => Shape::Type(scalar::string(cx, &schema)),
        Kind::Array => Shape::Type(array::lower(cx, &schema, id, depth)),
        Kind::Object if map::is_map(&schema) => Shape::Type(map::lower(cx, &schema, depth)),
        Kind::Object => Shape::Struct(schema),
        Kind::Untold => {
            let message = "the schema does not say which type its values have; they stay JSON";
            cx.degrade(codes::UNTYPED, schema.at, message, "add a `type`");
            Shape::Type(TypeRef::Json)
        }
        Kind::Several => alternatives::of_types(cx, &schema, id, depth),
    }
}

/// The JSON type of a schema's values other than null.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// Nothing is said.
    Any,
    /// Something is said, but no type.
    Untold,
    /// More than one.
    Several,
    /// Only null.
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

/// What `type` says, or what other keywords let no doubt about.
pub(super) fn kind(schema: &Schema) -> Kind {
    let mut types: Vec<Type> =
        schema.types.iter().copied().filter(|ty| *ty != Type::Null).collect();
    if types.contains(&Type::Number) {
        types.retain(|ty| *ty != Type::Integer);
    }
    match types[..] {
        [] => untyped(schema),
        [Type::Boolean] => Kind::Boolean,
        [Type::Integer] => Kind::Integer,
        [Type::Number] => Kind::Number,
        [Type::String] => Kind::String,
        [Type::Array] => Kind::Array,
        [Type::Object] => Kind::Object,
        [_, ..] => Kind::Several,
    }
}

/// Many documents leave `type` out where another keyword makes only one sensible.
fn untyped(schema: &Schema) -> Kind {
    use crate::resolve::Additional;
    if !schema.properties.is_empty()
        || !schema.patterns.is_empty()
        || matches!(schema.additional, Additional::Schema(_))
    {
        return Kind::Object;
    }
    if schema.items.is_some() || !schema.prefix_items.is_empty() {
        return Kind::Array;
    }
    if let Some(kind) = kind_of_values(schema) {
        return kind;
    }
    if schema.format.is_some() || !schema.required.is_empty() {
        return Kind::Untold;
    }
    if schema.types.is_empty() { Kind::Any } else { Kind::Null }
}

/// Tells of a type that nobody wrote. A value of another type is valid, and no value of the Rust type.
fn report_assumed(cx: &mut Cx<'_>, schema: &Schema) {
    let written = schema.types.iter().any(|ty| *ty != Type::Null);
    let (assumed, because) = match untyped(schema) {
        _ if written => return,
        Kind::Object => ("an object", "of its members"),
        Kind::Array => ("an array", "of its items"),
        Kind::Any
        | Kind::Untold
        | Kind::Several
        | Kind::Null
        | Kind::Boolean
        | Kind::Integer
        | Kind::Number
        | Kind::String => return,
    };
    let message =
        format!("the schema speaks {because} and has no `type`; it is taken for {assumed}");
    cx.degrade(codes::ASSUMED_TYPE, schema.at, message, "add the `type`");
}

/// The type of the values that a schema lists.
fn kind_of_values(schema: &Schema) -> Option<Kind> {
    let values = schema
        .constant
        .as_ref()
        .map_or(schema.enumeration.as_deref(), |constant| Some(std::slice::from_ref(constant)))?;
    let mut found = None;
    for value in values {
        let kind = match value.value {
            Value::Null => continue,
            Value::Bool(_) => Kind::Boolean,
            Value::Int(_) => Kind::Integer,
            Value::Float(_) => Kind::Number,
            Value::String(_) => Kind::String,
            Value::Array(_) | Value::Object(_) => return Some(Kind::Several),
        };
        if found.is_some_and(|found| found != kind) {
            return Some(Kind::Several);
        }
        found = Some(kind);
    }
    Some(found.unwrap_or(Kind::Null))
}

/// Keywords that refuse values and can never say of what type one is: a Rust type says the same without them.
///
/// Members that only conditions describe are told where the struct is made.
const NARROWING: &[&str] = &[
    "if",
    "then",
    "else",
    "dependentSchemas",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentRequired",
    "dependencies",
];

/// Keywords that no Rust type stands for. The type without them is not wrong, but may say less.
pub(super) fn report_unsupported(cx: &mut Cx<'_>, schema: &Schema) {
    const HELP: &str = "describe the rule in `description`";
    for (keyword, at) in &schema.unsupported {
        if NARROWING.contains(&keyword.as_str()) {
            let message = format!("`{keyword}` is not checked; the server knows the rule");
            cx.degrade(codes::NARROWING, *at, message, HELP);
        } else {
            let message =
                format!("`{keyword}` is not generated; the type is as if it were not there");
            cx.degrade(codes::UNSUPPORTED, *at, message, HELP);
        }
    }
    if schema.has_not {
        let message = "`not` is not checked; the server knows the rule";
        cx.degrade(codes::NARROWING, schema.at, message, HELP);
    }
}
