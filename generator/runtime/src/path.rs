//! Path templates become paths that stay where the template says.
//!
//! Takes a template and parameter values, gives an encoded path. What counts is the assembled
//! segment: HTTP libraries remove `.` and `..` even when they are percent-encoded, and a parameter
//! can form them together with the text beside it.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::api::Parameter;
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
pub(crate) fn value(name: &str, how: &Parameter, param: &Param) -> Result<String, Problem> {
    let text = style::path(name, how, param);
    match param {
        Param::Nothing => Err(Problem::new(Place::Path, name, NOTHING)),
        _ if text.is_empty() => Err(Problem::new(
            Place::Path,
            name,
            "is empty, so the request would go to another endpoint",
        )),
        Param::Text(_) | Param::List(_) | Param::Object(_) => Ok(text),
    }
}

const NOTHING: &str = "has no value, and a path is not without its parts";

/// Puts encoded values into the template.
pub(crate) fn expand(template: &str, values: &[(&'static str, String)]) -> Result<String, Problem> {
    let mut path = String::with_capacity(template.len() + 32);
    for segment in template.split('/').skip(usize::from(template.starts_with('/'))) {
        path.push('/');
        let start = path.len();
        let names = expand_segment(segment, values, &mut path)?;
        if is_dots(&path[start..]) {
            let what = "makes a path segment `.` or `..`, which would change the endpoint";
            return Err(Problem::new(Place::Path, &names.join("`, `"), what));
        }
    }
    Ok(path)
}

/// Appends one segment and gives the names of its parameters.
fn expand_segment<'a>(
    segment: &'a str,
    values: &[(&'static str, String)],
    path: &mut String,
) -> Result<Vec<&'a str>, Problem> {
    let mut names = Vec::new();
    let mut rest = segment;
    while let Some((fixed, name, after)) = next_parameter(rest) {
        path.extend(utf8_percent_encode(fixed, NO_PATH));
        let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
            return Err(Problem::new(Place::Path, name, "is not set"));
        };
        path.push_str(value);
        names.push(name);
        rest = after;
    }
    path.extend(utf8_percent_encode(rest, NO_PATH));
    Ok(names)
}

/// Splits at the first `{name}`.
fn next_parameter(text: &str) -> Option<(&str, &str, &str)> {
    let (fixed, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((fixed, name, after))
}

/// Whether a URL parser takes the segment for `.` or `..` (WHATWG URL, "double-dot URL path segment"), or
/// a server does that removes path parameters, which begin with `;`, before it looks for them.
pub(crate) fn is_dots(segment: &str) -> bool {
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
