//! A part of a Rust file.

use proc_macro2::TokenStream;

/// A part of a file that is set by itself.
#[derive(Debug)]
pub enum Chunk {
    /// Tokens, to be formatted.
    Items(TokenStream),
    /// A list with documentation in it, which needs no formatter: a definition, or a table of setters.
    List(List),
    /// A table for a macro of the runtime, which no formatter knows how to set.
    Table(Table),
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

/// A call of a macro of the runtime.
#[derive(Debug)]
pub struct Table {
    /// The path of the macro.
    pub macro_path: String,
    /// The name that an item of the file has by it. Without one it says more of what stands before it.
    pub declares: Option<String>,
    /// What it is called with.
    pub body: TableBody,
}

/// What a macro of the runtime is called with.
#[derive(Debug)]
pub enum TableBody {
    /// In parentheses, some code.
    Code(String),
    /// In braces, entries parted by commas.
    Entries(Vec<Entry>),
    /// In braces a name, and in further braces lists of entries, parted by semicolons.
    Lists {
        /// What it is of.
        name: String,
        /// The lists.
        lists: Vec<Vec<Entry>>,
        /// What follows the inner braces.
        tail: String,
    },
    /// In braces a name, and in further braces arms, each on a line of its own.
    Arms {
        /// What it is of.
        name: String,
        /// The arms.
        arms: Vec<Arm>,
        /// What follows the inner braces.
        tail: String,
    },
}

/// An entry of a table: a text or, with what stands before and after it, a list of its own.
#[derive(Debug)]
pub struct Entry {
    /// All of it, or what stands before the list.
    pub begin: String,
    /// The list.
    pub items: Vec<String>,
    /// What stands after the list.
    pub end: &'static str,
}

/// An arm: what it is, and calls that say more of it, as methods are called.
#[derive(Default, Debug)]
pub struct Arm {
    /// What it is.
    pub start: String,
    /// The calls, with their dots.
    pub calls: Vec<Entry>,
    /// What follows them.
    pub end: String,
}

impl From<TokenStream> for Chunk {
    fn from(tokens: TokenStream) -> Self {
        Self::Items(tokens)
    }
}

impl From<List> for Chunk {
    fn from(list: List) -> Self {
        Self::List(list)
    }
}

impl From<Table> for Chunk {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}
