//! A method of a type.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs::Doc;
use super::text::text;
use super::{Entry, Row};

/// A public method that takes `&self`.
pub(super) struct Function {
    pub(super) doc: Doc,
    pub(super) attributes: Vec<TokenStream>,
    pub(super) name: Ident,
    pub(super) generics: Option<TokenStream>,
    /// Each with its type.
    pub(super) arguments: Vec<TokenStream>,
    pub(super) output: TokenStream,
    /// Its statements.
    pub(super) body: Vec<TokenStream>,
}

impl From<Function> for Row {
    fn from(function: Function) -> Self {
        let Function { doc, attributes, name, generics, arguments, output, body } = function;
        let attributes = attributes.into_iter().map(text);
        let arguments = arguments.into_iter().map(text);
        Self {
            comment: doc.into_lines(),
            attributes: attributes.chain(["#[inline]".to_owned()]).collect(),
            text: Entry::list(
                text(quote!(pub fn #name #generics)) + "(",
                ["&self".to_owned()].into_iter().chain(arguments).collect(),
                format!(") -> {}", text(output)),
            ),
            body: body.into_iter().map(text).collect(),
        }
    }
}
