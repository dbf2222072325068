//! Definitions and tables of setters as lists.

use proc_macro2::TokenStream;

use super::docs::{Doc, deprecated};
use super::text::text;
use super::ty::ident;
use super::{Brackets, List, Row};
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
        let head = Row { comment: doc.into_lines(), attributes, ..Row::plain(head) };
        Self { head, brackets: Brackets::Braces, declares: Some(name), rows }
    }

    /// Another name of a generic type with some arguments.
    pub(super) fn alias(
        name: &Ident,
        doc: Doc,
        ty: &TokenStream,
        arguments: Vec<TokenStream>,
    ) -> Self {
        let name = ident(name).to_string();
        let head = format!("pub type {name} = {}", text(ty.clone()));
        let head = Row { comment: doc.into_lines(), ..Row::plain(head) };
        let rows = arguments.into_iter().map(|argument| Row::plain(text(argument))).collect();
        Self { head, brackets: Brackets::Angles, declares: Some(name), rows }
    }

    /// A table for a macro of the runtime that makes methods of a type. The first row names the type.
    pub(super) fn table(macro_name: &str, rows: Vec<Row>) -> Self {
        let head = Row::plain(format!("crate::rt::{macro_name}!"));
        Self { head, brackets: Brackets::Braces, declares: None, rows }
    }
}

impl Row {
    /// A row with nothing above it.
    pub(crate) fn plain(text: String) -> Self {
        Self {
            comment: Vec::new(),
            attributes: Vec::new(),
            text,
            arguments: Vec::new(),
            body: Vec::new(),
        }
    }

    /// A row with documentation.
    pub(super) fn of(doc: Doc, deprecated: Option<TokenStream>, tokens: TokenStream) -> Self {
        Self {
            comment: doc.into_lines(),
            attributes: deprecated.into_iter().map(text).collect(),
            ..Self::plain(text(tokens))
        }
    }
}
