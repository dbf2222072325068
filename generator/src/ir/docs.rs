//! Documentation text as the specification has it; `emit` makes it safe.

use super::Json;

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
    /// The first example that the specification gives of the thing's values; none of a credential.
    pub example: Option<Json>,
    /// A value that the thing's bounds, format and documented values allow, where they say more than its
    /// type does.
    pub sample: Option<Json>,
}

/// How the fact begins that tells a default: "Default: `3600`.".
pub const DEFAULT: &str = "Default: ";

/// How the fact begins that tells an example.
pub const EXAMPLE: &str = "Example: ";

impl Docs {
    /// What a fact says after one of these beginnings, without its full stop.
    #[must_use]
    pub fn labelled(&self, label: &str) -> Option<&str> {
        let said = self.facts.iter().find_map(|fact| fact.strip_prefix(label))?;
        Some(said.strip_suffix('.').unwrap_or(said))
    }

    /// The facts that tell neither a default nor an example: bounds and what else is to be known.
    pub fn bounds(&self) -> impl Iterator<Item = &str> {
        let labelled = |fact: &&String| fact.starts_with(DEFAULT) || fact.starts_with(EXAMPLE);
        self.facts.iter().filter(move |fact| !labelled(fact)).map(String::as_str)
    }
}

/// A CommonMark code span of any text.
#[must_use]
pub fn code_span(text: &str) -> String {
    if !text.is_empty() && text.chars().all(|c| c != '`' && !c.is_control()) {
        return format!("`{text}`");
    }
    let text = text.replace(char::is_control, " ");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    if text.starts_with('`') || text.ends_with('`') || text.is_empty() {
        format!("{fence} {text} {fence}")
    } else {
        format!("{fence}{text}{fence}")
    }
}
