//! Names: words from the specification, and identifiers that were claimed in a scope.

use super::words;

/// A name as the specification has it (a component key, a property, a path of them for anonymous schemas).
/// The names pass turns it into an [`Ident`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Name(pub String);

impl Name {
    /// Its words, lower-case ASCII; empty where no letter or digit is in it.
    #[must_use]
    pub fn words(&self) -> Vec<String> {
        words::plain(&self.0)
    }

    /// Its words with operator characters spelled out: `+1` is "plus 1".
    #[must_use]
    pub fn spelled_words(&self) -> Vec<String> {
        words::spelled(&self.0)
    }

    /// Whether spelling operators out may make a difference.
    #[must_use]
    pub fn has_operators(&self) -> bool {
        words::has_operators(&self.0)
    }

    /// The words that it is spelt with: operators are spelled out only where it begins with nothing else.
    #[must_use]
    pub fn spelt_words(&self) -> Vec<String> {
        let begins = |words: &[String]| {
            words.first().is_some_and(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        };
        let plain = self.words();
        if begins(&plain) {
            return plain;
        }
        let spelled = self.spelled_words();
        if begins(&spelled) { spelled } else { plain }
    }
}

/// A Rust identifier that is valid, not a keyword (or raw), ASCII, and unique in its scope.
///
/// Only `pass::names` makes one that is not [`Ident::PENDING`]; emitters can neither make nor change one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Ident(String);

impl Ident {
    /// The place holder that lowering leaves for the names pass.
    pub const PENDING: Self = Self(String::new());

    /// The text, with `r#` where it is needed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For `pass::names` alone, which guarantees what the type promises.
    pub(crate) fn claimed(text: String) -> Self {
        Self(text)
    }
}

/// [`Ident::PENDING`].
impl Default for Ident {
    fn default() -> Self {
        Self::PENDING
    }
}
