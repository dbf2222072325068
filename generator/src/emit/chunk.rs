//! A part of a Rust file.

use proc_macro2::TokenStream;

/// Items that are parted by a blank line from those of the next chunk.
#[derive(Debug)]
pub enum Chunk {
    /// Tokens, to be formatted.
    Items(TokenStream),
    /// A text that stands as it is: a table for a macro of the runtime, which no formatter knows how to set.
    Text(String),
    /// A list with documentation in it, which needs no formatter: a definition of a type, or a table of setters.
    List(List),
}

/// A list of rows in braces.
#[derive(Debug)]
pub struct List {
    /// What is defined, up to the brace.
    pub head: Row,
    /// The name that an item of the file has by it.
    pub declares: Option<String>,
    /// What it consists of.
    pub rows: Vec<Row>,
}

/// A row of a list, with what stands above it.
#[derive(Debug)]
pub struct Row {
    /// The lines of its documentation.
    pub comment: Vec<String>,
    /// Its attributes.
    pub attributes: Vec<String>,
    /// What it is.
    pub text: String,
    /// What stands in braces after that, a line each.
    pub body: Vec<String>,
}

impl From<TokenStream> for Chunk {
    fn from(tokens: TokenStream) -> Self {
        Self::Items(tokens)
    }
}

impl From<String> for Chunk {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<List> for Chunk {
    fn from(list: List) -> Self {
        Self::List(list)
    }
}
