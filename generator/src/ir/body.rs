//! What requests carry.

use super::{Docs, Ident, Json, Name, Notation, Scalar, TypeRef};
use crate::source::At;

/// A request body.
#[derive(Clone, PartialEq, Debug)]
pub struct Body {
    /// What it consists of, and how the call asks for that.
    pub content: Content,
    /// The media type that is sent: `application/json`, `application/merge-patch+json`; parameters as
    /// written. For a range the one that is sent where the caller says nothing.
    pub media_type: String,
    /// The input that says the media type, where the description has a range.
    pub range: Option<MediaRange>,
    /// Whether a request without it is meaningless.
    pub required: bool,
    /// What is said about it.
    pub docs: Docs,
    /// The first example of the whole body that the specification gives.
    pub example: Option<Json>,
    /// The request body object.
    pub at: At,
}

/// The kinds of bodies.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// JSON.
    Json {
        /// Its type.
        ty: TypeRef,
        /// How the call asks for it.
        shape: BodyShape,
    },
    /// `application/x-www-form-urlencoded`.
    Form(Form),
    /// `multipart/form-data` and its relatives: each field is a part.
    Multipart(Form),
    /// Text, given whole.
    Text(Ident),
    /// Bytes or a stream of them, given whole.
    Bytes(Ident),
}

/// How a call asks for its JSON body.
#[derive(Clone, PartialEq, Debug)]
pub enum BodyShape {
    /// A struct: required fields become arguments, optional ones setters. One entry per field of the
    /// struct that can be sent and is not constant.
    Fields(Vec<BodyField>),
    /// One argument (required) or setter (optional) for the whole body. Its name is set by the names pass.
    Whole(Ident),
}

/// A field of a flattened body.
#[derive(Clone, PartialEq, Debug)]
pub struct BodyField {
    /// Index into the struct's fields.
    pub field: u32,
    /// Argument or setter; differs from the field's name where a parameter has that name. Set by the
    /// names pass.
    pub ident: Ident,
}

/// A body of named fields that has no type of its own: the call writes each field by itself.
#[derive(Clone, PartialEq, Debug)]
pub struct Form {
    /// The fields, in order of the document, without those that are never sent.
    pub fields: Vec<FormField>,
    /// Fields that the description does not name.
    pub others: Option<OtherFields>,
}

/// A field of a form, or a part of a multipart body.
#[derive(Clone, PartialEq, Debug)]
pub struct FormField {
    /// Its name on the wire.
    pub wire: String,
    /// Words of its Rust name.
    pub name: Name,
    /// Argument or setter. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// What it holds.
    pub value: FieldValue,
    /// Whether the body is meaningless without it.
    pub required: bool,
    /// Sent with this value and never asked for.
    pub constant: Option<Scalar>,
    /// The media type of its part; empty where the value decides.
    pub media_type: String,
    /// Whether its texts are of that media type already: JSON in a string is sent as it is.
    pub verbatim: bool,
    /// How its value is written, where a style or JSON is asked for. Otherwise its media type says it, or its
    /// kind: a text, number or boolean as text, an object as JSON, a list as a field for each item.
    pub notation: Option<Notation>,
    /// The part whose header this is, in a multipart body.
    pub header_of: Option<String>,
    /// The property's schema.
    pub at: At,
}

/// What a field holds.
#[derive(Clone, PartialEq, Debug)]
pub enum FieldValue {
    /// A value of this type.
    Typed(TypeRef),
    /// A file, or other bytes.
    File,
    /// Several of them, each in a part of its own.
    Files,
}

/// Fields of any name.
#[derive(Clone, PartialEq, Debug)]
pub struct OtherFields {
    /// Argument or setter. Set by the names pass.
    pub ident: Ident,
    /// What is said about them.
    pub docs: Docs,
    /// What they hold: all of them together are an object of this type, or each is a file.
    pub value: FieldValue,
    /// Whether they are the whole body, and that is required.
    pub required: bool,
}

/// Who says the media type of a body whose description has a range.
#[derive(Clone, PartialEq, Debug)]
pub struct MediaRange {
    /// The range: `image/*`.
    pub range: String,
    /// Argument or setter. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// Whether the caller must say it.
    pub required: bool,
}

impl Body {
    /// The fields of a form, in a form or multipart body.
    #[must_use]
    pub fn form(&self) -> Option<&Form> {
        match &self.content {
            Content::Form(form) | Content::Multipart(form) => Some(form),
            Content::Json { .. } | Content::Text(_) | Content::Bytes(_) => None,
        }
    }

    /// The type and shape of a JSON body.
    #[must_use]
    pub fn json(&self) -> Option<(&TypeRef, &BodyShape)> {
        match &self.content {
            Content::Json { ty, shape } => Some((ty, shape)),
            Content::Form(_) | Content::Multipart(_) | Content::Text(_) | Content::Bytes(_) => None,
        }
    }

    /// The types that it is made of.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        let form = self.form();
        let fields = form.into_iter().flat_map(|form| &form.fields).filter_map(FormField::ty);
        let others = form.and_then(|form| form.others.as_ref()).and_then(OtherFields::ty);
        self.json().map(|(ty, _)| ty).into_iter().chain(fields).chain(others)
    }

    /// The types that it is made of.
    pub fn types_mut(&mut self) -> Vec<&mut TypeRef> {
        match &mut self.content {
            Content::Json { ty, .. } => vec![ty],
            Content::Form(form) | Content::Multipart(form) => {
                let fields = form.fields.iter_mut().filter_map(|field| match &mut field.value {
                    FieldValue::Typed(ty) => Some(ty),
                    FieldValue::File | FieldValue::Files => None,
                });
                let others = form.others.as_mut().and_then(|others| match &mut others.value {
                    FieldValue::Typed(ty) => Some(ty),
                    FieldValue::File | FieldValue::Files => None,
                });
                fields.chain(others).collect()
            }
            Content::Text(_) | Content::Bytes(_) => Vec::new(),
        }
    }
}

impl FormField {
    /// Its type, unless it is a file.
    #[must_use]
    pub fn ty(&self) -> Option<&TypeRef> {
        match &self.value {
            FieldValue::Typed(ty) => Some(ty),
            FieldValue::File | FieldValue::Files => None,
        }
    }
}

impl OtherFields {
    /// The type of all of them, unless they are files.
    #[must_use]
    pub fn ty(&self) -> Option<&TypeRef> {
        match &self.value {
            FieldValue::Typed(ty) => Some(ty),
            FieldValue::File | FieldValue::Files => None,
        }
    }
}
