//! Payloads within envelopes, and envelopes that deny a success.

use http::StatusCode;

use crate::answer::Answer;
use crate::api::{Api, Case, Envelope, Next, Operation, Pagination};
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::json::{Maybe, Value};
use crate::{Error, MemoryTransport};

static API: Api = Api { name: "wrapped", servers: &["https://api.example.com"], ..Api::DEFAULT };

static RESULT: Envelope = Envelope { payload: "/result", success: None, error: None };
static DENIED: Envelope =
    Envelope { payload: "/result", success: Some("/success"), error: Some(1) };
static SILENT: Envelope = Envelope { error: None, ..DENIED };

static GET: Operation = operation(&[Case::enveloped(&[200], 0, &RESULT)]);
static GET_DENIED: Operation = operation(&[Case::enveloped(&[200], 0, &DENIED)]);
static GET_SILENT: Operation = operation(&[Case::enveloped(&[200], 0, &SILENT)]);

const ERRORS: &[Case] = &[Case::enveloped(&[400], 0, &RESULT)];

const fn operation(success: &'static [Case]) -> Operation {
    Operation { id: "Get", path: "/x", success, errors: ERRORS, ..Operation::DEFAULT }
}

/// The errors of a test: the variant that was asked for, and what was decoded.
#[derive(Debug, PartialEq)]
struct Told(usize, Value);

impl Answer for Told {
    fn unread() -> Self {
        Self(0, Value::Null)
    }

    fn turn(&mut self, variant: usize) -> crate::answer::Slot<'_> {
        *self = Self(variant, Value::Null);
        crate::answer::Slot::Json(&mut self.1)
    }
}

fn call(operation: &'static Operation, status: StatusCode, body: &str) -> Call {
    let transport = MemoryTransport::new();
    transport.answer_json(status, body);
    ClientBuilder::new(&API).transport(transport).build().expect("a client").call(operation)
}

async fn ok<T: Answer>(operation: &'static Operation, body: &str) -> Result<T, Error<Told>> {
    call(operation, StatusCode::OK, body).send().await
}

#[tokio::test]
async fn the_payload_is_read_and_the_envelope_dropped() {
    assert_eq!(ok::<Vec<i64>>(&GET, r#"{"errors":[],"result":[1,2]}"#).await.unwrap(), [1, 2]);
    assert_eq!(ok::<Option<i64>>(&GET, r#"{"result":null}"#).await.unwrap(), None);
    assert_eq!(ok::<Maybe<i64>>(&GET, r#"{"result":null}"#).await.unwrap(), Maybe::Null);
    assert_eq!(ok::<Value>(&GET, r#"{"result":null}"#).await.unwrap(), Value::Null);
    assert!(ok::<i64>(&GET_DENIED, r#"{"success":true,"result":7}"#).await.is_ok());
}

#[tokio::test]
async fn a_payload_that_is_not_as_documented_is_named_by_its_path_in_the_body() {
    for (body, path) in [
        (r#"{"success":true}"#, "$.result"),
        (r#"{"result":null}"#, "$.result"),
        (r#"{"result":[1,"x"]}"#, "$.result[1]"),
        (r#"{"result":[1],"result":[2]}"#, "$"),
        (r#"[1]"#, "$.result"),
        (r#"{"result":[1]"#, "$"),
    ] {
        let error = ok::<Vec<i64>>(&GET, body).await.unwrap_err();
        let Error::Decode(error) = error else { panic!("{error}") };
        assert_eq!(error.path(), Some(path), "{body}");
    }
}

#[tokio::test]
async fn a_success_that_its_envelope_denies_is_an_error_of_the_whole_body() {
    let body = r#"{"success":false,"errors":[{"code":7}],"result":[1]}"#;
    let error = ok::<Vec<i64>>(&GET_DENIED, body).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::OK));
    let told = error.into_api().expect("a documented error");
    assert_eq!(told.0, 1);
    assert_eq!(told.1["errors"][0]["code"], 7);

    let error = ok::<Vec<i64>>(&GET_SILENT, body).await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
    assert_eq!(error.body().map(|body| body.len()), Some(body.len()));
}

#[tokio::test]
async fn only_false_denies_a_success() {
    for success in ["true", "null", "0", "\"false\"", "[]", "{}"] {
        let body = format!(r#"{{"success":{success},"result":7}}"#);
        assert_eq!(ok::<i64>(&GET_DENIED, &body).await.unwrap(), 7, "{success}");
    }
    assert_eq!(ok::<i64>(&GET_DENIED, r#"{"result":7}"#).await.unwrap(), 7);
}

#[tokio::test]
async fn an_error_body_has_its_envelope_too() {
    let send = |body| call(&GET, StatusCode::BAD_REQUEST, body).send::<i64, Told>();
    let error = send(r#"{"result":"no"}"#).await.unwrap_err();
    assert_eq!(error.into_api().expect("a documented error"), Told(0, Value::from("no")));
    // The status says more than a body without the payload.
    assert!(matches!(send("{}").await, Err(Error::Status(_))));
}

#[tokio::test]
async fn a_page_is_the_whole_envelope_and_one_that_denies_success_is_an_error() {
    static PAGES: Pagination = Pagination {
        items: "/result",
        or_array: false,
        or_absent: false,
        total: None,
        more: None,
        limit: None,
        next: Next::Link,
    };
    let body = r#"{"success":true,"result":[1,2],"info":3}"#;
    let mut pages = call(&GET_DENIED, StatusCode::OK, body).pages::<Value, Told>(&PAGES);
    let page = pages.try_next().await.unwrap().expect("a page").into_body();
    assert_eq!(page["info"], 3);
    assert!(pages.try_next().await.unwrap().is_none());
    let mut items = call(&GET_DENIED, StatusCode::OK, body).items::<i64, Told>(&PAGES);
    assert_eq!(items.try_next().await.unwrap(), Some(1));

    let denied = r#"{"success":false,"result":null}"#;
    let mut pages = call(&GET_DENIED, StatusCode::OK, denied).pages::<Value, Told>(&PAGES);
    let error = pages.try_next().await.unwrap_err();
    assert_eq!(error.api().expect("the documented error").0, 1);
}
