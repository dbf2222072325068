//! What puts a value into the call: in a short form where it is written as usual, and with its notation
//! where it is not.

use std::fmt::Write as _;

use super::literal;
use super::rt::{PARAMETER, STYLE};
use crate::ir::{FormField, Location, Notation, Parameter, Style};

/// Puts a parameter.
pub(super) fn parameter(call: &str, parameter: &Parameter, value: &str) -> String {
    let Parameter { wire, location, notation, .. } = parameter;
    let usual = location.notation();
    let (method, place) = place(*location);
    if *notation == usual {
        return format!("{call}.{method}({}, &{value});", literal::text(wire));
    }
    let described = described(wire, *notation, usual, place);
    format!("{call}.parameter(&{described}, &{value});")
}

/// Puts a parameter that is a text, of what becomes one; nothing where it is not written as usual.
pub(super) fn text_parameter(call: &str, parameter: &Parameter, given: &str) -> Option<String> {
    let Parameter { wire, location, notation, .. } = parameter;
    (*notation == location.notation()).then(|| {
        let method = place(*location).0;
        format!("{call}.{method}_text({}, {given});", literal::text(wire))
    })
}

/// The runtime's method for a location, and its constant.
fn place(location: Location) -> (&'static str, &'static str) {
    match location {
        Location::Path => ("path", "PATH"),
        Location::Query => ("query", "QUERY"),
        Location::Header => ("header", "HEADER"),
        Location::Cookie => ("cookie", "COOKIE"),
    }
}

/// Puts a field of a form.
pub(super) fn field(call: &str, field: &FormField, value: &str) -> String {
    let wire = &field.wire;
    let Some(notation) = field.notation else {
        return format!("{call}.field({}, {value});", literal::text(wire));
    };
    let described = described(wire, notation, Notation::FORM, "QUERY");
    format!("{call}.field_as(&{described}, {value});")
}

/// Puts a part that is no file, or a header of a part.
pub(super) fn part(call: &str, field: &FormField, value: &str) -> String {
    let (wire, media_type) = (&field.wire, &field.media_type);
    if let Some(part) = &field.header_of {
        let notation = field.notation.unwrap_or(Notation::SIMPLE);
        let described = described(wire, notation, Notation::SIMPLE, "HEADER");
        let method = if field.constant.is_some() { "part_constant" } else { "part_header" };
        return format!("{call}.{method}({}, &{described}, {value});", literal::text(part));
    }
    if let Some(notation) = field.notation {
        let described = described(wire, notation, Notation::FORM, "QUERY");
        return format!("{call}.part_as(&{described}, {value});");
    }
    let method = if field.verbatim { "text_part" } else { "part" };
    let (wire, media_type) = (literal::text(wire), literal::text(media_type));
    format!("{call}.{method}({wire}, {media_type}, {value});")
}

/// The runtime's description of a parameter: what differs from the usual one of its place.
fn described(wire: &str, notation: Notation, usual: Notation, place: &str) -> String {
    let Notation { style, explode, allow_reserved, json } = notation;
    let mut out = format!("{PARAMETER} {{ name: {}, ", literal::text(wire));
    // Writing to a text does not fail.
    if style != usual.style {
        let _ = write!(out, "style: {STYLE}::{}, ", name(style));
    }
    for (name, value, usual) in [
        ("explode", explode, usual.explode),
        ("allow_reserved", allow_reserved, usual.allow_reserved),
        ("json", json, usual.json),
    ] {
        if value != usual {
            let _ = write!(out, "{name}: {value}, ");
        }
    }
    let _ = write!(out, "..{PARAMETER}::{place} }}");
    out
}

fn name(style: Style) -> &'static str {
    match style {
        Style::Matrix => "Matrix",
        Style::Label => "Label",
        Style::Simple => "Simple",
        Style::Form => "Form",
        Style::SpaceDelimited => "SpaceDelimited",
        Style::PipeDelimited => "PipeDelimited",
        Style::DeepObject => "DeepObject",
        Style::Cookie => "Cookie",
        Style::ByValue => "ByValue",
        Style::Whole => "Whole",
    }
}
