//! What puts a value into the call: in a short form where it is written as usual, and with its notation
//! where it is not.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::rt::{PARAMETER, STYLE};
use crate::ir::{FormField, Location, Notation, Parameter, Style};

/// Puts a parameter.
pub(super) fn parameter(
    call: &TokenStream,
    parameter: &Parameter,
    value: TokenStream,
) -> TokenStream {
    let Parameter { wire, location, notation, .. } = parameter;
    let usual = location.notation();
    let (method, place) = place(*location);
    if *notation == usual {
        let method = format_ident!("{method}");
        return quote!(#call.#method(#wire, &#value););
    }
    let described = described(wire, *notation, usual, place);
    quote!(#call.parameter(&#described, &#value);)
}

/// Puts a parameter that is a text, of what becomes one; nothing where it is not written as usual.
pub(super) fn text_parameter(
    call: &TokenStream,
    parameter: &Parameter,
    given: &Ident,
) -> Option<TokenStream> {
    let Parameter { wire, location, notation, .. } = parameter;
    (*notation == location.notation()).then(|| {
        let method = format_ident!("{}_text", place(*location).0);
        quote!(#call.#method(#wire, #given);)
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
pub(super) fn field(call: &TokenStream, field: &FormField, value: TokenStream) -> TokenStream {
    let wire = &field.wire;
    let Some(notation) = field.notation else {
        return quote!(#call.field(#wire, #value););
    };
    let described = described(wire, notation, Notation::FORM, "QUERY");
    quote!(#call.field_as(&#described, #value);)
}

/// Puts a part that is no file, or a header of a part.
pub(super) fn part(call: &TokenStream, field: &FormField, value: TokenStream) -> TokenStream {
    let (wire, media_type) = (&field.wire, &field.media_type);
    if let Some(part) = &field.header_of {
        let notation = field.notation.unwrap_or(Notation::SIMPLE);
        let described = described(wire, notation, Notation::SIMPLE, "HEADER");
        let method = if field.constant.is_some() { "part_constant" } else { "part_header" };
        let method = format_ident!("{method}");
        return quote!(#call.#method(#part, &#described, #value););
    }
    if let Some(notation) = field.notation {
        let described = described(wire, notation, Notation::FORM, "QUERY");
        return quote!(#call.part_as(&#described, #value););
    }
    let method = format_ident!("{}", if field.verbatim { "text_part" } else { "part" });
    quote!(#call.#method(#wire, #media_type, #value);)
}

/// The runtime's description of a parameter: what differs from the usual one of its place.
fn described(wire: &str, notation: Notation, usual: Notation, place: &str) -> TokenStream {
    let Notation { style, explode, allow_reserved, json } = notation;
    let style = (style != usual.style).then(|| {
        let style = format_ident!("{}", name(style));
        quote!(style: #STYLE::#style,)
    });
    let flag = |name: &str, value: bool, usual: bool| {
        let name = format_ident!("{name}");
        (value != usual).then(|| quote!(#name: #value,))
    };
    let explode = flag("explode", explode, usual.explode);
    let reserved = flag("allow_reserved", allow_reserved, usual.allow_reserved);
    let json = flag("json", json, usual.json);
    let place = format_ident!("{place}");
    quote!(#PARAMETER { name: #wire, #style #explode #reserved #json ..#PARAMETER::#place })
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
