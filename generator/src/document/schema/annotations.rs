//! The vocabularies "meta-data", "format-annotation" and "content", what OpenAPI adds, and our extensions.

use super::super::extension::{PageRole, SchemaName, Tolerated, foreign};
use super::super::external_docs::ExternalDocs;
use super::super::read::Object;
use super::super::sparse::{Sparse, silent};
use super::super::xml::Xml;
use super::older;
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
    pub external_docs: Option<Box<ExternalDocs>>,
    /// `xml`.
    pub xml: Option<Box<Xml>>,
    /// `x-sdk-name` or a synonym.
    pub name: Sparse<SchemaName>,
    /// `x-sdk-secret`.
    pub secret: bool,
    /// `x-sdk-aliases` and `x-sdk-null`.
    pub tolerated: Sparse<Tolerated>,
    /// `x-sdk-array`.
    pub array: Option<String>,
    /// `x-ms-discriminator-value`.
    pub discriminator_value: Option<String>,
    /// `x-stainless-pagination-property`.
    pub page_role: Option<PageRole>,
}

silent!(SchemaName, Tolerated);

pub(super) fn read(object: &mut Object<'_, '_, '_>) -> Annotations {
    Annotations {
        title: object.optional("title"),
        description: description(object),
        default: object.optional("default"),
        deprecated: object.flag("deprecated") || foreign::is_deprecated(object),
        read_only: object.flag("readOnly"),
        write_only: object.flag("writeOnly"),
        format: object.optional("format"),
        example: object.optional("example"),
        external_docs: object.optional("externalDocs"),
        xml: object.optional("xml"),
        name: SchemaName::of(object).into(),
        secret: object.flag("x-sdk-secret") || foreign::is_secret(object),
        tolerated: Tolerated::of(object).into(),
        array: object.optional("x-sdk-array"),
        discriminator_value: foreign::discriminator_value(object),
        page_role: foreign::page_role(object),
        content_encoding: object.optional("contentEncoding"),
        content_media_type: object.optional("contentMediaType"),
        examples: object.with("examples", older::examples).unwrap_or_default(),
    }
}

fn description(object: &mut Object<'_, '_, '_>) -> Option<String> {
    let description = object.optional("description");
    foreign::described(object, description)
}
