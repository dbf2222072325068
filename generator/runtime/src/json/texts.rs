//! Objects whose members come as texts that do not say their types, such as headers.
//!
//! A type tells by its errors what it wants: each text is tried in one form after the other. A union takes
//! anything, so it tells by which of its arms has the value.

use super::debug::DebugSink;
use super::escape::write_quoted;
use super::{DecodeError, Json, Shape, Value, WriteItems, WriteJson, WriteMembers, Writer};

/// A member that is missing, or not as its type wants it.
pub(crate) struct MemberError {
    pub(crate) name: &'static str,
    pub(crate) is_missing: bool,
    /// Of the text as a string, if there is a text.
    pub(crate) error: DecodeError,
}

/// Reads an object whose members `text` gives by name; one that it does not give is missing.
///
/// A text can be a string, a number, a boolean, a time (RFC 3339, or a date as in HTTP), an array or object
/// of JSON, or a list of strings, numbers or booleans with commas between them. For a union, a number or
/// boolean goes before a string, which goes before all else.
pub(crate) fn from_texts<T: Json>(
    text: &dyn Fn(&'static str) -> Option<String>,
) -> Result<T, MemberError> {
    let mut value = T::empty();
    let shape = look_at(&value).shape;
    read(shape, text, &mut |object| {
        value = super::from_slice(object)?;
        Ok(look_at(&value).unions)
    })?;
    Ok(value)
}

/// What is seen of an object.
struct Seen {
    /// The names of its members; none if it is no object.
    shape: &'static Shape,
    /// The members that are unions, and whether an arm fits the value.
    unions: Unions,
}

/// Names of members that are unions, or lists of them, and whether all of their values fit an arm.
type Unions = Vec<(&'static str, bool)>;

fn look_at(value: &dyn WriteJson) -> Seen {
    const NONE: &Shape = &Shape { name: "", required: &[], optional: &[] };
    let mut seen = Seen { shape: NONE, unions: Vec::new() };
    value.write_json(&mut Writer::for_debug(&mut seen));
    seen
}

impl DebugSink for Seen {
    fn plain(&mut self, _: &str) {}
    fn quoted(&mut self, _: &str) {}
    fn object(
        &mut self,
        shape: &'static Shape,
        values: &[&dyn WriteJson],
        _: Option<&dyn WriteMembers>,
    ) {
        self.shape = shape;
        for (index, value) in values.iter().enumerate() {
            let mut arm = ArmSink(None);
            value.write_json(&mut Writer::for_debug(&mut arm));
            self.unions.extend(arm.0.map(|fits| (shape.member(index), fits)));
        }
    }
    fn map(&mut self, _: &dyn WriteMembers) {}
    fn array(&mut self, _: &dyn WriteItems) {}
    fn arm(&mut self, _: &'static str, _: Option<&dyn WriteJson>) {}
}

/// Keeps whether the value of a union fits an arm, where a union is written. Of a list it is the items.
struct ArmSink(Option<bool>);

impl DebugSink for ArmSink {
    fn plain(&mut self, _: &str) {}
    fn quoted(&mut self, _: &str) {}
    fn object(&mut self, _: &'static Shape, _: &[&dyn WriteJson], _: Option<&dyn WriteMembers>) {}
    fn map(&mut self, _: &dyn WriteMembers) {}
    fn array(&mut self, items: &dyn WriteItems) {
        let mut index = 0;
        while let Some(item) = items.item(index) {
            let before = self.0;
            item.write_json(&mut Writer::for_debug(self));
            self.0 = self.0.map(|fits| fits && before != Some(false));
            index += 1;
        }
    }
    fn arm(&mut self, _: &'static str, value: Option<&dyn WriteJson>) {
        self.0 = Some(true);
        // A union within a union may not know the value.
        if let Some(value) = value {
            value.write_json(&mut Writer::for_debug(self));
        }
    }
    fn unknown_arm(&mut self, _: &'static str, _: Option<&dyn WriteJson>) {
        self.0 = Some(false);
    }
}

/// A member with the form that is tried.
struct Tried {
    name: &'static str,
    text: String,
    form: usize,
    /// Why it is no string.
    error: Option<DecodeError>,
    /// Of a union the next one of [`OF_UNIONS`], and beyond them after all of them.
    of_unions: Option<usize>,
    /// The form that it had before these.
    first: usize,
}

/// Makes one JSON object after the other until `read` takes it, and all unions in it.
fn read(
    shape: &'static Shape,
    text: &dyn Fn(&'static str) -> Option<String>,
    read: &mut dyn FnMut(&[u8]) -> Result<Unions, DecodeError>,
) -> Result<(), MemberError> {
    let names = || shape.required.iter().chain(shape.optional).copied();
    let tried = |name| {
        Some(Tried { name, text: text(name)?, form: 0, error: None, of_unions: None, first: 0 })
    };
    let mut members: Vec<_> = names().filter_map(tried).collect();
    // Every round but the last takes a form from a member.
    loop {
        let error = match read(&object(&members)) {
            Ok(unions) => match members.iter_mut().find(|member| member.is_unsettled(&unions)) {
                Some(member) => {
                    member.next_of_union();
                    continue;
                }
                None => return Ok(()),
            },
            Err(error) => error,
        };
        let Some(member) = members.iter_mut().find(|member| error.is_within(member.name)) else {
            let name = names().find(|name| error.is_within(name)).unwrap_or_default();
            return Err(MemberError { name, is_missing: true, error });
        };
        if member.of_unions.is_some_and(|next| next <= OF_UNIONS.len()) {
            member.next_of_union();
            continue;
        }
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

/// The forms of a text in the order in which unions take them.
const OF_UNIONS: [usize; 6] = [BARE, STRING, DATE, JSON, MIXED_LIST, STRING_LIST];

impl Tried {
    /// Whether it is a union, or a list of them, of which another form is to be tried: any that was not
    /// chosen so far, because a string may fit what a number fits better.
    fn is_unsettled(&self, unions: &[(&'static str, bool)]) -> bool {
        let found = unions.iter().find(|(name, _)| *name == self.name);
        match self.of_unions {
            None => found.is_some(),
            Some(next) => next <= OF_UNIONS.len() && found.is_some_and(|(_, fits)| !fits),
        }
    }

    /// Takes the next form of those that a union's text can have, in the end the one that it had at first.
    fn next_of_union(&mut self) {
        let mut next = self.of_unions.unwrap_or_else(|| {
            self.first = self.form;
            0
        });
        self.form = loop {
            let form = OF_UNIONS.get(next).copied();
            next += 1;
            match form {
                Some(form) if FORMS[form](&self.text).is_none() => {}
                Some(form) => break form,
                None => break self.first,
            }
        };
        self.of_unions = Some(next);
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
const FORMS: [Form; 7] = [
    |text| Some(string(text)),
    bare,
    |text| {
        let time = chrono::DateTime::parse_from_rfc2822(text).ok()?;
        Some(string(&time.to_rfc3339()))
    },
    |text| {
        let read = |text: &str| super::from_slice::<Value>(text.as_bytes());
        (text.starts_with(['[', '{']) && read(text).is_ok()).then(|| text.into())
    },
    |text| list(text, |item| Some(string(item))),
    |text| list(text, bare),
    |text| list(text, |item| bare(item).or_else(|| Some(string(item)))),
];

const STRING: usize = 0;
const BARE: usize = 1;
const DATE: usize = 2;
const JSON: usize = 3;
const STRING_LIST: usize = 4;
const MIXED_LIST: usize = 6;

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
