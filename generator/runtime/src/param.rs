//! A parameter's value as OpenAPI's styles see it: nothing, a text, a list, or named texts.
//!
//! Takes any [`Json`] value; knows neither where the parameter goes nor how it is escaped.

use crate::api::{Parameter, Style};
use crate::json::{self, Json, JsonResult, Look, Reader, WriteJson, Writer};
use crate::raw::Named;

/// The value of a parameter, before a style spells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Param {
    /// Absent, null, or a list or object without anything in it: not sent (RFC 6570, section 2.3).
    Nothing,
    /// A string, number or boolean.
    Text(String),
    /// A list of those.
    List(Vec<String>),
    /// An object of those, in the order in which its members are written; members that are null are left
    /// out, and one that is a list stands once for each item.
    Object(Vec<(String, String)>),
}

impl Param {
    /// What has to be told apart where it becomes one text: the items of a list, the names and values of an object.
    pub(crate) fn pieces(&self) -> impl Iterator<Item = &str> {
        let (items, members) = match self {
            Self::Nothing | Self::Text(_) => (&[][..], &[][..]),
            Self::List(items) => (&items[..], &[][..]),
            Self::Object(members) => (&[][..], &members[..]),
        };
        let members = members.iter().flat_map(|(name, value)| [name, value]);
        items.iter().chain(members).map(String::as_str)
    }

    /// Reads `value` as `how` wants it, or says why no style can express it.
    pub(crate) fn of(how: &Parameter, value: &dyn WriteJson) -> Result<Self, &'static str> {
        match value.look_json() {
            Look::Absent => return Ok(Self::Nothing),
            Look::Text(text) if !how.json => return Ok(Self::Text(text.to_owned())),
            Look::Text(_) | Look::Value => {}
        }
        let text = written(value)?;
        match how {
            _ if how.json => Ok(Self::Text(text)),
            _ if repeats(how) && text.starts_with('{') => Self::repeated(&text),
            _ => Self::read(text),
        }
    }

    /// Reads an object whose members may be lists.
    fn repeated(text: &str) -> Result<Self, &'static str> {
        let mut object = Named::<Several>(Vec::new());
        json::read_slice(text.as_bytes(), &mut object).map_err(|_| NESTED)?;
        let mut members = Vec::new();
        for (name, value) in object.0 {
            for item in value.0 {
                members.push((name.clone(), item.0.ok_or(NULL_ITEM)?));
            }
        }
        Ok(if members.is_empty() { Self::Nothing } else { Self::Object(members) })
    }

    /// Reads a JSON text of ours.
    pub(crate) fn read(text: String) -> Result<Self, &'static str> {
        match text.as_bytes().first() {
            Some(b'[') => {
                let mut items = Vec::<Scalar>::new();
                json::read_slice(text.as_bytes(), &mut items).map_err(|_| NESTED)?;
                let items = items.into_iter().map(|item| item.0.ok_or(NULL_ITEM));
                let items = items.collect::<Result<Vec<_>, _>>()?;
                Ok(if items.is_empty() { Self::Nothing } else { Self::List(items) })
            }
            Some(b'{') => {
                let mut object = Named::<Scalar>(Vec::new());
                json::read_slice(text.as_bytes(), &mut object).map_err(|_| NESTED)?;
                let members = object.0.into_iter();
                let members: Vec<_> =
                    members.filter_map(|(name, value)| Some((name, value.0?))).collect();
                Ok(if members.is_empty() { Self::Nothing } else { Self::Object(members) })
            }
            Some(b'"') => unquoted(text).map(Self::Text),
            Some(b'n') | None => Ok(Self::Nothing),
            // Numbers and booleans travel as they are spelled in JSON.
            Some(_) => Ok(Self::Text(text)),
        }
    }
}

/// What a JSON string says: without its quotes what it is already, unless there are escapes in it.
fn unquoted(mut text: String) -> Result<String, &'static str> {
    if text.contains('\\') {
        return json::from_slice(text.as_bytes()).map_err(|_| UNWRITABLE);
    }
    text.pop();
    text.remove(0);
    Ok(text)
}

/// The value as JSON.
pub(crate) fn written(value: &dyn WriteJson) -> Result<String, &'static str> {
    let bytes = json::to_vec(value).map_err(|_| UNWRITABLE)?;
    String::from_utf8(bytes).map_err(|_| UNWRITABLE)
}

const UNWRITABLE: &str = "cannot be written as text";
const NESTED: &str = "has an array or object within an array or object, which its style cannot say";
pub(crate) const NULL_ITEM: &str = "has a null in its list, which its style cannot say";

/// Whether a member can stand several times: where each is a `name=value` pair of its own. OpenAPI leaves lists
/// in objects open; this is what RFC 6570 has for lists, and what servers read that declare such members.
fn repeats(how: &Parameter) -> bool {
    how.explode && (how.style == Style::Form || how.style.delimiter().is_some())
}

/// The items of a list, or what is no list; nothing for null.
struct Several(Vec<Scalar>);

impl Json for Several {
    fn empty() -> Self {
        Self(Vec::new())
    }

    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let start = reader.position();
        let is_list = reader.raw()?.starts_with('[');
        reader.rewind(start);
        if is_list {
            return self.0.read(reader);
        }
        let mut only = Scalar::empty();
        only.read(reader)?;
        self.0.extend(only.0.is_some().then_some(only));
        Ok(())
    }

    fn write(&self, writer: &mut Writer<'_>) {
        self.0.write_json(writer);
    }
}

/// A text, number or boolean as text; `None` is null.
struct Scalar(Option<String>);

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn of(value: &dyn WriteJson) -> Result<Param, &'static str> {
        Param::of(&Parameter::QUERY, value)
    }

    #[test]
    fn scalars_keep_their_json_spelling_and_strings_lose_their_quotes() {
        assert_eq!(of(&"a\"b".to_owned()), Ok(Param::Text("a\"b".into())));
        assert_eq!(of(&"null".to_owned()), Ok(Param::Text("null".into())));
        assert_eq!(of(&i64::MIN), Ok(Param::Text("-9223372036854775808".into())));
        assert_eq!(of(&true), Ok(Param::Text("true".into())));
        assert_eq!(of(&None::<i64>), Ok(Param::Nothing));
        assert_eq!(of(&json::Value::Null), Ok(Param::Nothing));
    }

    #[test]
    fn lists_and_objects_are_read_one_level_deep() {
        assert_eq!(of(&vec![1i64, 2]), Ok(Param::List(vec!["1".into(), "2".into()])));
        let members = BTreeMap::from([("b".to_owned(), 1i64), ("a".to_owned(), 2)]);
        let expected = vec![("a".to_owned(), "2".to_owned()), ("b".to_owned(), "1".to_owned())];
        assert_eq!(of(&members), Ok(Param::Object(expected)));
        assert_eq!(of(&vec![vec![1i64]]), Err(NESTED));
        let simple = Parameter { style: Style::Simple, ..Parameter::QUERY };
        let members = BTreeMap::from([("a".to_owned(), vec![1i64])]);
        assert_eq!(Param::of(&simple, &members), Err(NESTED));
        assert_eq!(of(&vec![Some(1i64), None]), Err(NULL_ITEM));
    }

    #[test]
    fn a_list_in_an_object_stands_once_for_each_item_where_members_are_pairs() {
        let members = BTreeMap::from([
            ("sort".to_owned(), r#"["a,asc", "b"]"#.parse::<json::Value>().unwrap()),
            ("none".to_owned(), "[]".parse::<json::Value>().unwrap()),
            ("page".to_owned(), "1".parse::<json::Value>().unwrap()),
        ]);
        let expected = [("page", "1"), ("sort", "a,asc"), ("sort", "b")];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(of(&members), Ok(Param::Object(expected.to_vec())));
        let delimited = Parameter { explode: false, ..Parameter::QUERY };
        assert_eq!(Param::of(&delimited, &members), Err(NESTED));
        assert_eq!(of(&BTreeMap::from([("a".to_owned(), vec![vec![1i64]])])), Err(NESTED));
        assert_eq!(of(&BTreeMap::from([("a".to_owned(), vec![None::<i64>])])), Err(NULL_ITEM));
    }

    #[test]
    fn what_has_nothing_in_it_is_nothing() {
        assert_eq!(of(&Vec::<i64>::new()), Ok(Param::Nothing));
        assert_eq!(of(&BTreeMap::<String, i64>::new()), Ok(Param::Nothing));
        let members = BTreeMap::from([("a".to_owned(), json::Value::Null)]);
        assert_eq!(of(&members), Ok(Param::Nothing));
        assert_eq!(of(&String::new()), Ok(Param::Text(String::new())));
    }

    #[test]
    fn json_is_one_text_however_deep() {
        let how = Parameter { json: true, ..Parameter::QUERY };
        assert_eq!(
            Param::of(&how, &vec![vec!["a".to_owned()]]),
            Ok(Param::Text(r#"[["a"]]"#.into()))
        );
        assert_eq!(Param::of(&how, &"a".to_owned()), Ok(Param::Text(r#""a""#.into())));
        assert_eq!(Param::of(&how, &None::<i64>), Ok(Param::Nothing));
    }

    /// Threat D8.
    #[test]
    fn numbers_that_no_text_can_say_are_refused() {
        assert!(of(&f64::NAN).is_err());
        assert!(of(&vec![f64::INFINITY]).is_err());
    }
}
