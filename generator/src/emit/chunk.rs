//! A part of a Rust file.

use std::borrow::Cow;

use proc_macro2::TokenStream;

/// A part of a file that is set by itself.
#[derive(Debug)]
pub enum Chunk {
    /// Tokens, to be formatted.
    Items(TokenStream),
    /// A definition of a type, which needs no formatter.
    List(List),
    /// Functions and constants of a type.
    Impl(Impl),
    /// Another name of a type, which belongs to what stands before it.
    Alias(Alias),
    /// A call of a macro of the runtime, which no formatter knows how to set.
    Table(Table),
}

/// A definition: a list of rows in braces, each on a line of its own.
#[derive(Debug)]
pub struct List {
    /// What is defined, up to the brace.
    pub head: Row,
    /// The name that an item of the file has by it.
    pub declares: String,
    /// What it consists of.
    pub rows: Vec<Row>,
}

/// Functions and constants of a type: functions are a signature each, with the statements of the body.
#[derive(Debug)]
pub struct Impl {
    /// The type.
    pub of: String,
    /// What it has.
    pub rows: Vec<Row>,
}

/// Another name of a generic type with some arguments.
#[derive(Debug)]
pub struct Alias {
    /// All of it.
    pub row: Row,
    /// The name that an item of the file has by it.
    pub declares: String,
}

/// A piece of code with what stands above it.
#[derive(Debug)]
pub struct Row {
    /// The lines of its documentation.
    pub comment: Vec<String>,
    /// Its attributes.
    pub attributes: Vec<String>,
    /// What it is.
    pub text: Entry,
    /// What stands in braces after that, a line each.
    pub body: Vec<String>,
}

/// A call of a macro of the runtime.
#[derive(Debug)]
pub struct Table {
    /// Its attributes.
    pub attributes: Vec<String>,
    /// The path of the macro.
    pub macro_path: String,
    /// The name that an item of the file has by it. Without one it belongs to what stands before it.
    pub declares: Option<String>,
    /// What it is called with.
    pub body: TableBody,
    /// What follows the inner braces, where there are any.
    pub tail: String,
}

/// What a macro of the runtime is called with.
#[derive(Debug)]
pub enum TableBody {
    /// In parentheses, some code.
    Code(String),
    /// In braces, entries parted by commas.
    Entries(Vec<Entry>),
    /// In braces, rows.
    Rows(Vec<Row>),
    /// In braces a name, and in further braces lists of entries, parted by semicolons.
    Lists {
        /// What it is of.
        name: String,
        /// The lists.
        lists: Vec<Vec<Entry>>,
    },
    /// In braces a name, and in further braces arms, each on a line of its own.
    Arms {
        /// What it is of.
        name: String,
        /// The arms.
        arms: Vec<Arm>,
    },
}

/// A text or, with what stands before and after it, a list parted by commas.
#[derive(Debug)]
pub struct Entry {
    /// All of it, or what stands before the list.
    pub begin: String,
    /// The list.
    pub items: Vec<Entry>,
    /// What stands after the list.
    pub end: Cow<'static, str>,
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

impl From<Impl> for Chunk {
    fn from(all: Impl) -> Self {
        Self::Impl(all)
    }
}

impl From<Alias> for Chunk {
    fn from(alias: Alias) -> Self {
        Self::Alias(alias)
    }
}

impl From<Table> for Chunk {
    fn from(table: Table) -> Self {
        Self::Table(table)
    }
}
