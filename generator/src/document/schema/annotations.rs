//! The vocabularies "meta-data", "format-annotation" and "content", what OpenAPI adds, and our extensions.

use super::super::extension::{SchemaName, Tolerated};
use super::super::external_docs::ExternalDocs;
use super::super::read::Object;
use super::super::xml::Xml;
use crate::source::Node;

/// Keywords that explain the value.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Annotations {
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `default`.
    pub default: Option<Node>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `format`.
    pub format: Option<String>,
    /// `contentEncoding`, new in 3.1.
    pub content_encoding: Option<String>,
    /// `contentMediaType`, new in 3.1.
    pub content_media_type: Option<String>,
    /// `example`.
    pub example: Option<Node>,
    /// `examples`, new in 3.1.
    pub examples: Vec<Node>,
    /// `externalDocs`.
    pub external_docs: Option<ExternalDocs>,
    /// `xml`.
    pub xml: Option<Xml>,
    /// `x-sdk-name` or a synonym.
    pub name: SchemaName,
    /// `x-sdk-secret`.
    pub secret: bool,
    /// `x-sdk-aliases` and `x-sdk-null`.
    pub tolerated: Tolerated,
    /// `x-sdk-array`.
    pub array: Option<String>,
    /// `x-ms-discriminator-value`: what the tag of what this schema extends is for it.
    pub tag: Option<String>,
}

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Annotations {
    Annotations {
        title: object.optional("title"),
        description: object.optional("description"),
        default: object.optional("default"),
        deprecated: object.flag("deprecated"),
        read_only: object.flag("readOnly"),
        write_only: object.flag("writeOnly"),
        format: object.optional("format"),
        example: object.optional("example"),
        external_docs: object.optional("externalDocs"),
        xml: object.optional("xml"),
        name: SchemaName::of(object),
        secret: object.flag("x-sdk-secret"),
        tolerated: Tolerated::of(object),
        array: object.optional("x-sdk-array"),
        tag: object.optional("x-ms-discriminator-value"),
        content_encoding: object.optional("contentEncoding"),
        content_media_type: object.optional("contentMediaType"),
        examples: object.or_empty("examples"),
    }
}
