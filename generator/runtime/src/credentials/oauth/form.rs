//! `application/x-www-form-urlencoded` (RFC 6749, appendix B) for secrets.

use crate::secret::Secret;

/// The text as a name or a value of a form.
pub(super) fn encoded(text: &str) -> Secret {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    // A longer text would be moved while it grows, and leave its beginning behind in memory.
    let mut coded = String::with_capacity(text.len() * 3);
    for byte in text.bytes() {
        match byte {
            b' ' => coded.push('+'),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'*' | b'-' | b'.' | b'_' => {
                coded.push(char::from(byte));
            }
            _ => {
                coded.push('%');
                coded.push(char::from(HEX[usize::from(byte >> 4)]));
                coded.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    Secret::from(coded)
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn encoding_is_that_of_rfc_6749_appendix_b() {
        // The example of the appendix: space, percent, ampersand, plus, pound and euro signs.
        assert_eq!(encoded(" %&+\u{a3}\u{20ac}").expose_secret(), "+%25%26%2B%C2%A3%E2%82%AC");
        assert_eq!(encoded("a-Z_0.9*~:").expose_secret(), "a-Z_0.9*%7E%3A");
    }
}
