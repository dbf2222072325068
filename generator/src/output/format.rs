//! Chunks as text: items by prettyplease, all others by rules of our own. The result depends on no installed tool.

use proc_macro2::TokenStream;

use super::comments::Comments;
use super::paths::Paths;
use super::{alias, impls, list, table};
use crate::emit::{Alias, Chunk, Impl, List, Table};

/// A chunk that is understood as far as it has to be.
enum Parsed {
    Items(syn::File),
    /// Items of a file that is no Rust.
    Unparsed(TokenStream),
    List(List),
    Impl(Impl),
    Alias(Alias),
    Table(Table),
}

impl Parsed {
    /// The name that an item of the file has by it, unless it is made of tokens.
    fn declares(&self) -> Option<&str> {
        match self {
            Self::List(list) => Some(&list.declares),
            Self::Alias(alias) => Some(&alias.declares),
            Self::Table(table) => table.declares.as_deref(),
            Self::Items(_) | Self::Unparsed(_) | Self::Impl(_) => None,
        }
    }

    /// Whether it belongs to what stands before it, so that no blank line parts them.
    fn belongs(&self) -> bool {
        match self {
            Self::Alias(_) => true,
            Self::Table(table) => table.declares.is_none(),
            Self::Items(_) | Self::Unparsed(_) | Self::List(_) | Self::Impl(_) => false,
        }
    }
}

/// The text of a Rust file without its header.
pub(super) fn rust(chunks: impl Fn() -> Vec<Chunk>) -> String {
    let parsed: syn::Result<Vec<Parsed>> = chunks().into_iter().map(parse).collect();
    // Where emission broke its promise to write Rust, the compiler says where, once it sees the text.
    let parsed = parsed.unwrap_or_else(|_| chunks().into_iter().map(unparsed).collect());
    let mut paths = Paths::default();
    for chunk in &parsed {
        if let Parsed::Items(file) = chunk {
            paths.declare(&file.items);
        }
        chunk.declares().into_iter().for_each(|name| paths.take(name));
    }
    let begins_with_attributes =
        matches!(parsed.first(), Some(Parsed::Items(file)) if file.items.is_empty());
    let mut texts: Vec<String> = Vec::new();
    for chunk in parsed {
        let belongs = chunk.belongs();
        let text = print(chunk, &mut paths);
        match texts.last_mut() {
            Some(last) if belongs => last.push_str(&text),
            _ => texts.push(text),
        }
    }
    if let Some(imports) = paths.imports() {
        texts.insert(usize::from(begins_with_attributes), imports);
    }
    texts.retain(|text| !text.is_empty());
    texts.join("\n")
}

fn parse(chunk: Chunk) -> syn::Result<Parsed> {
    match chunk {
        Chunk::Items(tokens) => syn::parse2(tokens).map(Parsed::Items),
        other => Ok(unparsed(other)),
    }
}

fn unparsed(chunk: Chunk) -> Parsed {
    match chunk {
        Chunk::Items(tokens) => Parsed::Unparsed(tokens),
        Chunk::List(list) => Parsed::List(list),
        Chunk::Impl(all) => Parsed::Impl(all),
        Chunk::Alias(alias) => Parsed::Alias(alias),
        Chunk::Table(table) => Parsed::Table(table),
    }
}

/// One chunk: items that belong so close together that no blank line parts them.
fn print(chunk: Parsed, paths: &mut Paths) -> String {
    match chunk {
        Parsed::Unparsed(tokens) => tokens.to_string(),
        Parsed::List(list) => list::set(list, paths),
        Parsed::Impl(all) => impls::set(all, paths),
        Parsed::Alias(alias) => alias::set(alias, paths),
        Parsed::Table(table) => table::set(table, paths),
        Parsed::Items(mut file) => {
            paths.shorten(&mut file);
            let mut comments = Comments::default();
            comments.take(&mut file);
            let is_impl = matches!(file.items.as_slice(), [syn::Item::Impl(_)]);
            set(&prettyplease::unparse(&file), &comments, is_impl)
        }
    }
}

/// Puts the comments back into formatted code, and a blank line between the items of an `impl`, which
/// prettyplease leaves out.
///
/// A line of just this brace ends a method: bodies are indented deeper and literals hold no line feed.
fn set(text: &str, comments: &Comments, is_impl: bool) -> String {
    let mut out = String::with_capacity(2 * text.len());
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        comments.put(line, &mut out);
        if is_impl && line == "    }" && lines.peek().is_some_and(|next| *next != "}") {
            out.push('\n');
        }
    }
    out
}
