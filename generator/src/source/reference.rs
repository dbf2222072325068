//! Which file a `$ref` names: a relative path that stays in the specification's folder, or nothing.
//!
//! The rules look at text only, so they hold on every platform; following symbolic links is for those
//! who read the files.

use super::node::{At, Node, Value};
use super::percent;

/// Why the path of a reference is not followed.
pub(super) type Refusal = &'static str;

/// The path part of a reference: what comes before its fragment.
pub(super) fn path_part(reference: &str) -> &str {
    reference.split_once('#').map_or(reference, |(path, _)| path)
}

/// The name of the file that `path`, percent-encoded as in a URI, means in the file named `from`.
pub(super) fn resolve(from: &str, path: &str) -> Result<String, Refusal> {
    let decoded = percent::decode(path).ok_or("its percent-encoding is broken")?;
    if path.contains('?') {
        return Err("it has a query");
    }
    if decoded.contains('\\') {
        return Err("it has a backslash");
    }
    if decoded.starts_with('/') {
        return Err("its path is absolute");
    }
    if has_drive(&decoded) {
        return Err("it names a drive");
    }
    if has_scheme(&decoded) {
        return Err("it has a URL scheme");
    }
    if decoded.contains(':') || decoded.chars().any(char::is_control) {
        return Err("it has a character that file names do not have everywhere");
    }
    let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
    joined(folder, &decoded, Above::Leaves).ok_or("it leaves the folder of the specification")
}

/// Keys whose members are named by the author, so that no name among them means anything.
const NAMING: &[&str] = &[
    "$defs",
    "additionalOperations",
    "callbacks",
    "content",
    "definitions",
    "dependencies",
    "dependentSchemas",
    "encoding",
    "examples",
    "headers",
    "links",
    "mapping",
    "mediaTypes",
    "parameters",
    "pathItems",
    "paths",
    "patternProperties",
    "properties",
    "requestBodies",
    "responses",
    "schemas",
    "securitySchemes",
    "variables",
    "webhooks",
];

/// Keys whose values are data of the API: a `$ref` in them is not ours.
const DATA: &[&str] = &["const", "dataValue", "default", "enum", "example", "value"];

/// Every `$ref` to another file below `root` with the node of its text, in the order of the text.
pub(super) fn external(root: &Node) -> Vec<(At, &str)> {
    let mut found = Vec::new();
    let mut pending = vec![(root, false)];
    while let Some((node, is_naming)) = pending.pop() {
        match &node.value {
            Value::Object(members) => {
                if let Some(Node { at, value: Value::String(reference) }) = members.get("$ref")
                    && !path_part(reference).is_empty()
                {
                    found.push((*at, path_part(reference)));
                }
                let followed = members.iter().rev().filter(|member| is_naming || !data(*member));
                pending.extend(followed.map(|(key, member)| (member, !is_naming && names(key))));
            }
            Value::Array(items) => pending.extend(items.iter().rev().map(|item| (item, false))),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {}
        }
    }
    found
}

/// Whether the members of this key's value are named by the author.
pub(crate) fn names(key: &str) -> bool {
    NAMING.contains(&key)
}

/// Whether a member is data of the API: examples under names are not, a list of them is.
pub(crate) fn data((key, member): (&String, &Node)) -> bool {
    DATA.contains(&key.as_str()) || (key == "examples" && matches!(member.value, Value::Array(_)))
}

fn has_drive(path: &str) -> bool {
    matches!(path.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic())
}

/// RFC 3986 section 3.1.
pub(super) fn has_scheme(path: &str) -> bool {
    path.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// What `..` at the top of a path means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Above {
    /// The top, as in a URL.
    Stays,
    /// Something outside, which there is no path for.
    Leaves,
}

/// A path in a folder without `.`, `..` and empty segments; `None` where it leaves.
pub(super) fn joined(folder: &str, path: &str, above: Above) -> Option<String> {
    let mut segments: Vec<&str> = Vec::new();
    for segment in folder.split('/').chain(path.split('/')) {
        match segment {
            "" | "." => {}
            ".." => {
                if segments.pop().is_none() && above == Above::Leaves {
                    return None;
                }
            }
            name => segments.push(name),
        }
    }
    Some(segments.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_are_normalised_against_the_referring_file() {
        let table = [
            ("openapi.yaml", "machines.yaml", "machines.yaml"),
            ("openapi.yaml", "./machines.yaml", "machines.yaml"),
            ("openapi.yaml", "schemas//machine.yaml", "schemas/machine.yaml"),
            ("paths/machines.yaml", "../schemas/machine.yaml", "schemas/machine.yaml"),
            ("paths/machines.yaml", "token.yaml", "paths/token.yaml"),
            ("a/b/c.yaml", "../../d.yaml", "d.yaml"),
            ("openapi.yaml", "a%20b.yaml", "a b.yaml"),
            ("openapi.yaml", "%252e%252e/x.yaml", "%2e%2e/x.yaml"),
            ("openapi.yaml", "caf%C3%A9.yaml", "café.yaml"),
            ("openapi.yaml", "...yaml", "...yaml"),
        ];
        for (from, path, name) in table {
            assert_eq!(resolve(from, path).as_deref(), Ok(name), "{path} in {from}");
        }
    }

    #[test]
    fn paths_that_leave_the_folder_or_the_machine_are_refused() {
        let table = [
            ("http://169.254.169.254/latest", "it has a URL scheme"),
            ("HTTPS://example.com/x.yaml", "it has a URL scheme"),
            ("file:///etc/passwd", "it has a URL scheme"),
            ("data:text/plain,x", "it has a URL scheme"),
            ("urn:example:x", "it has a URL scheme"),
            ("http%3A//example.com", "it has a URL scheme"),
            ("//example.com/x.yaml", "its path is absolute"),
            ("/etc/passwd", "its path is absolute"),
            ("%2Fetc/passwd", "its path is absolute"),
            ("C:/x.yaml", "it names a drive"),
            ("c%3Ax.yaml", "it names a drive"),
            ("C:\\x.yaml", "it has a backslash"),
            ("\\\\server\\share", "it has a backslash"),
            ("..%5Cx.yaml", "it has a backslash"),
            ("../x.yaml", "it leaves the folder of the specification"),
            ("a/../../x.yaml", "it leaves the folder of the specification"),
            ("%2e%2e/x.yaml", "it leaves the folder of the specification"),
            ("..%2Fx.yaml", "it leaves the folder of the specification"),
            (".%2E/x.yaml", "it leaves the folder of the specification"),
            ("x.yaml?y", "it has a query"),
            ("x%zz.yaml", "its percent-encoding is broken"),
            ("x%ff.yaml", "its percent-encoding is broken"),
            ("x%00.yaml", "it has a character that file names do not have everywhere"),
            ("a/b:stream", "it has a character that file names do not have everywhere"),
        ];
        for (path, refusal) in table {
            assert_eq!(resolve("openapi.yaml", path), Err(refusal), "{path}");
        }
    }
}
