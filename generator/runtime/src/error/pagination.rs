//! Pages that cannot be followed any further.

use core::fmt;

use super::details::Call;
use crate::api::Operation;

/// Pages that cannot be followed any further. What was given out before is good.
pub struct PaginationError {
    pub(crate) operation: &'static Operation,
    pub(crate) problem: PaginationProblem,
}

/// What is wrong: its kind and a sentence of ours, never an address or a cursor.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PaginationProblem {
    pub(crate) kind: PaginationErrorKind,
    pub(crate) what: &'static str,
}

/// Why pages cannot be followed any further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PaginationErrorKind {
    /// The API leads to a page that was there before, or gives the same items again.
    Repeated,
    /// The API names an address that must not be asked, such as one of another origin.
    Address,
    /// There are more pages than may be asked for.
    Limit,
    /// The page to begin with is none of this operation.
    Position,
}

impl PaginationError {
    /// Why pages cannot be followed any further.
    #[must_use]
    pub fn kind(&self) -> PaginationErrorKind {
        self.problem.kind
    }
}

impl fmt::Display for PaginationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = self.problem.what;
        write!(f, "the pages of {} cannot be followed: {what}", Call(self.operation))
    }
}

impl fmt::Debug for PaginationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for PaginationError {}
