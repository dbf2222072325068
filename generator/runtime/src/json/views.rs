//! What the loops of the reader and the writer see of a value: one half of [`Json`] each.
//!
//! A reference to a value as `dyn` holds all methods of its trait, needed or not. With a trait for each half, whoever
//! only reads a type compiles nothing that writes it.

use super::{Json, JsonResult, Reader, Writer};

/// What is seen of a value without writing it.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Look<'a> {
    /// It is an optional member that is left out.
    Absent,
    /// It is this text.
    Text(&'a str),
    /// It is there. Nothing is said of what it is; it can be a text, too.
    Value,
}

impl dyn WriteJson + '_ {
    /// Whether an optional member with this value is left out.
    pub(crate) fn is_absent(&self) -> bool {
        matches!(self.look_json(), Look::Absent)
    }
}

/// What JSON is read into: every type that is [`Json`].
// `Json` may be in scope, too, hence the names of methods here and below.
pub trait ReadJson {
    /// As [`Json::read`].
    ///
    /// # Errors
    /// Those of [`Json::read`].
    #[doc(hidden)]
    fn read_json(&mut self, reader: &mut Reader<'_>) -> JsonResult;
}

impl<T: Json> ReadJson for T {
    #[inline]
    fn read_json(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        self.read(reader)
    }
}

/// What is written as JSON: every type that is [`Json`].
pub trait WriteJson {
    /// As [`Json::write`].
    #[doc(hidden)]
    fn write_json(&self, writer: &mut Writer<'_>);

    /// As [`Json::look`].
    #[doc(hidden)]
    fn look_json(&self) -> Look<'_>;
}

impl<T: Json> WriteJson for T {
    #[inline]
    fn write_json(&self, writer: &mut Writer<'_>) {
        self.write(writer);
    }

    #[inline]
    fn look_json(&self) -> Look<'_> {
        self.look()
    }
}
