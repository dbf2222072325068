//! RFC 8259 by table: each text is accepted or refused, read as a tree and skipped alike.

use crate::emit::{Reader, Value};
use crate::json::from_slice;

const ACCEPTED: &[&str] = &[
    "[]",
    "{}",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1.5e+10",
    "1E5",
    "1e-5",
    "0e1",
    "0.0",
    "123456789012345678901234567890",
    "\"\"",
    r#""\"\\\/\b\f\n\r\t""#,
    r#""\u0000""#,
    r#""\uD834\uDd1e""#,
    "\"\u{7f}\u{80}\u{2028}\u{10ffff}\"",
    " [ 1 , 2 ] ",
    "\t\n\r {\"\": 0}",
    r#"{"a":{"b":[]},"c":""}"#,
    "1e-400",
    "[[[[]]]]",
    "\"\u{feff}\"",
    r#"{"\u0061":1,"b":2}"#,
];

const REFUSED: &[&str] = &[
    "",
    " ",
    "[",
    "]",
    "{",
    "}",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[1 2]",
    "[1,,2]",
    "{\"a\"}",
    "{\"a\":}",
    "{\"a\":1",
    "{\"a\":1,}",
    "{,}",
    "{a:1}",
    "{1:1}",
    "{'a':1}",
    "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "[1}",
    "{\"a\":1]",
    "nul",
    "nulll",
    "True",
    "tru",
    "falsey",
    "NaN",
    "Infinity",
    "-Infinity",
    "-",
    "--1",
    "+1",
    ".5",
    "1.",
    "1.e1",
    "1e",
    "1e+",
    "1e1.5",
    "01",
    "-01",
    "00",
    "0x1",
    "1_000",
    "1 2",
    "\"",
    "\"a",
    "\"\\\"",
    "\"\\x\"",
    "\"\\u\"",
    "\"\\u12\"",
    "\"\\u12G4\"",
    "\"\\u+123\"",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\ud800\\u0041\"",
    "\"\\ud800\\ud800\"",
    "\"\\ud800x\"",
    "\"\\ud800\\n\"",
    "\"a\nb\"",
    "\"\t\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "'a'",
    "// c\n1",
    "/* */1",
    "1//",
    "\u{a0}1",
    "\u{c}1",
    "1\u{0}",
    "\u{feff}\u{feff}1",
    "[1]]",
    "{}{}",
    "undefined",
    "\\u0031",
    "[\"a\\\"]",
    "\"éééé\\é\"",
];

#[test]
fn what_is_json_is_accepted() {
    for text in ACCEPTED {
        assert!(from_slice::<Value>(text.as_bytes()).is_ok(), "{text:?}");
        assert!(skips(text), "skip: {text:?}");
    }
}

#[test]
fn what_is_not_json_is_refused() {
    for text in REFUSED {
        assert!(from_slice::<Value>(text.as_bytes()).is_err(), "{text:?}");
        assert!(!skips(text), "skip: {text:?}");
    }
}

#[test]
fn bytes_that_are_not_utf_8_are_refused() {
    for bytes in [
        &b"\"\x80\""[..],
        b"\"\xed\xa0\x80\"",
        b"\"\xc0\xaf\"",
        b"\"\xf4\x90\x80\x80\"",
        b"\"\xe2\x82\"",
        b"\xff",
    ] {
        assert!(from_slice::<Value>(bytes).is_err(), "{bytes:?}");
    }
}

fn skips(text: &str) -> bool {
    let mut reader = Reader::new(text.as_bytes()).unwrap();
    reader.skip().and_then(|()| reader.end()).is_ok()
}

#[test]
fn a_string_ends_at_its_first_special_byte_wherever_that_is() {
    use crate::json::escape::plain_prefix;

    for length in 0..40 {
        for fill in [b'x', b' ', b'!', b'#', b'[', b']', 0x7f, 0x80, 0xa2, 0xdc, 0xff] {
            let plain = vec![fill; length];
            assert_eq!(plain_prefix(&plain), length);
            for stop in [b'"', b'\\', 0, 1, 0x1f] {
                for place in 0..length {
                    let mut bytes = plain.clone();
                    bytes[place] = stop;
                    bytes[(place + 1).min(length - 1)..].fill(stop);
                    assert_eq!(plain_prefix(&bytes), place, "{fill} {stop} {length}");
                }
            }
        }
    }
}
