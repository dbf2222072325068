//! `x-sdk-wait`.

use super::super::read::{Cx, Object, Read};
use super::{PointerText, seconds};
use crate::diag::codes;
use crate::source::{Node, Value};

/// `x-sdk-wait`.
#[derive(Clone, PartialEq, Debug)]
pub struct Wait {
    /// RFC 6901 pointer to the field.
    pub field: String,
    /// Final values: strings as they are, other scalars as JSON spells them.
    pub until: Vec<String>,
    /// Pause between polls, seconds.
    pub interval: Option<f64>,
    /// Longest wait, seconds.
    pub limit: Option<f64>,
    /// The name of a method that waits.
    pub name: Option<String>,
}

impl Read for Wait {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "x-sdk-wait", cx)?;
        let field: Option<PointerText> = object.required("field");
        let until: Option<Vec<Final>> = object.required("until");
        if let Some(node) = object.peek("until")
            && matches!(&node.value, Value::Array(values) if values.is_empty())
        {
            let at = node.at;
            object
                .diags()
                .report(codes::INVALID_EXTENSION, at, "nothing is waited for")
                .help("list the values of the field that end the wait");
        }
        let interval = seconds(&mut object, "interval");
        let limit = seconds(&mut object, "limit");
        let name = object.optional("name");
        object.finish();
        let until = until?.into_iter().map(|value| value.0).collect();
        Some(Self { field: field?.0, until, interval, limit, name })
    }
}

struct Final(String);

impl Read for Final {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::String(text) => Some(Self(text.clone())),
            Value::Bool(value) => Some(Self(value.to_string())),
            Value::Int(value) => Some(Self(value.to_string())),
            Value::Float(value) if value.is_finite() => Some(Self(value.to_string())),
            Value::Null | Value::Float(_) | Value::Array(_) | Value::Object(_) => {
                cx.wrong_type(node, "a string, a number or a boolean");
                None
            }
        }
    }
}
