//! Extensions that are a string where one thing is said, and an object where more is.

use super::super::read::{Cx, Object};
use crate::source::{Node, Value};

/// An extension with a short form.
pub(super) struct ShortForm {
    /// The extension.
    pub(super) name: &'static str,
    /// What it is, with an article.
    pub(super) expected: &'static str,
}

impl ShortForm {
    /// The value, from the text of the short form or from the object.
    pub(super) fn read<'a, T>(
        &self,
        node: &Node,
        cx: &mut Cx<'a>,
        short: impl FnOnce(String, &mut Cx<'a>) -> Option<T>,
        full: impl FnOnce(&mut Object<'_, '_, 'a>) -> Option<T>,
    ) -> Option<T> {
        match &node.value {
            Value::String(text) => short(text.clone(), cx),
            Value::Object(_) => {
                let mut object = Object::open(node, self.name, cx)?;
                let value = full(&mut object);
                object.finish();
                value
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Array(_) => {
                cx.wrong_type(node, self.expected);
                None
            }
        }
    }
}
