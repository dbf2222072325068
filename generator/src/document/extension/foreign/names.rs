//! Names: what others call `x-sdk-name` and `x-sdk-group`.

use super::super::super::read::{Cx, Object, Read};
use super::{Said, Wrong, first, list, members, or_reported, text, text_at};
use crate::diag::codes;
use crate::source::{Node, Value};

/// What an operation's group is called.
pub(in super::super::super) fn group(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(
        object,
        &[
            ("x-speakeasy-group", &nested),
            ("x-fern-sdk-group-name", &nested),
            ("x-stainless-method", &|node| Ok(method(node)?.and_then(|(group, _)| group))),
        ],
    )
}

/// What an operation is called.
pub(in super::super::super) fn method_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(
        object,
        &[
            ("x-speakeasy-name-override", &text),
            ("x-fern-sdk-method-name", &text),
            ("x-stainless-method", &|node| Ok(method(node)?.map(|(_, name)| name))),
        ],
    )
}

/// What a parameter is called. Stainless says so at its schema.
pub(in super::super::super) fn parameter_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(
        object,
        &[
            ("x-speakeasy-name-override", &text),
            ("x-fern-parameter-name", &text),
            ("x-ms-client-name", &text),
            ("x-stainless-param", &text),
        ],
    )
    .or_else(|| {
        let of_schema = object.peek("schema")?.member("x-stainless-param")?;
        or_reported(object, "x-stainless-param", text(of_schema))
    })
}

/// What a property's field is called, and elsewhere the type.
pub(in super::super::super) fn plain_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(object, &[("x-speakeasy-name-override", &text), ("x-ms-client-name", &text)])
}

/// What a property's field is called.
pub(in super::super::super) fn field_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(object, &[("x-fern-property-name", &text)])
}

/// What a type is called, wherever its schema stands.
pub(in super::super::super) fn type_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(
        object,
        &[
            ("x-fern-type-name", &text),
            ("x-ms-enum", &|node| text_at(members(node)?, "name")),
            ("x-stainless-variantName", &text),
        ],
    )
}

/// What a server is called.
pub(in super::super::super) fn server_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    first(object, &[("x-speakeasy-server-id", &text), ("x-fern-server-name", &text)])
}

/// The value of its base's discriminator that means a schema.
pub(in super::super::super) fn discriminator_value(
    object: &mut Object<'_, '_, '_>,
) -> Option<String> {
    first(object, &[("x-ms-discriminator-value", &text)])
}

/// One name, or those of groups within groups, which become one.
fn nested(node: &Node) -> Said<String> {
    if !matches!(node.value, Value::Array(_)) {
        return text(node);
    }
    let names: Vec<Option<String>> = list(node)?.iter().map(text).collect::<Result<_, _>>()?;
    let names: Vec<String> = names.into_iter().flatten().collect();
    Ok((!names.is_empty()).then(|| names.join(".")))
}

/// `resource.nested.method`, alone or as `path`; `$client` is no resource.
fn method(node: &Node) -> Said<(Option<String>, String)> {
    let path = match &node.value {
        Value::Object(members) => text_at(members, "path")?,
        _ => text(node)?,
    };
    let Some(path) = path else { return Ok(None) };
    match path.rsplit_once('.') {
        Some((_, "")) => Err(Wrong::new(node, "it ends with a dot")),
        Some(("$client" | "", name)) => Ok(Some((None, name.to_owned()))),
        Some((group, name)) => Ok(Some((Some(group.to_owned()), name.to_owned()))),
        None => Ok(Some((None, path))),
    }
}

/// `x-speakeasy-name-override` of the root: names of operations by patterns of their ids, in order.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct MethodNames(Vec<(Pattern, String)>);

impl MethodNames {
    /// What an operation with this id is called.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<&str> {
        let mut names = self.0.iter();
        names.find(|(pattern, _)| pattern.matches(id)).map(|(_, name)| name.as_str())
    }
}

impl Read for MethodNames {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut names = Vec::new();
        let mut wrong = Vec::new();
        match list(node) {
            Ok(items) => {
                for item in items {
                    match rule(item) {
                        Ok(rule) => names.extend(rule),
                        Err(found) => wrong.push(found),
                    }
                }
            }
            Err(found) => wrong.push(found),
        }
        for Wrong { at, why } in wrong {
            let message = format!("`x-speakeasy-name-override` is ignored: {why}");
            cx.diags
                .report(codes::FOREIGN_EXTENSION, at, message)
                .help("name the operations one by one");
        }
        Some(Self(names))
    }
}

fn rule(node: &Node) -> Said<(Pattern, String)> {
    let members = members(node)?;
    let (Some(pattern), Some(name)) =
        (members.get("operationId"), members.get("methodNameOverride"))
    else {
        return Err(Wrong::new(node, "`operationId` and `methodNameOverride` are expected"));
    };
    let parsed = text(pattern)?.and_then(|pattern| Pattern::parse(&pattern));
    let Some(parsed) = parsed else {
        return Err(Wrong::new(
            pattern,
            "only letters, `.*`, `^` and `$` are understood of patterns",
        ));
    };
    Ok(text(name)?.map(|name| (parsed, name)))
}

/// The regular expressions that can be run on anybody's text in no time: literals with `.*` between them.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Pattern {
    from_start: bool,
    to_end: bool,
    literals: Vec<String>,
}

impl Pattern {
    fn parse(pattern: &str) -> Option<Self> {
        let rest = pattern.strip_prefix('^');
        let from_start = rest.is_some();
        let rest = rest.unwrap_or(pattern);
        let (rest, to_end) = match rest.strip_suffix('$') {
            Some(rest) => (rest, true),
            None => (rest, false),
        };
        let literals: Vec<String> = rest.split(".*").map(str::to_owned).collect();
        let is_literal = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | ' ' | ':');
        let all = literals.iter().all(|literal| literal.chars().all(is_literal));
        all.then_some(Self { from_start, to_end, literals })
    }

    fn matches(&self, text: &str) -> bool {
        let (Some(first), Some(last)) = (self.literals.first(), self.literals.last()) else {
            return true;
        };
        if self.from_start && self.to_end && self.literals.len() == 1 {
            return text == first;
        }
        let mut rest = text;
        for (index, literal) in self.literals.iter().enumerate() {
            let is_last = index + 1 == self.literals.len();
            let found = match (index, is_last) {
                (0, _) if self.from_start => rest.starts_with(literal.as_str()).then_some(0),
                (_, true) if self.to_end => rest.ends_with(literal.as_str()).then_some(0),
                _ => rest.find(literal.as_str()),
            };
            let Some(found) = found else { return false };
            if !is_last || !self.to_end {
                rest = &rest[found + literal.len()..];
            }
        }
        !self.to_end || text.ends_with(last.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    fn matches(pattern: &str, text: &str) -> bool {
        Pattern::parse(pattern).unwrap().matches(text)
    }

    #[test]
    fn a_pattern_matches_what_the_regular_expression_matches() {
        assert!(matches("^get.*", "getPet"));
        assert!(!matches("^get.*", "forgetPet"));
        assert!(matches("get", "forgetPet"));
        assert!(matches(".*Pet$", "getPet"));
        assert!(!matches(".*Pet$", "getPets"));
        assert!(matches("^getPet$", "getPet"));
        assert!(!matches("^getPet$", "getPets"));
        assert!(matches("^a.*b.*c$", "axbxc"));
        assert!(!matches("^ab.*bc$", "abc"));
        assert!(matches("", "anything"));
    }

    #[test]
    fn what_could_take_long_is_not_understood() {
        for pattern in ["(a+)+", "[ab]*", "a|b", "a.b", "a?"] {
            assert_eq!(Pattern::parse(pattern), None, "{pattern}");
        }
    }
}
