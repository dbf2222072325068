//! Names: whatever a document calls its things, every scope of the crate has each name once, and files can
//! be written on any system; what is added renames nothing, nor does the order of keys.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use specsmith::diag::Rigor;
use specsmith::generate;
use specsmith::output::Files;
use specsmith::source::{Node, Value};

use crate::determinism::{from_text, json, keep, root};
use crate::support::{cases, config, each, load_with, messages};

/// Names that mean something to Rust, to Cargo, to file systems or to the code that is emitted.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "_",
    "__",
    "self",
    "Self",
    "super",
    "crate",
    "type",
    "gen",
    "try",
    "async",
    "dyn",
    "union",
    "r#fn",
    "r#self",
    "mod",
    "lib",
    "main",
    "con",
    "NUL",
    "aux",
    "com1",
    "LPT9",
    "conin$",
    "a.",
    "a..",
    "..",
    "1",
    "404",
    "2nd",
    "-1",
    "+1",
    "!",
    "🦀",
    "é",
    "e\u{301}",
    "ß",
    "SS",
    "µ",
    "μ",
    "İ",
    "ı",
    "中",
    "\u{202e}",
    "\u{0}",
    "\n",
    "\"",
    "\\",
    "*/",
    "default",
    "serde",
    "blocking",
    "reqwest",
    "http",
    "rt",
    "Option",
    "Some",
    "None",
    "Vec",
    "String",
    "Box",
    "Result",
    "Ok",
    "Err",
    "Default",
    "Clone",
    "Debug",
    "Send",
    "Client",
    "Builder",
    "Error",
    "Event",
    "Server",
    "Unknown",
    "unknown",
    "UnknownValue",
    "send",
    "url",
    "header",
    "clone",
    "new",
    "into_future",
    "timeout",
    "retry",
    "request",
    "wait",
    "items",
    "pages",
    "events",
    "lines",
    "body",
    "call",
    "client",
    "value",
    "types",
    "errors",
    "builder",
    "shared",
    "calls",
    "verify",
    "webhook_events",
    "foo",
    "Foo",
    "FOO",
    "foo_2",
    "fooBar",
    "foo_bar",
    "foo-bar",
    "additional",
    "other_fields",
    "content_type",
    "with_header",
    "with_timeout",
    "TypeId",
    "bool",
    "i64",
    "str",
    "std",
    "core",
    "alloc",
    "macro_rules",
    "readme",
    "README",
];

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        2 => any::<String>(),
        1 => "[a-z]{3} [A-Z]{70}_",
    ]
}

fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
    proptest::collection::btree_set(name(), 1..most)
        .prop_map(|names| names.into_iter().collect::<Vec<_>>())
        .prop_shuffle()
}

fn quoted(text: &str) -> String {
    json_text(&Value::String(text.to_owned()))
}

fn json_text(value: &Value) -> String {
    let at = specsmith::source::At { file: specsmith::source::FileId(0), node: 0 };
    json(&Node { at, value: value.clone() }, &mut keep)
}

fn object<'a>(members: impl IntoIterator<Item = (&'a str, String)>) -> String {
    let mut known = BTreeSet::new();
    let members = members.into_iter().filter(|(name, _)| known.insert(*name));
    let members: Vec<String> =
        members.map(|(name, value)| format!("{}: {value}", quoted(name))).collect();
    format!("{{{}}}", members.join(", "))
}

fn list(items: impl IntoIterator<Item = String>) -> String {
    format!("[{}]", items.into_iter().collect::<Vec<_>>().join(", "))
}

const TEXT: &str = r#"{"type": "string"}"#;

/// A small document that has a name of each kind, all of them from the list.
#[derive(Clone, Debug)]
struct Names {
    schemas: Vec<String>,
    members: Vec<String>,
    values: Vec<String>,
    tags: Vec<String>,
    operations: Vec<String>,
    parameters: Vec<String>,
    schemes: Vec<String>,
    webhooks: Vec<String>,
}

prop_compose! {
    fn all_names()(
        schemas in names(7),
        members in names(7),
        values in names(9),
        tags in names(5),
        operations in names(7),
        parameters in names(6),
        schemes in names(4),
        webhooks in names(4),
    ) -> Names {
        Names { schemas, members, values, tags, operations, parameters, schemes, webhooks }
    }
}

impl Names {
    fn document(&self) -> String {
        let inline = object([
            ("type", quoted("object")),
            (
                "properties",
                object(self.members.iter().map(|name| (name.as_str(), self.nested(name)))),
            ),
            ("additionalProperties", TEXT.to_owned()),
        ]);
        let structure = |schema: &String| {
            let reference =
                format!("#/components/schemas/{}", schema.replace('~', "~0").replace('/', "~1"));
            object([
                ("type", quoted("object")),
                ("required", list(self.members.iter().take(2).map(|name| quoted(name)))),
                (
                    "properties",
                    object(self.members.iter().enumerate().map(|(index, name)| {
                        let inner = match index % 3 {
                            0 => TEXT.to_owned(),
                            1 => inline.clone(),
                            _ => object([("$ref", quoted(&fragment(&reference)))]),
                        };
                        (name.as_str(), inner)
                    })),
                ),
            ])
        };
        let schemas = self.schemas.iter().enumerate().map(|(index, name)| {
            let schema = match index % 3 {
                0 => structure(name),
                1 => self.listed(),
                _ => object([("oneOf", list([TEXT.to_owned(), inline.clone(), structure(name)]))]),
            };
            (name.as_str(), schema)
        });
        let paths: Vec<(String, String)> = self
            .operations
            .iter()
            .enumerate()
            .map(|(index, name)| (format!("/{index}/{{id}}"), self.path(index, name, &inline)))
            .collect();
        object([
            ("openapi", quoted("3.1.0")),
            ("info", object([("title", quoted("Names")), ("version", quoted("1"))])),
            ("servers", list([object([("url", quoted("https://api.example.com"))])])),
            (
                "security",
                list(self.schemes.iter().map(|name| object([(name.as_str(), "[]".to_owned())]))),
            ),
            ("paths", object(paths.iter().map(|(path, item)| (path.as_str(), item.clone())))),
            (
                "webhooks",
                object(self.webhooks.iter().map(|name| {
                    let body = object([(
                        "content",
                        object([("application/json", object([("schema", inline.clone())]))]),
                    )]);
                    (name.as_str(), object([("post", object([("requestBody", body)]))]))
                })),
            ),
            (
                "components",
                object([
                    ("schemas", object(schemas)),
                    (
                        "securitySchemes",
                        object(self.schemes.iter().map(|name| {
                            (
                                name.as_str(),
                                object([("type", quoted("http")), ("scheme", quoted("bearer"))]),
                            )
                        })),
                    ),
                ]),
            ),
        ])
    }

    fn nested(&self, name: &str) -> String {
        object([
            ("type", quoted("array")),
            (
                "items",
                object([
                    ("type", quoted("object")),
                    ("properties", object([(name, self.listed()), ("of", TEXT.to_owned())])),
                ]),
            ),
        ])
    }

    fn listed(&self) -> String {
        object([
            ("type", quoted("string")),
            ("enum", list(self.values.iter().map(|value| quoted(value)))),
        ])
    }

    fn path(&self, index: usize, id: &str, inline: &str) -> String {
        let tag = &self.tags[index % self.tags.len()];
        let parameter = |(index, name): (usize, &String)| {
            let place = ["query", "header", "cookie"][index % 3];
            object([
                ("name", quoted(name)),
                ("in", quoted(place)),
                ("required", (index % 2 == 0).to_string()),
                ("schema", self.listed()),
            ])
        };
        let id_of_path = object([
            ("name", quoted("id")),
            ("in", quoted("path")),
            ("required", "true".to_owned()),
            ("schema", TEXT.to_owned()),
        ]);
        let parameters = self.parameters.iter().enumerate().map(parameter);
        let content =
            |schema: &str| object([("application/json", object([("schema", schema.to_owned())]))]);
        let response =
            |schema: &str| object([("description", quoted("It.")), ("content", content(schema))]);
        object([(
            "put",
            object([
                ("operationId", quoted(id)),
                ("tags", list([quoted(tag)])),
                ("parameters", list(std::iter::once(id_of_path).chain(parameters))),
                ("requestBody", object([("content", content(inline))])),
                (
                    "responses",
                    object([
                        ("200", response(inline)),
                        ("404", response(&self.listed())),
                        ("default", response(TEXT)),
                    ]),
                ),
            ]),
        )])
    }
}

/// A fragment of a URL: what is no part of one is written in percent.
fn fragment(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'#' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

fn crate_of(text: &str) -> Files {
    let spec = from_text(text.to_owned());
    let mut outcome = generate(std::slice::from_ref(&spec), &config());
    let found = &outcome.diagnostics[0];
    assert!(!outcome.files.is_empty(), "{}\n{text}", messages(found, &spec));
    std::mem::take(&mut outcome.files)
}

proptest! {
    // Each document takes a while without optimisation.
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_scope_has_a_name_twice_and_files_have_names_on_every_system(names in all_names()) {
        let files = crate_of(&names.document());
        let mut known = BTreeSet::new();
        for path in files.keys() {
            prop_assert!(known.insert(path.to_lowercase()), "{path} twice");
            for part in path.split('/') {
                prop_assert!(is_legal(part), "{path}");
            }
        }
        for (path, text) in files.iter().filter(|(path, _)| path.ends_with(".rs")) {
            let file = syn::parse_file(text);
            prop_assert!(file.is_ok(), "{path}: {}", file.err().map(|e| e.to_string()).unwrap_or_default());
            let twice = twice(&file.unwrap().items);
            prop_assert!(twice.is_empty(), "{path}: {twice:?}");
        }
    }

    #[test]
    fn the_order_of_hostile_names_changes_none(names in all_names()) {
        let before = public(&crate_of(&names.document()));
        let spec = from_text(names.document());
        let turned = json(root(&spec), &mut |_, keys| keys.reverse());
        let after = public(&crate_of(&turned));
        let (lost, won) = differences(&before, &after);
        prop_assert!(lost == won, "{lost:#?} became {won:#?}");
    }
}

#[test]
fn the_order_of_keys_changes_no_name() {
    let decides = |case: &str| {
        // Which of two operations has the id that both claim, and which of two alternatives is left out that
        // lead to each other: documents that are wrong, and told so. And whether a scalar that is found by
        // its anchor has an alias: the first reference to it says how it is called.
        matches!(case, "wild/operations" | "schemas/one-of-recursion" | "documents/identities")
    };
    each(documents().into_iter().filter(|(case, _)| !decides(case)), |before| {
        let spec = from_text(before.clone());
        let turned = json(root(&spec), &mut |place, keys| {
            // The first media type is the one that is preferred.
            if place.last() != Some(&"content") {
                keys.reverse();
            }
        });
        let (before, after) = (public(&crate_of(&before)), public(&crate_of(&turned)));
        let (lost, won) = differences(&before, &after);
        assert!(lost == won, "{lost:#?} became {won:#?}");
    });
}

#[test]
fn what_is_added_renames_nothing() {
    each(documents(), |before| {
        let spec = from_text(before.clone());
        let names = public(&crate_of(&before));
        for first in [true, false] {
            let mut root = root(&spec).clone();
            for add in [schema, property, operation, listed] {
                add(&mut root, first);
            }
            let after = public(&crate_of(&json(&root, &mut keep)));
            let (lost, won) = differences(&names, &after);
            assert!(lost.is_empty(), "{lost:#?} became one of {won:#?}");
        }
    });
}

/// The cases that are one file, as JSON.
fn documents() -> Vec<(String, String)> {
    let cases = cases("cases").into_iter().map(|(noun, case, folder)| {
        let spec = load_with("api", &folder.join("spec.yaml"), Rigor::Lenient);
        (format!("{noun}/{case}"), json(root(&spec), &mut keep))
    });
    cases.filter(|(_, text)| !text.contains(".yaml")).collect()
}

/// What is gone, and what is new.
fn differences<'a>(
    before: &'a BTreeSet<String>,
    after: &'a BTreeSet<String>,
) -> (Vec<&'a String>, Vec<&'a String>) {
    (before.difference(after).collect(), after.difference(before).collect())
}

fn node(text: &str) -> Node {
    root(&from_text(text.to_owned())).clone()
}

fn member<'a>(node: &'a mut Node, name: &str) -> Option<&'a mut Node> {
    let Value::Object(members) = &mut node.value else { return None };
    members.get_mut(name)
}

fn put(node: &mut Node, first: bool, name: &str, text: &str) {
    if let Value::Object(members) = &mut node.value {
        members.insert(name.to_owned(), self::node(text));
        if first {
            members.move_index(members.len() - 1, 0);
        }
    }
}

const ZEBRA: &str =
    r#"{"type": "object", "properties": {"zebra": {"type": "string", "enum": ["grevy"]}}}"#;

fn schema(root: &mut Node, first: bool) {
    if let Some(schemas) = member(root, "components").and_then(|it| member(it, "schemas")) {
        put(schemas, first, "AaZebra", ZEBRA);
    }
}

fn property(root: &mut Node, first: bool) {
    let schemas = member(root, "components").and_then(|it| member(it, "schemas"));
    let Some(Value::Object(schemas)) = schemas.map(|it| &mut it.value) else { return };
    for schema in schemas.values_mut() {
        if let Some(properties) = member(schema, "properties") {
            put(properties, first, "aa_zebra", ZEBRA);
        }
    }
}

/// One in a group of its own, and one in the first group that there is.
fn operation(root: &mut Node, first: bool) {
    let tag = tag(root).unwrap_or_else(|| "zebras".to_owned());
    let Some(paths) = member(root, "paths") else { return };
    for (path, tag) in [("/aa/zebras", "zebras"), ("/aa/okapis", tag.as_str())] {
        let operation = format!(
            r#"{{"get": {{"tags": [{}], "parameters": [{{"name": "zebra", "in": "query",
                "schema": {{"type": "string", "enum": ["plains"]}}}}], "responses": {{"200": {{
                "description": "It.", "content": {{"application/json": {{"schema": {ZEBRA}}}}}}}}}}}}}"#,
            quoted(tag)
        );
        put(paths, first, path, &operation);
    }
}

fn tag(root: &mut Node) -> Option<String> {
    let Value::Object(paths) = &member(root, "paths")?.value else { return None };
    let operations = paths.values().filter_map(|item| match &item.value {
        Value::Object(item) => Some(item.values()),
        _ => None,
    });
    operations.flatten().find_map(|operation| {
        let Value::Object(operation) = &operation.value else { return None };
        let Value::Array(tags) = &operation.get("tags")?.value else { return None };
        let Value::String(tag) = &tags.first()?.value else { return None };
        Some(tag.clone())
    })
}

/// A value at the end of each list of texts: the first one can be the name of an alternative.
fn listed(node: &mut Node, _: bool) {
    match &mut node.value {
        Value::Object(members) => {
            // Names of values that are told by place would be those of others.
            let told = members.keys().any(|name| name.starts_with("x-"));
            for (name, value) in members.iter_mut() {
                match &mut value.value {
                    Value::Array(values)
                        if name == "enum"
                            && !told
                            && values.len() > 1
                            && values
                                .iter()
                                .all(|value| matches!(value.value, Value::String(_))) =>
                    {
                        let zebra = self::node(r#""zebra""#);
                        values.push(zebra);
                    }
                    _ => listed(value, false),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| listed(item, false)),
        _ => {}
    }
}

/// Whether Windows, macOS and Linux can all have a file of this name.
fn is_legal(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || (stem.len() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")));
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte));
    !device && plain && !name.is_empty() && name.len() <= 128 && !name.ends_with('.')
}

/// What stands twice in a scope: in modules, in structs and enums, in impls of one type.
fn twice(items: &[syn::Item]) -> Vec<String> {
    let mut scopes = Scopes::new();
    collect("", items, &mut scopes);
    let mut found = Vec::new();
    for (scope, names) in scopes {
        let mut known = BTreeSet::new();
        found.extend(
            names
                .into_iter()
                .filter(|name| !known.insert(name.clone()))
                .map(|name| format!("{scope}::{name}")),
        );
    }
    found
}

type Scopes = BTreeMap<String, Vec<String>>;

fn add(scopes: &mut Scopes, scope: String, name: String) {
    scopes.entry(scope).or_default().push(name);
}

fn collect(module: &str, items: &[syn::Item], scopes: &mut Scopes) {
    for item in items {
        match item {
            syn::Item::Struct(item) => {
                add(scopes, format!("{module} types"), item.ident.to_string());
                for field in item.fields.iter().filter_map(|field| field.ident.as_ref()) {
                    add(scopes, format!("{module}::{}", item.ident), field.to_string());
                }
            }
            syn::Item::Enum(item) => {
                add(scopes, format!("{module} types"), item.ident.to_string());
                for variant in &item.variants {
                    add(scopes, format!("{module}::{}", item.ident), variant.ident.to_string());
                    for field in variant.fields.iter().filter_map(|field| field.ident.as_ref()) {
                        add(
                            scopes,
                            format!("{module}::{}::{}", item.ident, variant.ident),
                            field.to_string(),
                        );
                    }
                }
            }
            syn::Item::Type(item) => add(scopes, format!("{module} types"), item.ident.to_string()),
            syn::Item::Const(item) if item.ident != "_" => {
                add(scopes, format!("{module} values"), item.ident.to_string())
            }
            syn::Item::Static(item) => {
                add(scopes, format!("{module} values"), item.ident.to_string())
            }
            syn::Item::Fn(item) => {
                add(scopes, format!("{module} values"), item.sig.ident.to_string())
            }
            syn::Item::Mod(item) => {
                add(scopes, format!("{module} types"), item.ident.to_string());
                let inner = format!("{module}::{}", item.ident);
                if let Some((_, items)) = &item.content {
                    collect(&inner, items, scopes);
                }
            }
            syn::Item::Impl(item) => {
                let syn::Type::Path(ty) = &*item.self_ty else { continue };
                let ty =
                    ty.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default();
                for member in &item.items {
                    let (scope, name, inputs) = match member {
                        syn::ImplItem::Fn(member) => {
                            ("values", &member.sig.ident, Some(&member.sig.inputs))
                        }
                        syn::ImplItem::Const(member) => ("values", &member.ident, None),
                        _ => continue,
                    };
                    if item.trait_.is_none() {
                        add(scopes, format!("{module}::{ty} {scope}"), name.to_string());
                    }
                    for input in inputs.into_iter().flatten() {
                        if let syn::FnArg::Typed(input) = input
                            && let syn::Pat::Ident(pattern) = &*input.pat
                            && item.trait_.is_none()
                        {
                            add(
                                scopes,
                                format!("{module}::{ty}::{name}"),
                                pattern.ident.to_string(),
                            );
                        }
                    }
                }
            }
            _ => {}
        }
    }
}

/// The public paths of a crate: items, fields, variants and methods. In which file a type stands is private.
fn public(files: &Files) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, text) in
        files.iter().filter(|(path, _)| path.starts_with("src/") && path.ends_with(".rs"))
    {
        let module = match path.split_once("/types/") {
            Some((api, _)) => format!("{api}/types"),
            None => path.trim_end_matches(".rs").to_owned(),
        };
        let file = syn::parse_file(text).unwrap();
        for item in &file.items {
            match item {
                syn::Item::Struct(item) => {
                    found.insert(format!("{module}::{}", item.ident));
                    let fields = item.fields.iter().filter(|field| is_public(&field.vis));
                    for field in fields.filter_map(|field| field.ident.as_ref()) {
                        found.insert(format!("{module}::{}::{field}", item.ident));
                    }
                }
                syn::Item::Enum(item) => {
                    found.insert(format!("{module}::{}", item.ident));
                    for variant in &item.variants {
                        found.insert(format!("{module}::{}::{}", item.ident, variant.ident));
                    }
                }
                syn::Item::Type(item) => drop(found.insert(format!("{module}::{}", item.ident))),
                syn::Item::Impl(item) if item.trait_.is_none() => {
                    let syn::Type::Path(ty) = &*item.self_ty else { continue };
                    let ty = ty
                        .path
                        .segments
                        .last()
                        .map(|last| last.ident.to_string())
                        .unwrap_or_default();
                    for member in &item.items {
                        if let syn::ImplItem::Fn(member) = member
                            && is_public(&member.vis)
                        {
                            let mut inputs: Vec<String> =
                                member.sig.inputs.iter().filter_map(argument).collect();
                            // Their order is the document's.
                            inputs.sort_unstable();
                            found.insert(format!(
                                "{module}::{ty}::{}({})",
                                member.sig.ident,
                                inputs.join(", ")
                            ));
                        }
                    }
                }
                _ => {}
            }
        }
    }
    found
}

fn is_public(visibility: &syn::Visibility) -> bool {
    matches!(visibility, syn::Visibility::Public(_))
}

fn argument(input: &syn::FnArg) -> Option<String> {
    let syn::FnArg::Typed(input) = input else { return None };
    let syn::Pat::Ident(pattern) = &*input.pat else { return None };
    Some(pattern.ident.to_string())
}
