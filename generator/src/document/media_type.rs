//! The Media Type Object.

use indexmap::IndexMap;

use super::Version;
use super::encoding::Within;
use super::example::Example;
use super::extension::Unwrap;
use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::schema::Schema;
use crate::diag::{Place, codes};
use crate::source::{At, Node};

/// `content`: media type to body, in order. References are new in 3.2.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Content(pub IndexMap<String, RefOr<MediaType>>);

impl Read for Content {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let content = IndexMap::<String, RefOr<MediaType>>::read(node, cx)?;
        for media_type in content.values().filter(|_| cx.version < Version::V3_2) {
            if let RefOr::Ref(reference) = media_type {
                let message = "`$ref` of a media type is new in OpenAPI 3.2";
                cx.diags
                    .report(codes::IGNORED_KEY, Place::Key(reference.to_at), message)
                    .help("write `openapi: 3.2.0`, or the media type itself");
            }
        }
        Some(Self(content))
    }
}

/// A body in one media type.
#[derive(Clone, PartialEq, Debug)]
pub struct MediaType {
    /// `description`, new in 3.2.
    pub description: Option<String>,
    /// `schema`.
    pub schema: Option<Schema>,
    /// `itemSchema`, new in 3.2: of each value of a sequence of them.
    pub item_schema: Option<Schema>,
    /// `example`.
    pub example: Option<Node>,
    /// `examples`, in order.
    pub examples: IndexMap<String, RefOr<Example>>,
    /// `encoding`, `prefixEncoding` and `itemEncoding`; the last two are new in 3.2.
    pub encoding: Within,
    /// `x-sdk-unwrap`.
    pub unwrap: Option<Unwrap>,
    /// Where it is written.
    pub at: At,
}

impl Read for MediaType {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "a media type", cx)?;
        let description = object.since(Version::V3_2, "description");
        let schema = object.optional("schema");
        let item_schema = object.since(Version::V3_2, "itemSchema");
        let example = object.optional("example");
        let examples = object.or_empty("examples");
        let encoding = Within::of_media(&mut object);
        let unwrap = object.optional("x-sdk-unwrap");
        object.finish();
        Some(Self {
            description,
            schema,
            item_schema,
            example,
            examples,
            encoding,
            unwrap,
            at: node.at,
        })
    }
}
