//! Code that is a text: its signs, and what commas part in it. Texts in it stand in plain quotes.

/// What commas part that are in no brackets.
pub(crate) fn parted(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut depth, mut before) = (0, 0_usize, 0);
    for (at, sign) in signs(list) {
        match sign {
            b'(' | b'[' | b'{' | b'<' => depth += 1,
            b'>' if matches!(before, b'-' | b'=') => {}
            b')' | b']' | b'}' | b'>' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                items.extend(list.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
        before = sign;
    }
    items.extend(list.get(start..));
    items.into_iter().map(str::trim).filter(|item| !item.is_empty()).collect()
}

/// The bytes of the code, but for those of literals.
pub(crate) fn signs(code: &str) -> impl Iterator<Item = (usize, u8)> {
    let (mut in_literal, mut escaped) = (false, false);
    code.bytes().enumerate().filter(move |(_, byte)| {
        let was_in_literal = in_literal;
        if *byte == b'"' && !escaped {
            in_literal = !in_literal;
        }
        escaped = was_in_literal && *byte == b'\\' && !escaped;
        !was_in_literal
    })
}
