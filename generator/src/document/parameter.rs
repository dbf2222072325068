//! The Parameter Object.

use indexmap::IndexMap;

use super::Version;
use super::example::Example;
use super::extension::{self, foreign};
use super::media_type::Content;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::schema::Schema;
use crate::source::{At, Node};

/// A parameter as written.
#[derive(Clone, PartialEq, Debug)]
pub struct Parameter {
    /// `name`.
    pub name: String,
    /// `in`.
    pub place: Place,
    /// `description`.
    pub description: Option<String>,
    /// `required`.
    pub required: Option<bool>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `allowEmptyValue`.
    pub allow_empty_value: bool,
    /// `style`.
    pub style: Option<Style>,
    /// The value of `style`.
    pub style_at: At,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `schema`.
    pub schema: Option<Schema>,
    /// `content`, which has one entry.
    pub content: Content,
    /// `example`.
    pub example: Option<Node>,
    /// `examples`, in order.
    pub examples: IndexMap<String, RefOr<Example>>,
    /// `x-sdk-name` or a synonym.
    pub rename: Option<String>,
    /// The value of `name`.
    pub name_at: At,
    /// Where it is written.
    pub at: At,
}

impl Read for Parameter {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a parameter", cx)?;
        let name_at = object.peek("name").map_or(node.at, |name| name.at);
        let style_at = object.peek("style").map_or(node.at, |style| style.at);
        let name = object.required("name");
        let place = object.required("in");
        let description = object.optional("description");
        let description = foreign::described(&mut object, description);
        let required = object.optional("required");
        let deprecated = object.flag("deprecated") || foreign::is_deprecated(&mut object);
        let allow_empty_value = object.flag("allowEmptyValue");
        let style = object.optional("style");
        let explode = object.optional("explode");
        // Of a path nobody can tell where a value with reserved characters would lead.
        let allow_reserved = object.flag("allowReserved")
            || (place == Some(Place::Query) && foreign::skips_encoding(&mut object));
        let schema = object.optional("schema");
        let content = object.or_empty("content");
        let example = object.optional("example");
        let examples = object.or_empty("examples");
        let rename = extension::parameter_name(&mut object);
        object.finish();
        Some(Self {
            name: name?,
            place: place?,
            description,
            required,
            deprecated,
            allow_empty_value,
            style,
            style_at,
            explode,
            allow_reserved,
            schema,
            content,
            example,
            examples,
            rename,
            name_at,
            at: node.at,
        })
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// `path`.
    Path,
    /// `query`.
    Query,
    /// `querystring`, new in 3.2: all of the query.
    QueryString,
    /// `header`.
    Header,
    /// `cookie`.
    Cookie,
}

impl Place {
    /// The value of `in`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::QueryString => "querystring",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

impl Read for Place {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let all = [Self::Path, Self::Query, Self::QueryString, Self::Header, Self::Cookie];
        let place = cx.choice(node, &all.map(|place| (place.as_str(), place)))?;
        if place == Self::QueryString {
            cx.since(Version::V3_2, node, "`in: querystring`");
        }
        Some(place)
    }
}

/// How a parameter is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `matrix`.
    Matrix,
    /// `label`.
    Label,
    /// `simple`.
    Simple,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `deepObject`.
    DeepObject,
    /// `cookie`, new in 3.2.
    Cookie,
}

impl Style {
    /// The value of `style`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Matrix => "matrix",
            Self::Label => "label",
            Self::Simple => "simple",
            Self::Form => "form",
            Self::SpaceDelimited => "spaceDelimited",
            Self::PipeDelimited => "pipeDelimited",
            Self::DeepObject => "deepObject",
            Self::Cookie => "cookie",
        }
    }
}

impl Read for Style {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let all = [
            Self::Matrix,
            Self::Label,
            Self::Simple,
            Self::Form,
            Self::SpaceDelimited,
            Self::PipeDelimited,
            Self::DeepObject,
            Self::Cookie,
        ];
        let style = cx.choice(node, &all.map(|style| (style.as_str(), style)))?;
        if style == Self::Cookie {
            cx.since(Version::V3_2, node, "`style: cookie`");
        }
        Some(style)
    }
}
