//! `x-sdk-find`.

use super::super::read::{Cx, Read};
use super::short::ShortForm;
use crate::source::{At, Node};

const FORM: ShortForm = ShortForm {
    name: "x-sdk-find",
    expected: "a string, or an object with `parameter` and `name`",
};

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
        let at = node.at;
        FORM.read(
            node,
            cx,
            |parameter, _| Some(Self { parameter, name: None, at }),
            |object| {
                let (parameter, name) = (object.required("parameter"), object.optional("name"));
                Some(Self { parameter: parameter?, name, at })
            },
        )
    }
}
