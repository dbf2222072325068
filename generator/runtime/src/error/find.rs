//! What was looked for and is not there, or not alone.

use core::fmt;

use super::Head;
use super::details::{Call, write_request_id};

/// A list in which one item was looked for, and which has none of the kind or several.
pub struct FindError {
    pub(crate) head: Head,
    pub(crate) parameter: &'static str,
    pub(crate) kind: FindErrorKind,
}

/// Why there is no item to be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FindErrorKind {
    /// No item is like that.
    None,
    /// Several items are, or the API does not know the parameter.
    Several,
}

impl FindError {
    /// Why there is no item to be given.
    #[must_use]
    pub fn kind(&self) -> FindErrorKind {
        self.kind
    }

    /// The query parameter that said what is looked for.
    #[must_use]
    pub fn parameter(&self) -> &'static str {
        self.parameter
    }
}

impl fmt::Display for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { head, parameter, kind } = self;
        let call = Call(head.operation);
        match kind {
            FindErrorKind::None => write!(f, "{call} found nothing with this `{parameter}`")?,
            FindErrorKind::Several => {
                write!(f, "{call} found more than one thing with this `{parameter}`")?;
            }
        }
        write_request_id(f, Some(head))
    }
}

impl fmt::Debug for FindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl std::error::Error for FindError {}
