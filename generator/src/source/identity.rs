//! Schemas that are found by a name of their own: `$id` and `$anchor` (JSON Schema 2020-12 Core, 8.2), and what
//! older drafts have for them: `id`, and `#name` as an `$id`.
//!
//! A schema with an `$id` is a resource: what its address is, references and anchors within it are relative
//! to. So is a file with a `$self` (OpenAPI 3.2, "OpenAPI Object").

use std::collections::BTreeMap;

use super::node::{At, Node, Value};
use super::reference::{Above, data, has_scheme, joined, names};

/// The names that a file and its schemas give themselves. Of two that give themselves the same, the first has it.
#[derive(Clone, Default, Debug)]
pub(super) struct Identities {
    /// Resources in the order of the text; the first is the file. Empty where no schema has a name.
    resources: Vec<Resource>,
    /// By address, without an empty fragment.
    ids: BTreeMap<String, At>,
    /// By `$anchor` and the resource's place among all; a `$dynamicAnchor` is one too.
    anchors: BTreeMap<(usize, String), At>,
    /// Whether a reference depends on how it is reached.
    pub(super) depends: bool,
}

/// A schema with an `$id`, or the file.
#[derive(Clone, Debug)]
struct Resource {
    at: At,
    /// The last node within.
    last: u32,
    /// The resource around it.
    outer: usize,
    address: String,
}

impl Identities {
    pub(super) fn of(root: &Node, source: &str) -> Self {
        let mut found = Self::default();
        // Hardly any document has them.
        let (has_names, depends) = says(source);
        found.depends = depends;
        if !has_names {
            return found;
        }
        let address = text(root, "$self").unwrap_or_default();
        let address = address.split('#').next().unwrap_or_default().to_owned();
        if !address.is_empty() {
            found.ids.insert(address.clone(), root.at);
        }
        found.resources.push(Resource { at: root.at, last: u32::MAX, outer: 0, address });
        let mut pending = vec![(root, false, 0)];
        while let Some((node, is_naming, mut resource)) = pending.pop() {
            match &node.value {
                Value::Object(members) => {
                    if !is_naming {
                        resource = found.names(node, resource);
                    }
                    let followed =
                        members.iter().rev().filter(|member| is_naming || !data(*member));
                    pending.extend(
                        followed.map(|(key, member)| (member, !is_naming && names(key), resource)),
                    );
                }
                Value::Array(items) => {
                    pending.extend(items.iter().rev().map(|item| (item, false, resource)));
                }
                Value::Null
                | Value::Bool(_)
                | Value::Int(_)
                | Value::Float(_)
                | Value::String(_) => {}
            }
        }
        found
    }

    /// Takes the names of a schema; the resource that it is in.
    fn names(&mut self, schema: &Node, mut resource: usize) -> usize {
        if let Some(id) = text(schema, "$id").or_else(|| older_id(schema)) {
            let (id, anchor) = id.split_once('#').unwrap_or((id, ""));
            if !id.is_empty() {
                let address = resolve(&self.resources[resource].address, id);
                self.ids.entry(id.to_owned()).or_insert(schema.at);
                self.ids.entry(address.clone()).or_insert(schema.at);
                let last = last_node(schema);
                self.resources.push(Resource { at: schema.at, last, outer: resource, address });
                resource = self.resources.len() - 1;
            }
            if !anchor.is_empty() {
                self.anchors.entry((resource, anchor.to_owned())).or_insert(schema.at);
            }
        }
        for anchor in ["$anchor", "$dynamicAnchor"].into_iter().filter_map(|key| text(schema, key))
        {
            self.anchors.entry((resource, anchor.to_owned())).or_insert(schema.at);
        }
        resource
    }

    /// The schema with an `$id` that a node is in; `None` where that is the file.
    pub(super) fn resource(&self, at: At) -> Option<At> {
        let index = self.around(at)?;
        (index > 0).then(|| self.resources[index].at)
    }

    /// The address that a reference at a node means.
    pub(super) fn address(&self, at: At, path: &str) -> String {
        let base = self.around(at).map_or("", |index| &self.resources[index].address);
        resolve(base, path)
    }

    /// The schema whose `$id` an address is.
    pub(super) fn identified(&self, address: &str) -> Option<At> {
        self.ids.get(address).copied()
    }

    /// The schema that has an `$anchor` in the resource that a node is in, else anywhere in the file.
    pub(super) fn anchored(&self, at: At, anchor: &str) -> Option<At> {
        let key = (self.around(at)?, anchor.to_owned());
        let anywhere = || self.anchors.iter().find(|((_, name), _)| name == anchor);
        self.anchors.get(&key).or_else(|| anywhere().map(|(_, at)| at)).copied()
    }

    /// The innermost resource that a node is in.
    fn around(&self, at: At) -> Option<usize> {
        let before = self.resources.partition_point(|resource| resource.at.node <= at.node);
        let mut index = before.checked_sub(1)?;
        while self.resources[index].last < at.node {
            index = self.resources[index].outer;
        }
        Some(index)
    }
}

/// Whether a text may have names for schemas, and whether it has references that depend on how they are reached.
fn says(text: &str) -> (bool, bool) {
    let mut said = (false, false);
    for (at, _) in text.match_indices('$') {
        let word = &text[at + 1..];
        let begins = |words: &[&str]| words.iter().any(|begin| word.starts_with(begin));
        // Whoever says `$schema` may mean a draft that has `id`.
        said.0 |= begins(&["id", "anchor", "dynamicAnchor", "schema", "self"]);
        said.1 |= begins(&["dynamicRef", "recursiveRef"]);
    }
    (said.0 || text.contains("#/definitions/"), said.1)
}

/// The `id` of draft 4. Many things have an `id`: it has to be an address, of what looks like a schema.
fn older_id(node: &Node) -> Option<&str> {
    const BESIDE: &[&str] =
        &["$schema", "allOf", "anyOf", "definitions", "oneOf", "properties", "type"];
    let id = text(node, "id").filter(|id| is_older_id(id))?;
    BESIDE.iter().any(|key| node.member(key).is_some()).then_some(id)
}

/// Whether an `id` is an address: a URL, a URN or a fragment.
pub(crate) fn is_older_id(id: &str) -> bool {
    has_scheme(id) || id.starts_with('#')
}

fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.member(key)?.value.as_str()
}

/// The last node of a tree, in the order of the text.
pub(crate) fn last_node(node: &Node) -> u32 {
    let mut node = node;
    loop {
        let last = match &node.value {
            Value::Object(members) => members.values().max_by_key(|member| member.at.node),
            Value::Array(items) => items.last(),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::String(_) => {
                None
            }
        };
        match last {
            Some(last) => node = last,
            None => return node.at.node,
        }
    }
}

/// What a reference means where `base` is the address around it (RFC 3986, section 5.2), queries aside.
fn resolve(base: &str, reference: &str) -> String {
    if reference.is_empty() || has_scheme(reference) {
        return if reference.is_empty() { base } else { reference }.to_owned();
    }
    let base = base.split(['?', '#']).next().unwrap_or_default();
    let scheme =
        base.split_once(':').filter(|_| has_scheme(base)).map_or(0, |(name, _)| name.len() + 1);
    let (scheme, rest) = base.split_at(scheme);
    if reference.starts_with("//") {
        return format!("{scheme}{reference}");
    }
    let authority = match rest.strip_prefix("//") {
        Some(host) => 2 + host.find('/').unwrap_or(host.len()),
        None => 0,
    };
    let (authority, path) = rest.split_at(authority);
    let folder = match path.rsplit_once('/') {
        _ if reference.starts_with('/') => "",
        Some((folder, _)) => folder,
        None => "",
    };
    // Above the root there is nothing else (RFC 3986, section 5.2.4).
    let mut path = joined(folder, reference, Above::Stays).unwrap_or_default();
    if matches!(reference.rsplit('/').next(), Some("" | "." | "..")) && !path.is_empty() {
        path.push('/');
    }
    let root = if scheme.is_empty() && authority.is_empty() { "" } else { "/" };
    format!("{scheme}{authority}{root}{path}")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn an_address_is_relative_to_that_of_the_schema_around_it() {
        let table = [
            ("", "tree.json", "tree.json"),
            ("", "./tree.json", "tree.json"),
            ("http://example.com/a/root.json", "", "http://example.com/a/root.json"),
            ("http://example.com/a/root.json", "tree.json", "http://example.com/a/tree.json"),
            ("http://example.com/a/root.json#x", "../tree.json", "http://example.com/tree.json"),
            ("http://example.com/a/b/", "tree.json", "http://example.com/a/b/tree.json"),
            ("http://example.com/a/b", "/tree.json", "http://example.com/tree.json"),
            ("http://example.com", "tree.json", "http://example.com/tree.json"),
            ("https://example.com/a", "//other.com/b", "https://other.com/b"),
            ("http://example.com/a", "urn:uuid:1", "urn:uuid:1"),
            ("a/root.json", "tree.json", "a/tree.json"),
            ("http://example.com/a/root.json", "b/", "http://example.com/a/b/"),
            ("http://example.com/a/b/", "..", "http://example.com/a/"),
            ("http://example.com/a/b/", "../../..", "http://example.com/"),
        ];
        for (base, reference, address) in table {
            assert_eq!(resolve(base, reference), address, "{reference} in {base}");
        }
    }
}
