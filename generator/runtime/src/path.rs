//! Path templates become paths that stay where the template says.
//!
//! Takes a template and parameter values, gives an encoded path. What counts is the assembled
//! segment: HTTP libraries remove `.` and `..` even when they are percent-encoded, and a parameter
//! can form them together with the text beside it.

use core::iter;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::api::{Parameter, Style};
use crate::param::Param;
use crate::problem::{Place, Problem};
use crate::style;

/// What cannot stand in the fixed part of a path; `%` stays, for templates that are encoded.
const NO_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A path parameter's encoded text.
pub(crate) fn value(name: &str, how: &Parameter, param: Param) -> Result<String, Problem> {
    let text = match (param, how.style) {
        (Param::Nothing, _) => return Err(Problem::new(Place::Path, name, NOTHING)),
        // Nearly all are this, and most are what they were before.
        (Param::Text(text), Style::Simple) => style::encoded(text),
        (param, _) => style::path(name, how, &param),
    };
    if text.is_empty() {
        let what = "is empty, so the request would go to another endpoint";
        return Err(Problem::new(Place::Path, name, what));
    }
    Ok(text)
}

const NOTHING: &str = "has no value, and a path is not without its parts";

/// Appends the template with encoded values in it to `target`.
pub(crate) fn expand(
    template: &str,
    values: &[(&'static str, String)],
    target: &mut String,
) -> Result<(), Problem> {
    let mut rest = Some(template.strip_prefix('/').unwrap_or(template));
    while let Some(segments) = rest {
        let (segment, after) = split(segments, b'/').unzip();
        let segment = segment.unwrap_or(segments);
        rest = after;
        target.push('/');
        let start = target.len();
        expand_segment(segment, values, target)?;
        if is_dots(&target[start..]) {
            let what = "makes a path segment `.` or `..`, which would change the endpoint";
            return Err(Problem::new(Place::Path, &names(segment).join("`, `"), what));
        }
    }
    Ok(())
}

fn expand_segment(
    segment: &str,
    values: &[(&'static str, String)],
    target: &mut String,
) -> Result<(), Problem> {
    let mut rest = segment;
    while let Some((fixed, name, after)) = next_parameter(rest) {
        if !fixed.is_empty() {
            target.extend(utf8_percent_encode(fixed, NO_PATH));
        }
        let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
            return Err(Problem::new(Place::Path, name, "is not set"));
        };
        target.push_str(value);
        rest = after;
    }
    if !rest.is_empty() {
        target.extend(utf8_percent_encode(rest, NO_PATH));
    }
    Ok(())
}

/// The names of a segment's parameters.
fn names(segment: &str) -> Vec<&str> {
    let mut rest = segment;
    iter::from_fn(|| {
        let (_, name, after) = next_parameter(rest)?;
        rest = after;
        Some(name)
    })
    .collect()
}

/// Splits at the first `{name}`.
fn next_parameter(text: &str) -> Option<(&str, &str, &str)> {
    let (fixed, rest) = split(text, b'{')?;
    let (name, after) = split(rest, b'}')?;
    Some((fixed, name, after))
}

/// Splits at an ASCII character, as `split_once` does, which takes longer to get ready than texts of this
/// length to be looked through.
fn split(text: &str, at: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|byte| byte == at)?;
    Some((&text[..at], &text[at + 1..]))
}

/// Whether a URL parser takes the segment for `.` or `..` (WHATWG URL, "double-dot URL path segment"), or
/// a server does that removes path parameters, which begin with `;`, before it looks for them.
pub(crate) fn is_dots(segment: &str) -> bool {
    if !segment.starts_with(['.', '%']) {
        return false;
    }
    let mut rest = segment.split(';').next().unwrap_or_default();
    let mut dots = 0;
    while !rest.is_empty() {
        let Some(after) = rest
            .strip_prefix('.')
            .or_else(|| rest.strip_prefix("%2e"))
            .or_else(|| rest.strip_prefix("%2E"))
        else {
            return false;
        };
        rest = after;
        dots += 1;
    }
    dots == 1 || dots == 2
}

#[cfg(test)]
#[path = "path/tests.rs"]
pub(crate) mod tests;
