//! JSON Pointer (RFC 6901): the path from the root of a file to one of its nodes.

use std::fmt;

use super::percent;

/// A parsed JSON Pointer: the unescaped reference tokens, none for the root.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Pointer {
    tokens: Vec<String>,
}

/// Why a text is not a JSON Pointer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PointerError {
    /// It is neither empty nor starts with `/`.
    NoSlash,
    /// A `~` is not followed by `0` or `1`.
    BadEscape,
    /// A `%` is not followed by two hexadecimal digits, or what they spell is not UTF-8.
    BadPercent,
}

impl Pointer {
    /// The pointer to the root.
    #[must_use]
    pub fn root() -> Self {
        Self::default()
    }

    /// Reads the plain form of RFC 6901 section 3: `/paths/~1a~1{id}/get`.
    ///
    /// # Errors
    /// When the text does not follow the grammar.
    pub fn parse(text: &str) -> Result<Self, PointerError> {
        if text.is_empty() {
            return Ok(Self::root());
        }
        let text = text.strip_prefix('/').ok_or(PointerError::NoSlash)?;
        let tokens = text.split('/').map(unescape).collect::<Result<_, _>>()?;
        Ok(Self { tokens })
    }

    /// Reads the URI fragment form of RFC 6901 section 6, with or without its `#`: `#/paths/~1a~1%7Bid%7D`.
    ///
    /// # Errors
    /// When the percent-encoding is broken or the decoded text does not follow the grammar.
    pub fn parse_fragment(fragment: &str) -> Result<Self, PointerError> {
        let fragment = fragment.strip_prefix('#').unwrap_or(fragment);
        let text = percent::decode(fragment).ok_or(PointerError::BadPercent)?;
        Self::parse(&text)
    }

    /// Steps one level down.
    pub fn push(&mut self, token: impl Into<String>) {
        self.tokens.push(token.into());
    }

    /// Steps one level up; the token that is gone, none at the root.
    pub fn pop(&mut self) -> Option<String> {
        self.tokens.pop()
    }

    /// The pointer that leads on from here by another one.
    #[must_use]
    pub fn join(mut self, below: Self) -> Self {
        self.tokens.extend(below.tokens);
        self
    }

    /// The unescaped tokens from the root on.
    #[must_use]
    pub fn tokens(&self) -> &[String] {
        &self.tokens
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for token in &self.tokens {
            write!(f, "/{}", token.replace('~', "~0").replace('/', "~1"))?;
        }
        Ok(())
    }
}

impl fmt::Display for PointerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSlash => "a JSON Pointer is empty or starts with `/`",
            Self::BadEscape => "in a JSON Pointer `~` is followed by `0` or `1`",
            Self::BadPercent => "`%` is followed by two hexadecimal digits that spell UTF-8",
        })
    }
}

impl std::error::Error for PointerError {}

/// The position that a token means in an array; `None` for what RFC 6901 section 4 does not allow
/// (`01`, `+1`) and for `-`, the element after the last.
pub(super) fn array_index(token: &str) -> Option<usize> {
    let canonical = token == "0" || !token.starts_with('0');
    let digits = !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit());
    if canonical && digits { token.parse().ok() } else { None }
}

fn unescape(token: &str) -> Result<String, PointerError> {
    let mut parts = token.split('~');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (replacement, rest) = match part.as_bytes().first() {
            Some(b'0') => ('~', &part[1..]),
            Some(b'1') => ('/', &part[1..]),
            Some(_) | None => return Err(PointerError::BadEscape),
        };
        plain.push(replacement);
        plain.push_str(rest);
    }
    Ok(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_of_rfc_6901_section_5_are_read_and_written_back() {
        let table: &[(&str, &[&str])] = &[
            ("", &[]),
            ("/foo", &["foo"]),
            ("/foo/0", &["foo", "0"]),
            ("/", &[""]),
            ("/a~1b", &["a/b"]),
            ("/c%d", &["c%d"]),
            ("/e^f", &["e^f"]),
            ("/g|h", &["g|h"]),
            ("/i\\j", &["i\\j"]),
            ("/k\"l", &["k\"l"]),
            ("/ ", &[" "]),
            ("/m~0n", &["m~n"]),
            ("/~01", &["~1"]),
        ];
        for (text, tokens) in table {
            let pointer = Pointer::parse(text).unwrap();
            assert_eq!(pointer.tokens(), *tokens, "{text}");
            assert_eq!(pointer.to_string(), *text);
        }
    }

    #[test]
    fn the_fragments_of_rfc_6901_section_6_are_decoded() {
        let table: &[(&str, &[&str])] = &[
            ("#", &[]),
            ("#/foo/0", &["foo", "0"]),
            ("#/", &[""]),
            ("#/a~1b", &["a/b"]),
            ("#/c%25d", &["c%d"]),
            ("#/e%5Ef", &["e^f"]),
            ("#/k%22l", &["k\"l"]),
            ("#/%20", &[" "]),
            ("#/m~0n", &["m~n"]),
            ("/paths/~1a~1%7Bid%7D/get", &["paths", "/a/{id}", "get"]),
            ("#/%C3%A9", &["é"]),
        ];
        for (text, tokens) in table {
            assert_eq!(Pointer::parse_fragment(text).unwrap().tokens(), *tokens, "{text}");
        }
    }

    #[test]
    fn what_is_not_a_pointer_is_refused() {
        assert_eq!(Pointer::parse("foo"), Err(PointerError::NoSlash));
        assert_eq!(Pointer::parse("/a~"), Err(PointerError::BadEscape));
        assert_eq!(Pointer::parse("/a~2"), Err(PointerError::BadEscape));
        assert_eq!(Pointer::parse("/~é"), Err(PointerError::BadEscape));
        assert_eq!(Pointer::parse_fragment("#/%"), Err(PointerError::BadPercent));
        assert_eq!(Pointer::parse_fragment("#/%zz"), Err(PointerError::BadPercent));
        assert_eq!(Pointer::parse_fragment("#/%ff"), Err(PointerError::BadPercent));
    }

    #[test]
    fn array_tokens_have_one_spelling() {
        let table: &[(&str, Option<usize>)] = &[
            ("0", Some(0)),
            ("10", Some(10)),
            ("01", None),
            ("-", None),
            ("+1", None),
            ("-1", None),
            ("", None),
            ("1e0", None),
            ("99999999999999999999999", None),
        ];
        for (token, index) in table {
            assert_eq!(array_index(token), *index, "{token}");
        }
    }
}
