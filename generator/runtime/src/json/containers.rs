//! Lists, maps, options and boxes: storage for the loops in the reader and the writer.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Json, JsonResult, Reader, Writer};

/// A list, seen by the loops of [`Reader`] and [`Writer`].
pub trait Items {
    /// Adds an empty item and gives it to be read.
    fn push(&mut self) -> &mut dyn Json;
    /// The item at `index`; none past the end.
    fn item(&self, index: usize) -> Option<&dyn Json>;
}

/// Named members that no shape declares, seen by the loops of [`Reader`] and [`Writer`].
pub trait Members {
    /// Adds an empty member and gives it to be read; none when the name is there already.
    fn slot(&mut self, name: Cow<'_, str>) -> Option<&mut dyn Json>;
    /// Calls `visit` with every member in order, until it returns false.
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn Json) -> bool);
}

impl<T: Json> Items for Vec<T> {
    fn push(&mut self) -> &mut dyn Json {
        self.push_mut(T::empty())
    }
    fn item(&self, index: usize) -> Option<&dyn Json> {
        self.get(index).map(|item| item as &dyn Json)
    }
}

impl<T: Json> Members for BTreeMap<String, T> {
    fn slot(&mut self, name: Cow<'_, str>) -> Option<&mut dyn Json> {
        match self.entry(name.into_owned()) {
            Entry::Vacant(entry) => Some(entry.insert(T::empty())),
            Entry::Occupied(_) => None,
        }
    }
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn Json) -> bool) {
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
        if !T::takes_null() && reader.null()? {
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
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

impl<T: Json> Json for Box<T> {
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
    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
    #[inline]
    fn takes_null() -> bool {
        T::takes_null()
    }
}
