//! Tokens as text, for the tables of macros: types, expressions and statements, spaced as people space them.

use std::fmt::Write as _;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What the next token stands against.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing that asks for a space: the beginning, a bracket, a sign that belongs to what follows.
    Nothing,
    /// A name or a literal, which another one is parted from.
    Word,
    /// A sign that a space follows, whatever comes.
    Sign,
}

/// Some tokens as text.
pub(super) fn text(tokens: TokenStream) -> String {
    let mut out = String::new();
    add(tokens, &mut out);
    out
}

fn add(tokens: TokenStream, out: &mut String) {
    let mut last = Last::Nothing;
    let mut joined = false;
    let mut in_arguments = false;
    for token in tokens {
        let (begins, ends) = match &token {
            // A path may follow it, and is none of its own.
            TokenTree::Ident(ident) if ident == "impl" => (Last::Word, Last::Sign),
            TokenTree::Ident(_) | TokenTree::Literal(_) => (Last::Word, Last::Word),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                (Last::Sign, Last::Word)
            }
            TokenTree::Group(_) => (Last::Nothing, Last::Word),
            TokenTree::Punct(punct) => {
                let is_whole = punct.spacing() == Spacing::Alone && !joined;
                joined = punct.spacing() == Spacing::Joint;
                match punct.as_char() {
                    '=' if is_whole => (Last::Sign, Last::Sign),
                    ',' | ';' => (Last::Nothing, Last::Sign),
                    ':' if is_whole => (Last::Nothing, Last::Sign),
                    '&' | '#' | '\'' => (Last::Word, Last::Nothing),
                    '>' => (Last::Nothing, Last::Word),
                    // The arguments of a closure.
                    '|' => {
                        in_arguments = !in_arguments;
                        (Last::Nothing, if in_arguments { Last::Nothing } else { Last::Sign })
                    }
                    _ => (Last::Nothing, Last::Nothing),
                }
            }
        };
        let is_parted = match (last, begins) {
            (Last::Sign, _) => true,
            (Last::Word, Last::Word | Last::Sign) => true,
            (Last::Nothing, Last::Sign) => !out.is_empty(),
            (Last::Nothing | Last::Word, Last::Nothing) | (Last::Nothing, Last::Word) => false,
        };
        if is_parted {
            out.push(' ');
        }
        match token {
            TokenTree::Group(group) => {
                let (begin, end) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace if group.stream().is_empty() => ("{", "}"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                out.push_str(begin);
                add(group.stream(), out);
                out.push_str(end);
            }
            TokenTree::Punct(punct) => out.push(punct.as_char()),
            // Writing to a text does not fail.
            TokenTree::Ident(ident) => drop(write!(out, "{ident}")),
            TokenTree::Literal(literal) => drop(write!(out, "{literal}")),
        }
        last = ends;
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::text;

    #[test]
    fn tokens_are_spaced_as_people_space_them() {
        for (tokens, expected) in [
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<rt::Value>)>),
                "impl IntoIterator<Item = (impl Into<String>, impl Into<rt::Value>)>",
            ),
            (quote!(::std::vec::Vec<super::A>), "::std::vec::Vec<super::A>"),
            (
                quote!(self.call.query("a", &Into::<String>::into(value));),
                "self.call.query(\"a\", &Into::<String>::into(value));",
            ),
            (
                quote!(self.body.get_or_insert_default().r#type = Some(value)),
                "self.body.get_or_insert_default().r#type = Some(value)",
            ),
            (
                quote!(value.into_iter().map(|(name, part)| (name.into(), part.into()))),
                "value.into_iter().map(|(name, part)| (name.into(), part.into()))",
            ),
            (
                quote!(self.call.parameter(&rt::Parameter { name: "a", explode: false, ..rt::Parameter::QUERY }, &value);),
                "self.call.parameter(&rt::Parameter { name: \"a\", explode: false, ..rt::Parameter::QUERY }, &value);",
            ),
            (quote!(impl ::core::convert::Into<A>), "impl ::core::convert::Into<A>"),
            (quote!(&'static str), "&'static str"),
            (quote!(#[doc(alias = "a b")]), "#[doc(alias = \"a b\")]"),
            (quote!(a = -1), "a = -1"),
        ] {
            assert_eq!(text(tokens), expected);
        }
    }
}
