use std::collections::BTreeMap;

use crate::MemoryTransport;
use crate::api::{Operation, Parameter, Style};
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::credentials::Credential;
use crate::error::Error;
use crate::tests::emitted_api as api;

const ANY: Operation = Operation {
    id: "Find",
    path: "/find",
    headers: &[("x-version", "1")],
    content_type: "application/json",
    accept: "application/json",
    ..Operation::DEFAULT
};
static PUBLIC: Operation = ANY;
static SHOPS: Operation = Operation { path: "/shops/{shop}", ..ANY };
static PATCH: Operation = Operation { content_type: "application/merge-patch+json", ..ANY };
static KEYS: Operation = Operation { security: Some(&[&[0, 2, 3, 4]]), ..ANY };
static BOTH: Operation = Operation { security: Some(&[&[0, 1]]), ..ANY };

fn builder() -> ClientBuilder {
    let builder = ClientBuilder::new(api()).transport(MemoryTransport::new());
    [0, 2, 3, 4].into_iter().fold(builder, |builder, scheme| {
        builder.credential(scheme, Credential::token(format!("k{scheme}")))
    })
}

fn call(operation: &'static Operation) -> Call {
    builder().build().expect("a client").call(operation)
}

fn request(call: Call) -> Result<http::Request<crate::Body>, Error> {
    call.request()
}

static ELSEWHERE: Operation = Operation { server: "https://files.example.com/v2", ..ANY };
static BESIDE: Operation = Operation { server: "/v2", ..ANY };

#[test]
fn an_operation_goes_to_its_own_server_unless_the_caller_says_where_to() {
    let url = |call: Call| request(call).unwrap().uri().to_string();
    assert_eq!(url(call(&ELSEWHERE)), "https://files.example.com/v2/find");
    assert_eq!(url(call(&BESIDE)), "https://api.example.com/v2/find");

    let mut elsewhere = call(&ELSEWHERE);
    elsewhere.with_base_url("https://h");
    assert_eq!(url(elsewhere), "https://h/find");

    let client = builder().base_url("https://mock.example.com/m").build().unwrap();
    assert_eq!(url(client.call(&ELSEWHERE)), "https://mock.example.com/m/find");
    assert_eq!(url(client.call(&BESIDE)), "https://mock.example.com/m/find");

    let chosen = builder().server("https://{region}.example.com", &[("region", "eu")]);
    let client = chosen.build().unwrap();
    assert_eq!(url(client.call(&PUBLIC)), "https://eu.example.com/find");
    assert_eq!(url(client.call(&BESIDE)), "https://eu.example.com/v2/find");
    assert_eq!(url(client.call(&ELSEWHERE)), "https://files.example.com/v2/find");
}

/// Threat E2, of an operation's own server.
#[test]
fn an_operations_own_server_gets_no_credentials_in_clear() {
    static CLEAR: Operation =
        Operation { server: "http://files.example.com", security: Some(&[&[0]]), ..ANY };
    assert!(request(call(&CLEAR)).is_err());
}

/// Threat E5: credentials go where the operation asks for them and nowhere else.
#[test]
fn credentials_are_sent_as_the_operation_asks() {
    let sent = request(call(&KEYS)).unwrap();
    assert_eq!(sent.uri(), "https://api.example.com/v1/find?api_key=k3");
    assert_eq!(sent.headers()["authorization"], "Bearer k0");
    assert_eq!(sent.headers()["x-api-key"], "k2");
    assert_eq!(sent.headers()["cookie"], "session=k4");
    assert!(
        ["authorization", "x-api-key", "cookie"].iter().all(|n| sent.headers()[*n].is_sensitive())
    );

    let sent = request(call(&PUBLIC)).unwrap();
    assert_eq!(sent.uri(), "https://api.example.com/v1/find");
    let names: Vec<_> = sent.headers().keys().map(http::HeaderName::as_str).collect();
    assert_eq!(names, ["accept", "user-agent", "x-version"]);
}

#[test]
fn cookies_of_callers_go_along_with_that_of_the_credential() {
    let cookie = |call: Call| request(call).unwrap().headers()["cookie"].clone();
    let with = |value| {
        let mut call = call(&KEYS);
        call.with_header("Cookie", value);
        cookie(call)
    };
    assert_eq!(with("b=2; c=3"), "session=k4; b=2; c=3");
    assert!(with("b=2").is_sensitive());
    assert_eq!(with(""), "session=k4");
    let client = builder().header("cookie", "a=1").build().unwrap();
    assert_eq!(cookie(client.call(&KEYS)), "session=k4; a=1");
    assert_eq!(cookie(client.call(&PUBLIC)), "a=1");
}

#[test]
fn cookie_parameters_stand_between_the_credential_and_what_a_caller_wrote() {
    let mut keys = call(&KEYS);
    keys.cookie("theme", &"dark".to_owned());
    keys.cookie("ids", &vec![1i64, 2]);
    keys.cookie("session", &"mine".to_owned());
    keys.cookie("gone", &1i64);
    keys.cookie("gone", &None::<i64>);
    keys.with_header("cookie", "b=2");
    let sent = request(keys).unwrap();
    assert_eq!(sent.headers()["cookie"], "session=k4; theme=dark; ids=1; ids=2; b=2");
    assert!(sent.headers()["cookie"].is_sensitive());
    let mut public = call(&PUBLIC);
    public.cookie("theme", &"dark".to_owned());
    assert_eq!(request(public).unwrap().headers()["cookie"], "theme=dark");
}

#[test]
fn an_object_in_the_query_does_not_bring_a_second_key() {
    let mut call = call(&KEYS);
    call.query("filter", &BTreeMap::from([("api_key".to_owned(), 1i64), ("b".to_owned(), 2)]));
    assert_eq!(request(call).unwrap().uri().query(), Some("b=2&api_key=k3"));
}

#[test]
fn a_parameter_goes_where_and_how_its_description_says() {
    let mut call = call(&SHOPS);
    let list = vec!["a,b".to_owned(), "c".to_owned()];
    let label = Parameter { name: "shop", style: Style::Label, explode: true, ..Parameter::PATH };
    call.parameter(&label, &list);
    let pipes =
        Parameter { name: "tags", style: Style::PipeDelimited, explode: false, ..Parameter::QUERY };
    call.parameter(&pipes, &list);
    let json = Parameter { name: "x-filter", json: true, ..Parameter::HEADER };
    call.parameter(&json, &list);
    call.parameter(&Parameter { name: "seen", ..Parameter::COOKIE }, &list);
    let sent = request(call).unwrap();
    assert_eq!(sent.uri().path(), "/v1/shops/.a%2Cb.c");
    assert_eq!(sent.uri().query(), Some("tags=a%2Cb%7Cc"));
    assert_eq!(sent.headers()["x-filter"], r#"["a,b","c"]"#);
    assert_eq!(sent.headers()["cookie"], "seen=a%2Cb; seen=c");
}

/// Threats D5 and D9: whatever says where it goes, a parameter is checked as any other input.
#[test]
fn a_parameter_that_cannot_be_sent_is_an_error_that_names_it() {
    let refused = |parameter: &Parameter, value: &dyn crate::json::WriteJson| {
        let mut call = call(&SHOPS);
        call.path("shop", &1i64);
        call.parameter(parameter, value);
        let Err(Error::Build(error)) = request(call) else { panic!("{parameter:?} was sent") };
        assert_eq!(error.parameter(), Some(parameter.name));
    };
    let text = |text: &str| text.to_owned();
    for name in crate::emit::RESERVED_HEADERS {
        refused(&Parameter { name, ..Parameter::HEADER }, &text("a"));
    }
    for bad in ["\r\nx: y", "\n", "\0"] {
        refused(&Parameter { name: "x-a", ..Parameter::HEADER }, &text(bad));
        refused(&Parameter { name: "a", ..Parameter::COOKIE }, &text(bad));
    }
    refused(&Parameter { name: "x-a", ..Parameter::HEADER }, &text("é"));
    refused(&Parameter { name: "x-a", ..Parameter::HEADER }, &vec![text("a,b")]);
    let deep = Parameter { name: "q", style: Style::DeepObject, ..Parameter::QUERY };
    refused(&deep, &BTreeMap::from([(text("a[b"), 1i64)]));
    let spaces = Parameter { style: Style::SpaceDelimited, explode: false, ..deep };
    refused(&spaces, &vec![text("a b")]);
    for style in [Style::Simple, Style::Label, Style::Matrix] {
        let shop = Parameter { name: "shop", style, ..Parameter::PATH };
        refused(&shop, &None::<String>);
        refused(&shop, &Vec::<String>::new());
    }
    refused(&Parameter { name: "shop", style: Style::Label, ..Parameter::PATH }, &text("."));
    refused(&Parameter { name: "shop", ..Parameter::PATH }, &text(".."));
}

#[test]
fn authorization_of_a_caller_replaces_the_credential() {
    let mut call = call(&KEYS);
    call.with_header("Authorization", "mine");
    assert_eq!(request(call).unwrap().headers()["authorization"], "mine");
}

#[test]
fn two_credentials_for_one_place_are_an_error() {
    let client = builder().credential(1, Credential::basic("u", "p")).build().unwrap();
    let Err(Error::Build(error)) = request(client.call(&BOTH)) else { panic!("one was dropped") };
    assert_eq!(error.parameter(), Some("authorization"));
    assert!(error.to_string().contains("two credentials"), "{error}");
}

#[test]
fn a_query_parameter_of_the_same_name_does_not_double_the_key() {
    let mut call = call(&KEYS);
    call.with_query("api_key", "mine");
    let sent = request(call).unwrap();
    assert_eq!(sent.uri().query(), Some("api_key=k3"));
}

#[test]
fn a_call_has_the_last_word_on_headers_in_the_place_of_the_first() {
    let client = builder().header("x-version", "2").header("x-team", "a").build().unwrap();
    let mut call = client.call(&PUBLIC);
    call.with_header("X-Version", "3");
    call.header("x-team", &None::<String>);
    let sent = request(call).unwrap();
    let headers: Vec<_> = sent
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect();
    assert_eq!(
        headers,
        [
            ("accept", "application/json"),
            ("user-agent", "tokensmith/0.1.0"),
            ("x-version", "3"),
            ("x-team", "a"),
        ]
    );
}

/// Threat E2, for the base URL of a call.
#[test]
fn a_call_cannot_send_credentials_in_clear_either() {
    let to = |operation, url| {
        let mut call = call(operation);
        call.with_base_url(url);
        request(call)
    };
    assert!(matches!(to(&KEYS, "http://h"), Err(Error::Build(_))));
    assert!(to(&PUBLIC, "http://h").is_ok());
    assert!(to(&KEYS, "http://127.0.0.1:1/x").is_ok());
    let mut public = call(&PUBLIC);
    public.with_base_url("http://h");
    public.with_header("cookie", "a=b");
    assert!(matches!(request(public), Err(Error::Build(_))));
    // What a caller gives by hand, where the description says that it is a credential.
    let mut header = call(&PUBLIC);
    header.with_base_url("http://h");
    header.with_header("X-API-Key", "k");
    assert!(matches!(request(header), Err(Error::Build(_))));
    let mut query = call(&PUBLIC);
    query.with_base_url("http://h");
    query.with_query("api_key", "k");
    assert!(matches!(request(query), Err(Error::Build(_))));
}

#[test]
fn the_first_problem_is_reported_and_later_setters_do_not_hide_it() {
    let mut call = call(&PUBLIC);
    call.query("a", &f64::INFINITY);
    call.with_header("b", "\n");
    call.query("a", &1.0f64);
    let Err(Error::Build(error)) = request(call) else { panic!("a bad call gave a request") };
    assert_eq!(error.parameter(), Some("a"));
    assert_eq!(
        error.to_string(),
        "`Find` (GET /find) cannot be sent: the query parameter `a` cannot be written as text"
    );
}

#[test]
fn a_url_beyond_what_http_can_hold_is_an_error() {
    let mut call = call(&PUBLIC);
    call.with_query("q", &"a".repeat(70_000));
    assert!(matches!(request(call), Err(Error::Build(_))));
}

#[test]
fn a_body_brings_its_content_type() {
    let sent = request(call(&PUBLIC).body(&vec![1i64])).unwrap();
    assert_eq!(sent.headers()["content-type"], "application/json");
    assert_eq!(&sent.body().as_bytes().unwrap()[..], b"[1]");
    assert!(!request(call(&PUBLIC)).unwrap().headers().contains_key("content-type"));

    let sent = request(call(&PATCH).body(&vec![1i64])).unwrap();
    assert_eq!(sent.headers()["content-type"], "application/merge-patch+json");
    let mut own = call(&PATCH).body(&vec![1i64]);
    own.with_header("content-type", "application/json");
    assert_eq!(request(own).unwrap().headers()["content-type"], "application/json");
}
