//! Tables for the macros of the runtime that make types and calls of them.

use std::borrow::Cow;

use super::{Arm, Entry, Row, Table, TableBody};

impl Table {
    fn of(macro_name: &str, body: TableBody) -> Self {
        let macro_path = format!("crate::rt::{macro_name}");
        Self { attributes: Vec::new(), macro_path, declares: None, body, tail: String::new() }
    }

    /// A name, and lists of entries.
    pub(crate) fn lists(macro_name: &str, name: String, lists: Vec<Vec<Entry>>) -> Self {
        Self::of(macro_name, TableBody::Lists { name, lists })
    }

    /// A name, and arms.
    pub(crate) fn arms(macro_name: &str, name: String, arms: Vec<Arm>) -> Self {
        Self::of(macro_name, TableBody::Arms { name, arms })
    }

    /// Rows, of which the first tells what they are of.
    pub(crate) fn rows(macro_name: &str, rows: Vec<Row>) -> Self {
        Self::of(macro_name, TableBody::Rows(rows))
    }

    /// Names alone.
    pub(crate) fn names(macro_name: &str, names: Vec<String>) -> Self {
        Self::of(macro_name, TableBody::Entries(names.into_iter().map(Entry::of).collect()))
    }

    /// Some code alone.
    pub(crate) fn code(macro_name: &str, code: String) -> Self {
        Self::of(macro_name, TableBody::Code(code))
    }

    /// The same table with something after its inner braces.
    pub(crate) fn ending(self, tail: impl Into<String>) -> Self {
        Self { tail: tail.into(), ..self }
    }

    /// The same table, which an item of the file has its name by.
    pub(crate) fn declaring(self, name: impl Into<String>) -> Self {
        Self { declares: Some(name.into()), ..self }
    }
}

impl Entry {
    /// A text.
    pub(crate) fn of(text: String) -> Self {
        Self { begin: text, items: Vec::new(), end: Cow::Borrowed("") }
    }

    /// A list.
    pub(crate) fn list(
        begin: String,
        items: Vec<String>,
        end: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self { begin, items: items.into_iter().map(Self::of).collect(), end: end.into() }
    }
}

impl Arm {
    /// An arm of which there is no more to say.
    pub(crate) fn of(start: String) -> Self {
        Self { start, ..Self::default() }
    }

    /// Adds a call of a method with nothing.
    pub(crate) fn call(&mut self, method: &str) {
        self.calls.push(Entry::of(format!(".{method}()")));
    }

    /// Adds a call of a method with a value.
    pub(crate) fn call_with(&mut self, method: &str, value: String) {
        self.calls.push(Entry::list(format!(".{method}("), vec![value], ")"));
    }

    /// Adds a call of a method with a list.
    pub(crate) fn call_with_list(&mut self, method: &str, items: Vec<String>) {
        self.calls.push(Entry::list(format!(".{method}(&["), items, "])"));
    }
}
