//! Path templates: the names between braces.

/// A key of `paths`, taken apart. OpenAPI knows paths alone; others write queries and fragments too, to
/// tell operations apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Key<'a> {
    /// The template of the path.
    pub(super) path: &'a str,
    /// The parameters of the query, in order.
    pub(super) query: Vec<(&'a str, Filling<'a>)>,
    /// What stands after `#`, which is never sent.
    pub(super) fragment: Option<&'a str>,
}

/// What a parameter of the query is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Filling<'a> {
    /// Always this.
    Text(&'a str),
    /// The value of the parameter of this name.
    Name(&'a str),
}

impl<'a> Key<'a> {
    pub(super) fn of(key: &'a str) -> Self {
        let (rest, fragment) = match key.split_once('#') {
            Some((rest, fragment)) => (rest, Some(fragment)),
            None => (key, None),
        };
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let query = pairs.map(|pair| match (named(pair), pair.split_once('=')) {
            (Some(name), _) => (name, Filling::Name(name)),
            (None, Some((key, value))) => {
                (key, named(value).map_or(Filling::Text(value), Filling::Name))
            }
            (None, None) => (pair, Filling::Text("")),
        });
        Self { path, query: query.collect(), fragment }
    }
}

/// The name that stands alone between braces.
fn named(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}').filter(|name| !name.contains(['{', '}']))
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_taken_apart_into_path_query_and_fragment() {
        let fixed = Filling::Text;
        for (key, path, query, fragment) in [
            ("/a/{b}", "/a/{b}", vec![], None),
            ("/a?b=c&d={e}", "/a", vec![("b", fixed("c")), ("d", Filling::Name("e"))], None),
            (
                "/a?{b}&c&d=",
                "/a",
                vec![("b", Filling::Name("b")), ("c", fixed("")), ("d", fixed(""))],
                None,
            ),
            ("/a#b?c", "/a", vec![], Some("b?c")),
            ("/a?b={c}{d}#", "/a", vec![("b", fixed("{c}{d}"))], Some("")),
        ] {
            assert_eq!(Key::of(key), Key { path, query, fragment }, "{key}");
        }
    }
}
