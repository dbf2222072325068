//! Forms and multipart bodies: a field for each property.

use super::media_type::{self, Format};
use super::notation::Limit;
use super::schema::{self, Shape};
use super::{Cx, binary, constant, docs, map, notation, null};
use crate::diag::codes;
use crate::ir::{Docs, FieldValue, Form, FormField, Ident, Name, Notation, OtherFields, TypeRef};
use crate::resolve::{Encoding, MediaType, Property, Schema, SchemaId};

/// Names that lead to other names are followed so far.
const FARTHEST: usize = 64;

/// The fields of a body. `Err` says why it has none that could be sent.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    media: &MediaType,
    required: bool,
    multipart: bool,
) -> Result<Form, &'static str> {
    let described = match media.schema {
        Some(id) => object(cx, id)?,
        None => Described::Map(TypeRef::Json),
    };
    let form = match described {
        Described::Map(_) if multipart => {
            return Err("parts that the description does not name are not generated");
        }
        Described::Map(values) => {
            Form { fields: Vec::new(), others: Some(others(cx, media, values, required)) }
        }
        Described::Members(schema) => {
            let builder = Builder { media, owner: &schema, required, multipart };
            let fields = builder.fields(cx);
            builder.report_strays(cx);
            Form { fields, others: builder.others(cx) }
        }
    };
    Ok(form)
}

/// What a form's schema describes.
enum Described {
    /// Properties.
    Members(Box<Schema>),
    /// Members of any name with this type.
    Map(TypeRef),
}

fn object(cx: &mut Cx<'_>, id: SchemaId) -> Result<Described, &'static str> {
    let mut id = id;
    for _ in 0..FARTHEST {
        match schema::shape(cx, id, 0) {
            Shape::Struct(schema) => return Ok(Described::Members(schema)),
            Shape::Type(TypeRef::Map(values)) => return Ok(Described::Map(*values)),
            Shape::Type(TypeRef::Json) if cx.schema(id).is_any() => {
                return Ok(Described::Map(TypeRef::Json));
            }
            Shape::Type(TypeRef::Named(named)) => {
                let of_name = cx.components.iter().find(|(_, ty)| **ty == named);
                id = *of_name.ok_or(NO_OBJECT)?.0;
            }
            Shape::Type(_) | Shape::Enum(_) | Shape::Numbers(_) | Shape::Union(_) => {
                return Err(NO_OBJECT);
            }
        }
    }
    Err(NO_OBJECT)
}

const NO_OBJECT: &str = "the schema of a form must be an object";

/// What all fields of a form have in common.
struct Builder<'a> {
    media: &'a MediaType,
    owner: &'a Schema,
    required: bool,
    multipart: bool,
}

impl Builder<'_> {
    fn fields(&self, cx: &mut Cx<'_>) -> Vec<FormField> {
        let mut fields = Vec::with_capacity(self.owner.properties.len());
        for property in &self.owner.properties {
            if !cx.schema(property.schema).read_only {
                let is_required = self.owner.required.contains(&property.name);
                fields.push(self.field(cx, property, is_required));
            }
        }
        for name in &self.owner.required {
            if !self.owner.properties.iter().any(|property| property.name == *name) {
                fields.push(self.undescribed(cx, name));
            }
        }
        fields
    }

    /// A field of which only its name is known.
    fn undescribed(&self, cx: &mut Cx<'_>, name: &str) -> FormField {
        let at = self.owner.at;
        let message = format!(
            "`required` lists {}, which `properties` does not describe; it stays JSON",
            docs::code(name)
        );
        cx.degrade(codes::UNTYPED, at, message, "describe it in `properties`");
        FormField {
            wire: name.to_owned(),
            name: Name(name.to_owned()),
            ident: Ident::PENDING,
            docs: Docs::default(),
            value: FieldValue::Typed(TypeRef::Json),
            required: self.required,
            constant: None,
            media_type: String::new(),
            notation: Notation::FORM,
            at,
        }
    }

    fn field(&self, cx: &mut Cx<'_>, property: &Property, is_required: bool) -> FormField {
        let encoding = self.media.encoding.iter().find(|(name, _)| *name == property.name);
        let encoding = encoding.map(|(_, encoding)| encoding);
        let said = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let needed = is_required && !null::accepts(cx, property.schema);
        let constant = constant::of(cx.schema(property.schema)).filter(|_| needed);
        let mut value = match &constant {
            Some(value) => FieldValue::Typed(constant::plain(value)),
            None if self.multipart => part(cx, property.schema, said),
            None => FieldValue::Typed(schema::value(cx, property.schema, 0)),
        };
        let mut docs = docs::of_use(cx, property.schema);
        let mut media_type = String::new();
        let mut written = Notation::FORM;
        if self.multipart {
            self.report_unused(cx, encoding);
            match said {
                Some(said) if is_one(said) => said.trim().clone_into(&mut media_type),
                Some(said) => docs.facts.push(format!("Media types: {}.", docs::code(said))),
                None => media_type = of_content(cx, property.schema).unwrap_or_default(),
            }
        } else if let Some(encoding) = encoding {
            written = self.notation(cx, encoding);
        }
        if let (FieldValue::Typed(ty), false) = (&mut value, self.multipart) {
            cx.finish_structs();
            match notation::check(cx, ty, written) {
                Ok(()) => {}
                Err(Limit::Unsayable(why)) => {
                    *ty = notation::textual(cx, ty);
                    docs.facts.push(notation::AS_TEXT.to_owned());
                    let name = docs::code(&property.name);
                    let message = format!("{name} takes texts that the caller writes: {why}");
                    let help = "describe it as JSON, by `contentType` in `encoding`";
                    cx.degrade(codes::UNSUPPORTED, property.at, message, help);
                }
                Err(Limit::Members) => {
                    let message = format!(
                        "members of {} that are lists or objects have no notation; a call that sets one fails",
                        docs::code(&property.name)
                    );
                    let help = "give it `contentType: application/json` in `encoding` if the server reads that";
                    cx.degrade(codes::UNSUPPORTED, property.at, message, help);
                }
            }
            written = notation::normal(cx, ty, written, Notation::FORM);
        }
        if needed && !self.required && constant.is_none() {
            docs.facts.push("Required where a body is sent.".to_owned());
        }
        FormField {
            wire: property.name.clone(),
            name: Name(property.rename.clone().unwrap_or_else(|| property.name.clone())),
            ident: Ident::PENDING,
            docs,
            value,
            required: needed && self.required,
            constant,
            media_type,
            notation: written,
            at: property.at,
        }
    }

    /// How a field is written. `contentType` counts only where nothing is said of the style (OpenAPI 3.1,
    /// "Encoding Object").
    fn notation(&self, cx: &mut Cx<'_>, encoding: &Encoding) -> Notation {
        let by_style =
            encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
        let style = encoding.style.map_or(Notation::FORM.style, notation::style);
        let explode = encoding.explode.unwrap_or(style == Notation::FORM.style);
        let asked =
            Notation { style, explode, allow_reserved: encoding.allow_reserved, json: false };
        match encoding.content_type.as_deref().map(media_type::format) {
            Some(_) | None if by_style => asked,
            Some(Format::Json) => Notation { json: true, ..Notation::FORM },
            Some(Format::Text) | None => asked,
            Some(Format::Any | Format::Binary) => {
                let message = "fields of a form are text or JSON; this one is sent as text";
                let help = "leave `contentType` out, or write `application/json`";
                cx.degrade(codes::UNSUPPORTED, encoding.at, message, help);
                asked
            }
        }
    }

    /// Reports what an encoding says of a part that the client does not do.
    fn report_unused(&self, cx: &mut Cx<'_>, encoding: Option<&Encoding>) {
        let Some(encoding) = encoding else { return };
        if let Some(style) = encoding.style {
            let message = format!("the style `{}` of a part is not generated", style.as_str());
            cx.degrade(codes::UNSUPPORTED, encoding.at, message, "use `contentType`");
        }
        if !encoding.headers.is_empty() {
            let names: Vec<String> = encoding.headers.iter().map(|name| docs::code(name)).collect();
            let message = format!("headers of a part are not generated: {}", names.join(", "));
            let help = "nothing is to be done if the server does without them";
            cx.degrade(codes::UNSUPPORTED, encoding.at, message, help);
        }
    }

    /// Reports entries of `encoding` that speak of nothing.
    fn report_strays(&self, cx: &mut Cx<'_>) {
        for (name, encoding) in &self.media.encoding {
            if !self.owner.properties.iter().any(|property| property.name == *name) {
                let name = docs::code(name);
                let message = format!("`encoding` speaks of {name}, which the body does not have");
                let help = "its keys are names in `properties`";
                cx.degrade(codes::IGNORED_KEY, encoding.at, message, help);
            }
        }
    }

    fn others(&self, cx: &mut Cx<'_>) -> Option<OtherFields> {
        let values = map::values(cx, self.owner, 0)?;
        if self.multipart {
            let message = "parts that the description does not name are not generated";
            let help = "describe them in `properties`";
            cx.degrade(codes::UNSUPPORTED, self.owner.at, message, help);
            return None;
        }
        Some(others(cx, self.media, values, false))
    }
}

/// Members of any name.
fn others(cx: &mut Cx<'_>, media: &MediaType, values: TypeRef, required: bool) -> OtherFields {
    let mut ty = TypeRef::Map(Box::new(values));
    cx.finish_structs();
    if let Err(Limit::Unsayable(why)) = notation::check(cx, &ty, Notation::FORM) {
        ty = notation::textual(cx, &ty);
        let message = format!(
            "fields that the description does not name take texts that the caller writes: {why}"
        );
        cx.degrade(codes::UNSUPPORTED, media.at, message, "describe them in `properties`");
    }
    let summary = "Fields that the description does not name.".to_owned();
    let docs = Docs { summary: Some(summary), ..Docs::default() };
    OtherFields { ident: Ident::PENDING, docs, ty, required }
}

/// What a part holds: bytes where its media type or its schema say so.
fn part(cx: &mut Cx<'_>, id: SchemaId, media_type: Option<&str>) -> FieldValue {
    let is_bytes = |cx: &Cx<'_>, id| match media_type {
        Some(said) => said
            .split(',')
            .any(|one| matches!(media_type::format(one), Format::Binary | Format::Any)),
        None => binary::is_part(cx, id),
    };
    match binary::items(cx, id) {
        Some(item) if is_bytes(cx, item) => FieldValue::Files,
        None if is_bytes(cx, id) => FieldValue::File,
        Some(_) | None => FieldValue::Typed(schema::value(cx, id, 0)),
    }
}

/// The media type that the schema itself gives its values.
fn of_content(cx: &Cx<'_>, id: SchemaId) -> Option<String> {
    let id = binary::items(cx, id).unwrap_or(id);
    let (_, media_type) = &binary::plain(cx, id).content;
    media_type.clone().filter(|name| is_one(name))
}

/// Whether a `contentType` is one media type, and one that fits in a header.
fn is_one(name: &str) -> bool {
    !name.contains([',', '*'])
        && name.contains('/')
        && name.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
