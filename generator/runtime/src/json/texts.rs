//! Objects whose members come as texts that do not say their types, such as headers.
//!
//! A type tells by its errors what it wants: each text is tried in one form after the other.

use super::debug::DebugSink;
use super::escape::write_quoted;
use super::{DecodeError, Items, Json, Members, Shape, Value, Writer};

/// A member that is missing, or not as its type wants it.
pub(crate) struct MemberError {
    pub(crate) name: &'static str,
    pub(crate) is_missing: bool,
    /// Of the text as a string, if there is a text.
    pub(crate) error: DecodeError,
}

/// Reads an object whose members `text` gives by name; one that it does not give is missing.
///
/// A text can be a string, a number, a boolean, a time (RFC 3339, or a date as in HTTP), or a list of
/// strings, numbers or booleans with commas between them.
pub(crate) fn from_texts<T: Json>(
    text: &dyn Fn(&'static str) -> Option<String>,
) -> Result<T, MemberError> {
    let mut value = T::empty();
    let shape = shape_of(&value);
    read(shape, text, &mut |object| {
        value = super::from_slice(object)?;
        Ok(())
    })?;
    Ok(value)
}

/// The names of a type's members; none if it is no object.
fn shape_of(value: &dyn Json) -> &'static Shape {
    let mut sink = ShapeSink(&Shape { name: "", required: &[], optional: &[] });
    value.write(&mut Writer::for_debug(&mut sink));
    sink.0
}

/// Keeps the shape of what is written.
struct ShapeSink(&'static Shape);

impl DebugSink for ShapeSink {
    fn plain(&mut self, _: &str) {}
    fn quoted(&mut self, _: &str) {}
    fn object(&mut self, shape: &'static Shape, _: &[&dyn Json], _: Option<&dyn Members>) {
        self.0 = shape;
    }
    fn map(&mut self, _: &dyn Members) {}
    fn array(&mut self, _: &dyn Items) {}
    fn arm(&mut self, _: &'static str, _: Option<&dyn Json>) {}
}

/// A member with the form that is tried.
struct Tried {
    name: &'static str,
    text: String,
    form: usize,
    /// Why it is no string.
    error: Option<DecodeError>,
}

/// Makes one JSON object after the other until `read` takes it.
fn read(
    shape: &'static Shape,
    text: &dyn Fn(&'static str) -> Option<String>,
    read: &mut dyn FnMut(&[u8]) -> Result<(), DecodeError>,
) -> Result<(), MemberError> {
    let names = || shape.required.iter().chain(shape.optional).copied();
    let mut members: Vec<_> = names()
        .filter_map(|name| Some(Tried { name, text: text(name)?, form: 0, error: None }))
        .collect();
    // Every round but the last takes a form from a member.
    loop {
        let Err(error) = read(&object(&members)) else { return Ok(()) };
        let Some(member) = members.iter_mut().find(|member| error.is_within(member.name)) else {
            let name = names().find(|name| error.is_within(name)).unwrap_or_default();
            return Err(MemberError { name, is_missing: true, error });
        };
        let later = member.form + 1..FORMS.len();
        let next = later.into_iter().find(|form| FORMS[*form](&member.text).is_some());
        let first = member.error.take().unwrap_or(error);
        let Some(form) = next else {
            return Err(MemberError { name: member.name, is_missing: false, error: first });
        };
        member.form = form;
        member.error = Some(first);
    }
}

fn object(members: &[Tried]) -> Vec<u8> {
    let mut object = vec![b'{'];
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            object.push(b',');
        }
        write_quoted(&mut object, member.name);
        object.push(b':');
        object.extend(FORMS[member.form](&member.text).unwrap_or_default());
    }
    object.push(b'}');
    object
}

/// A text as JSON, where it has that form.
type Form = fn(&str) -> Option<Vec<u8>>;

/// The forms of a text in the order in which they are tried.
const FORMS: [Form; 5] = [
    |text| Some(string(text)),
    bare,
    |text| {
        let time = chrono::DateTime::parse_from_rfc2822(text).ok()?;
        Some(string(&time.to_rfc3339()))
    },
    |text| list(text, |item| Some(string(item))),
    |text| list(text, bare),
];

fn string(text: &str) -> Vec<u8> {
    let mut quoted = Vec::with_capacity(text.len() + 2);
    write_quoted(&mut quoted, text);
    quoted
}

/// A number or a boolean.
fn bare(text: &str) -> Option<Vec<u8>> {
    match super::from_slice(text.as_bytes()) {
        Ok(Value::Number(_) | Value::Bool(_)) => Some(text.into()),
        _ => None,
    }
}

fn list(text: &str, form: impl Fn(&str) -> Option<Vec<u8>>) -> Option<Vec<u8>> {
    let mut list = vec![b'['];
    for item in text.split(',').map(str::trim).filter(|_| !text.is_empty()) {
        if list.len() > 1 {
            list.push(b',');
        }
        list.extend(form(item)?);
    }
    list.push(b']');
    Some(list)
}
