//! Base 64 (RFC 4648, section 4): bytes that are no text, in a text.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The bytes that `text` stands for, with padding; none if it is not base 64.
pub(super) fn decode(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let digits = text.trim_end_matches('=');
    if text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() / 4 * 3 + 2);
    let (mut group, mut bits) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = ALPHABET.iter().position(|known| *known == digit)?;
        group = group << 6 | u32::try_from(value).ok()?;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::decode;
    use crate::credentials::base64;

    #[test]
    fn what_was_encoded_is_decoded_again() {
        for length in 0..70_u8 {
            let bytes: Vec<u8> = (0..length).map(|byte| byte.wrapping_mul(151)).collect();
            assert_eq!(decode(&base64(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn what_is_not_base_64_is_nothing() {
        for bad in ["a", "ab=", "a===", "ab c", "a-b_", "=abc"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
