//! Schemas in one dialect: JSON Schema 2020-12 as OpenAPI 3.1 uses it, whatever the document was written in.

mod arena;
mod build;
mod cycles;
mod dialect;
pub(super) mod dynamic;
mod names;

use super::{PageRole, Rename, Tolerated};
pub use crate::document::Number;
pub use crate::document::schema::Type;
use crate::document::sparse::{Sparse, silent};
use crate::source::{At, Node};

/// Index into [`Resolved::schemas`](super::Resolved::schemas).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SchemaId(pub u32);

/// A schema. `true` and `{}` are [`Schema::is_any`]; `false` has [`Schema::never`].
///
/// A `$ref` without siblings does not appear: whoever refers holds the target's id. A `$ref` with
/// siblings is a schema with [`Schema::reference`] and those siblings.
#[derive(Clone, PartialEq, Debug)]
pub struct Schema {
    /// Where it is written.
    pub at: At,
    /// Its key, if it is a component, or a definition elsewhere that something refers to.
    pub component: Option<String>,
    /// The target of a `$ref` that has siblings.
    pub reference: Option<SchemaId>,
    /// The schema `false`: nothing is valid.
    pub never: bool,
    /// `type`; empty means any. 3.0's `nullable: true` is [`Type::Null`] here.
    pub types: Vec<Type>,
    /// 3.0's `nullable: true` without a `type` beside it: null is valid, whatever the rest says.
    pub nullable: bool,
    /// `format`.
    pub format: Option<String>,
    /// `enum`, in order.
    pub enumeration: Option<Vec<Node>>,
    /// `const`.
    pub constant: Option<Node>,
    /// `properties`, in order.
    pub properties: Vec<Property>,
    /// Names in `required`, in order.
    pub required: Vec<String>,
    /// `additionalProperties` (and `unevaluatedProperties` where that is missing).
    pub additional: Additional,
    /// Whether [`Schema::additional`] is what `unevaluatedProperties` says: of members that nothing else
    /// speaks of, `allOf` included.
    pub unevaluated: bool,
    /// `patternProperties`, in order.
    pub patterns: Vec<(String, SchemaId)>,
    /// `items`.
    pub items: Option<SchemaId>,
    /// `prefixItems`.
    pub prefix_items: Vec<SchemaId>,
    /// `allOf`.
    pub all_of: Vec<SchemaId>,
    /// `oneOf`.
    pub one_of: Vec<SchemaId>,
    /// `anyOf`.
    pub any_of: Vec<SchemaId>,
    /// `if`, `then`, `else` and the schemas in `dependentSchemas`: what they say holds for some values only.
    pub conditional: Vec<SchemaId>,
    /// `not` is written.
    pub has_not: bool,
    /// `discriminator`.
    pub discriminator: Option<Box<Discriminator>>,
    /// Numeric and length bounds.
    pub bounds: Sparse<Bounds>,
    /// `pattern`.
    pub pattern: Option<String>,
    /// `contentEncoding`, `contentMediaType`.
    pub content: (Option<String>, Option<String>),
    /// `contentSchema`: of what a text holds.
    pub content_schema: Option<SchemaId>,
    /// `default`.
    pub default: Option<Node>,
    /// `example`, then `examples`.
    pub examples: Vec<Node>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub link: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `x-sdk-name` and what others call so: the name of the type, and of an enum's values.
    pub rename: Sparse<Rename>,
    /// `x-sdk-secret`.
    pub secret: bool,
    /// `x-sdk-array`: the property that an array in the place of the object is.
    pub array: Option<String>,
    /// `x-ms-discriminator-value`: the value of a discriminator that means it.
    pub discriminator_value: Option<String>,
    /// The member by which the `discriminator` of what it extends knows it, and the one value that means it.
    pub tag: Option<(String, String)>,
    /// `x-stainless-pagination-property`: what it is for where answers are divided into pages.
    pub page_role: Option<PageRole>,
    /// Keywords that are understood by no stage yet, with their places (`if`, `contains`, …).
    pub unsupported: Vec<(String, At)>,
}

impl Schema {
    /// A schema that allows anything.
    #[must_use]
    pub fn any(at: At) -> Self {
        Self {
            at,
            component: None,
            reference: None,
            never: false,
            types: Vec::new(),
            nullable: false,
            format: None,
            enumeration: None,
            constant: None,
            properties: Vec::new(),
            required: Vec::new(),
            additional: Additional::Unsaid,
            unevaluated: false,
            patterns: Vec::new(),
            items: None,
            prefix_items: Vec::new(),
            all_of: Vec::new(),
            one_of: Vec::new(),
            any_of: Vec::new(),
            conditional: Vec::new(),
            has_not: false,
            discriminator: None,
            bounds: Sparse::default(),
            pattern: None,
            content: (None, None),
            content_schema: None,
            default: None,
            examples: Vec::new(),
            title: None,
            description: None,
            link: None,
            deprecated: false,
            read_only: false,
            write_only: false,
            rename: Sparse::default(),
            secret: false,
            array: None,
            discriminator_value: None,
            tag: None,
            page_role: None,
            unsupported: Vec::new(),
        }
    }

    /// Whether it says nothing about the value, or nothing that holds for every value.
    #[must_use]
    pub fn is_any(&self) -> bool {
        self.types.is_empty() && self.says_types_only()
    }

    /// Whether it says nothing about the value but its types.
    #[must_use]
    pub fn says_types_only(&self) -> bool {
        self.reference.is_none() && self.all_of.is_empty() && self.extends_only()
    }

    /// Whether it says nothing about the value but its types and that it is what `$ref` and `allOf` say.
    #[must_use]
    pub fn extends_only(&self) -> bool {
        !self.never
            && self.enumeration.is_none()
            && self.constant.is_none()
            && self.properties.is_empty()
            && self.required.is_empty()
            && self.additional == Additional::Unsaid
            && self.patterns.is_empty()
            && self.items.is_none()
            && self.prefix_items.is_empty()
            && self.one_of.is_empty()
            && self.any_of.is_empty()
            && !self.has_not
            && self.array.is_none()
    }

    /// Whether it says itself that null is valid: by its types, or by 3.0's `nullable`.
    #[must_use]
    pub fn allows_null_itself(&self) -> bool {
        self.nullable || self.types.contains(&Type::Null)
    }
}

/// A property.
#[derive(Clone, PartialEq, Debug)]
pub struct Property {
    /// Its name on the wire.
    pub name: String,
    /// Its schema.
    pub schema: SchemaId,
    /// `x-sdk-name` written as a string at the property: the name of the field, not of its type.
    pub rename: Option<String>,
    /// `x-sdk-aliases` and `x-sdk-null`.
    pub tolerated: Sparse<Tolerated>,
    /// The property's value in the text, which is the reference where the schema is a target.
    pub at: At,
}

/// What is said about members that `properties` does not name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Additional {
    /// Nothing.
    Unsaid,
    /// `true` or `{}`.
    Any,
    /// `false`.
    Forbidden,
    /// A schema.
    Schema(SchemaId),
}

/// `discriminator`.
#[derive(Clone, PartialEq, Debug)]
pub struct Discriminator {
    /// The property that tells.
    pub property: String,
    /// Value → schema, in order.
    pub mapping: Vec<(String, SchemaId)>,
    /// What values are whose property is missing, or has another value.
    pub default: Option<SchemaId>,
    /// The discriminator object.
    pub at: At,
}

/// Bounds, as written; exclusive ones in 3.1's form.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Bounds {
    /// `minimum`.
    pub minimum: Option<Number>,
    /// `maximum`.
    pub maximum: Option<Number>,
    /// `exclusiveMinimum`.
    pub exclusive_minimum: Option<Number>,
    /// `exclusiveMaximum`.
    pub exclusive_maximum: Option<Number>,
    /// `multipleOf`.
    pub multiple_of: Option<Number>,
    /// `minLength`.
    pub min_length: Option<u64>,
    /// `maxLength`.
    pub max_length: Option<u64>,
    /// `minItems`.
    pub min_items: Option<u64>,
    /// `maxItems`.
    pub max_items: Option<u64>,
    /// `uniqueItems`.
    pub unique_items: bool,
    /// `minProperties`.
    pub min_properties: Option<u64>,
    /// `maxProperties`.
    pub max_properties: Option<u64>,
}

silent!(Bounds, Rename);

impl Bounds {
    /// The least integer that is allowed.
    #[must_use]
    pub fn lowest(&self) -> Option<Number> {
        let above = self.exclusive_minimum.map(|bound| bound.plus(1));
        let bounds = self.minimum.into_iter().chain(above);
        bounds.max_by(|one, other| one.compare(*other))
    }

    /// The greatest integer that is allowed.
    #[must_use]
    pub fn highest(&self) -> Option<Number> {
        let below = self.exclusive_maximum.map(|bound| bound.plus(-1));
        let bounds = self.maximum.into_iter().chain(below);
        bounds.min_by(|one, other| one.compare(*other))
    }
}
