//! Inputs of an operation that are not its body, and how values are written as text.

use super::{Docs, Ident, Name, TypeRef};
use crate::source::At;

/// An input that is not the body.
#[derive(Clone, PartialEq, Debug)]
pub struct Parameter {
    /// Where it goes.
    pub location: Location,
    /// Its name on the wire.
    pub wire: String,
    /// Words of its Rust name.
    pub name: Name,
    /// Argument (required) or setter (optional). Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// Its type.
    pub ty: TypeRef,
    /// Whether the call cannot be made without it.
    pub required: bool,
    /// How its value is written.
    pub notation: Notation,
    /// The parameter object.
    pub at: At,
}

/// Where a parameter goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Location {
    /// A segment of the path, or a part of one.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How a value becomes text in a URL, a header or a form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Notation {
    /// How lists and objects are spelt.
    pub style: Style,
    /// Whether each item or member stands for itself.
    pub explode: bool,
    /// Whether reserved characters (RFC 3986, section 2.2) are sent as they are.
    pub allow_reserved: bool,
    /// Whether the value is written as JSON; style and explode then say nothing.
    pub json: bool,
}

/// OpenAPI's styles, and what it describes without one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `;color=blue`
    Matrix,
    /// `.blue`
    Label,
    /// `blue,black`
    Simple,
    /// `color=blue`
    Form,
    /// `color=blue%20black`
    SpaceDelimited,
    /// `color=blue%7Cblack`
    PipeDelimited,
    /// `color[R]=100`
    DeepObject,
    /// `color=blue`, nothing escaped
    Cookie,
    /// As a field of a form of which `encoding` says nothing: text as it is, an object as JSON, and a field for each
    /// item of a list. With `explode` each member of the value is such a field.
    ByValue,
    /// The value without any name, as all of the query.
    Whole,
}

impl Notation {
    /// What a path parameter and a header have unless they say otherwise.
    pub const SIMPLE: Self =
        Self { style: Style::Simple, explode: false, allow_reserved: false, json: false };
    /// What a query parameter, a cookie and a field of a form have unless they say otherwise.
    pub const FORM: Self = Self { style: Style::Form, explode: true, ..Self::SIMPLE };
    /// What a field of a form has of which nothing is said.
    pub const BY_VALUE: Self = Self { style: Style::ByValue, ..Self::SIMPLE };
}

impl Location {
    /// How values are written there unless the parameter says otherwise.
    #[must_use]
    pub fn notation(self) -> Notation {
        match self {
            Self::Path | Self::Header => Notation::SIMPLE,
            Self::Query | Self::Cookie => Notation::FORM,
        }
    }
}
