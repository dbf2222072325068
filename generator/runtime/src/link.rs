//! The `Link` header (RFC 8288): where the next page is.
//!
//! Takes headers and gives the target as it is written; whether it may be followed is for others to
//! say. What is malformed is passed over up to the next link.

use http::HeaderMap;
use http::header::LINK;

/// The bytes that are looked at, over all `Link` headers of a response.
const MOST: usize = 64 * 1024;

/// The target of the first link whose relation is `next`.
///
/// Of several `rel` parameters of one link the first counts (section 3.3). Links with an `anchor` are
/// about another resource and are passed over (section 3.2).
pub(crate) fn next(headers: &HeaderMap) -> Option<String> {
    let mut room = MOST;
    for value in headers.get_all(LINK) {
        let bytes = value.as_bytes();
        let bytes = &bytes[..bytes.len().min(room)];
        room -= bytes.len();
        let mut cursor = Cursor { rest: bytes };
        while let Some(link) = cursor.link() {
            if link.next && !link.anchored {
                // What is no text is kept as such, so that it is refused rather than overlooked.
                return Some(String::from_utf8_lossy(link.target.trim_ascii()).into_owned());
            }
        }
    }
    None
}

/// A link, as far as it is of interest.
struct Link<'a> {
    target: &'a [u8],
    /// Whether `next` is among its relations.
    next: bool,
    anchored: bool,
}

/// A place in a header's value. Every step moves it forward.
struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// The next link: `<target>` and its parameters, up to the comma after it.
    fn link(&mut self) -> Option<Link<'a>> {
        self.take_while(|byte| byte != b'<');
        let target = self.rest.strip_prefix(b"<")?;
        let end = target.iter().position(|byte| *byte == b'>')?;
        let mut link = Link { target: &target[..end], next: false, anchored: false };
        self.rest = &target[end + 1..];
        let mut related = false;
        while self.separator() {
            let (name, value) = self.parameter();
            if name.eq_ignore_ascii_case(b"rel") && !related {
                related = true;
                let mut types = value.split(u8::is_ascii_whitespace);
                link.next = types.any(|one| one.eq_ignore_ascii_case(b"next"));
            } else if name.eq_ignore_ascii_case(b"anchor") {
                link.anchored = true;
            }
        }
        Some(link)
    }

    /// Moves behind the next semicolon of this link; false where the link ends.
    fn separator(&mut self) -> bool {
        self.take_while(|byte| byte != b';' && byte != b',');
        match self.rest.split_first() {
            Some((separator, rest)) => {
                self.rest = rest;
                *separator == b';'
            }
            None => false,
        }
    }

    /// A parameter: its name and its value, which is empty where there is none.
    fn parameter(&mut self) -> (&'a [u8], Vec<u8>) {
        let name = self.take_while(|byte| !matches!(byte, b'=' | b';' | b',')).trim_ascii();
        let Some(rest) = self.rest.strip_prefix(b"=") else { return (name, Vec::new()) };
        self.rest = rest.trim_ascii_start();
        match self.rest.strip_prefix(b"\"") {
            Some(rest) => {
                self.rest = rest;
                (name, self.quoted())
            }
            None => {
                let value = self.take_while(|byte| !matches!(byte, b';' | b','));
                (name, value.trim_ascii().to_vec())
            }
        }
    }

    /// The rest of a quoted string (RFC 9110, section 5.6.4). One without an end goes to the end.
    fn quoted(&mut self) -> Vec<u8> {
        let mut value = Vec::new();
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'"' => break,
                b'\\' => {
                    if let Some((escaped, rest)) = self.rest.split_first() {
                        value.push(*escaped);
                        self.rest = rest;
                    }
                }
                byte => value.push(*byte),
            }
        }
        value
    }

    fn take_while(&mut self, fits: impl Fn(u8) -> bool) -> &'a [u8] {
        let end = self.rest.iter().position(|byte| !fits(*byte)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }
}

#[cfg(test)]
mod tests;
