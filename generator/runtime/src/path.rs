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
        (Param::Text(text), Style::Simple) if !how.allow_reserved => style::encoded(text),
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
    let start = target.len();
    if !template.starts_with('/') {
        target.push('/');
    }
    let mut rest = template;
    loop {
        let parameter = next_parameter(rest);
        let fixed = parameter.map_or(rest, |(fixed, ..)| fixed);
        utf8_percent_encode(fixed, NO_PATH).for_each(|part| target.push_str(part));
        let Some((_, name, after)) = parameter else { break };
        let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
            return Err(Problem::new(Place::Path, name, "is not set"));
        };
        target.push_str(value);
        rest = after;
    }
    // Few paths have a segment that begins as dots do.
    let path = &target.as_bytes()[start..];
    if path.windows(2).any(|pair| matches!(pair, b"/." | b"/%")) {
        return check_dots(template, &target[start..]);
    }
    Ok(())
}

/// Refuses a path with a segment of dots, and names the parameters that made it.
#[cold]
fn check_dots(template: &str, path: &str) -> Result<(), Problem> {
    let template = template.strip_prefix('/').unwrap_or(template);
    // No value has a slash in it, so that both have the same segments.
    let mut segments = template.split('/').zip(path.split('/').skip(1));
    let Some((segment, _)) = segments.find(|(_, expanded)| is_dots(expanded)) else {
        return Ok(());
    };
    let what = "makes a path segment `.` or `..`, which would change the endpoint";
    Err(Problem::new(Place::Path, &names(segment).join("`, `"), what))
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

/// Splits at the first `{name}` within a segment.
///
/// Byte by byte: the searches of the standard library take longer to get ready than texts of this length to
/// be looked through.
fn next_parameter(text: &str) -> Option<(&str, &str, &str)> {
    let mut open = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, open) {
            (b'{', None) => open = Some(at),
            (b'/', _) => open = None,
            (b'}', Some(open)) => {
                return Some((&text[..open], &text[open + 1..at], &text[at + 1..]));
            }
            _ => {}
        }
    }
    None
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
pub(crate) mod tests;
