//! A parameter's value becomes text, by its style (OpenAPI 3.1.1, "Style Values" and "Style Examples").
//!
//! Takes a [`Param`] and gives the text of a path segment, of `name=value` pairs or of a header. What
//! every function keeps: who splits at the style's delimiters and then decodes has the value back. Where
//! no spelling has that property, the value is refused.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::api::{Parameter, Style};
use crate::param::Param;

/// What is wrong with a value: a predicate.
type Refused = &'static str;

/// Everything but the unreserved characters of RFC 3986, section 2.3.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// As [`RESERVED`], and the dot: for values between dots.
const DOTTED: &AsciiSet = &RESERVED.add(b'.');

/// With `allowReserved`: the reserved characters of RFC 3986 stay, but for those that would not be read
/// as part of the value. `#` ends the query, `[` and `]` cannot stand in one (section 3.4), `&` begins
/// the next parameter, `+` is a space to whoever reads forms, and URL parsers encode `'` anyway.
///
/// RFC 6570, section 3.2.3, would leave `%41` as it is, too. Then a value would mean something else when
/// it happens to look encoded, so `%` is encoded like any other character.
const KEPT: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// With `allowReserved` in a path: what can be part of a segment stays (RFC 3986, section 3.3).
const KEPT_IN_PATH: &AsciiSet = &KEPT.remove(b'&').remove(b'\'').remove(b'+').add(b'/').add(b'?');

/// As [`KEPT`], and the comma: for values between commas.
const KEPT_IN_LIST: &AsciiSet = &KEPT.add(b',');

/// What is no `cookie-octet` (RFC 6265, section 4.1.1), and the percent sign.
const COOKIE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// What is no `token` (RFC 9110, section 5.6.2), and the percent sign: names of cookies.
const COOKIE_NAME: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'*')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Encodes everything but unreserved characters.
pub(crate) fn encode(text: &str) -> Cow<'_, str> {
    escape(text, RESERVED)
}

/// As [`encode`], of a text that is not needed any more.
pub(crate) fn encoded(text: String) -> String {
    let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    if text.bytes().all(is_unreserved) { text } else { encode(&text).into_owned() }
}

/// The text as it is, where nothing in it is to be encoded.
fn escape<'a>(text: &'a str, set: &'static AsciiSet) -> Cow<'a, str> {
    utf8_percent_encode(text, set).into()
}

/// The text of a path parameter; empty where the style has none for the value.
///
/// A style that paths do not have counts as `simple`. Reserved characters stay where the parameter allows them in
/// a single text; `/`, `?` and `#` never do, since they would end the segment.
pub(crate) fn path(name: &str, how: &Parameter, param: &Param) -> String {
    match how.style {
        Style::Matrix => matrix(name, how.explode, param),
        Style::Label => label(how.explode, param),
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject
        | Style::Cookie
        | Style::ByValue
        | Style::Whole => {
            if let (Param::Text(text), true) = (param, how.allow_reserved) {
                return escape(text, KEPT_IN_PATH).into_owned();
            }
            joined(param, how.explode, ",", encode).map(Cow::into_owned).unwrap_or_default()
        }
    }
}

/// `;color=blue` (RFC 6570, section 3.2.7). A name whose value is empty stands without `=`.
fn matrix(name: &str, explode: bool, param: &Param) -> String {
    let pair = |name: &str, value: &str| match value {
        "" => format!(";{}", encode(name)),
        value => format!(";{}={value}", encode(name)),
    };
    match (param, explode) {
        (Param::List(items), true) => items.iter().map(|item| pair(name, &encode(item))).collect(),
        (Param::Object(members), true) => {
            members.iter().map(|(name, value)| pair(name, &encode(value))).collect()
        }
        (Param::Nothing | Param::Text(_), _) | (_, false) => {
            joined(param, false, ",", encode).map(|value| pair(name, &value)).unwrap_or_default()
        }
    }
}

/// `.blue` (RFC 6570, section 3.2.5).
fn label(explode: bool, param: &Param) -> String {
    let value = match param {
        Param::List(_) | Param::Object(_) if explode => {
            joined(param, true, ".", |text| escape(text, DOTTED))
        }
        Param::Nothing | Param::Text(_) | Param::List(_) | Param::Object(_) => {
            joined(param, false, ",", encode)
        }
    };
    value.map(|value| format!(".{value}")).unwrap_or_default()
}

/// The `name=value` pairs of a query or a form.
///
/// A style that they do not have counts as `form`; `deepObject` is the business of [`deep`](crate::deep).
pub(crate) fn pairs(name: &str, how: &Parameter, param: &Param) -> Result<Vec<String>, Refused> {
    let set = if how.allow_reserved { KEPT } else { RESERVED };
    let in_list = if how.allow_reserved { KEPT_IN_LIST } else { RESERVED };
    let one = |value: Option<Cow<'_, str>>| {
        value.map(|value| format!("{}={value}", encode(name))).into_iter().collect()
    };
    match how.style.delimiter() {
        // What the delimited styles mean with `explode` is not defined; what is left of them is `form`.
        _ if how.explode => Ok(exploded(name, param, encode, |value| escape(value, set))),
        Some((delimiter, encoded)) => delimited(param, delimiter, encoded, set).map(one),
        None => {
            let set = if matches!(param, Param::Text(_)) { set } else { in_list };
            Ok(one(joined(param, false, ",", |text| escape(text, set))))
        }
    }
}

/// All of a query: a text, which is JSON where it is none.
pub(crate) fn whole(param: Param) -> Result<Vec<String>, Refused> {
    match param {
        Param::Nothing => Ok(Vec::new()),
        Param::Text(text) => Ok(vec![encoded(text)]),
        Param::List(_) | Param::Object(_) => Err("is no text, which is all that a query can be"),
    }
}

/// `color=blue%7Cblack`. Decoding gives the delimiters and what looks like them at once, so a value that
/// has one is refused.
fn delimited<'a>(
    param: &'a Param,
    delimiter: char,
    encoded: &str,
    set: &'static AsciiSet,
) -> Result<Option<Cow<'a, str>>, Refused> {
    if param.pieces().any(|piece| piece.contains(delimiter)) {
        return Err(DELIMITER);
    }
    Ok(joined(param, false, encoded, |text| escape(text, set)))
}

const DELIMITER: &str = "has the delimiter of its style within a value, which would be read as two";

/// The value of a pair as its parameter wants it.
pub(crate) fn value<'a>(how: &Parameter, text: &'a str) -> Cow<'a, str> {
    escape(text, if how.allow_reserved { KEPT } else { RESERVED })
}

/// The text of a header; `None` is nothing to send.
///
/// Headers are not percent-encoded: hardly any server decodes them (OpenAPI 3.1.1, appendix D).
pub(crate) fn header(how: &Parameter, param: &Param) -> Result<Option<String>, Refused> {
    // Space around the commas of a list does not count (RFC 9110, section 5.6.1).
    let changes = |text: &str| text.contains(',') || text.trim_matches([' ', '\t']) != text;
    if let (Param::Text(text), true) = (param, how.json) {
        return Ok(Some(ascii_json(text)));
    }
    let is_split = match param {
        Param::Object(members) if how.explode => members.iter().any(|(name, _)| name.contains('=')),
        Param::Nothing | Param::Text(_) | Param::List(_) | Param::Object(_) => false,
    };
    if is_split || param.pieces().any(changes) {
        return Err(
            "has a comma, or space at an end, within an item, which would be read as another",
        );
    }
    Ok(joined(param, how.explode, ",", Cow::Borrowed).map(Cow::into_owned))
}

/// JSON text with escapes in place of characters that a header cannot have.
fn ascii_json(text: &str) -> String {
    let mut ascii = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, ' '..='~') {
            ascii.push(character);
        } else {
            let mut units = [0; 2];
            let units = character.encode_utf16(&mut units).iter();
            ascii.extend(units.map(|unit| format!("\\u{unit:04x}")));
        }
    }
    ascii
}

/// The `name=value` pairs of the header `cookie`: with `explode` one for each item or member, since `&`
/// between them would be part of a value.
///
/// What no cookie value can hold is percent-encoded, and so is the percent sign; controls are refused.
/// All else stays, so that tokens arrive at servers that do not decode. In style `cookie` all stays, and what would
/// begin another value is refused.
pub(crate) fn cookies(name: &str, how: &Parameter, param: &Param) -> Result<Vec<String>, Refused> {
    let controls = |text: &str| text.chars().any(char::is_control);
    let text = if let Param::Text(text) = param { Some(text.as_str()) } else { None };
    if text.into_iter().chain(param.pieces()).any(controls) {
        return Err("has a line break, NUL or another control character");
    }
    if how.style == Style::Cookie {
        return verbatim(name, how, param);
    }
    if how.explode {
        let pairs =
            exploded(name, param, |name| escape(name, COOKIE_NAME), |text| escape(text, COOKIE));
        return Ok(pairs);
    }
    let value = joined(param, false, ",", |text| escape(text, COOKIE));
    let name = escape(name, COOKIE_NAME);
    Ok(value.map(|value| format!("{name}={value}")).into_iter().collect())
}

/// The pairs of a cookie of which nothing is escaped.
fn verbatim(name: &str, how: &Parameter, param: &Param) -> Result<Vec<String>, Refused> {
    let pairs = if how.explode {
        exploded(name, param, |name| name.into(), |text| text.into())
    } else {
        if param.pieces().any(|piece| piece.contains(',')) {
            return Err(DELIMITER);
        }
        let value = joined(param, false, ",", Cow::Borrowed);
        value.map(|value| format!("{name}={value}")).into_iter().collect()
    };
    if pairs.iter().any(|pair| pair.contains(';')) {
        return Err("has a semicolon, which would end the cookie");
    }
    Ok(pairs)
}

/// A pair for each item or member.
fn exploded(
    name: &str,
    param: &Param,
    named: impl Fn(&str) -> Cow<'_, str>,
    value: impl Fn(&str) -> Cow<'_, str>,
) -> Vec<String> {
    let pair = |name: &str, text: &str| format!("{}={}", named(name), value(text));
    match param {
        Param::Nothing => Vec::new(),
        Param::Text(text) => vec![pair(name, text)],
        Param::List(items) => items.iter().map(|item| pair(name, item)).collect(),
        Param::Object(members) => members.iter().map(|(name, value)| pair(name, value)).collect(),
    }
}

/// One text: items with a delimiter between them, members as `name,value` or, with `explode`, as
/// `name=value`.
fn joined<'a>(
    param: &'a Param,
    explode: bool,
    delimiter: &str,
    escape: impl Fn(&'a str) -> Cow<'a, str>,
) -> Option<Cow<'a, str>> {
    let parts: Vec<Cow<'_, str>> = match param {
        Param::Nothing => return None,
        Param::Text(text) => return Some(escape(text)),
        Param::List(items) => items.iter().map(|item| escape(item)).collect(),
        Param::Object(members) if explode => members
            .iter()
            .map(|(name, value)| format!("{}={}", escape(name), escape(value)).into())
            .collect(),
        Param::Object(members) => {
            members.iter().flat_map(|(name, value)| [escape(name), escape(value)]).collect()
        }
    };
    Some(parts.join(delimiter).into())
}

#[cfg(test)]
mod tests;
