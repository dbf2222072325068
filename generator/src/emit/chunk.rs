//! A part of a Rust file.

use proc_macro2::TokenStream;

/// Items that are parted by a blank line from those of the next chunk.
#[derive(Debug)]
pub enum Chunk {
    /// Tokens, to be formatted.
    Items(TokenStream),
    /// A text that stands as it is: a table for a macro of the runtime, which no formatter knows how to set.
    Text(String),
    /// A table of setters for a macro of the runtime.
    Setters(Setters),
}

/// A table of setters.
#[derive(Debug)]
pub struct Setters {
    /// The macro that makes methods of them.
    pub macro_name: &'static str,
    /// The type that gets them.
    pub ty: String,
    /// The setters.
    pub rows: Vec<Setter>,
}

/// One setter of a table.
#[derive(Debug)]
pub struct Setter {
    /// The lines of its documentation.
    pub comment: Vec<String>,
    /// Its attributes.
    pub attributes: Vec<String>,
    /// Name and arguments.
    pub signature: String,
    /// The statements of it, or the one expression.
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
