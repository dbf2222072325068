//! Spelling of pieces of a line: text, code, web addresses.

/// Text with everything escaped that Markdown would read as more than text; web addresses become links.
/// In a table, `|` ends a cell.
pub(super) fn text(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, address, after)) = next_address(rest) {
        escape(before, out);
        out.push('<');
        out.push_str(address);
        out.push('>');
        rest = after;
    }
    escape(rest, out);
}

/// Whether a line is words, begun by a letter, with nothing in it that means something to Markdown but code. Most
/// descriptions consist of such lines, so that they need not be read as more.
pub(super) fn is_plain_line(line: &str) -> bool {
    let bytes = line.as_bytes();
    let is_letter = |at: usize| bytes.get(at).is_some_and(|byte: &u8| byte.is_ascii_alphanumeric());
    let mut in_code = false;
    let mut all = bytes.iter().enumerate();
    line.starts_with(|c: char| c.is_ascii_alphabetic())
        // Two spaces would break the line.
        && !line.ends_with(' ')
        && all.all(|(at, byte)| match byte {
            byte if byte.is_ascii_alphanumeric() => true,
            // One by itself, and not beside a space inside, which Markdown might take away.
            b'`' => {
                in_code = !in_code;
                let inside = if in_code { at + 1 } else { at - 1 };
                !matches!(bytes.get(inside), None | Some(b' ')) && bytes.get(at + 1) != Some(&b'`')
            }
            b' '..=b'~' if in_code => true,
            b' ' | b',' | b'.' | b';' | b'\'' | b'"' | b'(' | b')' | b'?' | b'!' | b'%' | b'-'
            | b'/' => true,
            // In a word it is a letter.
            b'_' => is_letter(at.wrapping_sub(1)) && is_letter(at + 1),
            // With two slashes it makes an address.
            b':' => bytes.get(at + 1) != Some(&b'/'),
            _ => false,
        })
        && !in_code
}

/// Text without links, for the inside of a link.
pub(super) fn escape(text: &str, out: &mut String) {
    let mut previous = out.chars().next_back().unwrap_or(' ');
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied().unwrap_or(' ');
        let special = match character {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '~' | '$' => true,
            // Inside a word it is only a letter.
            '_' => !(previous.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if special {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
        previous = character;
    }
}

/// Code in a line. A space at its ends keeps the delimiters away from backticks.
pub(super) fn code(text: &str, in_table: bool) -> String {
    if !text.is_empty() && !text.contains(['`', '\n', '|', ' ']) {
        return ["`", text, "`"].concat();
    }
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']) || text.is_empty() {
        " "
    } else {
        ""
    };
    let mut out = String::with_capacity(text.len() + 2 * (fence.len() + pad.len()));
    out.extend([&fence, pad]);
    for character in text.chars() {
        match character {
            '\n' => out.push(' '),
            '|' if in_table => out.push_str("\\|"),
            other => out.push(other),
        }
    }
    out.extend([pad, &fence]);
    out
}

/// How many of a character stand in a row, at most.
pub(super) fn longest_run(text: &str, wanted: char) -> usize {
    let mut longest = 0;
    let mut rest = text;
    while let Some(start) = rest.find(wanted) {
        rest = &rest[start..];
        let after = rest.trim_start_matches(wanted);
        longest = longest.max(rest.len() - after.len());
        rest = after;
    }
    longest / wanted.len_utf8()
}

/// A link's target as Markdown takes it without brackets, if it leads to the web.
pub(super) fn target(address: &str) -> Option<String> {
    let scheme = address.split_once("://")?.0;
    if !(scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")) {
        return None;
    }
    let mut out = String::with_capacity(address.len());
    for byte in address.bytes() {
        if is_plain(char::from(byte)) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    Some(out)
}

/// Characters that mean nothing to Markdown inside a link's target.
fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~:/?#@!$'*+,;=%&".contains(character)
}

/// The first web address: what is before it, itself, what follows.
fn next_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let at = from + text.get(from..)?.find("://")?;
        let before = text.get(..at)?;
        let scheme = ["https", "http"].into_iter().find(|scheme| before.ends_with(scheme));
        if let Some(scheme) = scheme {
            let start = at - scheme.len();
            let tail = text.get(start..)?;
            let length = tail.find(|c: char| !is_plain(c)).unwrap_or(tail.len());
            let address = tail.get(..length)?.trim_end_matches(|c| ".,;:!?'*".contains(c));
            if address.len() > scheme.len() + "://".len() {
                return Some((text.get(..start)?, address, tail.get(address.len()..)?));
            }
        }
        from = at + "://".len();
    }
}
