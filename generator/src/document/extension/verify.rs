//! `x-sdk-verify`.

use super::super::read::{Cx, Read};
use super::short::ShortForm;
use crate::diag::codes;
use crate::source::{At, Node, Value};

const FORM: ShortForm = ShortForm {
    name: "x-sdk-verify",
    expected: "a string, or an object with `operation` and `refused`",
};

/// `x-sdk-verify`.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Verify {
    /// The `operationId`, and where it is written.
    pub operation: Option<(String, At)>,
    /// The statuses that say that credentials were refused, beside 401.
    pub refused: Vec<u16>,
}

impl Read for Verify {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        FORM.read(
            node,
            cx,
            |id, _| Some(Self { operation: Some((id, node.at)), refused: Vec::new() }),
            |object| {
                let at = object.peek("operation").map(|node| node.at);
                let id: Option<String> = object.optional("operation");
                let refused: Vec<Refused> = object.or_empty("refused");
                let refused = refused.into_iter().map(|status| status.0).collect();
                Some(Self { operation: id.zip(at), refused })
            },
        )
    }
}

struct Refused(u16);

impl Read for Refused {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if let Value::Int(code) = node.value
            && let Ok(code @ 400..=499) = u16::try_from(code)
        {
            return Some(Self(code));
        }
        let message = format!("{} must be the status of a client error", cx.subject());
        cx.diags
            .report(codes::INVALID_EXTENSION, node.at, message)
            .help("write a status such as `403`; 401 always counts");
        None
    }
}
