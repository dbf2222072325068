//! What is said about one value of an enum.

/// A name or a description of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ValueNote {
    /// The value: a string as it is, another scalar as JSON spells it.
    pub value: String,
    /// Its name.
    pub name: Option<String>,
    /// What it means, in CommonMark.
    pub description: Option<String>,
    /// Whether it is deprecated.
    pub deprecated: bool,
}

impl ValueNote {
    /// Nothing, so far.
    #[must_use]
    pub fn of(value: String) -> Self {
        Self { value, name: None, description: None, deprecated: false }
    }
}
