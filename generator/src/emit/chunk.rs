//! A part of a Rust file.

use proc_macro2::TokenStream;

/// Items that are parted by a blank line from those of the next chunk.
#[derive(Debug)]
pub enum Chunk {
    /// Tokens, to be formatted.
    Items(TokenStream),
    /// A text that stands as it is: a table for a macro of the runtime, which no formatter knows how to set.
    Text(String),
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
