//! Tokens: whitespace, brackets, literals, strings, numbers. No knowledge of Rust types.
//!
//! The text is valid UTF-8 and `at` always stands beside an ASCII byte or at an end, so slices of it
//! never split a character.

use std::borrow::Cow;

use super::error::Problem;
use super::escape::{self, plain_prefix};
use super::number::Numeral;
use super::reader::{MAX_DEPTH, Reader, Stop};

impl<'a> Reader<'a> {
    /// The next byte that is not whitespace, which then is at `self.at`.
    pub(super) fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        loop {
            match bytes.get(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                next => return next.copied(),
            }
        }
    }

    /// Reads the literal `null` if it is next.
    ///
    /// # Errors
    /// When the next value starts like `null` and is something else.
    pub fn null(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b'n') => self.literal("null").map(|()| true),
            _ => Ok(false),
        }
    }

    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When the next value is neither.
    pub fn bool(&mut self) -> Result<bool, Stop> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| true),
            Some(b'f') => self.literal("false").map(|()| false),
            found => Err(self.unexpected("a boolean", found)),
        }
    }

    /// Reads a string, borrowed from the input unless it has escapes.
    ///
    /// # Errors
    /// When the next value is no string, or has a control character or an invalid escape.
    pub fn str(&mut self) -> Result<Cow<'a, str>, Stop> {
        match self.peek() {
            Some(b'"') => self.quoted(),
            found => Err(self.unexpected("a string", found)),
        }
    }

    /// Skips one value of any kind, checking its syntax.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn skip(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b'"') => self.skip_quoted(),
            Some(b'{') => {
                let mut more = self.open(b'{', b'}', "an object")?;
                while more {
                    match self.peek() {
                        Some(b'"') => self.skip_quoted()?,
                        _ => return Err(self.stop(Problem::Text(NO_NAME))),
                    }
                    self.colon()?;
                    self.skip()?;
                    more = self.more(b'}', "expected `,` or `}` after a member")?;
                }
                Ok(())
            }
            Some(b'[') => {
                let mut more = self.open(b'[', b']', "an array")?;
                while more {
                    self.skip()?;
                    more = self.more(b']', "expected `,` or `]` after an item")?;
                }
                Ok(())
            }
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            Some(b'n') => self.literal("null"),
            Some(b'-' | b'0'..=b'9') => self.numeral("a value").map(|_| ()),
            found => Err(self.unexpected("a value", found)),
        }
    }

    /// Skips one value and gives its text: for reading it again later, by another reader.
    ///
    /// # Errors
    /// When it is not JSON.
    pub fn raw(&mut self) -> Result<&'a str, Stop> {
        self.peek();
        let start = self.at;
        self.skip()?;
        Ok(&self.text[start..self.at])
    }

    /// Enters an array or object; whether it has something in it.
    pub(super) fn open(
        &mut self,
        bracket: u8,
        close: u8,
        expected: &'static str,
    ) -> Result<bool, Stop> {
        match self.peek() {
            Some(found) if found == bracket => {}
            found => return Err(self.unexpected(expected, found)),
        }
        if self.depth == MAX_DEPTH {
            return Err(self.stop(Problem::Depth));
        }
        self.at += 1;
        if self.peek() == Some(close) {
            self.at += 1;
            return Ok(false);
        }
        self.depth += 1;
        Ok(true)
    }

    /// After an item or a member: whether another one follows.
    pub(super) fn more(&mut self, close: u8, problem: &'static str) -> Result<bool, Stop> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(found) if found == close => {
                self.at += 1;
                // Saturating, as a caller may have rewound to a shallower place in between.
                self.depth = self.depth.saturating_sub(1);
                Ok(false)
            }
            None => Err(self.stop(Problem::Text(ENDS))),
            Some(_) => Err(self.stop(Problem::Text(problem))),
        }
    }

    /// A member's name and where it starts; the colon is consumed too.
    pub(super) fn member_name(&mut self) -> Result<(Cow<'a, str>, usize), Stop> {
        if self.peek() != Some(b'"') {
            return Err(self.stop(Problem::Text(NO_NAME)));
        }
        let start = self.at;
        let name = self.quoted()?;
        self.colon()?;
        Ok((name, start))
    }

    fn colon(&mut self) -> Result<(), Stop> {
        match self.peek() {
            Some(b':') => {
                self.at += 1;
                Ok(())
            }
            _ => Err(self.stop(Problem::Text("expected `:` after a member's name"))),
        }
    }

    fn literal(&mut self, literal: &'static str) -> Result<(), Stop> {
        if self.text.as_bytes()[self.at..].starts_with(literal.as_bytes()) {
            self.at += literal.len();
            Ok(())
        } else {
            Err(self.stop(Problem::Text("expected `true`, `false` or `null`")))
        }
    }

    /// A number's text and what is known of it from scanning.
    pub(super) fn numeral(&mut self, expected: &'static str) -> Result<Numeral<'a>, Stop> {
        match self.peek() {
            Some(b'-' | b'0'..=b'9') => {}
            found => return Err(self.unexpected(expected, found)),
        }
        match Numeral::scan(&self.text[self.at..]) {
            Ok(numeral) => {
                self.at += numeral.text.len();
                Ok(numeral)
            }
            Err(length) => Err(self.stop_at(self.at + length, Problem::Text("invalid number"))),
        }
    }

    /// A string of which the opening quote is next.
    fn quoted(&mut self) -> Result<Cow<'a, str>, Stop> {
        let start = self.at + 1;
        let end = start + plain_prefix(&self.text.as_bytes()[start..]);
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(Cow::Borrowed(&self.text[start..end]));
        }
        self.skip_quoted()?;
        match escape::unescape(&self.text[start..self.at - 1]) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(offset) => Err(self.stop_at(start + offset, Problem::Text(ESCAPE))),
        }
    }

    /// Passes a string of which the opening quote is next; its escapes are checked.
    fn skip_quoted(&mut self) -> Result<(), Stop> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        loop {
            at += plain_prefix(&bytes[at..]);
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(());
                }
                Some(b'\\') => match escape::character(&self.text[at..]) {
                    Ok((_, length)) => at += length,
                    Err(_) => return Err(self.stop_at(at, Problem::Text(ESCAPE))),
                },
                Some(_) => {
                    let problem = Problem::Text("a control character must be escaped in a string");
                    return Err(self.stop_at(at, problem));
                }
                None => return Err(self.stop_at(at, Problem::Text(ENDS))),
            }
        }
    }

    #[cold]
    pub(super) fn unexpected(&mut self, expected: &'static str, found: Option<u8>) -> Stop {
        let found = match found {
            Some(b'"') => "a string",
            Some(b'{') => "an object",
            Some(b'[') => "an array",
            Some(b't' | b'f') => "a boolean",
            Some(b'n') => "null",
            Some(b'-' | b'0'..=b'9') => "a number",
            Some(_) => "something that is not JSON",
            None if self.text.trim_matches(is_blank).is_empty() => "an empty text",
            None => "the end of the text",
        };
        self.stop(Problem::Kind { expected, found })
    }
}

const ENDS: &str = "the text ends too early";
const NO_NAME: &str = "expected a member's name in double quotes";
const ESCAPE: &str = "invalid escape in a string";

fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\n' | '\t' | '\r' | '\u{feff}')
}
