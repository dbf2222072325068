//! Documentation text as the specification has it; `emit` makes it safe.

/// What is said about a thing.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Docs {
    /// One line.
    pub summary: Option<String>,
    /// CommonMark.
    pub description: Option<String>,
    /// A link to more: `externalDocs`.
    pub link: Option<String>,
    /// Facts to be listed after the text, one short CommonMark sentence each: "At most 255 characters.",
    /// "Default: `3600`.". Lowering derives them from bounds, defaults and examples.
    pub facts: Vec<String>,
    /// Whether the specification marks it `deprecated`.
    pub deprecated: bool,
}
