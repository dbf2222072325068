//! How a parameter travels (OpenAPI 3.1, "Parameter Object" and "Style Values").

/// A parameter whose style, escaping or place is not the usual one.
///
/// Emitted code fills what differs and takes the rest from the constant of the place:
/// `Parameter { name: "filter", style: Style::DeepObject, ..Parameter::QUERY }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name on the wire.
    pub name: &'static str,
    /// Where it travels.
    pub location: Location,
    /// How lists and objects become text.
    pub style: Style,
    /// Whether each item or member is a parameter of its own.
    pub explode: bool,
    /// Whether reserved characters (RFC 3986, section 2.2) are sent as they are, in queries and forms, and in
    /// paths in style `simple`; those that would end the value are encoded all the same.
    pub allow_reserved: bool,
    /// Whether the value is written as JSON, as `content` with a JSON media type asks.
    pub json: bool,
}

/// Where a parameter travels: the field `in`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// Part of the path.
    Path,
    /// A part of the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// How lists and objects become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
    /// `color=blue`, nothing escaped: the caller has done that where the API wants it
    Cookie,
    /// As [`Call::field`](crate::emit::Call::field): an object as JSON, and a pair for each item of a list. With
    /// `explode` each member of the value stands for itself.
    ByValue,
    /// The value without any name, as all of the query
    Whole,
}

impl Style {
    /// What stands between values, and how it is encoded, where the style has a delimiter of its own.
    pub(crate) const fn delimiter(self) -> Option<(char, &'static str)> {
        match self {
            Self::SpaceDelimited => Some((' ', "%20")),
            Self::PipeDelimited => Some(('|', "%7C")),
            Self::Matrix
            | Self::Label
            | Self::Simple
            | Self::Form
            | Self::DeepObject
            | Self::Cookie
            | Self::ByValue
            | Self::Whole => None,
        }
    }
}

impl Parameter {
    /// A path parameter: style `simple`, without `explode`.
    pub const PATH: Self = Self {
        name: "",
        location: Location::Path,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        json: false,
    };
    /// A query parameter: style `form`, with `explode`.
    pub const QUERY: Self =
        Self { location: Location::Query, style: Style::Form, explode: true, ..Self::PATH };
    /// A header: style `simple`, without `explode`.
    pub const HEADER: Self = Self { location: Location::Header, ..Self::PATH };
    /// A cookie: style `form`, with `explode`.
    pub const COOKIE: Self = Self { location: Location::Cookie, ..Self::QUERY };
}
