//! Objects with named members: structs.

use super::schema;
use super::{Cx, conditional, constant, docs, map, null, tolerance};
use crate::diag::codes;
use crate::ir::{self, Ident, Name, Presence, Scalar, TypeRef};
use crate::resolve::{Additional, Property, Schema};

/// The fields: required ones first, each kind in the order of the document.
pub(super) fn fields(cx: &mut Cx<'_>, schema: &Schema) -> ir::Struct {
    let mut required = Vec::with_capacity(schema.properties.len());
    let mut optional = Vec::new();
    for property in &schema.properties {
        let field = field(cx, schema, property);
        if field.presence.is_required() { &mut required } else { &mut optional }.push(field);
    }
    for (name, described) in conditional::members(cx, &schema.conditional) {
        if required.iter().chain(&optional).any(|field| field.wire == name) {
            continue;
        }
        let message = format!("only a condition describes `{name}`; it stays JSON");
        let at = cx.schema(described).at;
        let help = "describe it in `properties` of the object, with all types that it can have";
        cx.degrade(codes::UNTYPED, at, message, help);
        let is_required = schema.required.contains(&name);
        let presence = if is_required { Presence::Required } else { Presence::Optional };
        let docs = docs::of_use(cx, described);
        let field = ir::Field { docs, presence, at, ..undescribed(&name, schema) };
        if is_required { &mut required } else { &mut optional }.push(field);
    }
    for name in &schema.required {
        if required.iter().any(|field| field.wire == *name) {
            continue;
        }
        let message = format!(
            "`required` lists `{name}`, which `properties` does not describe; it stays JSON"
        );
        cx.degrade(codes::UNTYPED, schema.at, message, "describe it in `properties`");
        required.push(undescribed(name, schema));
    }
    required.append(&mut optional);
    tolerance::of_fields(cx, &mut required);
    let array = tolerance::array(cx, schema, &required);
    ir::Struct {
        fields: required,
        additional: map::values(cx, schema, 0),
        additional_ident: Ident::PENDING,
        closed: schema.additional == Additional::Forbidden,
        extra: false,
        array,
    }
}

fn field(cx: &mut Cx<'_>, owner: &Schema, property: &Property) -> ir::Field {
    let is_required = owner.required.contains(&property.name);
    let nullable = null::accepts(cx, property.schema);
    // Nobody chooses what must be there and has one value, so no type lists it.
    let fixed = is_required && !nullable && constant::is_text(cx.schema(property.schema));
    let ty = if fixed { TypeRef::String } else { schema::value(cx, property.schema, 0) };
    let presence = match (is_required, nullable && ty != TypeRef::Json) {
        (true, false) => Presence::Required,
        (false, false) => Presence::Optional,
        (true, true) => Presence::Nullable,
        (false, true) => Presence::Maybe,
    };
    let described = cx.schema(property.schema);
    let constant = if presence == Presence::Required { constant::of(described) } else { None };
    // A value without its tag is not told, whatever `required` says.
    let tag = owner.tag.as_ref().filter(|(member, _)| *member == property.name);
    let constant = constant.or_else(|| tag.map(|(_, value)| Scalar::String(value.clone())));
    let mut docs = docs::of_use(cx, property.schema);
    if fixed {
        docs.facts.extend(docs::only_value(described));
    }
    ir::Field {
        wire: property.name.clone(),
        name: Name(property.rename.clone().unwrap_or_else(|| property.name.clone())),
        ident: Ident::PENDING,
        read_only: described.read_only,
        write_only: described.write_only,
        docs,
        ty,
        presence,
        constant,
        tolerated: ir::Tolerated {
            aliases: property.tolerated.aliases.clone(),
            nulls: property.tolerated.nulls.clone(),
        },
        at: property.at,
    }
}

fn undescribed(name: &str, schema: &Schema) -> ir::Field {
    ir::Field {
        wire: name.to_owned(),
        name: Name(name.to_owned()),
        ident: Ident::PENDING,
        docs: ir::Docs::default(),
        ty: TypeRef::Json,
        presence: Presence::Required,
        constant: None,
        read_only: false,
        write_only: false,
        tolerated: ir::Tolerated::default(),
        at: schema.at,
    }
}
