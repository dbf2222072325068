//! Parameters: arguments, setters and constants.

use std::fmt::Write as _;

use super::operation::called;
use super::schema::{self, Kind};
use super::{Cx, constant, docs, retry};
use crate::diag::codes;
use crate::ir::{self, Docs, Ident, Name, ParameterPlace, TypeKind, TypeRef};
use crate::resolve::{Operation, Parameter, Place, Style};

/// The inputs of an operation other than its body.
pub(super) struct Inputs {
    /// The template, constants filled in.
    pub(super) path: String,
    /// What the caller gives.
    pub(super) parameters: Vec<ir::Parameter>,
    /// What the call sends unasked, in headers.
    pub(super) constant_headers: Vec<(String, String)>,
    /// What the call sends unasked, in the query.
    pub(super) constant_query: Vec<(String, String)>,
}

/// Lowers all of them. `None` where a required one is not supported: the operation cannot be called.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation) -> Option<Inputs> {
    let mut inputs = Inputs {
        path: operation.path.clone(),
        parameters: Vec::new(),
        constant_headers: Vec::new(),
        constant_query: Vec::new(),
    };
    let mut callable = true;
    for parameter in &operation.parameters {
        if is_elsewhere(parameter) || is_constant(cx, parameter, &mut inputs) {
            continue;
        }
        match input(cx, parameter) {
            Ok(input) => inputs.parameters.push(input),
            Err(why) => callable &= !left_out(cx, operation, parameter, why),
        }
    }
    inputs.parameters.sort_by_key(|parameter| parameter.place != ParameterPlace::Path);
    callable.then_some(inputs)
}

/// Headers that OpenAPI takes from elsewhere: `content`, and the security schemes.
fn is_elsewhere(parameter: &Parameter) -> bool {
    parameter.place == Place::Header
        && ["accept", "content-type", "authorization"]
            .iter()
            .any(|name| parameter.name.eq_ignore_ascii_case(name))
}

/// Whether the parameter has one legal value, which the call sends unasked.
fn is_constant(cx: &Cx<'_>, parameter: &Parameter, inputs: &mut Inputs) -> bool {
    if !parameter.required {
        return false;
    }
    let Some(value) = constant::of(cx.schema(parameter.schema)) else { return false };
    let value = constant::text(&value);
    match parameter.place {
        Place::Header => inputs.constant_headers.push((parameter.name.clone(), value)),
        Place::Query => inputs.constant_query.push((parameter.name.clone(), value)),
        Place::Path if matches!(value.as_str(), "" | "." | "..") => return false,
        Place::Path => {
            let template = format!("{{{}}}", parameter.name);
            inputs.path = inputs.path.replace(&template, &encoded(&value));
        }
        Place::Cookie => return false,
    }
    true
}

/// Percent-encodes everything but RFC 3986's unreserved characters.
fn encoded(value: &str) -> String {
    let mut out = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            write!(out, "%{byte:02X}").expect("writing to a string does not fail");
        }
    }
    out
}

fn input(cx: &mut Cx<'_>, parameter: &Parameter) -> Result<ir::Parameter, &'static str> {
    if parameter.content.is_some() {
        return Err("`content` is not generated yet");
    }
    let place = match (parameter.place, parameter.style) {
        (Place::Path, Style::Simple) => ParameterPlace::Path,
        (Place::Query, Style::Form) => ParameterPlace::Query,
        (Place::Header, Style::Simple) => ParameterPlace::Header,
        (Place::Cookie, _) => return Err("cookies are not generated yet"),
        (Place::Path | Place::Query | Place::Header, _) => {
            return Err("its `style` is not generated yet");
        }
    };
    let ty = schema::value(cx, parameter.schema, 0);
    match serialised(cx, &ty).0 {
        Kind::Object => return Err("objects are not generated as parameters yet"),
        Kind::Array if place == ParameterPlace::Query && !parameter.explode => {
            return Err("`explode: false` is not generated yet");
        }
        Kind::Array if holds_structure(cx, &ty) => {
            return Err("lists of lists or objects are not generated as parameters yet");
        }
        _ => {}
    }
    if parameter.allow_reserved {
        let message = format!(
            "`allowReserved` of `{}` is not generated; its value is encoded",
            parameter.name
        );
        cx.degrade(codes::UNSUPPORTED, parameter.at, message, "remove `allowReserved`");
    }
    let mut docs = documented(cx, parameter);
    let is_key = retry::is_key(place, &parameter.name);
    if is_key {
        docs.facts.push("Without it, a random one is sent, the same at each attempt.".to_owned());
    }
    Ok(ir::Parameter {
        place,
        wire: parameter.name.clone(),
        name: Name(parameter.rename.name.clone().unwrap_or_else(|| parameter.name.clone())),
        ident: Ident::PENDING,
        docs,
        ty,
        required: parameter.required && !is_key,
        at: parameter.at,
    })
}

/// What a type is on the wire, as far as it matters to a parameter: an array, an object, or neither.
/// With it the type that says so, aliases followed.
fn serialised<'a>(cx: &'a Cx<'_>, ty: &'a TypeRef) -> (Kind, &'a TypeRef) {
    let mut ty = ty;
    // Aliases may lead back to themselves until the cycles pass; so many steps are enough for all others.
    for _ in 0..=cx.types.len() {
        match ty {
            TypeRef::List(_) => return (Kind::Array, ty),
            TypeRef::Map(_) => return (Kind::Object, ty),
            TypeRef::Nullable(inner) | TypeRef::Boxed(inner) => ty = inner,
            TypeRef::Named(id) => match &cx.types[id.0 as usize].kind {
                TypeKind::Struct(_) => return (Kind::Object, ty),
                TypeKind::Enum(_) => return (Kind::String, ty),
                TypeKind::Alias(target) => ty = target,
            },
            TypeRef::Bool
            | TypeRef::Int32
            | TypeRef::Int64
            | TypeRef::Uint64
            | TypeRef::Float
            | TypeRef::Double
            | TypeRef::String
            | TypeRef::Secret
            | TypeRef::DateTime
            | TypeRef::Json => return (Kind::String, ty),
        }
    }
    (Kind::String, ty)
}

/// Whether the items of a list are lists or objects, for which a parameter has no notation.
fn holds_structure(cx: &Cx<'_>, ty: &TypeRef) -> bool {
    let (_, list) = serialised(cx, ty);
    let TypeRef::List(item) = list else { return false };
    matches!(serialised(cx, item).0, Kind::Array | Kind::Object)
}

fn documented(cx: &Cx<'_>, parameter: &Parameter) -> Docs {
    let schema = cx.schema(parameter.schema);
    let mut docs = docs::of_use(cx, parameter.schema);
    if parameter.description.is_some() {
        docs.summary = None;
        docs.description.clone_from(&parameter.description);
    }
    docs.deprecated |= parameter.deprecated;
    if !parameter.examples.is_empty() {
        docs.facts.retain(|fact| !fact.starts_with("Example: "));
        docs.facts.extend(parameter.examples.iter().find_map(|node| docs::example(schema, node)));
    }
    docs
}

/// Reports a parameter that cannot be sent; whether that leaves the operation out.
fn left_out(cx: &mut Cx<'_>, operation: &Operation, parameter: &Parameter, why: &str) -> bool {
    let called = called(operation);
    let name = docs::code(&parameter.name);
    let message = if parameter.required {
        format!("{called} is left out: it requires the parameter {name}, and {why}")
    } else {
        format!("the optional parameter {name} of {called} is left out: {why}")
    };
    let help =
        if parameter.required { "make it optional if it is" } else { "add it to the call by hand" };
    let (at, place) = (parameter.at, operation.at);
    cx.report(codes::UNSUPPORTED, at, place, message, help);
    parameter.required
}
