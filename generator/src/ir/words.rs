//! How names fall into words: the one definition that lowering compares by and the names pass spells by.
//!
//! Total over all strings; gives lower-case ASCII words and knows nothing of Rust's keywords or scopes.

use std::borrow::Cow;

use heck::ToSnakeCase;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The words of a text: `rotateSecret-key` → `rotate`, `secret`, `key`. Characters that are neither letters
/// nor digits only separate; letters outside ASCII are transliterated, or written as `u` and their code point.
pub(super) fn plain(text: &str) -> Vec<String> {
    split(&ascii(text))
}

/// Whether operator characters may make a difference to the words of a text.
pub(super) fn has_operators(text: &str) -> bool {
    !text.is_ascii() || text.chars().any(|c| operator(c).is_some())
}

/// The words of a text where operator characters count: `+name` → `plus`, `name`.
pub(super) fn spelled(text: &str) -> Vec<String> {
    let text = ascii(text);
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let joins = c == '-'
            && before.is_some_and(|b: char| b.is_ascii_alphanumeric())
            && rest.peek().is_some_and(char::is_ascii_alphanumeric);
        match operator(c) {
            Some(word) if !joins => {
                out.push(' ');
                out.push_str(word);
                out.push(' ');
            }
            Some(_) | None => out.push(c),
        }
        before = Some(c);
    }
    split(&out)
}

fn split(ascii: &str) -> Vec<String> {
    let mut words = Vec::new();
    let text = without_genitives(ascii);
    for run in text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty()) {
        // Capitals begin words, and many names have none.
        match run.contains(|c: char| c.is_ascii_uppercase()) {
            true => {
                let parted = plural_acronyms(run).to_snake_case();
                words.extend(parted.split('_').map(str::to_owned));
            }
            false => words.push(run.to_owned()),
        }
    }
    words
}

/// The text without the apostrophes of `user's`, which make one word with what is around them.
fn without_genitives(text: &str) -> Cow<'_, str> {
    if !text.contains('\'') {
        return Cow::Borrowed(text);
    }
    let stays = |(at, c): &(usize, char)| *c != '\'' || !is_genitive(&text[at + 1..]);
    Cow::Owned(text.char_indices().filter(stays).map(|(_, c)| c).collect())
}

/// Whether what follows an apostrophe makes one word with what is before it: `user's`.
fn is_genitive(rest: &str) -> bool {
    rest.strip_prefix('s').is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_lowercase()))
}

/// An `s` after capitals ends them as their plural: `serverURLs` is no `UR` before `Ls`.
fn plural_acronyms(text: &str) -> String {
    let bytes = text.as_bytes();
    let ends_acronym = |at: usize| {
        let next = bytes.get(at + 1);
        bytes[at] == b's'
            && at >= 2
            && bytes[at - 2..at].iter().all(u8::is_ascii_uppercase)
            && next.is_none_or(|next| !next.is_ascii_lowercase())
    };
    let letters = text.char_indices();
    letters.map(|(at, c)| if c == 's' && ends_acronym(at) { 'S' } else { c }).collect()
}

/// Letters and digits become ASCII; everything else that is not ASCII separates.
fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)) {
        if c.is_ascii() {
            out.push(c);
        } else if c == '\u{2019}' {
            out.push('\'');
        } else if let Some(letters) = transliterated(c) {
            out.push_str(letters);
        } else if c.is_alphanumeric() {
            out.push_str(&format!(" u{:x} ", u32::from(c)));
        } else {
            out.push(' ');
        }
    }
    Cow::Owned(out)
}

/// Latin letters that Unicode does not decompose.
fn transliterated(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ẞ' => "SS",
        'æ' => "ae",
        'Æ' => "AE",
        'œ' => "oe",
        'Œ' => "OE",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ł' => "l",
        'Ł' => "L",
        'þ' => "th",
        'Þ' => "TH",
        'ı' => "i",
        'μ' => "mu",
        _ => return None,
    })
}

fn operator(c: char) -> Option<&'static str> {
    Some(match c {
        '+' => "plus",
        '-' => "minus",
        '*' => "star",
        '/' => "slash",
        '%' => "percent",
        '<' => "less",
        '>' => "greater",
        '=' => "equal",
        '!' => "not",
        '&' => "and",
        '|' => "or",
        '^' => "caret",
        '~' => "tilde",
        '.' => "dot",
        ',' => "comma",
        ':' => "colon",
        ';' => "semicolon",
        '?' => "question",
        '@' => "at",
        '#' => "hash",
        '$' => "dollar",
        '\\' => "backslash",
        '\'' => "apostrophe",
        '"' => "quote",
        '`' => "backtick",
        '(' | ')' => "parenthesis",
        '[' | ']' => "bracket",
        '{' | '}' => "brace",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{plain, spelled};

    #[test]
    fn case_and_punctuation_separate_words() {
        for text in ["rotateSecretKey", "RotateSecretKey", "rotate-secret_key", "rotate.secret key"]
        {
            assert_eq!(plain(text), ["rotate", "secret", "key"], "{text}");
        }
        assert_eq!(plain("HTTPServer"), ["http", "server"]);
        assert_eq!(plain("list user's cats"), ["list", "users", "cats"]);
        assert_eq!(plain("listUser\u{2019}sCats"), ["list", "users", "cats"]);
        assert_eq!(plain("'short' term"), ["short", "term"]);
    }

    #[test]
    fn the_plural_of_an_acronym_is_one_word() {
        assert_eq!(plain("HTTPSServerURLs"), ["https", "server", "urls"]);
        assert_eq!(plain("userIDsOfAPIs"), ["user", "ids", "of", "apis"]);
        assert_eq!(plain("HTTPStatus"), ["http", "status"]);
        assert_eq!(plain("isASet"), ["is", "a", "set"]);
    }

    #[test]
    fn letters_outside_ascii_are_transliterated_or_numbered() {
        assert_eq!(plain("Größe"), ["grosse"]);
        assert_eq!(plain("cafe\u{301}"), plain("caf\u{e9}"));
        assert_eq!(plain("中"), ["u4e2d"]);
        assert!(plain("👍").is_empty());
    }

    #[test]
    fn operators_are_spelled_but_inner_hyphens_are_not() {
        assert_eq!(spelled("+1"), ["plus", "1"]);
        assert_eq!(spelled("-created-at"), ["minus", "created", "at"]);
        assert_eq!(spelled("<="), ["less", "equal"]);
    }
}
