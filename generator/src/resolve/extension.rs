//! The extensions `x-sdk-…` (docs/spec-language.md) after reading, synonyms of other tools included.

pub use crate::document::extension::{
    Find, Many, PageRole, Pagination, PaginationStyle, Retry, ReturnValue, Tolerated, Unwrap,
    ValueNote, Wait,
};

/// `x-sdk-name`.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Rename {
    /// The name of the thing itself.
    pub name: Option<String>,
    /// On an enum: what is said of single values.
    pub values: Vec<ValueNote>,
}
