//! Documents all of whose things have names that mean something to somebody else.

use std::collections::BTreeSet;

use proptest::prelude::*;
use specsmith::source::{Node, Value};

use crate::determinism::{json, keep};

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

pub(super) fn quoted(text: &str) -> String {
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
pub(super) struct Names {
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
    pub(super) fn all_names()(
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
    pub(super) fn document(&self) -> String {
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
