//! Path templates: the names between braces.

/// Why a text is no path template.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum TemplateError {
    /// A brace without its counterpart.
    Unbalanced,
    /// `{}`.
    Empty,
}

impl TemplateError {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Unbalanced => "a brace has no counterpart",
            Self::Empty => "a parameter has no name",
        }
    }
}

/// The names of a template's parameters, in order; one that stands there twice is listed twice.
pub(super) fn names(template: &str) -> Result<Vec<&str>, TemplateError> {
    let mut names = Vec::new();
    let mut rest = template;
    while let Some(start) = rest.find(['{', '}']) {
        let Some(open) = rest[start..].strip_prefix('{') else {
            return Err(TemplateError::Unbalanced);
        };
        let end = open.find(['{', '}']).ok_or(TemplateError::Unbalanced)?;
        let (name, after) = open.split_at(end);
        rest = after.strip_prefix('}').ok_or(TemplateError::Unbalanced)?;
        if name.is_empty() {
            return Err(TemplateError::Empty);
        }
        names.push(name);
    }
    Ok(names)
}

/// The template without the names of its parameters: what a server sees of it.
pub(super) fn anonymous(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        out.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out
}
