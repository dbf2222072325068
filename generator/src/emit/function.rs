//! A method of a type.

use super::docs::Doc;
use super::{Entry, Row};

/// What every short function has: a library build then compiles what is used.
pub(super) const INLINE: &str = "#[inline]";

/// A public method.
pub(super) struct Function {
    pub(super) doc: Doc,
    pub(super) attributes: Vec<String>,
    /// With its generic parameters.
    pub(super) name: String,
    /// `self` first, then each with its type.
    pub(super) arguments: Vec<String>,
    pub(super) output: String,
    /// Its statements.
    pub(super) body: Vec<String>,
}

impl From<Function> for Row {
    fn from(function: Function) -> Self {
        let Function { doc, attributes, name, arguments, output, body } = function;
        Self {
            comment: doc.into_lines(),
            attributes,
            text: Entry::list(format!("pub fn {name}("), arguments, format!(") -> {output}")),
            body,
        }
    }
}
