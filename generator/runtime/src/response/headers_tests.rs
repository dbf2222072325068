//! Typed headers: what decodes, and what the errors say.

use http::header::{HeaderName, HeaderValue};

use super::*;
use crate::json::{DateTime, JsonResult, Maybe, Reader, Shape, Writer};

#[derive(Default, PartialEq, Debug)]
struct Limits {
    limit: i64,
    name: String,
    ratio: Option<f64>,
    exact: Option<bool>,
    reset: Option<DateTime>,
    tags: Option<Vec<String>>,
    sizes: Vec<i32>,
    cookie: Option<String>,
    maybe: Maybe<u64>,
}

const LIMITS: &Shape = &Shape {
    name: "Limits",
    required: &["X-RateLimit-Limit", "x-name"],
    optional: &["ratio", "Exact", "X-Reset", "x-tags", "x-sizes", "Set-Cookie", "x-maybe"],
};

impl Json for Limits {
    fn empty() -> Self {
        Self::default()
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let Self { limit, name, ratio, exact, reset, tags, sizes, cookie, maybe } = self;
        reader.object(LIMITS, &mut [limit, name, ratio, exact, reset, tags, sizes, cookie, maybe])
    }
    fn write(&self, writer: &mut Writer<'_>) {
        let Self { limit, name, ratio, exact, reset, tags, sizes, cookie, maybe } = self;
        writer.object(LIMITS, &[limit, name, ratio, exact, reset, tags, sizes, cookie, maybe]);
    }
}

fn typed(headers: &[(&'static str, &[u8])]) -> Result<Limits, HeaderError> {
    let header = |(name, value): &(&'static str, &[u8])| {
        (HeaderName::from_static(name), HeaderValue::from_bytes(value).unwrap())
    };
    let mut all = HeaderMap::new();
    for (name, value) in headers.iter().map(header) {
        all.append(name, value);
    }
    read(&all)
}

const REQUIRED: [(&str, &[u8]); 2] = [("x-ratelimit-limit", b"100"), ("x-name", b"7")];

fn with(name: &'static str, values: &[&'static [u8]]) -> Result<Limits, HeaderError> {
    let more = values.iter().map(|value| (name, *value));
    typed(&REQUIRED.into_iter().chain(more).collect::<Vec<_>>())
}

#[test]
fn scalars_are_read_by_their_types_and_names_in_any_case() {
    let read = typed(&REQUIRED).unwrap();
    assert_eq!((read.limit, read.name.as_str()), (100, "7"));
    assert_eq!((read.ratio, read.exact, read.maybe), (None, None, Maybe::Absent));
    assert_eq!(with("ratio", &[b"-0.5e1"]).unwrap().ratio, Some(-5.0));
    assert_eq!(with("exact", &[b"false"]).unwrap().exact, Some(false));
    assert_eq!(with("x-maybe", &[b"9"]).unwrap().maybe, Maybe::Value(9));
}

#[test]
fn lists_have_commas_between_items_or_between_headers() {
    let tags = |values: &[&'static [u8]]| with("x-tags", values).unwrap().tags;
    let strings = |items: &[&str]| Some(items.iter().map(|&item| item.to_owned()).collect());
    assert_eq!(tags(&[b"a,b , c"]), strings(&["a", "b", "c"]));
    assert_eq!(tags(&[b"a", b"1,\"b\""]), strings(&["a", "1", "\"b\""]));
    assert_eq!(tags(&[b"7"]), strings(&["7"]));
    assert_eq!(tags(&[b""]), strings(&[]));
    assert_eq!(with("x-sizes", &[b"1, 2", b"3"]).unwrap().sizes, [1, 2, 3]);
    assert_eq!(with("x-sizes", &[b"1"]).unwrap().sizes, [1]);
}

#[test]
fn a_repeated_string_is_one_string() {
    let read = typed(&[("x-ratelimit-limit", b"1"), ("x-name", b"a"), ("x-name", b"b")]).unwrap();
    assert_eq!(read.name, "a, b");
}

#[test]
fn times_are_read_in_both_notations() {
    for value in [b"2015-10-21T07:28:00Z".as_slice(), b"Wed, 21 Oct 2015 07:28:00 GMT"] {
        let reset = with("x-reset", &[value]).unwrap().reset.unwrap();
        assert_eq!(reset.timestamp(), 1_445_412_480);
    }
}

#[test]
fn errors_name_the_header_and_what_it_should_be_but_never_the_value() {
    let error = with("exact", &[b"canary"]).unwrap_err();
    let said = "the response header `Exact` is not as documented: expected a boolean";
    assert_eq!((error.to_string().as_str(), error.name()), (said, "Exact"));
    assert_eq!(format!("{error:?}"), said);
    let error = with("x-sizes", &[b"1,canary"]).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the response header `x-sizes` is not as documented: expected an array"
    );
    let error = with("x-reset", &[b"tomorrow"]).unwrap_err();
    assert!(error.to_string().ends_with("expected a date and time as in RFC 3339"), "{error}");
    let error =
        typed(&[("x-ratelimit-limit", b"99999999999999999999"), ("x-name", b"")]).unwrap_err();
    assert!(error.to_string().ends_with("expected a 64-bit integer"), "{error}");
}

#[test]
fn a_missing_header_is_an_error_when_it_is_required() {
    let error = typed(&[("x-name", b"a")]).unwrap_err();
    assert!(error.is_missing());
    assert_eq!(error.to_string(), "the response header `X-RateLimit-Limit` is missing");
}

#[test]
fn what_is_not_utf8_is_said_so() {
    let error = with("x-tags", &[b"a", b"\xff"]).unwrap_err();
    assert_eq!(error.to_string(), "the response header `x-tags` is not text in UTF-8");
    let error = typed(&[("x-ratelimit-limit", b"\xff"), ("x-name", b"a")]).unwrap_err();
    assert_eq!(error.to_string(), "the response header `X-RateLimit-Limit` is not text in UTF-8");
}

#[test]
fn cookies_are_never_read() {
    assert_eq!(with("set-cookie", &[b"a=1"]).unwrap().cookie, None);
}
