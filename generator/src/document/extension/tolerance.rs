//! `x-sdk-aliases` and `x-sdk-null`: what answers have in the place of what is described.

use super::super::read::{Cx, Object, Read};
use crate::source::{Node, Value};

/// What a property tolerates.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Tolerated {
    /// `x-sdk-aliases`: other names that answers have for it.
    pub aliases: Vec<String>,
    /// `x-sdk-null`: strings that answers have for null.
    pub nulls: Vec<String>,
}

impl Tolerated {
    /// What an object of schema keywords says.
    pub(in super::super) fn of(object: &mut Object<'_, '_, '_>) -> Self {
        let Strings(nulls) = object.optional("x-sdk-null").unwrap_or_default();
        Self { aliases: object.or_empty("x-sdk-aliases"), nulls }
    }

    /// The extensions that say it.
    #[must_use]
    pub fn keys(&self) -> &'static str {
        match (self.aliases.is_empty(), self.nulls.is_empty()) {
            (_, true) => "`x-sdk-aliases`",
            (true, false) => "`x-sdk-null`",
            (false, false) => "`x-sdk-aliases` and `x-sdk-null`",
        }
    }
}

/// One string or several.
#[derive(Default)]
struct Strings(Vec<String>);

impl Read for Strings {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match &node.value {
            Value::String(text) => Some(Self(vec![text.clone()])),
            Value::Array(_) => Vec::read(node, cx).map(Self),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Object(_) => {
                cx.wrong_type(node, "a string, or a list of strings");
                None
            }
        }
    }
}
