//! The extensions `x-sdk-…` (docs/spec-language.md) after reading, synonyms of other tools included.

pub use crate::document::extension::{
    Find, Many, Pagination, PaginationStyle, Retry, Tolerated, Unwrap, Wait,
};

/// `x-sdk-name`.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Rename {
    /// The name of the thing itself.
    pub name: Option<String>,
    /// On an enum: the names of values, by value on the wire.
    pub values: Vec<(String, String)>,
}
