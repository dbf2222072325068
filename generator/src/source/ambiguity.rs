//! Plain scalars that YAML 1.2 reads as strings and many readers, above all of YAML 1.1, do not.
//!
//! Plain dates are left alone: everybody reads them as text in the end. The reverse case, numbers that
//! YAML 1.1 reads as strings (`0o17`), cannot be seen here.

/// What other readers take this text for; `None` when all agree that it is a string.
pub(super) fn of(text: &str) -> Option<&'static str> {
    match text {
        "y" | "Y" | "n" | "N" | "yes" | "Yes" | "YES" | "no" | "No" | "NO" | "on" | "On" | "ON"
        | "off" | "Off" | "OFF" => return Some("a boolean"),
        "=" => return Some("a default value"),
        _ => {}
    }
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    if !digits.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._:+-".contains(&byte)) {
        return None;
    }
    if digits.len() > 1 && digits.starts_with('0') && all_digits(digits) {
        return Some("a number");
    }
    if is_grouped(digits) {
        return Some("a number");
    }
    if is_sexagesimal(digits) {
        return Some("a number in base 60");
    }
    digits.parse::<f64>().is_ok_and(f64::is_infinite).then_some("an infinite number")
}

fn all_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1_000`, `0x_ff`, `1_000.5`: a number once the underscores are gone.
fn is_grouped(text: &str) -> bool {
    if !text.contains('_') {
        return false;
    }
    let plain = text.replace('_', "");
    let hexadecimal = plain.strip_prefix("0x").map(|digits| (digits, 16));
    let binary = plain.strip_prefix("0b").map(|digits| (digits, 2));
    match hexadecimal.or(binary) {
        Some((digits, radix)) => {
            !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))
        }
        None => plain.parse::<f64>().is_ok(),
    }
}

/// `1:30`, `190:20:30.15`: every part after the first is below 60, a fraction may end the last.
fn is_sexagesimal(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let mut parts = whole.split(':');
    let first = parts.next().unwrap_or_default();
    let mut rest = 0;
    for part in parts {
        let in_range = matches!(part.as_bytes(), [b'0'..=b'9'] | [b'0'..=b'5', b'0'..=b'9']);
        if !in_range {
            return false;
        }
        rest += 1;
    }
    rest > 0 && !first.is_empty() && all_digits(first) && all_digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_yaml_1_1_takes_for_another_type_is_ambiguous() {
        for text in ["yes", "NO", "on", "Off", "y", "N"] {
            assert_eq!(of(text), Some("a boolean"), "{text}");
        }
        for text in ["017", "-007", "08", "1_000", "+1_000.5", "0x_ff", "0b1_0"] {
            assert_eq!(of(text), Some("a number"), "{text}");
        }
        for text in ["1:30", "12:30:45", "190:20:30.15", "-1:5"] {
            assert_eq!(of(text), Some("a number in base 60"), "{text}");
        }
        assert_eq!(of("1e400"), Some("an infinite number"));
        assert_eq!(of("="), Some("a default value"));
    }

    #[test]
    fn what_everybody_reads_as_text_is_not() {
        let table = [
            "",
            "text",
            "yEs",
            "nope",
            "2025-11-10",
            "2001-12-14T21:59:43.10-05:00",
            "1.2.3",
            "v1",
            "1:99",
            "12:345",
            "a:b",
            "_1",
            "1__",
            ".",
            "...",
            "-",
            "1e",
            "::",
            "+",
            "10.0.0.1",
            "é",
            "application/json",
            "1 000",
            "2XX",
        ];
        for text in table {
            if text == "1__" {
                assert_eq!(of(text), Some("a number"));
            } else {
                assert_eq!(of(text), None, "{text}");
            }
        }
    }
}
