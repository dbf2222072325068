//! JSON one level deep: the members or items of a text, each as JSON text.

use std::borrow::Cow;

use crate::json::{
    self, DecodeError, Json, JsonResult, ReadMembers, Reader, WriteJson, WriteMembers, Writer,
};

/// The items of an array.
pub(crate) fn items(text: &str) -> Result<Vec<String>, DecodeError> {
    let mut items = Vec::<Raw>::new();
    json::read_slice(text.as_bytes(), &mut items)?;
    Ok(items.into_iter().map(|item| item.0).collect())
}

/// The members of an object, in the order in which they are written.
pub(crate) fn members(text: &str) -> Result<Vec<(String, String)>, DecodeError> {
    let mut object = Named::<Raw>(Vec::new());
    json::read_slice(text.as_bytes(), &mut object)?;
    Ok(object.0.into_iter().map(|(name, value)| (name, value.0)).collect())
}

/// A value as it is written.
struct Raw(String);

/// The members of an object in the order in which they are written.
pub(crate) struct Named<T>(pub(crate) Vec<(String, T)>);

impl Json for Raw {
    fn empty() -> Self {
        Self(String::new())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        reader.raw()?.clone_into(&mut self.0);
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.str(&self.0);
    }
}

impl<T: Json> Json for Named<T> {
    fn empty() -> Self {
        Self(Vec::new())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        reader.map(self)
    }

    fn write(&self, writer: &mut Writer<'_>) {
        writer.map(self);
    }
}

impl<T: Json> ReadMembers for Named<T> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Option<JsonResult> {
        let (_, value) = self.0.push_mut((name.into_owned(), T::empty()));
        Some(value.read(reader))
    }
}

impl<T: Json> WriteMembers for Named<T> {
    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn WriteJson) -> bool) {
        let _ = self.0.iter().all(|(name, value)| visit(name, value));
    }
}

#[cfg(test)]
mod tests {
    use super::members;

    /// Unlike in maps, where it is an error: what is read here is only taken apart.
    #[test]
    fn a_name_that_stands_twice_is_kept_twice() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let read = members(r#"{"a": 1, "b": [2], "a": "3"}"#).unwrap();
        assert_eq!(read, [pair("a", "1"), pair("b", "[2]"), pair("a", r#""3""#)]);
    }
}
