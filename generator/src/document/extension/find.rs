//! `x-sdk-find`.

use super::super::read::{Cx, Object, Read};
use crate::source::{At, Node, Value};

/// `x-sdk-find`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Find {
    /// The query parameter that only what is looked for passes.
    pub parameter: String,
    /// The name of the method.
    pub name: Option<String>,
    /// The extension's value.
    pub at: At,
}

impl Read for Find {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::String(parameter) => {
                Some(Self { parameter: parameter.clone(), name: None, at: node.at })
            }
            Value::Object(_) => {
                let mut object = Object::open(node, "x-sdk-find", cx)?;
                let parameter = object.required("parameter");
                let name = object.optional("name");
                object.finish();
                Some(Self { parameter: parameter?, name, at: node.at })
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Array(_) => {
                cx.wrong_type(node, "a string, or an object with `parameter` and `name`");
                None
            }
        }
    }
}
