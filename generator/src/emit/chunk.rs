//! A part of a Rust file.

use proc_macro2::TokenStream;

/// Items that are parted by a blank line from those of the next chunk.
#[derive(Debug)]
pub enum Chunk {
    /// Tokens, to be formatted.
    Items(TokenStream),
    /// A text that stands as it is: a call of a macro of the runtime, which no formatter knows how to set.
    Text(String),
    /// Such a text that belongs to the chunk before it: the table of a type.
    Table(String),
    /// A list with documentation in it, which needs no formatter: a definition of a type, or a table of setters,
    /// which belongs to the chunk before it.
    List(List),
}

/// A list of rows in brackets.
#[derive(Debug)]
pub struct List {
    /// What is defined, up to the brackets.
    pub head: Row,
    /// What the rows stand in.
    pub brackets: Brackets,
    /// The name that an item of the file has by it.
    pub declares: Option<String>,
    /// What it consists of.
    pub rows: Vec<Row>,
}

/// What the rows of a list stand in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Brackets {
    /// `{}`, each row on a line of its own.
    Braces,
    /// `<>`, as many rows on each line as fit.
    Angles,
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
    /// What stands in parentheses after that, if anything does.
    pub arguments: Vec<String>,
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
