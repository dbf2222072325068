//! Parameters: arguments, setters and constants.

use std::fmt::Write as _;

use super::media_type::{Format, format};
use super::notation::Written;
use super::{Cx, constant, docs, example, notation, query_string, retry, schema};
use crate::diag::codes;
use crate::ir::{self, Docs, Ident, Location, Name, Notation, TypeRef};
use crate::resolve::{Operation, Parameter, Place, SchemaId, Style};
use crate::source::At;

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
    /// What the call sends unasked, in cookies.
    pub(super) constant_cookies: Vec<(String, String)>,
}

/// Lowers all of them.
pub(super) fn lower(cx: &mut Cx<'_>, operation: &Operation) -> Inputs {
    let mut inputs = Inputs {
        path: operation.path.clone(),
        parameters: Vec::new(),
        constant_headers: Vec::new(),
        constant_query: Vec::new(),
        constant_cookies: Vec::new(),
    };
    for parameter in &operation.parameters {
        if let (Place::QueryString, Some(media)) = (parameter.place, &parameter.content) {
            let query = query_string::lower(cx, parameter, media);
            inputs.parameters.extend(query.inputs);
            inputs.constant_query.extend(query.constants);
        } else if !is_elsewhere(parameter) && !is_constant(cx, parameter, &mut inputs) {
            inputs.parameters.push(input(cx, parameter));
        }
    }
    inputs.parameters.sort_by_key(|parameter| parameter.location != Location::Path);
    inputs
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
    if !parameter.required || parameter.content.is_some() {
        return false;
    }
    let Some(value) = constant::of(cx.schema(parameter.schema)) else { return false };
    let value = constant::text(&value);
    match parameter.place {
        Place::Header => inputs.constant_headers.push((parameter.name.clone(), value)),
        Place::Query | Place::QueryString => {
            inputs.constant_query.push((parameter.name.clone(), value));
        }
        Place::Path => {
            let (name, value) = (encoded(&parameter.name), encoded(&value));
            let text = match parameter.style {
                Style::Matrix if value.is_empty() => format!(";{name}"),
                Style::Matrix => format!(";{name}={value}"),
                Style::Label => format!(".{value}"),
                _ => value,
            };
            if matches!(text.as_str(), "" | "." | "..") {
                return false;
            }
            inputs.path = inputs.path.replace(&format!("{{{}}}", parameter.name), &text);
        }
        Place::Cookie => inputs.constant_cookies.push((parameter.name.clone(), value)),
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

fn input(cx: &mut Cx<'_>, parameter: &Parameter) -> ir::Parameter {
    let content = parameter.content.as_ref().map(|media| media.name.as_str());
    let json = content.is_some_and(|name| format(name) == Format::Json);
    let raw = content.filter(|_| !json);
    let location = match parameter.place {
        Place::Path => Location::Path,
        Place::Query | Place::QueryString => Location::Query,
        Place::Header => Location::Header,
        Place::Cookie => Location::Cookie,
    };
    let mut ty = match raw {
        Some(_) => TypeRef::String,
        None => schema::value(cx, parameter.schema, 0),
    };
    let asked = Notation {
        style: notation::style(parameter.style),
        explode: parameter.explode,
        allow_reserved: parameter.allow_reserved,
        json,
    };
    let mut facts = Vec::new();
    if let Some(media_type) = raw {
        facts.push(format!("A text in the format {}.", docs::code(media_type)));
        report_raw(cx, &parameter.name, parameter.schema, media_type, parameter.at);
    }
    let written = Written { name: &parameter.name, at: parameter.at, help: BY_CONTENT };
    written.fit(cx, &mut ty, asked, &mut facts);
    let mut docs = documented(cx, parameter);
    docs.facts.append(&mut facts);
    let is_key = retry::is_key(location, &parameter.name);
    if is_key {
        docs.facts.push("Without it, a random one is sent, the same at each attempt.".to_owned());
    }
    ir::Parameter {
        location,
        wire: parameter.name.clone(),
        name: Name(parameter.rename.name.clone().unwrap_or_else(|| parameter.name.clone())),
        ident: Ident::PENDING,
        docs,
        notation: notation::normal(cx, &ty, asked, location.notation()),
        ty,
        required: parameter.required && !is_key,
        at: parameter.at,
    }
}

const BY_CONTENT: &str =
    "give the parameter `content` with `application/json` if the server reads that";

/// Reports a parameter or a header whose structure is lost in a text.
pub(super) fn report_raw(cx: &mut Cx<'_>, name: &str, schema: SchemaId, media_type: &str, at: At) {
    let described = cx.schema(schema);
    if described.is_any() || schema::kind(described) == schema::Kind::String {
        return;
    }
    let (name, media_type) = (docs::code(name), docs::code(media_type));
    let message = format!("{media_type} of {name} is neither read nor written yet; it stays text");
    cx.degrade(codes::UNSUPPORTED, at, message, "use `application/json` if the server can");
}

pub(super) fn documented(cx: &Cx<'_>, parameter: &Parameter) -> Docs {
    let schema = cx.schema(parameter.schema);
    let mut docs = docs::of_use(cx, parameter.schema);
    if parameter.description.is_some() {
        docs.summary = None;
        docs.description.clone_from(&parameter.description);
    }
    if parameter.allow_empty {
        docs.facts.push("May be empty.".to_owned());
    }
    docs.deprecated |= parameter.deprecated;
    if !parameter.examples.is_empty() {
        docs.facts.retain(|fact| !fact.starts_with(ir::EXAMPLE));
        docs.facts
            .extend(parameter.examples.iter().find_map(|node| docs::example_fact(schema, node)));
        docs.example = example::declared(schema, &parameter.examples);
    }
    docs
}
