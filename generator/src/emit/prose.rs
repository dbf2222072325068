//! Parts of sentences about operations: what is sent, what comes back, what can be said besides.
//!
//! Items are links, as rustdoc resolves them in the file of an API's group.

use super::Cx;
use super::input::Input;
use super::markdown;
use super::ty::file_name;
use crate::ir::{AnswerType, Ident, Operation, Payload, TypeRef};

/// More inputs than this are counted, not listed.
const MOST_LISTED: usize = 12;

/// Method and path, as code.
pub(super) fn request(operation: &Operation) -> String {
    let verb = operation.verb.as_str();
    markdown::code(&format!("{verb} {}", operation.path))
}

/// What a call sends and gives.
pub(super) fn call(cx: Cx<'_>, operation: &Operation) -> String {
    let request = request(operation);
    let answer = match (&operation.pagination, &operation.success.ty) {
        (Some(pagination), _) => format!("pages of {}", ty(cx, &pagination.item)),
        (None, AnswerType::Empty) => return format!("Sends {request}."),
        (None, AnswerType::One(found)) => payload(cx, found),
        (None, AnswerType::Set(index)) => match cx.api.answers.get(*index as usize) {
            Some(set) => format!("[`{0}`](super::errors::{0})", set.ident.as_str()),
            None => return format!("Sends {request}."),
        },
    };
    format!("Sends {request} and gives {answer}.")
}

/// A body.
pub(super) fn payload(cx: Cx<'_>, payload: &Payload) -> String {
    match payload {
        Payload::Empty => "nothing".to_owned(),
        Payload::Json(found) => ty(cx, found),
        Payload::Text => "text".to_owned(),
        Payload::Bytes => "bytes".to_owned(),
    }
}

/// A type.
pub(super) fn ty(cx: Cx<'_>, found: &TypeRef) -> String {
    match found {
        TypeRef::Named(id) => {
            let name = &cx.api.ty(*id).ident;
            format!("[`{}`](super::types::{})", file_name(name), name.as_str())
        }
        TypeRef::List(item) => format!("a list of {}", ty(cx, item)),
        TypeRef::Map(item) => format!("a map of {}", ty(cx, item)),
        TypeRef::Nullable(inner) => format!("{} or nothing", ty(cx, inner)),
        TypeRef::Boxed(inner) => ty(cx, inner),
        TypeRef::Json => "JSON".to_owned(),
        TypeRef::String => "text".to_owned(),
        TypeRef::Secret => "a secret".to_owned(),
        TypeRef::DateTime => "a date and time".to_owned(),
        TypeRef::Bool => "a boolean".to_owned(),
        TypeRef::Int32 | TypeRef::Int64 | TypeRef::Uint64 | TypeRef::Int128 | TypeRef::Uint128 => {
            "an integer".to_owned()
        }
        TypeRef::Double => "a number".to_owned(),
    }
}

/// Names that are macros, too, wherever one does not say that a type is meant.
const DERIVES: &[&str] =
    &["Clone", "Copy", "Debug", "Default", "Eq", "Hash", "Ord", "PartialEq", "PartialOrd"];

/// What can be set on the call; nothing where all inputs are arguments.
///
/// The link is to the call, whose page has its inputs alone: one to a method would end at whichever call of the
/// group has one of that name first.
pub(super) fn setters(operation: &Operation, inputs: &[Input<'_>]) -> Option<String> {
    let name = operation.ident.as_str();
    let call = if DERIVES.contains(&name) { format!("type@{name}") } else { name.to_owned() };
    let optional: Vec<String> = inputs
        .iter()
        .filter(|input| !input.required)
        .map(|input| format!("`{}`", file_name(input.ident)))
        .collect();
    match &optional[..] {
        [] => None,
        few if few.len() <= MOST_LISTED => {
            Some(format!("Optional inputs are set on [the call]({call}): {}.", few.join(", ")))
        }
        many if call == name => Some(format!(
            "Optional inputs are set on the call: {} of them, see [`{name}`].",
            many.len()
        )),
        many => Some(format!(
            "Optional inputs are set on the call: {} of them, see [`{name}`]({call}).",
            many.len()
        )),
    }
}

/// A link to a method. Rustdoc resolves no raw identifiers.
pub(super) fn member(ty: &Ident, method: &Ident) -> String {
    let (ty, name) = (ty.as_str(), method.as_str());
    match name.strip_prefix("r#") {
        Some(bare) => format!("`{bare}`"),
        None => format!("[`{name}`]({ty}::{name})"),
    }
}
