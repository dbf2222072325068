//! Forms and multipart bodies: a field for each property.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::media_type::{self, Format};
use super::notation::Written;
use super::schema::{self, Shape};
use super::{Cx, binary, constant, docs, encoding, map, null, pointer};
use crate::diag::codes;
use crate::ir::{
    Docs, FieldValue, Form, FormField, Ident, Name, Notation, OtherFields, TypeKind, TypeRef,
};
use crate::resolve::{Additional, Encoding, MediaType, Property, Schema, SchemaId};
use crate::source::At;

/// Names that lead to other names are followed so far.
const FARTHEST: usize = 64;

/// How the fields of a form travel.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoded {
    /// As `name=value` pairs of one text.
    Url,
    /// Each as a part of its own.
    Multipart,
}

/// The fields of a body. `Err` says why it has none that could be sent.
pub(super) fn lower(
    cx: &mut Cx<'_>,
    media: &MediaType,
    required: bool,
    encoded: Encoded,
) -> Result<Form, &'static str> {
    let described = match media.schema {
        Some(id) => object(cx, id)?,
        // Parts of another kind need no names.
        None if encoded == Encoded::Multipart && !is_of_names(&media.name) => return Err(NO_NAMES),
        None => Described::Map(TypeRef::Json, None),
    };
    let form = match described {
        Described::Map(values, schema) => {
            let is_of_files = encoded == Encoded::Multipart
                && schema.is_none_or(|schema| holds_files(cx, &schema));
            let value = if is_of_files {
                FieldValue::Files
            } else {
                FieldValue::Typed(TypeRef::Map(Box::new(values)))
            };
            Form { fields: Vec::new(), others: Some(others(value, required)) }
        }
        Described::Union(ty) => {
            let others = others(FieldValue::Typed(ty), required);
            Form { fields: Vec::new(), others: Some(others) }
        }
        Described::Members(schema) => {
            let builder = Builder { media, owner: &schema, required, encoded };
            let fields = builder.fields(cx);
            builder.report_strays(cx);
            Form { fields, others: builder.others(cx) }
        }
    };
    Ok(form)
}

/// What is said of a field that a body, if there is one, cannot do without.
pub(super) const WITH_BODY: &str = "Required where a body is sent.";

const NO_NAMES: &str = "nothing is said of its parts";

/// Whether it is the kind of multipart whose parts have names (RFC 7578).
pub(super) fn is_of_names(media_type: &str) -> bool {
    matches!(media_type::essence(media_type).as_str(), "multipart/form-data" | "multipart/*")
}

/// What a form's schema describes.
enum Described {
    /// Properties.
    Members(Arc<Schema>),
    /// Members of any name with this type, and the schema that says so.
    Map(TypeRef, Option<Box<Schema>>),
    /// One of several objects.
    Union(TypeRef),
}

fn object(cx: &mut Cx<'_>, id: SchemaId) -> Result<Described, &'static str> {
    let mut id = id;
    for _ in 0..FARTHEST {
        match schema::shape(cx, id, 0) {
            Shape::Struct(schema) => return Ok(Described::Members(schema)),
            Shape::Type(TypeRef::Map(values)) => {
                let schema = Box::new(binary::plain(cx, id).clone());
                return Ok(Described::Map(*values, Some(schema)));
            }
            Shape::Type(TypeRef::Json) if cx.schema(id).is_any() => {
                return Ok(Described::Map(TypeRef::Json, None));
            }
            Shape::Union(_) => {
                let ty = schema::value(cx, id, 0);
                return if is_object(cx, &ty) { Ok(Described::Union(ty)) } else { Err(NO_OBJECT) };
            }
            Shape::Type(TypeRef::Named(named)) => {
                let of_name = cx.components.iter().find(|(_, ty)| **ty == named);
                id = *of_name.ok_or(NO_OBJECT)?.0;
            }
            Shape::Type(_) | Shape::Enum(_) | Shape::Numbers(_) => return Err(NO_OBJECT),
        }
    }
    Err(NO_OBJECT)
}

const NO_OBJECT: &str = "the schema of a form must be an object";

/// Whether all values of a type are objects.
fn is_object(cx: &mut Cx<'_>, ty: &TypeRef) -> bool {
    cx.finish_structs();
    let (mut open, mut seen) = (vec![ty], BTreeSet::new());
    while let Some(ty) = open.pop() {
        match pointer::bare(cx, ty).0 {
            TypeRef::Map(_) => {}
            TypeRef::Named(id) => match &cx.ty(*id).kind {
                TypeKind::Struct(_) => {}
                TypeKind::Union(union) if seen.insert(*id) => {
                    open.extend(union.branches.iter().map(|branch| &branch.ty));
                }
                TypeKind::Union(_) => {}
                TypeKind::Enum(_) | TypeKind::Numbers(_) | TypeKind::Alias(_) => return false,
            },
            _ => return false,
        }
    }
    true
}

/// What all fields of a form have in common.
struct Builder<'a> {
    media: &'a MediaType,
    owner: &'a Schema,
    required: bool,
    encoded: Encoded,
}

impl Builder<'_> {
    fn fields(&self, cx: &mut Cx<'_>) -> Vec<FormField> {
        let mut fields = Vec::with_capacity(self.owner.properties.len());
        for property in &self.owner.properties {
            if !cx.schema(property.schema).read_only {
                let is_required = self.owner.required.contains(&property.name);
                fields.extend(self.field(cx, property, is_required));
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
            verbatim: false,
            notation: None,
            header_of: None,
            at,
        }
    }

    /// The field of a property, and the headers of its part.
    fn field(&self, cx: &mut Cx<'_>, property: &Property, is_required: bool) -> Vec<FormField> {
        let encoding = self.encoding(cx, property);
        let asked = encoding
            .and_then(|encoding| encoding::notation(cx, self.media, encoding, self.encoded));
        let asks_style = asked.is_some_and(|asked| !asked.json);
        let said = encoding.and_then(|encoding| encoding.content_type.as_deref());
        let needed = is_required && !null::accepts(cx, property.schema);
        let constant = constant::of(cx.schema(property.schema)).filter(|_| needed);
        let mut value = match (&constant, self.encoded) {
            (Some(value), _) => FieldValue::Typed(value.ty()),
            (None, Encoded::Multipart) => part(cx, property.schema, said.filter(|_| !asks_style)),
            (None, Encoded::Url) => FieldValue::Typed(schema::value(cx, property.schema, 0)),
        };
        let by_style = asks_style && matches!(value, FieldValue::Typed(_));
        let mut docs = docs::of_use(cx, property.schema);
        let mut media_type = String::new();
        if self.encoded == Encoded::Multipart && !by_style {
            match said {
                Some(said) if is_one(said) => said.trim().clone_into(&mut media_type),
                Some(said) => docs.facts.push(format!("Media types: {}.", docs::code(said))),
                None => media_type = of_content(cx, property.schema).unwrap_or_default(),
            }
        }
        // Who describes JSON as a text has it written already.
        let verbatim = match &value {
            FieldValue::Typed(ty) if is_text(cx, ty) => true,
            FieldValue::Typed(TypeRef::List(item)) => said.is_none() && is_text(cx, item),
            FieldValue::Typed(_) | FieldValue::File | FieldValue::Files => false,
        };
        let notation = asked.filter(|asked| !(asked.json && verbatim)).and_then(|asked| {
            let at = encoding.map_or(property.at, |encoding| encoding.at);
            notation(cx, property, asked, at, &mut value, &mut docs.facts)
        });
        if needed && !self.required && constant.is_none() {
            docs.facts.push(WITH_BODY.to_owned());
        }
        let field = FormField {
            wire: property.name.clone(),
            name: Name(property.rename.clone().unwrap_or_else(|| property.name.clone())),
            ident: Ident::PENDING,
            docs,
            value,
            required: needed && self.required,
            constant,
            verbatim: verbatim && media_type::format(&media_type) == Format::Json,
            media_type,
            notation,
            header_of: None,
            at: property.at,
        };
        let has_headers = self.encoded == Encoded::Multipart;
        let headers = encoding.filter(|_| has_headers).into_iter().flat_map(|e| &e.headers);
        let headers: Vec<FormField> =
            headers.map(|header| encoding::header(cx, &field, header)).collect();
        [field].into_iter().chain(headers).collect()
    }

    /// What `encoding` says of a property.
    fn encoding(&self, cx: &mut Cx<'_>, property: &Property) -> Option<&Encoding> {
        let (_, encoding) = self.media.encoding.iter().find(|(name, _)| *name == property.name)?;
        if encoding.is_nested {
            let name = docs::code(&property.name);
            let message =
                format!("parts within {name} are not written yet; the caller gives it whole");
            let help = "leave what is within to whoever calls";
            cx.degrade(codes::UNSUPPORTED, encoding.at, message, help);
        }
        Some(encoding)
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
        let value = if self.encoded == Encoded::Multipart && holds_files(cx, self.owner) {
            FieldValue::Files
        } else {
            let values = map::values(cx, self.owner, 0)?;
            FieldValue::Typed(TypeRef::Map(Box::new(values)))
        };
        Some(others(value, false))
    }
}

/// The notation that was asked for at `at`, where it says something of the value.
fn notation(
    cx: &mut Cx<'_>,
    property: &Property,
    asked: Notation,
    at: At,
    value: &mut FieldValue,
    facts: &mut Vec<String>,
) -> Option<Notation> {
    match value {
        FieldValue::Typed(ty) => {
            let written =
                Written { name: &property.name, at: property.at, help: encoding::AS_JSON };
            written.fit(cx, ty, asked, facts);
            encoding::said(cx, ty, asked, Notation::FORM)
        }
        FieldValue::File | FieldValue::Files => {
            if asked != Notation::FORM {
                let name = docs::code(&property.name);
                let message = format!("the style of {name} is ignored: its bytes have none");
                cx.degrade(codes::IGNORED_KEY, at, message, "leave the style out");
            }
            None
        }
    }
}

/// Members of any name.
fn others(value: FieldValue, required: bool) -> OtherFields {
    let summary = match value {
        FieldValue::Typed(_) => "Fields that the description does not name.",
        FieldValue::File | FieldValue::Files => "Parts that the description does not name.",
    };
    let docs = Docs { summary: Some(summary.to_owned()), ..Docs::default() };
    OtherFields { ident: Ident::PENDING, docs, value, required }
}

/// Whether parts of any name are files: the schema says so, or nothing at all.
fn holds_files(cx: &Cx<'_>, owner: &Schema) -> bool {
    match owner.additional {
        _ if !owner.patterns.is_empty() => false,
        Additional::Schema(id) => binary::is_part(cx, binary::items(cx, id).unwrap_or(id)),
        Additional::Any => true,
        // Of an object without properties nothing is said.
        Additional::Unsaid => owner.properties.is_empty(),
        Additional::Forbidden => false,
    }
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

/// Whether a value is any text.
fn is_text(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    matches!(pointer::bare(cx, ty).0, TypeRef::String | TypeRef::Secret)
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
