//! Definitions, and other names of types.

use super::docs::{Doc, deprecated};
use super::{Alias, Entry, List, Row};
use crate::ir::{Ident, TypeDef};

impl List {
    /// The definition of a type: a `struct` or an `enum`.
    pub(super) fn ty(def: &TypeDef, doc: Doc, kind: &str, rows: Vec<Row>) -> Self {
        let attributes = deprecated(&def.docs).into_iter().collect();
        Self::open(&def.ident, doc, attributes, kind, rows)
    }

    /// The definition of something that may become more than it is.
    pub(super) fn open(
        name: &Ident,
        doc: Doc,
        mut attributes: Vec<String>,
        kind: &str,
        rows: Vec<Row>,
    ) -> Self {
        let name = name.as_str().to_owned();
        attributes.push("#[non_exhaustive]".to_owned());
        let text = Entry::of(format!("pub {kind} {name}"));
        let head = Row { comment: doc.into_lines(), attributes, ..Row::plain(text) };
        Self { head, declares: name, rows }
    }
}

impl Alias {
    pub(super) fn of(name: &Ident, doc: Doc, ty: &str, arguments: Vec<String>) -> Self {
        let name = name.as_str().to_owned();
        let begin = format!("pub type {name} = {ty}<");
        let all = Row::plain(Entry::list(begin, arguments, ">;"));
        Self { row: Row { comment: doc.into_lines(), ..all }, declares: name }
    }
}

impl Row {
    /// A row with nothing above it.
    pub(crate) fn plain(text: Entry) -> Self {
        Self { comment: Vec::new(), attributes: Vec::new(), text, body: Vec::new() }
    }

    /// A row with documentation.
    pub(super) fn of(doc: Doc, deprecated: Option<String>, code: String) -> Self {
        Self {
            comment: doc.into_lines(),
            attributes: deprecated.into_iter().collect(),
            ..Self::plain(Entry::of(code))
        }
    }
}
