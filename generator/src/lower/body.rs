//! Request bodies.

use super::media_type::{self, Format};
use super::operation::called;
use super::{Cx, schema};
use crate::diag::codes;
use crate::ir::{Body, BodyShape, Docs, Ident, TypeRef};
use crate::resolve::Operation;

/// The operation cannot be called; the reason was reported.
pub(super) struct LeftOut;

/// Lowers the body. How the call asks for it is decided by the pass `flatten`, once types are complete.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation) -> Result<Option<Body>, LeftOut> {
    let Some(body) = &operation.body else { return Ok(None) };
    let preferred = media_type::preferred(&body.content);
    let Some((media, format @ (Format::Json | Format::Any))) = preferred else {
        return unsupported(cx, operation, body.required);
    };
    let ty = match media.schema {
        Some(schema) => schema::lower(cx, schema, 0).whole(),
        None => TypeRef::Json,
    };
    Ok(Some(Body {
        ty,
        media_type: media_type::sent(&media.name, format),
        required: body.required,
        shape: BodyShape::Whole(Ident::PENDING),
        docs: Docs { description: body.description.clone(), ..Docs::default() },
        at: body.at,
    }))
}

fn unsupported(
    cx: &mut Cx<'_>,
    operation: &Operation,
    required: bool,
) -> Result<Option<Body>, LeftOut> {
    let Some(body) = &operation.body else { return Ok(None) };
    let called = called(operation);
    let names: Vec<String> =
        body.content.iter().map(|media| super::docs::code(&media.name)).collect();
    let kind = if names.is_empty() { "no media type".to_owned() } else { names.join(", ") };
    let (message, help) = if required {
        let message = format!("{called} is left out: bodies of {kind} are not generated yet");
        (message, "offer `application/json` too if the server reads it")
    } else {
        let message =
            format!("the optional body of {called} is left out: {kind} is not generated yet");
        (message, "offer `application/json` too if the server reads it")
    };
    cx.report(codes::UNSUPPORTED, body.at, operation.at, message, help);
    if required { Err(LeftOut) } else { Ok(None) }
}
