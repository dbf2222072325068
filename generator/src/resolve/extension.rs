//! The extensions `x-sdk-…` (docs/spec-language.md) after reading, synonyms of other tools included.

use super::Status;
use crate::source::{At, Node};

/// `x-sdk-name`.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Rename {
    /// The name of the thing itself.
    pub name: Option<String>,
    /// On an enum: the names of values, by value on the wire.
    pub values: Vec<(String, String)>,
}

/// `x-sdk-retry`. Durations in seconds. `false` is one attempt.
#[derive(Clone, PartialEq, Debug)]
pub struct Retry {
    /// Attempts in all.
    pub attempts: Option<u32>,
    /// The first pause.
    pub initial_interval: Option<f64>,
    /// The longest pause.
    pub max_interval: Option<f64>,
    /// Growth of the pause.
    pub exponent: Option<f64>,
    /// No attempt starts after this.
    pub max_elapsed: Option<f64>,
    /// Statuses that are tried again.
    pub statuses: Vec<Status>,
    /// Whether failed connections are tried again.
    pub connection_errors: Option<bool>,
    /// Whether the operation may be replayed.
    pub safe: Option<bool>,
}

/// `x-sdk-pagination`.
#[derive(Clone, PartialEq, Debug)]
pub struct Pagination {
    /// `offset`, `page`, `cursor`, `next-url` or `link-header`.
    pub style: PaginationStyle,
    /// Role (`limit`, `offset`, `page`, `cursor`) → name of a query parameter of the operation.
    pub parameters: Vec<(String, String)>,
    /// RFC 6901 pointer to the items.
    pub items: String,
    /// RFC 6901 pointer to the total.
    pub total: Option<String>,
    /// RFC 6901 pointer to the next cursor or URL.
    pub next: Option<String>,
    /// The extension's value.
    pub at: At,
}

/// How the next page is found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PaginationStyle {
    /// `offset`.
    Offset,
    /// `page`.
    Page,
    /// `cursor`.
    Cursor,
    /// `next-url`.
    NextUrl,
    /// `link-header`.
    LinkHeader,
}

/// `x-sdk-wait`.
#[derive(Clone, PartialEq, Debug)]
pub struct Wait {
    /// RFC 6901 pointer to the field.
    pub field: String,
    /// Final values.
    pub until: Vec<Node>,
    /// Pause between polls, seconds.
    pub interval: Option<f64>,
    /// Longest wait, seconds.
    pub limit: Option<f64>,
}
