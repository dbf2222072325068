//! Typed headers: what decodes, and what the errors say.

use std::collections::BTreeMap;

use http::header::{HeaderName, HeaderValue};

use super::*;
use crate::json::{Arm, DateTime, JsonResult, Maybe, Reader, Shape, Union, Value, Writer};

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

/// A union of a number, a boolean, a list of numbers and an object, as emitted code has it.
#[derive(Clone, PartialEq, Debug)]
enum Either {
    Number(i64),
    Flag(bool),
    List(Vec<i64>),
    Date(DateTime),
    Limits(BTreeMap<String, i64>),
    Unknown(Value),
}

impl Json for Either {
    fn empty() -> Self {
        Self::Unknown(Value::Null)
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        const UNION: &Union = &Union {
            tag: None,
            arms: &[Arm::INTEGER, Arm::BOOLEAN, Arm::LIST, Arm::TEXT, Arm::MAP],
        };
        reader.union(UNION, &mut |arm, reader| match arm {
            0 => reader.arm(self, Self::Number),
            1 => reader.arm(self, Self::Flag),
            2 => reader.arm(self, Self::List),
            3 => reader.arm(self, Self::Date),
            4 => reader.arm(self, Self::Limits),
            _ => reader.arm(self, Self::Unknown),
        })
    }
    fn write(&self, writer: &mut Writer<'_>) {
        match self {
            Self::Number(value) => writer.arm("Number", value),
            Self::Flag(value) => writer.arm("Flag", value),
            Self::Date(value) => writer.arm("Date", value),
            Self::List(value) => writer.arm("List", value),
            Self::Limits(value) => writer.arm("Limits", value),
            Self::Unknown(value) => writer.unknown_arm("Unknown", value, false),
        }
    }
}

#[derive(PartialEq, Debug)]
struct Eithers {
    one: Option<Either>,
    several: Option<Vec<Either>>,
    object: Option<BTreeMap<String, Vec<i64>>>,
    count: Option<i64>,
}

impl Json for Eithers {
    fn empty() -> Self {
        Self { one: None, several: None, object: None, count: None }
    }
    fn read(&mut self, reader: &mut Reader<'_>) -> JsonResult {
        let Self { one, several, object, count } = self;
        reader.object(EITHERS, &mut [one, several, object, count])
    }
    fn write(&self, writer: &mut Writer<'_>) {
        let Self { one, several, object, count } = self;
        writer.object(EITHERS, &[one, several, object, count]);
    }
}

const EITHERS: &Shape =
    &Shape { name: "Eithers", required: &[], optional: &["one", "several", "object", "count"] };

fn eithers(headers: &[(&'static str, &'static str)]) -> Result<Eithers, HeaderError> {
    let header = |(name, value): &(&'static str, &'static str)| {
        (HeaderName::from_static(name), HeaderValue::from_static(value))
    };
    read(&headers.iter().map(header).collect())
}

#[test]
fn one_of_several_types_is_the_one_that_the_text_fits_and_no_text_is_lost() {
    let one = |text: &'static str| eithers(&[("one", text), ("count", "3")]).unwrap().one.unwrap();
    assert_eq!(one("7"), Either::Number(7));
    assert_eq!(one("true"), Either::Flag(true));
    assert_eq!(one("1, 2"), Either::List(vec![1, 2]));
    assert_eq!(one("[1]"), Either::List(vec![1]));
    assert_eq!(one(r#"{"a":1}"#), Either::Limits(BTreeMap::from([("a".to_owned(), 1)])));
    for text in ["soon", "1.5", r#"{"a":"b"}"#] {
        assert_eq!(one(text), Either::Unknown(Value::String(text.to_owned())), "{text}");
    }
    let several = |text: &'static str| eithers(&[("several", text)]).unwrap().several.unwrap();
    assert_eq!(several("1,false"), [Either::Number(1), Either::Flag(false)]);
    let text = |text: &str| Either::Unknown(Value::String(text.to_owned()));
    assert_eq!(several("a, b"), [text("a"), text("b")]);
    let [Either::Number(1), Either::Date(date)] = &several("1, 2015-10-21T07:28:00Z")[..] else {
        panic!("each item by itself")
    };
    assert_eq!(one("Wed, 21 Oct 2015 07:28:00 GMT"), Either::Date(*date));
}

#[test]
fn json_is_read_where_an_object_is_wanted() {
    let found = eithers(&[("object", r#"{"a": [1]}"#), ("one", "1")]).unwrap();
    assert_eq!(found.object.unwrap()["a"], [1]);
    assert_eq!(found.one, Some(Either::Number(1)));
    let error = eithers(&[("object", "a=1"), ("one", "1")]).unwrap_err();
    assert_eq!(error.name(), "object");
}
