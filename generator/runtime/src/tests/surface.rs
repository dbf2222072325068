//! What callers can rely on at compile time, and what one call does in memory.

use std::time::Duration;

use http::StatusCode;

use super::emitted::{self, ClerkErrors, GetError, Machine, MachineOrder};
use crate::{Error, MemoryTransport, RetryPolicy, TransportErrorKind};

pub(super) const MACHINE: &str = r#"{"id":"mch_1","order":"+name","secret_key":"sk","extra":1}"#;

fn client(transport: &MemoryTransport) -> emitted::Client {
    emitted::Client::builder()
        .bearer_auth("token")
        .transport(transport.clone())
        .build()
        .expect("a client")
}

fn is_send<T: Send + 'static>(value: T) -> T {
    value
}

#[test]
fn futures_and_errors_can_move_between_threads_and_errors_are_small() {
    fn is_error<T: std::error::Error + Send + Sync + 'static>() {}
    is_error::<Error<GetError>>();
    is_error::<Error<ClerkErrors>>();
    let client = client(&MemoryTransport::new());
    drop(is_send(client.machines().get("a").send()));
    drop(is_send(client.machines().get("a").send_with_response()));
    assert!(size_of::<Error<()>>() <= 2 * size_of::<usize>());
    assert!(size_of::<Error<[u64; 32]>>() <= 2 * size_of::<usize>());
    assert!(size_of::<crate::emit::Call>() == size_of::<usize>());
}

#[tokio::test]
async fn a_success_is_its_output_with_status_headers_and_request_id_on_request() {
    let transport = MemoryTransport::new();
    let response = http::Response::builder().header("x-request-id", "req_1").body(MACHINE);
    transport.answer(response.expect("a response"));
    let answer = client(&transport).machines().get("mch_1").send_with_response().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.request_id(), Some("req_1"));
    assert_eq!(answer.headers()["x-request-id"], "req_1");
    assert_eq!(answer.body().order, MachineOrder::NameAscending);
    assert_eq!(answer.into_body().id, "mch_1");
}

#[tokio::test]
async fn nothing_is_sent_before_the_future_is_polled() {
    let transport = MemoryTransport::new();
    drop(client(&transport).machines().get("mch_1").send());
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn a_documented_error_is_typed_by_its_status() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::UNAUTHORIZED, r#"{"message":"no"}"#);
    transport.answer_json(StatusCode::NOT_FOUND, "gone");
    let machines = client(&transport).machines();
    let error = machines.get("mch_1").send().await.unwrap_err();
    assert!(matches!(error.api(), Some(GetError::Unauthorized(body)) if body.message == "no"));
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(
        error.to_string(),
        "`GetMachine` (GET /machines/{machine_id}) answered 401 Unauthorized"
    );
    let error = machines.get("mch_1").send().await.unwrap_err();
    assert!(matches!(error.into_api(), Ok(GetError::NotFound(text)) if text.0 == "gone"));
}

#[tokio::test]
async fn an_error_body_that_is_not_as_documented_is_kept_raw_under_its_status() {
    let transport = MemoryTransport::new();
    let page = http::Response::builder()
        .status(401)
        .header("content-type", "text/html")
        .header("cf-ray", "8c")
        .body("<html>no</html>");
    transport.answer(page.expect("a response"));
    let error = client(&transport).machines().get("mch_1").send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)));
    assert_eq!(error.body().map(|body| &body[..]), Some(&b"<html>no</html>"[..]));
    assert_eq!(error.request_id(), Some("8c"));
    assert!(error.api().is_none());
}

#[tokio::test]
async fn an_undocumented_status_is_a_status_error_whatever_its_body() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::IM_A_TEAPOT, r#"{"message":"short"}"#);
    transport.answer_json(StatusCode::OK, "{}");
    let machines = client(&transport).machines();
    let error = machines.get("mch_1").send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
    // An operation without documented errors or bodies.
    let error = machines.ping().send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
}

#[tokio::test]
async fn a_success_that_is_not_as_documented_names_the_path_and_not_the_value() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, r#"{"id":"mch_1","order":["sk_live"]}"#);
    let error = client(&transport).machines().get("mch_1").send().await.unwrap_err();
    let Error::Decode(detail) = &error else { panic!("{error}") };
    assert_eq!(detail.path(), Some("$.order"));
    assert!(error.to_string().contains("$.order: expected a string, found an array"), "{error}");
    assert!(error.body().is_some());
}

#[tokio::test]
async fn a_page_under_200_is_named_by_its_media_type() {
    let transport = MemoryTransport::new();
    let page = http::Response::builder().header("content-type", "text/html; x=y").body("<html>");
    transport.answer(page.expect("a response"));
    let error = client(&transport).machines().get("mch_1").send().await.unwrap_err();
    assert!(error.to_string().ends_with("with a body that is not JSON but `text/html`"), "{error}");
}

#[tokio::test]
async fn no_body_is_fine_where_none_is_documented() {
    let transport = MemoryTransport::new();
    let nothing = http::Response::builder().status(204).body("");
    transport.answer(nothing.expect("a response"));
    client(&transport).machines().ping().send().await.unwrap();
    let request = &transport.requests()[0];
    assert!(!request.headers().contains_key("authorization"), "a public operation");
    assert!(!request.headers().contains_key("accept"));
}

#[tokio::test]
async fn a_transport_failure_and_a_stall_have_their_own_kinds() {
    let transport = MemoryTransport::new();
    transport.fail(TransportErrorKind::Connect);
    transport.fail(TransportErrorKind::ConnectTimeout);
    transport.stall();
    let client = emitted::Client::builder().bearer_auth("t").retry(RetryPolicy::never());
    let machines = client.transport(transport.clone()).build().unwrap().machines();
    let error = machines.get("a").send().await.unwrap_err();
    assert!(error.is_connect() && !error.is_timeout(), "{error}");
    let error = machines.get("a").send().await.unwrap_err();
    assert!(error.is_connect() && error.is_timeout(), "{error}");
    assert!(error.to_string().contains("10s"), "{error}");
    let error = machines.get("a").timeout(Duration::from_secs(7)).send().await.unwrap_err();
    assert!(error.is_timeout() && !error.is_connect(), "{error}");
    assert!(error.to_string().contains("no response within 7s"), "{error}");
    let error = machines.get("a").send().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "the script is at its end");
}

#[tokio::test]
async fn memory_transport_records_requests_with_their_bodies() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, MACHINE);
    let machine: Machine = client(&transport)
        .machines()
        .create("worker")
        .scoped_machines(["mch_2"])
        .send()
        .await
        .unwrap();
    assert_eq!(machine.default_token_ttl, None);
    let requests = transport.requests();
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].uri(), "https://api.example.com/v1/machines");
    assert_eq!(&requests[0].body()[..], br#"{"name":"worker","scoped_machines":["mch_2"]}"#);
}

#[cfg(feature = "reqwest")]
#[test]
fn a_client_of_the_default_transport_can_be_built_outside_a_runtime() {
    assert!(emitted::Client::new("token").is_ok());
}
