//! Text that must not be seen: credentials in, credentials out.

use std::fmt;

use zeroize::Zeroize;

use crate::json::{Json, JsonResult, Reader, Writer};

/// A secret text, such as a key or a token.
///
/// `Debug` prints `[REDACTED]`, there is no `Display` and no `serde::Serialize`, the memory is
/// overwritten when the value is dropped, and comparing takes the same time wherever two texts of one
/// length differ. Copies made by the operating system, by [`expose_secret`](Self::expose_secret)'s
/// callers or in the bytes of a request are out of its reach.
///
/// ```
/// let key = specsmith_runtime::Secret::from("sk_1");
/// assert_eq!(format!("{key:?}"), "[REDACTED]");
/// assert_eq!(key.expose_secret(), "sk_1");
/// ```
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text itself.
    #[inline]
    #[must_use]
    pub fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl From<String> for Secret {
    #[inline]
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl From<&str> for Secret {
    #[inline]
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl Drop for Secret {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl PartialEq for Secret {
    fn eq(&self, other: &Self) -> bool {
        equal(self.0.as_bytes(), other.0.as_bytes())
    }
}

impl Eq for Secret {}

/// Whether two texts are equal, in a time that depends on their lengths alone.
pub(crate) fn equal(left: &[u8], right: &[u8]) -> bool {
    if left.len() != right.len() {
        return false;
    }
    let differences = left.iter().zip(right).fold(0, |all, (left, right)| all | (left ^ right));
    // Keeps the compiler from leaving the loop at the first difference.
    std::hint::black_box(differences) == 0
}

impl Json for Secret {
    fn empty() -> Self {
        Self(String::new())
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        *self = Self(reader.str()?.into_owned());
        Ok(())
    }
    fn write(&self, writer: &mut Writer<'_>) {
        writer.secret(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::Secret;
    use crate::json;

    #[test]
    fn debug_hides_the_text_wherever_it_is() {
        let secret = Secret::from("sk_live_canary");
        assert_eq!(
            format!("{secret:?} {:?} {:#?}", Some(&secret), [&secret]).matches("canary").count(),
            0
        );
    }

    /// Threat E8: checked by the compiler, for with an implementation there would be two candidates.
    #[test]
    fn e8_nothing_turns_a_secret_into_text_but_the_method_that_says_so() {
        macro_rules! lacks {
            ($($name:ident: $bound:path),*) => {$({
                trait $name<Which> {
                    const LACKS: bool = true;
                }
                impl<T: ?Sized> $name<()> for T {}
                impl<T: ?Sized + $bound> $name<u8> for T {}
                assert!(<Secret as $name<_>>::LACKS);
            })*};
        }
        lacks!(
            A: std::fmt::Display,
            B: serde::Serialize,
            C: AsRef<str>,
            D: std::ops::Deref,
            E: Into<String>,
            F: std::hash::Hash,
            G: PartialOrd,
            H: Copy,
            I: std::borrow::Borrow<str>,
            J: std::fmt::LowerHex
        );
    }

    #[test]
    fn equality_is_that_of_the_text() {
        assert_eq!(Secret::from("a"), Secret::from("a".to_owned()));
        assert_ne!(Secret::from("a"), Secret::from("b"));
        assert_ne!(Secret::from("a"), Secret::from("aa"));
    }

    #[test]
    fn json_carries_the_text() {
        let secret: Secret = json::from_slice(br#""a\u0062""#).unwrap();
        assert_eq!(secret.expose_secret(), "ab");
        assert_eq!(json::to_vec(&secret).unwrap(), br#""ab""#);
    }
}
