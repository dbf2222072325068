//! What requests carry: how values are written, and bodies.

use std::fmt::{self, Write as _};

use super::api::{ident, ty};
use crate::ir::*;

/// How a value is written, where that is not the usual way.
pub(super) fn notation(notation: Notation, usual: Notation, out: &mut String) -> fmt::Result {
    if notation.json {
        return write!(out, ", as JSON");
    }
    if notation.style != usual.style {
        write!(out, ", {:?}", notation.style)?;
    }
    if notation.explode != usual.explode {
        write!(out, ", {}", if notation.explode { "exploded" } else { "not exploded" })?;
    }
    if notation.allow_reserved {
        write!(out, ", with reserved characters")?;
    }
    Ok(())
}

/// A request body.
pub(super) fn body(api: &Api, body: &Body, out: &mut String) -> fmt::Result {
    let required = if body.required { "required" } else { "optional" };
    let media_type = &body.media_type;
    match &body.content {
        Content::Json { ty: of, shape } => {
            let shape = match shape {
                BodyShape::Whole(name) => format!("as {}", ident(name)),
                BodyShape::Fields(fields) => {
                    let names: Vec<&str> = fields.iter().map(|field| ident(&field.ident)).collect();
                    format!("as fields {}", names.join(", "))
                }
            };
            writeln!(out, "    body: {}, {required}, {shape}, {media_type:?}", ty(api, of))?;
        }
        Content::Form(found) => {
            writeln!(out, "    form: {required}, {media_type:?}")?;
            form(api, found, out)?;
        }
        Content::Multipart(found) => {
            writeln!(out, "    multipart: {required}, {media_type:?}")?;
            form(api, found, out)?;
        }
        Content::Text(name) => {
            writeln!(out, "    text: {required}, as {}, {media_type:?}", ident(name))?;
        }
        Content::Bytes(name) => {
            writeln!(out, "    bytes: {required}, as {}, {media_type:?}", ident(name))?;
        }
    }
    if let Some(MediaRange { range, ident: name, required, .. }) = &body.range {
        let required = if *required { "required" } else { "optional" };
        writeln!(out, "    media type: {required}, as {}, {range:?}", ident(name))?;
    }
    Ok(())
}

fn form(api: &Api, form: &Form, out: &mut String) -> fmt::Result {
    for field in &form.fields {
        let of = match &field.value {
            FieldValue::Typed(of) => ty(api, of),
            FieldValue::File => "file".to_owned(),
            FieldValue::Files => "files".to_owned(),
        };
        let required = if field.required { "required" } else { "optional" };
        write!(out, "        {} {:?}: {of}, {required}", ident(&field.ident), field.wire)?;
        if let Some(constant) = &field.constant {
            write!(out, ", always {constant:?}")?;
        }
        if !field.media_type.is_empty() {
            write!(out, ", {:?}", field.media_type)?;
        }
        if let Some(part) = &field.header_of {
            write!(out, ", header of {part:?}")?;
        }
        if let Some(style) = field.notation {
            let usual = if field.header_of.is_some() { Notation::SIMPLE } else { Notation::FORM };
            write!(out, ", by style")?;
            notation(style, usual, out)?;
        }
        writeln!(out)?;
    }
    if let Some(others) = &form.others {
        let of = others.ty().map_or_else(|| "files".to_owned(), |of| ty(api, of));
        writeln!(out, "        {}: others, {of}", ident(&others.ident))?;
    }
    Ok(())
}
