//! Path assembly: no value leaves its segment.

use crate::api::Parameter;
use crate::param::Param;
use crate::path::{expand, value};

/// Templates with parameters alone, beside text, and side by side.
const TEMPLATES: [&str; 7] =
    ["/a/{x}", "/{x}", "/a/{x}/b/{y}", "/a/.{x}", "/a/{x}.json", "/a/{x}{y}/b", "/a/{x}..{y}"];

/// Fills a template, chosen by the first byte, with the lines of the rest.
///
/// # Panics
/// When the path has other segments than the template, or a segment does not decode to what was put in.
pub fn path(data: &[u8]) {
    let Some((choice, rest)) = data.split_first() else { return };
    let Ok(text) = core::str::from_utf8(rest) else { return };
    let template = TEMPLATES[usize::from(*choice) % TEMPLATES.len()];
    let (x, y) = text.split_once('\n').unwrap_or((text, "y"));
    let encoded = |name, text: &str| value(name, &Parameter::PATH, Param::Text(text.to_owned()));
    let (Ok(first), Ok(second)) = (encoded("x", x), encoded("y", y)) else {
        assert!(x.is_empty() || y.is_empty(), "{x:?} and {y:?} can be encoded");
        return;
    };
    let expected: Vec<String> = template.split('/').map(|part| filled(part, x, y)).collect();
    let mut path = String::new();
    match expand(template, &[("x", first), ("y", second)], &mut path) {
        Err(_) => assert!(
            expected.iter().any(|part| part == "." || part == ".."),
            "{template} with {x:?} and {y:?} has no dot segment"
        ),
        Ok(()) => {
            let segments: Vec<_> = path.split('/').collect();
            assert_eq!(segments.len(), expected.len(), "{path}");
            for (segment, expected) in segments.iter().zip(&expected) {
                let decoded = percent_encoding::percent_decode_str(segment).decode_utf8();
                assert_eq!(&*decoded.expect("UTF-8"), expected, "{path}");
                assert!(segment.bytes().all(|byte| byte.is_ascii_graphic()), "{path}");
                assert!(expected != "." && expected != "..", "{path}");
            }
        }
    }
}

/// A part of a template with its values, in one pass: values may look like placeholders.
fn filled(part: &str, x: &str, y: &str) -> String {
    let pieces = part.split_inclusive('}').flat_map(|piece| match piece.split_once('{') {
        Some((text, "x}")) => [text, x],
        Some((text, _)) => [text, y],
        None => [piece, ""],
    });
    pieces.collect()
}
