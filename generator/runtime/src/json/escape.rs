//! Strings: where a run of plain bytes ends, and escapes in both directions.

/// The length of the longest prefix without quote, backslash or control character.
///
/// Eight bytes at a time: in each word, the high bit of a byte is set when the byte stops the run.
/// Borrows between bytes can set bits only above the first true one, which is all that is used.
// Out of line, because inlining it into the writer's loops measured slower.
#[inline(never)]
pub(super) fn plain_prefix(bytes: &[u8]) -> usize {
    let (words, rest) = bytes.as_chunks::<8>();
    for (index, word) in words.iter().enumerate() {
        let stops = stops(u64::from_le_bytes(*word));
        if stops != 0 {
            return index * 8 + stops.trailing_zeros() as usize / 8;
        }
    }
    match bytes.last_chunk::<8>() {
        // The last word again from the end: what overlaps is known to be plain.
        Some(last) if !rest.is_empty() => match stops(u64::from_le_bytes(*last)) {
            0 => bytes.len(),
            stops => bytes.len() - 8 + stops.trailing_zeros() as usize / 8,
        },
        Some(_) => bytes.len(),
        None => short_plain_prefix(bytes),
    }
}

/// [`plain_prefix`] of fewer than eight bytes: one word of the first four and the last four.
#[inline]
fn short_plain_prefix(bytes: &[u8]) -> usize {
    let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) else {
        return bytes.iter().take_while(|byte| !matches!(byte, b'"' | b'\\' | 0..=0x1f)).count();
    };
    let [first, last] = [first, last].map(|half| u64::from(u32::from_le_bytes(*half)));
    match stops(first | last << 32).trailing_zeros() as usize / 8 {
        index @ 0..4 => index,
        index @ 4..8 => bytes.len() + index - 8,
        _ => bytes.len(),
    }
}

#[inline]
fn stops(word: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let quote = word ^ (EACH * 0x22);
    let backslash = word ^ (EACH * 0x5c);
    let zeros = |word: u64| word.wrapping_sub(EACH) & !word;
    let controls = word.wrapping_sub(EACH * 0x20) & !word;
    (zeros(quote) | zeros(backslash) | controls) & (EACH * 0x80)
}

/// Whether a text has no character to escape.
pub(super) fn is_plain(text: &str) -> bool {
    plain_prefix(text.as_bytes()) == text.len()
}

/// Resolves the escapes of a string's inner text; on failure the offset of the bad one.
///
/// The result is allocated once: it is never longer than the text, and a secret must not be left
/// behind in a buffer that was outgrown.
#[cold]
pub(super) fn unescape(inner: &str) -> Result<String, usize> {
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        text.push_str(&rest[..at]);
        let (character, length) =
            character(&rest[at..]).map_err(|()| inner.len() - rest.len() + at)?;
        text.push(character);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    Ok(text)
}

/// The character that the escape at the start of `text` stands for, and the escape's length.
#[cold]
pub(super) fn character(text: &str) -> Result<(char, usize), ()> {
    let character = match text.as_bytes().get(1) {
        Some(b'"') => '"',
        Some(b'\\') => '\\',
        Some(b'/') => '/',
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(text),
        _ => return Err(()),
    };
    Ok((character, 2))
}

/// `\uXXXX`, or a pair of them for a character beyond the basic plane (RFC 8259 §7).
fn unicode(text: &str) -> Result<(char, usize), ()> {
    let high = unit(text)?;
    if let Some(character) = char::from_u32(high) {
        return Ok((character, 6));
    }
    let low = unit(text.get(6..).ok_or(())?)?;
    if !(0xd800..0xdc00).contains(&high) || !(0xdc00..0xe000).contains(&low) {
        return Err(());
    }
    let code = 0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00);
    char::from_u32(code).map(|character| (character, 12)).ok_or(())
}

/// The UTF-16 code unit of the `\uXXXX` at the start of `text`.
fn unit(text: &str) -> Result<u32, ()> {
    let digits = text.strip_prefix("\\u").and_then(|text| text.as_bytes().get(..4)).ok_or(())?;
    digits.iter().try_fold(0, |unit, digit| {
        char::from(*digit).to_digit(16).map(|digit| unit * 16 + digit).ok_or(())
    })
}

/// Appends `text` in quotes, escaping what JSON demands.
#[inline]
pub(super) fn write_quoted(out: &mut Vec<u8>, text: &str) {
    out.reserve(text.len() + 2);
    out.push(b'"');
    let plain = plain_prefix(text.as_bytes());
    if plain == text.len() {
        out.extend_from_slice(text.as_bytes());
    } else {
        write_escaped(out, text.as_bytes(), plain);
    }
    out.push(b'"');
}

/// Appends runs as they are and escapes between them; the first run has `plain` bytes.
///
/// Byte by byte: where there is one character to escape, more follow soon.
fn write_escaped(out: &mut Vec<u8>, bytes: &[u8], plain: usize) {
    let mut start = 0;
    for (index, byte) in bytes.iter().enumerate().skip(plain) {
        if matches!(byte, b'"' | b'\\' | 0..=0x1f) {
            out.extend_from_slice(&bytes[start..index]);
            write_escape(out, *byte);
            start = index + 1;
        }
    }
    out.extend_from_slice(&bytes[start..]);
}

fn write_escape(out: &mut Vec<u8>, byte: u8) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let short = match byte {
        b'"' | b'\\' => byte,
        0x8 => b'b',
        0xc => b'f',
        b'\n' => b'n',
        b'\r' => b'r',
        b'\t' => b't',
        _ => {
            out.extend_from_slice(b"\\u00");
            out.extend([HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
            return;
        }
    };
    out.extend([b'\\', short]);
}
