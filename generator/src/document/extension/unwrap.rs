//! `x-sdk-unwrap`.

use super::super::read::{Cx, Read};
use super::PointerText;
use super::short::ShortForm;
use crate::source::Node;

const FORM: ShortForm = ShortForm {
    name: "x-sdk-unwrap",
    expected: "a string, or an object with `payload` and `success`",
};

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
        FORM.read(
            node,
            cx,
            |payload, cx| {
                let payload = PointerText::of(payload, node, cx)?.0;
                Some(Self { payload, success: None })
            },
            |object| {
                let payload: Option<PointerText> = object.required("payload");
                let success: Option<PointerText> = object.optional("success");
                Some(Self { payload: payload?.0, success: success.map(|pointer| pointer.0) })
            },
        )
    }
}
