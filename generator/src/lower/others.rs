//! Members that `properties` does not name: what all parts of a schema together say about them.

use crate::resolve::{Additional, Schema};

/// What the parts so far say.
pub(super) struct Others {
    said: Additional,
    /// Whether it was said by `unevaluatedProperties`.
    unevaluated: bool,
    /// Whether there may be members that only some values have, or that nobody knows.
    open: bool,
}

impl Others {
    pub(super) fn new() -> Self {
        Self { said: Additional::Unsaid, unevaluated: false, open: false }
    }

    /// Adds a part; those of `allOf` before the schema that has them.
    pub(super) fn add(&mut self, part: &Schema) {
        self.open |= part.is_any() || is_conditional(part);
        self.said = match (self.said, part.additional) {
            (said, Additional::Unsaid) => said,
            // What `allOf` speaks of is evaluated.
            (said @ (Additional::Any | Additional::Schema(_)), _) if part.unevaluated => said,
            (Additional::Schema(values), Additional::Any) => Additional::Schema(values),
            // `additionalProperties: false` in one member would forbid the members of the others; what
            // its author means is that the merged object has no more than all members name.
            (_, said @ (Additional::Any | Additional::Forbidden | Additional::Schema(_))) => {
                self.unevaluated = part.unevaluated;
                said
            }
        };
    }

    /// What holds for every value.
    pub(super) fn settled(&self) -> Additional {
        match self.said {
            Additional::Forbidden if self.unevaluated && self.open => Additional::Unsaid,
            Additional::Schema(_) if self.unevaluated && self.open => Additional::Any,
            said => said,
        }
    }
}

/// Whether a schema says something that holds for some values only.
fn is_conditional(schema: &Schema) -> bool {
    !schema.conditional.is_empty()
}
