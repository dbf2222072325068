//! How values are read that are no OpenAPI objects: scalars, lists and maps.
//!
//! Takes a node, gives the value, or what the author will have meant after reporting it. Knows no keys.

use indexmap::IndexMap;

use super::super::Number;
use super::{Cx, Read, Subject};
use crate::source::{Node, Value};

impl Read for Node {
    fn read(node: &Node, _: &mut Cx<'_>) -> Option<Self> {
        Some(node.clone())
    }
}

impl Read for String {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::String(text) = &node.value {
            return Some(text.clone());
        }
        cx.wrong_type(node, "a string");
        match &node.value {
            Value::Bool(flag) => Some(flag.to_string()),
            Value::Int(number) => Some(number.to_string()),
            Value::Float(number) => Some(number.to_string()),
            Value::Null | Value::String(_) | Value::Array(_) | Value::Object(_) => None,
        }
    }
}

impl Read for bool {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::Bool(value) = node.value {
            return Some(value);
        }
        cx.wrong_type(node, "a boolean");
        node.value.as_str()?.parse().ok()
    }
}

impl Read for Number {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let number = Self::of(&node.value);
        if number.is_none() {
            cx.wrong_type(node, "a number");
        }
        number
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let items = match &node.value {
            Value::Array(items) => items.as_slice(),
            // What stands alone where a list belongs is the list's only item.
            other => {
                cx.wrong_type(node, "an array");
                match other {
                    Value::Object(members) if members.is_empty() => return None,
                    Value::String(_) | Value::Object(_) => std::slice::from_ref(node),
                    Value::Null
                    | Value::Bool(_)
                    | Value::Int(_)
                    | Value::Float(_)
                    | Value::Array(_) => return None,
                }
            }
        };
        let subject = Subject { member: true, ..cx.subject };
        let mut list = Self::with_capacity(items.len());
        for item in items {
            cx.subject = subject;
            list.extend(T::read(item, cx));
        }
        Some(list)
    }
}

impl<T: Read> Read for IndexMap<String, T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let Value::Object(members) = &node.value else {
            cx.wrong_type(node, "an object");
            return None;
        };
        let subject = Subject { member: true, ..cx.subject };
        let mut map = Self::with_capacity(members.len());
        for (key, member) in members {
            cx.subject = subject;
            if let Some(value) = T::read(member, cx) {
                map.insert(key.clone(), value);
            }
        }
        Some(map)
    }
}

impl<T: Read> Read for Box<T> {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        T::read(node, cx).map(Self::new)
    }
}
