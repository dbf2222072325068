//! `x-sdk-name` of a schema, an operation and a tag.

use indexmap::IndexMap;

use super::super::read::{Cx, Object, Read};
use super::short::ShortForm;
use super::{ValueNote, foreign};
use crate::diag::codes;
use crate::source::Node;

const OF_SCHEMA: ShortForm =
    ShortForm { name: "x-sdk-name", expected: "a string, or an object with `type` and `values`" };

const OF_OPERATION: ShortForm =
    ShortForm { name: "x-sdk-name", expected: "a string, or an object with `name` and `aliases`" };

/// What a schema says about its own names.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct SchemaName {
    /// A plain string: of the field where the schema is a property, of the type elsewhere.
    pub plain: Option<String>,
    /// `type`: of the type, wherever the schema stands.
    pub type_name: Option<String>,
    /// Of the field where the schema is a property.
    pub field: Option<String>,
    /// `values`, and what others say: of an enum's values.
    pub values: Vec<ValueNote>,
}

impl SchemaName {
    /// The name that an object of schema keywords has, ours or a synonym.
    pub(in super::super) fn of(object: &mut Object<'_, '_, '_>) -> Self {
        let mut name: Self = object.or_empty("x-sdk-name");
        if name.plain.is_none() && name.type_name.is_none() {
            name.plain = foreign::plain_name(object);
            name.type_name = foreign::type_name(object);
            name.field = foreign::field_name(object);
        }
        for other in foreign::notes(object) {
            match name.values.iter_mut().find(|own| own.value == other.value) {
                Some(own) => own.description = other.description,
                None => name.values.push(other),
            }
        }
        name
    }
}

impl Read for SchemaName {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        OF_SCHEMA.read(
            node,
            cx,
            |name, _| Some(Self { plain: Some(name), ..Self::default() }),
            |object| {
                let type_name = object.optional("type");
                let values: IndexMap<String, String> = object.or_empty("values");
                let named = |(value, name)| ValueNote { name: Some(name), ..ValueNote::of(value) };
                let values = values.into_iter().map(named).collect();
                Some(Self { type_name, values, ..Self::default() })
            },
        )
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
        OF_OPERATION.read(
            node,
            cx,
            |name, _| Some(Self { name: Some(name), aliases: Vec::new() }),
            |object| {
                let name = object.optional("name");
                let aliases: Vec<Alias> = object.or_empty("aliases");
                Some(Self { name, aliases: aliases.into_iter().map(|alias| alias.0).collect() })
            },
        )
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
