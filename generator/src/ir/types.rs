//! Types of the client crate.

use super::{Docs, Ident, Name};
use crate::source::At;

/// Index into [`Api::types`](super::Api::types).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TypeId(pub u32);

/// A named type.
#[derive(Clone, PartialEq, Debug)]
pub struct TypeDef {
    /// Words of its name.
    pub name: Name,
    /// Words that would do where another type has that name, the best first.
    pub longer: Vec<Name>,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// Its shape.
    pub kind: TypeKind,
    /// Where it is used. Set by the usage pass.
    pub usage: Usage,
    /// Whether the name was derived from a place (an anonymous schema) instead of being given.
    pub inline: bool,
    /// Whether the schema stands in one place and not under `components`.
    pub anonymous: bool,
    /// The schema it came from.
    pub at: At,
}

/// In which direction values of a type travel.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub struct Usage {
    /// Reachable from a request.
    pub request: bool,
    /// Reachable from an answer.
    pub response: bool,
    /// Made by callers: in what arguments and setters take.
    pub given: bool,
    /// Groups (indices into `Api::groups`) whose operations reach it, ascending.
    pub group: GroupUse,
}

/// Which module of types a definition belongs to.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub enum GroupUse {
    /// No operation reaches it.
    #[default]
    None,
    /// Only operations of this group do.
    One(u32),
    /// Several groups do.
    Shared,
}

/// The shapes of named types.
#[derive(Clone, PartialEq, Debug)]
pub enum TypeKind {
    /// A struct.
    Struct(Struct),
    /// An open string enum.
    Enum(Enum),
    /// Integers of which some have names.
    Numbers(Numbers),
    /// One of several types.
    Union(Union),
    /// Another name of a type: a named schema that is a scalar, array or map.
    Alias(TypeRef),
}

/// A struct.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Struct {
    /// Required fields first, then optional ones, each in the order of the specification.
    pub fields: Vec<Field>,
    /// The type of additional members, where they are kept, in a map named [`Struct::additional_ident`]:
    /// where the specification writes `additionalProperties` and does not forbid them, and where the
    /// extras pass says so.
    pub additional: Option<TypeRef>,
    /// Whether the specification forbids additional members.
    pub closed: bool,
    /// Whether additional members are kept although the specification does not speak of them. Set by the
    /// extras pass.
    pub extra: bool,
    /// The name of the map's field. Set by the names pass.
    pub additional_ident: Ident,
    /// The field, by its name on the wire, that an array in the place of the object is.
    pub array: Option<String>,
}

/// A field of a struct.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    /// The member's name on the wire.
    pub wire: String,
    /// Words of its Rust name.
    pub name: Name,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// The type of a value that is there and not null.
    pub ty: TypeRef,
    /// Whether it may be absent or null.
    pub presence: Presence,
    /// Sent with this value and never asked for: a `const` of a type that requests use.
    pub constant: Option<Scalar>,
    /// `readOnly`: never sent.
    pub read_only: bool,
    /// `writeOnly`: never received.
    pub write_only: bool,
    /// What is read in its place besides.
    pub tolerated: Tolerated,
    /// The property's schema.
    pub at: At,
}

/// What is read in the place of a field. It is never written.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Tolerated {
    /// Other names on the wire; of several that are there, the first in this list counts.
    pub aliases: Vec<String>,
    /// Strings that stand for null.
    pub nulls: Vec<String>,
}

/// Whether a member may be absent or null.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence {
    /// `T`: required, not nullable.
    Required,
    /// `Option<T>`: optional, not nullable.
    Optional,
    /// `Option<T>`: required, nullable; `None` is written as null.
    Nullable,
    /// `Maybe<T>`: absent, null and value are three things.
    Maybe,
}

impl Presence {
    /// Whether the member must be there.
    #[must_use]
    pub fn is_required(self) -> bool {
        matches!(self, Self::Required | Self::Nullable)
    }
}

/// An open string enum.
#[derive(Clone, PartialEq, Debug)]
pub struct Enum {
    /// The known values.
    pub variants: Vec<Variant>,
    /// The variant that keeps any other value. Set by the names pass.
    pub unknown_ident: Ident,
}

/// A known value.
#[derive(Clone, PartialEq, Debug)]
pub struct Variant {
    /// The value on the wire.
    pub wire: String,
    /// Words of its Rust name.
    pub name: Name,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// The value in the document.
    pub at: At,
}

/// Integers of which some have names. Any other is a value, too.
#[derive(Clone, PartialEq, Debug)]
pub struct Numbers {
    /// The type of the integer.
    pub ty: TypeRef,
    /// Those that have names.
    pub values: Vec<NamedNumber>,
}

/// An integer with a name.
#[derive(Clone, PartialEq, Debug)]
pub struct NamedNumber {
    /// The integer; its type holds it.
    pub value: i128,
    /// Words of its Rust name.
    pub name: Name,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// The value in the document.
    pub at: At,
}

/// A value of one of several types, or any other, which is kept as it is.
#[derive(Clone, PartialEq, Debug)]
pub struct Union {
    /// The member of objects that tells which branch they are.
    pub tag: Option<String>,
    /// The types, in the order of the document; at least one.
    pub branches: Vec<Branch>,
    /// The variant that keeps any other value. Set by the names pass.
    pub unknown_ident: Ident,
    /// Whether a value can hold a credential. Set by the unions pass.
    pub secret: bool,
}

/// A type that a value of a union can have.
#[derive(Clone, PartialEq, Debug)]
pub struct Branch {
    /// Words of its Rust name.
    pub name: Name,
    /// Its Rust name. Set by the names pass.
    pub ident: Ident,
    /// What is said about it.
    pub docs: Docs,
    /// Its type; null is no value of it.
    pub ty: TypeRef,
    /// The tag's values that mean it; text as it is, numbers and booleans as JSON spells them.
    pub tags: Vec<String>,
    /// Whether a value with another tag, or without one, is read as this one, if it leaves nothing of it out.
    pub is_default: bool,
    /// Other members that have one of these values, spelt alike, if they are there.
    pub fixed: Vec<(String, Vec<String>)>,
    /// Whether the description forbids members that it does not name.
    pub closed: bool,
    /// The schema in the document.
    pub at: At,
}

/// The use of a type.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum TypeRef {
    /// `bool`.
    Bool,
    /// `i32`.
    Int32,
    /// `i64`.
    Int64,
    /// `u64`.
    Uint64,
    /// `i128`.
    Int128,
    /// `u128`.
    Uint128,
    /// `f64`.
    Double,
    /// `String`.
    String,
    /// A credential: redacted wherever it could be shown.
    Secret,
    /// RFC 3339 date and time.
    DateTime,
    /// Any JSON value.
    Json,
    /// `Vec<T>`.
    List(Box<TypeRef>),
    /// `BTreeMap<String, T>`.
    Map(Box<TypeRef>),
    /// `Option<T>`: a nullable item of a list or map.
    Nullable(Box<TypeRef>),
    /// `Box<T>`: inserted by the cycles pass.
    Boxed(Box<TypeRef>),
    /// A named type.
    Named(TypeId),
}

/// A constant or default of a scalar type.
#[derive(Clone, PartialEq, Debug)]
pub enum Scalar {
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i128),
    /// Another number.
    Float(f64),
    /// A string.
    String(String),
}
