//! `x-sdk-name` of a schema, an operation and a tag.

use indexmap::IndexMap;

use super::super::read::{Cx, Object, Read};
use super::foreign;
use crate::diag::codes;
use crate::source::{Node, Value};

/// What a schema says about its own names.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct SchemaName {
    /// A plain string: of the field where the schema is a property, of the type elsewhere.
    pub plain: Option<String>,
    /// `type`: of the type, wherever the schema stands.
    pub type_name: Option<String>,
    /// `values`: of an enum's values, by value.
    pub values: IndexMap<String, String>,
    /// `x-enum-varnames`: of an enum's values, in their order.
    pub in_order: Vec<String>,
}

impl SchemaName {
    /// The name that an object of schema keywords has, ours or a synonym.
    pub(in super::super) fn of(object: &mut Object<'_, '_, '_>) -> Self {
        let mut name: Self = object.or_empty("x-sdk-name");
        if name == Self::default() {
            name.plain = foreign::method_name(object);
        }
        name.in_order = foreign::variant_names(object);
        name
    }
}

impl Read for SchemaName {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::String(name) = &node.value {
            return Some(Self { plain: Some(name.clone()), ..Self::default() });
        }
        if !matches!(node.value, Value::Object(_)) {
            cx.wrong_type_as(
                codes::WRONG_TYPE,
                node,
                "a string, or an object with `type` and `values`",
            );
            return None;
        }
        let mut object = Object::open(node, "x-sdk-name", cx)?;
        let type_name = object.optional("type");
        let values = object.or_empty("values");
        object.finish();
        Some(Self { type_name, values, ..Self::default() })
    }
}

/// What an operation, or the group that a tag stands for, is called.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Called {
    /// A plain string, or `name`: in Rust.
    pub name: Option<String>,
    /// `aliases`: elsewhere. Searches of the documentation find it by them.
    pub aliases: Vec<String>,
}

impl Called {
    /// What an operation is called, by us or by others.
    pub(in super::super) fn operation(object: &mut Object<'_, '_, '_>) -> Self {
        let mut called: Self = object.or_empty("x-sdk-name");
        if called.name.is_none() {
            called.name = foreign::method_name(object);
        }
        called
    }

    /// What else the group of a tag is called; its name in Rust is `x-sdk-group` of its operations.
    pub(in super::super) fn tag(object: &mut Object<'_, '_, '_>) -> Vec<String> {
        let aliases = object.with("x-sdk-name", |node, cx| {
            let mut object = Object::open(node, "x-sdk-name of a tag", cx)?;
            let aliases: Vec<Alias> = object.or_empty("aliases");
            object.finish();
            Some(aliases)
        });
        aliases.into_iter().flatten().map(|alias| alias.0).collect()
    }
}

impl Read for Called {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::String(name) = &node.value {
            return Some(Self { name: Some(name.clone()), aliases: Vec::new() });
        }
        if !matches!(node.value, Value::Object(_)) {
            cx.wrong_type(node, "a string, or an object with `name` and `aliases`");
            return None;
        }
        let mut object = Object::open(node, "x-sdk-name", cx)?;
        let name = object.optional("name");
        let aliases: Vec<Alias> = object.or_empty("aliases");
        object.finish();
        Some(Self { name, aliases: aliases.into_iter().map(|alias| alias.0).collect() })
    }
}

/// A name that rustdoc takes as an alias.
struct Alias(String);

impl Read for Alias {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let alias = String::read(node, cx)?;
        if !alias.is_empty() && alias.chars().all(is_searchable) {
            return Some(Self(alias));
        }
        let message = "an alias is one word, without quotes";
        cx.diags
            .report(codes::INVALID_EXTENSION, node.at, message)
            .help("write the name as people type it into a search box");
        None
    }
}

/// Whether rustdoc takes the character in an alias.
fn is_searchable(c: char) -> bool {
    !matches!(c, '"' | '\'') && !c.is_whitespace() && !c.is_control()
}
