//! Operations in a document's text: what the output is held against.
//!
//! Knows of OpenAPI only where operations stand, and shares nothing with the stages that it is to
//! control: a path that they drop is counted here.

use std::collections::BTreeSet;

use specsmith::source::{FileId, Node, Pointer, Sources, Value};

const METHODS: [&str; 9] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// A path item may be a reference to one that is a reference; nobody goes further.
const FAR: usize = 16;

/// How many operations there are below `paths`.
pub(super) fn operations(sources: &Sources) -> usize {
    let paths = sources.root().and_then(|root| member(root, "paths"));
    let Some(Value::Object(paths)) = paths.map(|paths| &paths.value) else { return 0 };
    let items = paths.iter().filter(|(path, _)| !path.starts_with("x-"));
    items.map(|(_, item)| methods(sources, item, FAR).len()).sum()
}

/// The methods of a path item, and of what it refers to.
fn methods(sources: &Sources, item: &Node, far: usize) -> BTreeSet<String> {
    let is_operation = |node: &Node| matches!(node.value, Value::Object(_));
    let fields = METHODS.iter().filter(|method| member(item, method).is_some_and(is_operation));
    let mut methods: BTreeSet<String> = fields.map(|method| method.to_uppercase()).collect();
    if let Some(Node { value: Value::Object(more), .. }) = member(item, "additionalOperations") {
        let more = more.iter().filter(|(_, operation)| is_operation(operation));
        methods.extend(more.map(|(method, _)| method.clone()));
    }
    let target = member(item, "$ref").and_then(|reference| target(sources, reference));
    if let Some(target) = target.filter(|_| far > 0) {
        methods.extend(self::methods(sources, target, far - 1));
    }
    methods
}

fn target<'a>(sources: &'a Sources, reference: &Node) -> Option<&'a Node> {
    let Value::String(text) = &reference.value else { return None };
    let (path, fragment) = text.split_once('#').unwrap_or((text, ""));
    let file: FileId = match path {
        "" => reference.at.file,
        path => sources.file(reference.at.file, path)?,
    };
    sources.find(file, &Pointer::parse_fragment(fragment).ok()?)
}

fn member<'a>(node: &'a Node, key: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Object(members) => members.get(key),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use specsmith::Spec;
    use specsmith::diag::Rigor;

    fn count(files: &[(&str, &str)]) -> usize {
        let mut read = |name: &str| {
            let file = files.iter().find(|(other, _)| *other == name);
            file.map(|(_, text)| (*text).to_owned()).ok_or_else(|| "not there".to_owned())
        };
        operations(&Spec::load("api", "a.yaml", Rigor::Lenient, &mut read).sources)
    }

    #[test]
    fn methods_of_paths_are_operations_and_nothing_else_is() {
        let text = "
paths:
  /a: {get: {}, post: {}, parameters: [], summary: x, x-get: {}}
  no-slash: {trace: {}}
  /null: {get: null}
  /more: {query: {}, additionalOperations: {COPY: {}, x-copy: {}, QUERY: {}}}
  x-other: {get: {}}
webhooks:
  a: {post: {}}
";
        assert_eq!(count(&[("a.yaml", text)]), 6);
        assert_eq!(count(&[("a.yaml", "openapi: 3.1.0")]), 0);
    }

    #[test]
    fn references_to_path_items_are_followed_into_other_files_and_not_forever() {
        let text = "
paths:
  /a: {$ref: '#/components/pathItems/A', post: {}}
  /b: {$ref: 'b.yaml#/~1b'}
  /c: {$ref: '#/paths/~1c'}
  /d: {$ref: 'missing.yaml'}
components:
  pathItems:
    A: {get: {}, post: {}}
";
        let other = "/b: {$ref: '#/c'}\nc: {put: {}, patch: {}}";
        assert_eq!(count(&[("a.yaml", text), ("b.yaml", other)]), 4);
    }
}
