use std::collections::BTreeMap;

use super::*;
use crate::MemoryTransport;
use crate::api::{Operation, Parameter, Style};
use crate::builder::ClientBuilder;
use crate::error::Error;
use crate::json;
use crate::tests::emitted_api as api;

const ANY: Operation = Operation { id: "Send", path: "/send", ..Operation::DEFAULT };
static FORM: Operation = Operation { content_type: "application/x-www-form-urlencoded", ..ANY };
static BYTES: Operation = Operation { content_type: "application/octet-stream", ..ANY };
static TEXT: Operation = Operation { content_type: "text/plain; charset=utf-8", ..ANY };
static IMAGE: Operation = Operation { content_type: "image/*", ..ANY };
static PARTS: Operation = Operation { content_type: "multipart/*", ..ANY };
static SILENT: Operation = ANY;

fn call(operation: &'static Operation) -> Call {
    let builder = ClientBuilder::new(api()).transport(MemoryTransport::new());
    builder.build().expect("a client").call(operation)
}

fn request(call: Call) -> Result<http::Request<Body>, Error> {
    call.request()
}

/// Media type and text of the body.
fn sent(call: Call) -> (Option<String>, String) {
    let request = request(call).expect("a request");
    let media_type =
        request.headers().get("content-type").map(|value| value.to_str().unwrap().to_owned());
    let bytes = request.body().as_bytes().expect("bytes").to_vec();
    (media_type, String::from_utf8(bytes).expect("UTF-8"))
}

fn typed(media_type: &str, body: &str) -> (Option<String>, String) {
    (Some(media_type.to_owned()), body.to_owned())
}

#[test]
fn a_body_that_was_begun_is_sent_though_it_is_empty() {
    let mut form = call(&FORM);
    form.form();
    assert_eq!(sent(form.clone()), typed("application/x-www-form-urlencoded", ""));
    form.field("a", &1i64);
    form.form();
    assert_eq!(sent(form), typed("application/x-www-form-urlencoded", "a=1"));
    let mut parts = call(&PARTS);
    parts.multipart();
    let (media_type, body) = sent(parts);
    let boundary = media_type.unwrap().split_once("boundary=").unwrap().1.to_owned();
    assert_eq!(body, format!("--{boundary}--\r\n"));
}

#[test]
fn a_form_travels_as_its_properties_say() {
    let mut call = call(&FORM);
    call.field("name", &"a b&c=d+é".to_owned());
    call.field("scopes", &vec!["x".to_owned(), "y".to_owned()]);
    call.field("gone", &1i64);
    call.field("flag", &true);
    call.field("name", &"z".to_owned());
    call.field("gone", &None::<i64>);
    let deep = Parameter { name: "meta", style: Style::DeepObject, ..Parameter::QUERY };
    call.field_as(&deep, &BTreeMap::from([("k".to_owned(), "v".to_owned())]));
    let joined = Parameter { name: "ids", explode: false, ..Parameter::QUERY };
    call.field_as(&joined, &vec![1i64, 2]);
    let json = Parameter { name: "raw", json: true, ..Parameter::QUERY };
    call.field_as(&json, &vec![vec![1i64]]);
    let body = "name=z&scopes=x&scopes=y&flag=true&meta%5Bk%5D=v&ids=1,2&raw=%5B%5B1%5D%5D";
    assert_eq!(sent(call), typed("application/x-www-form-urlencoded", body));
}

#[test]
fn a_field_is_encoded_and_one_that_no_form_can_say_is_named() {
    let mut fine = call(&FORM);
    fine.field("name", &"a b&c=d+é\r\n".to_owned());
    assert_eq!(sent(fine).1, "name=a%20b%26c%3Dd%2B%C3%A9%0D%0A");
    let mut nested = call(&FORM);
    nested.field_as(&Parameter { name: "meta", ..Parameter::QUERY }, &vec![vec![1i64]]);
    let Err(Error::Build(error)) = request(nested) else { panic!("a nested list was sent") };
    assert_eq!(error.parameter(), Some("meta"));
    assert!(error.to_string().contains("the body's field `meta` has an array"), "{error}");
    let mut number = call(&FORM);
    number.field("n", &f64::NAN);
    assert!(matches!(request(number), Err(Error::Build(_))));
}

/// OpenAPI 3.1.1, "Encoding the x-www-form-urlencoded Media Type".
#[test]
fn a_field_of_which_nothing_is_said_is_text_or_json_by_its_value() {
    let value = |text: &str| json::from_slice::<json::Value>(text.as_bytes()).expect("JSON");
    let mut call = call(&FORM);
    call.field("object", &value(r#"{"a":[1]}"#));
    call.field("list", &value(r#"["a&b",2,{"c":3},[4]]"#));
    call.field("empty", &value("[]"));
    call.field("null", &value("null"));
    let body =
        "object=%7B%22a%22%3A%5B1%5D%7D&list=a%26b&list=2&list=%7B%22c%22%3A3%7D&list=%5B4%5D";
    assert_eq!(sent(call.clone()).1, body);
    call.field("list", &value("[null]"));
    let Err(Error::Build(error)) = request(call) else { panic!("a null item was sent") };
    assert_eq!(error.parameter(), Some("list"));
}

#[test]
fn a_payload_is_sent_as_it_is_with_the_media_type_of_the_operation() {
    let with = |operation: &'static Operation| {
        let mut call = call(operation);
        call.payload("a\0b".into());
        sent(call)
    };
    assert_eq!(with(&BYTES), typed("application/octet-stream", "a\0b"));
    assert_eq!(with(&TEXT), typed("text/plain; charset=utf-8", "a\0b"));
    assert_eq!(with(&SILENT), (None, "a\0b".to_owned()));
}

#[test]
fn a_range_of_media_types_is_no_media_type() {
    let mut image = call(&IMAGE);
    image.payload("x".into());
    assert_eq!(sent(image.clone()), typed("application/octet-stream", "x"));
    image.content_type("image/png");
    assert_eq!(sent(image), typed("image/png", "x"));

    let json = call(&IMAGE).body(&1i64);
    assert_eq!(sent(json), typed("application/json", "1"));

    let mut parts = call(&PARTS);
    parts.part("a", "", &1i64);
    assert!(sent(parts.clone()).0.unwrap().starts_with("multipart/form-data; boundary="));
    parts.content_type("multipart/mixed; boundary=mine");
    let (media_type, body) = sent(parts);
    let boundary =
        media_type.as_deref().and_then(|found| found.strip_prefix("multipart/mixed; boundary="));
    assert!(body.starts_with(&format!("--{}\r\n", boundary.expect("one boundary"))));
}

/// Threat D5.
#[test]
fn a_media_type_with_a_line_break_is_refused() {
    for bad in ["image/png\r\nx: y", "image/png\n", "\0", "é"] {
        let mut call = call(&IMAGE);
        call.payload("x".into());
        call.content_type(bad);
        let Err(Error::Build(error)) = request(call) else { panic!("{bad:?} was sent") };
        assert_eq!(error.parameter(), Some("content-type"));
    }
}

#[test]
fn without_a_body_there_is_no_media_type() {
    let mut none = call(&FORM);
    none.content_type("text/plain");
    assert_eq!(sent(none), (None, String::new()));
}

#[test]
fn the_last_kind_of_body_wins_and_debug_shows_names_alone() {
    let mut body = call(&FORM).body(&1i64);
    body.field("name", &"canary".to_owned());
    assert!(format!("{body:?}").contains("name"));
    assert!(!format!("{body:?}").contains("canary"));
    assert_eq!(sent(body.clone()).1, "name=canary");
    body.part("part", "", &"canary".to_owned());
    assert!(format!("{body:?}").contains("part"));
    assert!(!format!("{body:?}").contains("canary"));
    body.payload("canary".into());
    assert!(!format!("{body:?}").contains("canary"));
    assert_eq!(sent(body).1, "canary");
}
