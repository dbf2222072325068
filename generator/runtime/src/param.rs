//! A parameter's value as OpenAPI's styles see it: nothing, a text, a list, or named texts.
//!
//! Takes any [`Json`] value; knows neither where the parameter goes nor how it is escaped.

use std::borrow::Cow;

use crate::json::{self, Json, JsonResult, Members, Reader, Writer};

/// The value of a parameter, before a style spells it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Param {
    /// Absent or null: the parameter is not sent.
    Nothing,
    /// A string, number or boolean.
    Text(String),
    /// A list of those.
    List(Vec<String>),
    /// An object of those, in the order in which its members are written.
    Object(Vec<(String, String)>),
}

impl Param {
    /// Reads `value`, or says why no style can express it.
    pub(crate) fn of(value: &dyn Json) -> Result<Self, &'static str> {
        if value.is_absent() {
            return Ok(Self::Nothing);
        }
        let text = json::to_vec(value).map_err(|_| "cannot be written as text")?;
        let mut shape = Tree::Scalar(Scalar::empty());
        json::read_slice(&text, &mut shape).map_err(|_| NESTED)?;
        match shape {
            Tree::Scalar(Scalar(None)) => Ok(Self::Nothing),
            Tree::Scalar(Scalar(Some(text))) => Ok(Self::Text(text)),
            Tree::List(items) => {
                let items = items.into_iter().map(|item| item.0.ok_or(NULL_ITEM));
                items.collect::<Result<_, _>>().map(Self::List)
            }
            Tree::Object(Named(members)) => {
                let members =
                    members.into_iter().filter_map(|(name, value)| Some((name, value.0?)));
                Ok(Self::Object(members.collect()))
            }
        }
    }
}

const NESTED: &str = "has an array or object within an array or object, which its style cannot say";
const NULL_ITEM: &str = "has a null in its list, which its style cannot say";

/// What was written, one level deep.
enum Tree {
    Scalar(Scalar),
    List(Vec<Scalar>),
    Object(Named),
}

/// A text, number or boolean as text; `None` is null.
struct Scalar(Option<String>);

/// Members in written order.
struct Named(Vec<(String, Scalar)>);

impl Json for Tree {
    fn empty() -> Self {
        Self::Scalar(Scalar(None))
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let start = reader.position();
        let raw = reader.raw()?;
        reader.rewind(start);
        *self = match raw.as_bytes().first() {
            Some(b'[') => {
                let mut items = Vec::new();
                reader.array(&mut items)?;
                Self::List(items)
            }
            Some(b'{') => {
                let mut members = Named(Vec::new());
                reader.map(&mut members)?;
                Self::Object(members)
            }
            _ => {
                let mut scalar = Scalar::empty();
                scalar.read(reader)?;
                Self::Scalar(scalar)
            }
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Scalar(scalar) => scalar.write(writer),
            Self::List(items) => writer.array(items),
            Self::Object(members) => writer.map(members),
        }
    }
}

impl Json for Scalar {
    fn empty() -> Self {
        Self(None)
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let start = reader.position();
        let raw = reader.raw()?;
        self.0 = match raw.as_bytes().first() {
            Some(b'"') => {
                reader.rewind(start);
                Some(reader.str()?.into_owned())
            }
            Some(b'[' | b'{') => return Err(reader.refuse("a text, number or boolean")),
            Some(b'n') => None,
            // Numbers and booleans travel as they are spelled in JSON.
            _ => Some(raw.to_owned()),
        };
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        match &self.0 {
            Some(text) => writer.str(text),
            None => writer.null(),
        }
    }
}

impl Members for Named {
    fn slot(&mut self, name: Cow<'_, str>) -> Option<&mut dyn Json> {
        self.0.push((name.into_owned(), Scalar(None)));
        self.0.last_mut().map(|(_, value)| value as &mut dyn Json)
    }

    fn visit(&self, visit: &mut dyn FnMut(&str, &dyn Json) -> bool) {
        let _ = self.0.iter().all(|(name, value)| visit(name, value));
    }
}

/// Joins the parts by commas: style `simple` without `explode` (OpenAPI 3.1, "Style Values").
/// `escape` spells each part; `None` is nothing to send.
pub(crate) fn simple(param: &Param, escape: impl Fn(&str) -> String) -> Option<String> {
    match param {
        Param::Nothing => None,
        Param::Text(text) => Some(escape(text)),
        Param::List(items) => {
            Some(items.iter().map(|item| escape(item)).collect::<Vec<_>>().join(","))
        }
        Param::Object(members) => {
            let parts = members.iter().flat_map(|(name, value)| [escape(name), escape(value)]);
            Some(parts.collect::<Vec<_>>().join(","))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn scalars_keep_their_json_spelling_and_strings_lose_their_quotes() {
        assert_eq!(Param::of(&"a\"b".to_owned()), Ok(Param::Text("a\"b".into())));
        assert_eq!(Param::of(&i64::MIN), Ok(Param::Text("-9223372036854775808".into())));
        assert_eq!(Param::of(&true), Ok(Param::Text("true".into())));
        assert_eq!(Param::of(&None::<i64>), Ok(Param::Nothing));
    }

    #[test]
    fn lists_and_objects_are_read_one_level_deep() {
        assert_eq!(Param::of(&vec![1i64, 2]), Ok(Param::List(vec!["1".into(), "2".into()])));
        let members = BTreeMap::from([("b".to_owned(), 1i64), ("a".to_owned(), 2)]);
        let expected = vec![("a".to_owned(), "2".to_owned()), ("b".to_owned(), "1".to_owned())];
        assert_eq!(Param::of(&members), Ok(Param::Object(expected)));
        assert_eq!(Param::of(&vec![vec![1i64]]), Err(NESTED));
    }

    #[test]
    fn numbers_that_no_text_can_say_are_refused() {
        assert!(Param::of(&f64::NAN).is_err());
    }
}
