//! Definitions and tables of setters as lists.

use proc_macro2::TokenStream;

use super::docs::{Doc, deprecated};
use super::text::text;
use super::ty::ident;
use super::{List, Row};
use crate::ir::{Ident, TypeDef};

impl List {
    /// The definition of a type: a `struct` or an `enum`.
    pub(super) fn ty(
        def: &TypeDef,
        doc: Doc,
        derived: TokenStream,
        kind: &str,
        rows: Vec<Row>,
    ) -> Self {
        let name = ident(&def.ident).to_string();
        let attributes = deprecated(&def.docs).into_iter().chain([derived]).map(text);
        let attributes = attributes.chain(["#[non_exhaustive]".to_owned()]).collect();
        let head = format!("pub {kind} {name}");
        let head = Row { comment: doc.into_lines(), attributes, text: head, body: Vec::new() };
        Self { head, declares: Some(name), rows }
    }

    /// A table for a macro of the runtime that makes methods of a type.
    pub(super) fn table(macro_name: &str, ty: &Ident, rows: Vec<Row>) -> Self {
        let plain =
            |text| Row { comment: Vec::new(), attributes: Vec::new(), text, body: Vec::new() };
        let begin = plain(format!("impl {};", ident(ty)));
        let rows = [begin].into_iter().chain(rows).collect();
        Self { head: plain(format!("crate::rt::{macro_name}!")), declares: None, rows }
    }
}

impl Row {
    /// A row with documentation.
    pub(super) fn of(doc: Doc, deprecated: Option<TokenStream>, tokens: TokenStream) -> Self {
        Self {
            comment: doc.into_lines(),
            attributes: deprecated.into_iter().map(text).collect(),
            text: text(tokens),
            body: Vec::new(),
        }
    }
}
