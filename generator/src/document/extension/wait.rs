//! `x-sdk-wait`.

use super::super::read::{Cx, Object, Read};
use super::{PointerText, seconds};
use crate::source::Node;

/// `x-sdk-wait`.
#[derive(Clone, PartialEq, Debug)]
pub struct Wait {
    /// RFC 6901 pointer to the field.
    pub field: String,
    /// Final values.
    pub until: Vec<Node>,
    /// Pause between polls, seconds.
    pub interval: Option<f64>,
    /// Longest wait, seconds.
    pub limit: Option<f64>,
}

impl Read for Wait {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "x-sdk-wait", cx)?;
        let field: Option<PointerText> = object.required("field");
        let until = object.required("until");
        let interval = seconds(&mut object, "interval");
        let limit = seconds(&mut object, "limit");
        object.finish();
        Some(Self { field: field?.0, until: until?, interval, limit })
    }
}
