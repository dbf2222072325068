//! Methods of a group beside those of its operations: each is made of one operation.

use super::{Ident, Name};

/// A method that is made of an operation.
#[derive(Clone, PartialEq, Debug)]
pub struct Shortcut {
    /// Words of its name.
    pub name: Name,
    /// The method on the group of the operation. Set by the names pass.
    pub ident: Ident,
    /// What it does.
    pub kind: ShortcutKind,
}

/// What is made of an operation.
#[derive(Clone, PartialEq, Debug)]
pub enum ShortcutKind {
    /// The call, repeated until its answer is final (`x-sdk-wait`, which the operation has).
    Wait,
    /// The item of a list that passes a filter (`x-sdk-find`); the operation has pages.
    Find {
        /// The name on the wire of an optional query parameter.
        parameter: String,
        /// The page size that shows whether there are several, if it can be asked for.
        size: u64,
    },
    /// The call for each of many ids (`x-sdk-many`): the only required input is a path parameter.
    Many,
}
