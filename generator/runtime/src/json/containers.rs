//! Lists, maps, options and boxes: storage for the loops in the reader and the writer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Json, JsonResult, Look, Reader, WriteJson, Writer};

/// A list that is read.
pub trait ReadItems {
    /// Adds an item and reads it.
    ///
    /// # Errors
    /// As of [`Json::read`].
    fn read_item(&mut self, reader: &mut Reader<'_>) -> JsonResult;
}

/// A list that is written.
pub trait WriteItems {
    /// The item at `index`; none past the end.
    fn item(&self, index: usize) -> Option<&dyn WriteJson>;
}

/// Named members that no shape declares and that are read.
pub trait ReadMembers {
    /// Adds a member and reads it, with the errors of [`Json::read`]; `None` when the name is there already.
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Option<JsonResult>;
}

/// Named members that no shape declares and that are written.
pub trait WriteMembers {
    /// Calls `visit` with every member in order, until it returns false.
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn WriteJson) -> bool);
}

impl<T: Json> ReadItems for Vec<T> {
    fn read_item(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        self.push_mut(T::empty()).read(reader)
    }
}

impl<T: Json> WriteItems for Vec<T> {
    fn item(&self, index: usize) -> Option<&dyn WriteJson> {
        self.get(index).map(|item| item as &dyn WriteJson)
    }
}

impl<T: Json> ReadMembers for BTreeMap<String, T> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Option<JsonResult> {
        match self.entry(name.into_owned()) {
            Entry::Vacant(entry) => Some(entry.insert(T::empty()).read(reader)),
            Entry::Occupied(_) => None,
        }
    }
}

impl<T: Json> WriteMembers for BTreeMap<String, T> {
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn WriteJson) -> bool) {
        let _ = self.iter().all(|(name, value)| visit(name, value));
    }
}

impl<T: Json> Json for Vec<T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        reader.array(self)
    }
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.array(self);
    }
}

impl<T: Json> Json for BTreeMap<String, T> {
    #[inline]
    fn empty() -> Self {
        Self::new()
    }
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        reader.map(self)
    }
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        writer.map(self);
    }
}

/// Null is `None`, unless it is a value of the type; as an optional member, `None` is left out.
impl<T: Json> Json for Option<T> {
    #[inline]
    fn empty() -> Self {
        None
    }
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        if !T::TAKES_NULL && reader.null_as_none()? {
            *self = None;
            return Ok(());
        }
        self.insert(T::empty()).read(reader)
    }
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Some(value) => value.write(writer),
            None => writer.null(),
        }
    }
    #[inline]
    fn look(&self) -> Look<'_> {
        if self.is_none() { Look::Absent } else { Look::Value }
    }
}

impl<T: Json> Json for Box<T> {
    const TAKES_NULL: bool = T::TAKES_NULL;

    #[inline]
    fn empty() -> Self {
        Self::new(T::empty())
    }
    #[inline]
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        (**self).read(reader)
    }
    #[inline]
    fn write(&self, writer: &mut Writer<'_>) {
        (**self).write(writer);
    }
    #[inline]
    fn look(&self) -> Look<'_> {
        (**self).look()
    }
}
