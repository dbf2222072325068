//! Documentation comments on their way through the formatter.
//!
//! Emission gives a comment as one attribute with all its lines, and prettyplease would set that as a block.
//! So a mark goes through in its place.

use syn::visit_mut::VisitMut;
use syn::{Attribute, Expr, ExprLit, Lit, LitStr, Meta};

/// What a mark begins with. No comment and no literal has it: both show what cannot be seen.
const MARK: char = '\u{1}';

/// The comments of some items, each under the number in its mark.
#[derive(Default)]
pub(super) struct Comments {
    texts: Vec<String>,
}

impl Comments {
    /// Puts a mark in the place of each comment.
    pub(super) fn take(&mut self, file: &mut syn::File) {
        self.visit_file_mut(file);
    }

    /// Adds a line of formatted code to a text: that of a mark as the comment that it stands for.
    pub(super) fn put(&self, line: &str, out: &mut String) {
        match self.comment(line) {
            Some((start, text)) => {
                for line in text.split('\n') {
                    out.extend([start, line, "\n"]);
                }
            }
            None => out.extend([line, "\n"]),
        }
    }

    /// What each line of the comment starts with, and the comment.
    fn comment<'a>(&'a self, line: &'a str) -> Option<(&'a str, &'a str)> {
        let (start, number) = line.split_once(MARK)?;
        Some((start, self.texts.get(number.parse::<usize>().ok()?)?))
    }
}

impl VisitMut for Comments {
    fn visit_attribute_mut(&mut self, attribute: &mut Attribute) {
        let Meta::NameValue(pair) = &mut attribute.meta else { return };
        if let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = &mut pair.value
            && pair.path.is_ident("doc")
        {
            let mark = format!("{MARK}{}", self.texts.len());
            self.texts.push(text.value());
            *text = LitStr::new(&mark, text.span());
        }
    }

    // There are no comments within bodies, types and values.
    fn visit_block_mut(&mut self, _: &mut syn::Block) {}
    fn visit_expr_mut(&mut self, _: &mut Expr) {}
    fn visit_type_mut(&mut self, _: &mut syn::Type) {}
}
