//! Places in JSON. The text has been read by serde_json, so only its tokens have to be told apart.

use std::ops::Range;

use super::spots::{Spots, Walk};

pub(super) fn spots(text: &str) -> Spots {
    let bytes = text.as_bytes();
    let mut walk = Walk::default();
    let mut position = 0;
    while let Some(&byte) = bytes.get(position) {
        let start = position;
        match byte {
            b' ' | b'\t' | b'\n' | b'\r' | b',' | b':' => position += 1,
            b'{' | b'[' => {
                position += 1;
                walk.open(start..position, byte == b'{');
            }
            b'}' | b']' => {
                position += 1;
                walk.close(position);
            }
            b'"' => {
                position = string_end(bytes, start);
                token(&mut walk, start..position);
            }
            _ => {
                position = scalar_end(bytes, start);
                token(&mut walk, start..position);
            }
        }
    }
    walk.finish()
}

fn token(walk: &mut Walk, range: Range<usize>) {
    if walk.expects_key() {
        walk.key(range);
    } else {
        walk.scalar(range);
    }
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut position = start + 1;
    while let Some(byte) = bytes.get(position) {
        match byte {
            b'"' => return position + 1,
            b'\\' => position += 2,
            _ => position += 1,
        }
    }
    bytes.len()
}

fn scalar_end(bytes: &[u8], start: usize) -> usize {
    let rest = bytes.iter().skip(start);
    let ends = |byte: &u8| matches!(byte, b',' | b':' | b']' | b'}' | b' ' | b'\t' | b'\n' | b'\r');
    rest.clone().position(ends).map_or(bytes.len(), |length| start + length)
}
