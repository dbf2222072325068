//! JSON Pointers (RFC 6901): parts of a text found and read without building a tree of it.
//!
//! Takes a body and a pointer from a description. The whole text is checked for syntax on the way, as
//! deep as everywhere; a member that the pointer names and that occurs twice is an error, as it is in a
//! type. What is not there is [`None`], never an error.

use core::ops::Range;
use std::borrow::Cow;

use super::error::{DecodeError, Failure, Problem, ROOT, push_name};
use super::reader::Position;
use super::{ReadJson, Reader, Stop, Writer, read_slice};

/// The text of the value at `pointer`, from its first byte to its last.
pub(crate) fn raw<'a>(input: &'a [u8], pointer: &str) -> Result<Option<&'a str>, DecodeError> {
    at(input, pointer, |reader| reader.raw())
}

/// The scalar at `pointer` as text: a string without its quotes, numbers and booleans as they are
/// spelled. Null counts as not there.
pub(crate) fn scalar(input: &[u8], pointer: &str) -> Result<Option<String>, DecodeError> {
    let read = |reader: &mut Reader<'_>| match reader.peek() {
        Some(b'"') => Ok(Some(reader.str()?.into_owned())),
        Some(b'n') => Ok(None),
        found @ Some(b'{' | b'[') => {
            Err(reader.unexpected("a string, a number or a boolean", found))
        }
        _ => reader.raw().map(|text| Some(text.to_owned())),
    };
    at(input, pointer, read).map(Option::flatten)
}

/// Whether the text begins as an array does.
pub(crate) fn is_array(input: &[u8]) -> bool {
    Reader::new(input).is_ok_and(|mut reader| reader.peek() == Some(b'['))
}

/// The array at `pointer`: its text, and how many items it has. Null counts as an empty one, and so does one
/// that is not there where it may be absent.
pub(crate) fn array<'a>(
    input: &'a [u8],
    pointer: &str,
    or_absent: bool,
) -> Result<(&'a str, usize), DecodeError> {
    let counted = at(input, pointer, |reader| {
        if reader.null()? {
            return Ok(("", 0));
        }
        let start = reader.at;
        let mut count = 0;
        let mut more = reader.open(b'[', b']', "an array")?;
        while more {
            reader.skip()?;
            count += 1;
            more = reader.more(b']', "expected `,` or `]` after an item")?;
        }
        Ok((&reader.text[start..reader.at], count))
    });
    counted?.or(or_absent.then_some(("", 0))).ok_or_else(|| missing(pointer))
}

/// The text of the last item of the array at `pointer`, if it has any; see [`array`].
pub(crate) fn last<'a>(
    input: &'a [u8],
    pointer: &str,
    or_absent: bool,
) -> Result<Option<&'a str>, DecodeError> {
    let found = at(input, pointer, |reader| {
        if reader.null()? {
            return Ok(None);
        }
        let mut last = None;
        let mut more = reader.open(b'[', b']', "an array")?;
        while more {
            last = Some(reader.raw()?);
            more = reader.more(b']', "expected `,` or `]` after an item")?;
        }
        Ok(last)
    });
    found?.or(or_absent.then_some(None)).ok_or_else(|| missing(pointer))
}

/// Reads the value at `pointer` over `value`. What is not there is an error, and the path of every
/// error begins with the pointer, as in `$.data[3].id`.
pub(crate) fn read(
    input: &[u8],
    pointer: &str,
    value: &mut dyn ReadJson,
) -> Result<(), DecodeError> {
    if pointer.is_empty() {
        return read_slice(input, value);
    }
    at(input, pointer, |reader| value.read_json(reader))?.ok_or_else(|| missing(pointer))
}

/// As [`read`], with nothing read from null: some servers write an empty list so; see [`array`].
pub(crate) fn list(
    input: &[u8],
    pointer: &str,
    or_absent: bool,
    items: &mut dyn ReadJson,
) -> Result<(), DecodeError> {
    let read = |reader: &mut Reader<'_>| match reader.null()? {
        true => Ok(()),
        false => items.read_json(reader),
    };
    at(input, pointer, read)?.or(or_absent.then_some(())).ok_or_else(|| missing(pointer))
}

/// The text with the value at `pointer` replaced by `json`. Members on the way that are absent or null
/// become objects; `None` where something else is in the way.
pub(crate) fn put(input: &[u8], pointer: &str, json: &str) -> Option<String> {
    let mut json = json.to_owned();
    let (mut place, mut name) = (pointer, None);
    let span = loop {
        match at(input, place, Reader::span).ok()? {
            Some(span) => break span,
            None => {
                let (parent, token) = place.rsplit_once('/')?;
                if let Some(name) = name.replace(unescaped(token)) {
                    json = member("{", &name, &json);
                }
                place = parent;
            }
        }
    };
    let text = core::str::from_utf8(input).ok()?;
    let (before, old, after) =
        (text.get(..span.start)?, text.get(span.clone())?, text.get(span.end..)?);
    let new = match name {
        None => json,
        Some(name) if old == "null" => member("{", &name, &json),
        Some(name) => {
            let members = old.strip_prefix('{')?.strip_suffix('}')?.trim_end();
            let comma = if members.trim_start().is_empty() { "" } else { "," };
            member(&format!("{{{members}{comma}"), &name, &json)
        }
    };
    Some(format!("{before}{new}{after}"))
}

/// An object that begins so, with one more member.
fn member(before: &str, name: &str, json: &str) -> String {
    let mut writer = Writer::new();
    writer.str(name);
    let name = writer.finish().unwrap_or_default();
    format!("{before}{}:{json}}}", String::from_utf8_lossy(&name))
}

/// What `read` makes of the value at `pointer`, if there is one.
fn at<'a, T>(
    input: &'a [u8],
    pointer: &str,
    read: impl FnOnce(&mut Reader<'a>) -> Result<T, Stop>,
) -> Result<Option<T>, DecodeError> {
    let mut reader = Reader::new(input)?;
    let place = match reader.find(pointer) {
        Ok(Some(place)) => place,
        Ok(None) => return Ok(None),
        Err(stop) => return Err(reader.into_error(stop)),
    };
    reader.rewind(place);
    match read(&mut reader) {
        Ok(value) => Ok(Some(value)),
        Err(stop) => Err(reader.into_error(stop).below(&path(pointer))),
    }
}

impl Reader<'_> {
    /// Passes a value and gives where it is in the text.
    fn span(&mut self) -> Result<Range<usize>, Stop> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(start..self.at)
    }

    /// Passes the whole text and gives the place of the value at `pointer`.
    fn find(&mut self, pointer: &str) -> Result<Option<Position>, Stop> {
        let found = self.find_below(pointer)?;
        self.end()?;
        // A text that begins with no slash is no pointer and finds nothing.
        Ok(found.filter(|_| pointer.is_empty() || pointer.starts_with('/')))
    }

    /// Passes one value and gives the place of what `pointer` finds in it. As deep as the text nests.
    fn find_below(&mut self, pointer: &str) -> Result<Option<Position>, Stop> {
        let next = self.peek();
        let Some((token, rest)) = split(pointer) else {
            let place = self.position();
            return self.skip().map(|()| Some(place));
        };
        let mut place = None;
        match next {
            Some(b'{') => {
                let mut seen = false;
                let mut more = self.open(b'{', b'}', "an object")?;
                while more {
                    let (name, name_at) = self.member_name()?;
                    if name != token {
                        self.skip()?;
                    } else if seen {
                        return Err(self.stop_at(name_at, Problem::Repeated));
                    } else {
                        seen = true;
                        place = self.find_below(rest)?;
                    }
                    more = self.more(b'}', "expected `,` or `}` after a member")?;
                }
            }
            Some(b'[') => {
                let wanted = index(&token);
                let mut at = 0;
                let mut more = self.open(b'[', b']', "an array")?;
                while more {
                    if wanted == Some(at) {
                        place = self.find_below(rest)?;
                    } else {
                        self.skip()?;
                    }
                    at += 1;
                    more = self.more(b']', "expected `,` or `]` after an item")?;
                }
            }
            _ => self.skip()?,
        }
        Ok(place)
    }
}

/// The first token of a pointer, unescaped, and the pointer from there on.
fn split(pointer: &str) -> Option<(Cow<'_, str>, &str)> {
    let tokens = pointer.strip_prefix('/')?;
    let (token, rest) = tokens.split_at(tokens.find('/').unwrap_or(tokens.len()));
    Some((unescaped(token), rest))
}

fn unescaped(token: &str) -> Cow<'_, str> {
    match token.contains('~') {
        // In this order, so that `~01` is `~1` (RFC 6901, section 4).
        true => Cow::Owned(token.replace("~1", "/").replace("~0", "~")),
        false => Cow::Borrowed(token),
    }
}

/// A token as the index of an item: digits without a leading zero (RFC 6901, section 4).
fn index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with(['0', '+']);
    if canonical { token.parse().ok() } else { None }
}

/// A pointer spelled as the paths of errors are.
fn path(pointer: &str) -> String {
    let mut path = String::from(ROOT);
    let mut rest = pointer;
    while let Some((token, after)) = split(rest) {
        match index(&token) {
            Some(index) => path.push_str(&format!("[{index}]")),
            None => push_name(&mut path, &token),
        }
        rest = after;
    }
    path
}

fn missing(pointer: &str) -> DecodeError {
    Failure::new(Problem::Missing, 0).into_decode_error().below(&path(pointer))
}

#[cfg(test)]
mod tests;
