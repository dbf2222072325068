//! `x-sdk-name` of a schema.

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
