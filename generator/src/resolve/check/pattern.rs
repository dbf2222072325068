//! Whether a `pattern` is a regular expression of ECMA-262, which JSON Schema asks for.
//!
//! Patterns are parsed and never run.

use regress::{Flags, Regex};

/// How long a pattern may be, in bytes, to be looked at. Longer ones pass.
const LONGEST: usize = 64 * 1024;

/// How deep groups may nest. The parser calls itself once for each level.
const DEEPEST: usize = 100;

/// What is wrong with a pattern.
///
/// A pattern is right if it is with the flag `u`, as JSON Schema recommends, or without it, as most
/// validators read it.
pub(super) fn problem(pattern: &str) -> Option<String> {
    if pattern.len() > LONGEST {
        return None;
    }
    if depth(pattern) > DEEPEST {
        return Some(format!("groups nest deeper than {DEEPEST}"));
    }
    let strict = Flags { no_opt: true, unicode: true, ..Flags::default() };
    let loose = Flags { unicode: false, ..strict };
    Regex::with_flags(pattern, strict).err()?;
    Regex::with_flags(pattern, loose).err().map(|error| error.to_string())
}

/// An upper bound on how deep groups nest: brackets in classes count, escaped ones do not.
fn depth(pattern: &str) -> usize {
    let (mut depth, mut deepest, mut escaped) = (0usize, 0usize, false);
    for byte in pattern.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'(' | b'[' => depth += 1,
            b')' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions_of_ecma_262_are_accepted() {
        for pattern in [
            "^[a-z]+$",
            r"^(?!.*\.\.)[\w.-]{1,64}$",
            r"(?<=a)b",
            r"^\p{L}+$",
            r"(?<year>\d{4})-\k<year>",
            r"[\-\.\/]",
            r"^\d{3}\-\d{4}$",
            r"^[^\s@]+@[^\s@]+$",
            "",
            r"\u{1F600}|\uD83D\uDE00",
            "a{,5}",
            "]",
        ] {
            assert_eq!(problem(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn what_is_no_expression_is_refused() {
        for pattern in
            ["(", "a)", "[a", "*a", "(?<n>a)(?<n>b)", "[z-a]", "a{2,1}", "(?P<n>a)", "\\"]
        {
            assert!(problem(pattern).is_some(), "{pattern}");
        }
    }

    #[test]
    fn nesting_beyond_any_sense_is_refused_before_it_is_parsed() {
        let pattern = "(".repeat(30_000) + &")".repeat(30_000);
        assert_eq!(problem(&pattern), Some("groups nest deeper than 100".to_owned()));
    }
}
