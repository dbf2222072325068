//! `x-sdk-unwrap`.

use super::super::read::{Cx, Object, Read};
use super::PointerText;
use crate::source::{Node, Value};

/// `x-sdk-unwrap`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unwrap {
    /// RFC 6901 pointer to the payload.
    pub payload: String,
    /// RFC 6901 pointer to a boolean that is false where the body is an error.
    pub success: Option<String>,
}

impl Read for Unwrap {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.value {
            Value::String(_) => {
                let payload = PointerText::read(node, cx)?.0;
                Some(Self { payload, success: None })
            }
            Value::Object(_) => {
                let mut object = Object::open(node, "x-sdk-unwrap", cx)?;
                let payload: Option<PointerText> = object.required("payload");
                let success: Option<PointerText> = object.optional("success");
                object.finish();
                Some(Self { payload: payload?.0, success: success.map(|pointer| pointer.0) })
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Array(_) => {
                cx.wrong_type(node, "a string, or an object with `payload` and `success`");
                None
            }
        }
    }
}
