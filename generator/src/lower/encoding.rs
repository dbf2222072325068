//! What `encoding` says of a field of a form or a part: its notation, and headers (OpenAPI 3.1, "Encoding
//! Object").

use super::form::Encoded;
use super::media_type::{self, Format};
use super::notation::Written;
use super::{Cx, constant, docs, form, header, notation, schema};
use crate::diag::codes;
use crate::ir::{FieldValue, FormField, Ident, Name, Notation, TypeRef};
use crate::resolve::{Encoding, Header, MediaType};

/// How a field is written, where something is said of that. `contentType` counts only where nothing is said
/// of the style, and a style only where fields have names.
pub(super) fn notation(
    cx: &mut Cx<'_>,
    media: &MediaType,
    encoding: &Encoding,
    encoded: Encoded,
) -> Option<Notation> {
    let in_parts = encoded == Encoded::Multipart;
    let by_style =
        encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved;
    if by_style {
        if in_parts && !form::is_of_names(&media.name) {
            let message = "the style of a part counts in `multipart/form-data` alone";
            cx.degrade(codes::IGNORED_KEY, encoding.at, message, "use `contentType`");
            return None;
        }
        let style = encoding.style.map_or(Notation::FORM.style, notation::style);
        let explode = encoding.explode.unwrap_or(style == Notation::FORM.style);
        // Nothing is percent-encoded in a part.
        let allow_reserved = encoding.allow_reserved && !in_parts;
        return Some(Notation { style, explode, allow_reserved, json: false });
    }
    if in_parts {
        return None;
    }
    match encoding.content_type.as_deref().map(media_type::format) {
        Some(Format::Json) => Some(Notation { json: true, ..Notation::FORM }),
        Some(Format::Text) | None => None,
        Some(Format::Any | Format::Binary) => {
            let message = "fields of a form are text or JSON; this one is sent as text";
            let help = "leave `contentType` out, or write `application/json`";
            cx.degrade(codes::UNSUPPORTED, encoding.at, message, help);
            None
        }
    }
}

/// The notation, where it says something of values of this type: where they are written in another way than
/// without it.
pub(super) fn said(
    cx: &Cx<'_>,
    ty: &TypeRef,
    asked: Notation,
    usual: Notation,
) -> Option<Notation> {
    let says = asked.json || asked.allow_reserved || notation::is_open(cx, ty);
    let normal = notation::normal(cx, ty, asked, usual);
    // In fields a list is what it is without a style, and nothing else is.
    let is_usual =
        normal == usual && (usual != Notation::FORM || notation::is_list_of_scalars(cx, ty));
    (says && !is_usual).then_some(normal)
}

/// What helps a field whose style cannot say its value.
pub(super) const AS_JSON: &str = "describe it as JSON, by a media type and not by a style";

/// The input for a header of a part.
pub(super) fn header(cx: &mut Cx<'_>, part: &FormField, header: &Header) -> FormField {
    let (schema, json) = header::value(cx, header);
    let constant = schema.and_then(|schema| constant::of(cx.schema(schema)));
    let constant = constant.filter(|_| header.required && !json);
    let mut ty = match (&constant, schema) {
        (Some(value), _) => value.ty(),
        (None, Some(schema)) => schema::value(cx, schema, 0),
        (None, None) => TypeRef::String,
    };
    let mut docs = header::said(cx, header);
    let (name, of) = (docs::code(&header.name), docs::code(&part.wire));
    docs.facts.push(format!("The header {name} of the part {of}."));
    let asked = Notation { explode: header.explode, json, ..Notation::SIMPLE };
    let written = Written { name: &header.name, at: header.at, help: AS_JSON };
    written.fit(cx, &mut ty, asked, &mut docs.facts);
    let required = header.required && part.required;
    if header.required && !required && constant.is_none() {
        docs.facts.push("Required where the part is sent.".to_owned());
    }
    FormField {
        wire: header.name.clone(),
        name: Name(format!("{} {}", part.name.0, header.name)),
        ident: Ident::PENDING,
        docs,
        notation: said(cx, &ty, asked, Notation::SIMPLE),
        value: FieldValue::Typed(ty),
        required,
        constant,
        media_type: String::new(),
        verbatim: false,
        header_of: Some(part.wire.clone()),
        at: header.at,
    }
}
