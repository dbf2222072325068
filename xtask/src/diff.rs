//! The difference between a file and what it should be, for people.

use std::fmt::Write;
use std::time::Duration;

use similar::{ChangeTag, TextDiff};

/// Lines of difference that are shown of one file.
const LINES: usize = 60;

/// A unified diff of one file, shortened to what people read.
pub(crate) fn unified(path: &str, old: &[u8], new: &str, colours: bool) -> String {
    let paint = Paint { colours };
    let old = String::from_utf8_lossy(old);
    let mut text = String::new();
    paint.line(&mut text, "1", &format!("--- {path} (as it is)"));
    paint.line(&mut text, "1", &format!("+++ {path} (as it should be)"));
    if old.replace("\r\n", "\n") == new {
        paint.line(&mut text, "36", "only line ends differ: CRLF where LF belongs");
        return text;
    }
    // Two large files without a line in common take quadratic time; a coarse answer serves as well.
    let diff = TextDiff::configure().timeout(Duration::from_secs(1)).diff_lines(&*old, new);
    let mut shown = 0;
    let mut hidden = 0;
    for hunk in diff.unified_diff().context_radius(3).iter_hunks() {
        if shown < LINES {
            paint.line(&mut text, "36", hunk.header().to_string().trim_end());
        }
        for change in hunk.iter_changes() {
            let (sign, colour) = match change.tag() {
                ChangeTag::Delete => ('-', "31"),
                ChangeTag::Insert => ('+', "32"),
                ChangeTag::Equal => (' ', ""),
            };
            if shown < LINES {
                let line = change.value().strip_suffix('\n').unwrap_or(change.value());
                paint.line(&mut text, colour, &format!("{sign}{}", visible(line)));
                if change.missing_newline() {
                    paint.line(&mut text, "", "\\ No newline at end of file");
                }
                shown += 1;
            } else {
                hidden += 1;
            }
        }
    }
    if hidden > 0 {
        paint.line(&mut text, "36", &format!("… {hidden} more lines"));
    }
    text
}

/// Without what a terminal would obey.
fn visible(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    for c in line.chars() {
        if c.is_control() && c != '\t' {
            text.extend(c.escape_default());
        } else {
            text.push(c);
        }
    }
    text
}

struct Paint {
    colours: bool,
}

impl Paint {
    fn line(&self, text: &mut String, code: &str, line: &str) {
        let written = if self.colours && !code.is_empty() {
            writeln!(text, "\x1b[{code}m{line}\x1b[0m")
        } else {
            writeln!(text, "{line}")
        };
        written.expect("writing to a string succeeds");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_shown_with_its_surroundings() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\n";
        let new = old.replace("e\n", "E\n");
        let text = unified("generated/src/lib.rs", old.as_bytes(), &new, false);
        assert_eq!(
            text,
            "--- generated/src/lib.rs (as it is)\n+++ generated/src/lib.rs (as it should be)\n\
             @@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n"
        );
    }

    #[test]
    fn a_long_difference_is_cut_and_the_rest_counted() {
        let old: String = (0..500).map(|n| format!("{n}\n")).collect();
        let text = unified("a", old.as_bytes(), "", false);
        assert!(text.lines().count() < LINES + 10);
        assert!(text.ends_with("… 440 more lines\n"), "{text}");
    }

    #[test]
    fn line_ends_are_named_instead_of_shown_twice() {
        let text = unified("a", b"x\r\ny\r\n", "x\ny\n", false);
        assert!(text.contains("CRLF"), "{text}");
        assert!(!text.contains("-x"), "{text}");
    }

    #[test]
    fn what_a_terminal_would_obey_is_made_visible() {
        let text = unified("a", b"\x1b[2J \xff\r\n", "y\n", false);
        assert!(text.contains("-\\u{1b}[2J \u{fffd}\\r\n"), "{text}");
        assert!(!text.contains('\x1b'));
    }

    #[test]
    fn colours_are_only_written_when_asked_for() {
        assert!(unified("a", b"x\n", "y\n", true).contains("\x1b[32m+y\x1b[0m"));
    }
}
