//! All printing: results on stdout, everything about the run on stderr.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};

/// Prints to stdout. A reader that went away (`| head`) is no fault of ours.
pub(crate) fn out(text: impl Display) {
    let mut stdout = io::stdout().lock();
    let _ = write!(stdout, "{text}").and_then(|()| stdout.flush());
}

/// Prints a line about the run to stderr.
pub(crate) fn note(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Prints why a command failed.
pub(crate) fn error(text: impl Display) {
    let label = if colours(&io::stderr()) { "\x1b[1;31merror\x1b[0m" } else { "error" };
    note(format_args!("{label}: {text}"));
}

/// Whether to write colours to this stream: a terminal, unless `NO_COLOR` is set.
pub(crate) fn colours(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
