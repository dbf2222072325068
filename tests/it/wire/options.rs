//! What a caller can change for a client and for one call.

use std::time::Duration;

use tokensmith::clerk::Client;
use tokensmith::{Error, MemoryTransport, RetryPolicy, TimeoutKind, http};

use super::{KEY, client};
use crate::server::{Server, answer};

const DELETED: &str = r#"{"object": "machine", "id": "mch_1", "deleted": true}"#;

#[tokio::test]
async fn a_header_of_the_call_replaces_those_of_client_and_description() {
    let server = Server::json(DELETED);
    let client = Client::builder()
        .bearer_auth(KEY)
        .base_url(server.base_url())
        .header("x-one", "client")
        .header("x-two", "client")
        .user_agent("mine/1")
        .build()
        .unwrap();
    let call = client.machines().delete("m").with_header("x-two", "call");
    call.with_header("Clerk-API-Version", "2026-05-12").send().await.unwrap();
    assert_eq!(
        server.request(),
        "DELETE /v1/machines/m HTTP/1.1\r\n\
         accept: application/json\r\n\
         user-agent: mine/1\r\n\
         clerk-api-version: 2026-05-12\r\n\
         authorization: Bearer sk_test_canary\r\n\
         x-one: client\r\n\
         x-two: call\r\n\
         host: HOST\r\n\r\n"
    );
}

#[tokio::test]
async fn a_query_parameter_of_the_call_is_added() {
    let server = Server::json("{}");
    let call = client(&server).machines().list().limit(5).with_query("x y", "1&2");
    let _ = call.send().await;
    assert!(
        server.request().starts_with("GET /v1/machines?limit=5&x%20y=1%262 HTTP/1.1\r\n"),
        "{}",
        server.request()
    );
}

#[tokio::test]
async fn a_setter_called_again_replaces_its_value() {
    let server = Server::json("{}");
    let _ = client(&server).machines().list().limit(5).offset(1).limit(6).send().await;
    assert!(
        server.request().starts_with("GET /v1/machines?limit=6&offset=1 HTTP/1.1\r\n"),
        "{}",
        server.request()
    );
}

#[tokio::test]
async fn a_base_url_of_the_call_takes_the_place_of_the_clients() {
    let server = Server::json(DELETED);
    let client = Client::new(KEY).unwrap();
    let url = server.base_url().replace("/v1", "/other/");
    client.machines().delete("m").with_base_url(&url).send().await.unwrap();
    assert!(
        server.request().starts_with("DELETE /other/machines/m HTTP/1.1\r\n"),
        "{}",
        server.request()
    );
}

#[tokio::test]
async fn a_call_that_takes_too_long_ends_with_its_own_limit() {
    let transport = MemoryTransport::new();
    transport.stall();
    let client = Client::builder()
        .bearer_auth(KEY)
        .timeout(Duration::from_secs(20))
        .transport(transport)
        .build()
        .unwrap();
    let call = client.machines().get("m").timeout(Duration::from_secs(5));
    let error = call.send().await.unwrap_err();
    assert!(error.is_timeout());
    let Error::Timeout(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.kind(), TimeoutKind::Total);
    assert_eq!(detail.limit(), Duration::from_secs(5));
}

#[tokio::test]
async fn without_a_word_of_the_caller_the_description_limits_a_call() {
    let transport = MemoryTransport::new();
    transport.stall();
    let client = Client::builder().bearer_auth(KEY).transport(transport).build().unwrap();
    let call = client.machines().get("m").retry(RetryPolicy::never());
    let error = call.send().await.unwrap_err();
    let Error::Timeout(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.limit(), Duration::from_secs(30), "x-sdk-timeout of specs/clerk");
}

#[tokio::test]
async fn a_server_that_says_nothing_runs_into_the_limit() {
    // Accepts connections by the kernel alone, and never reads.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", silent.local_addr().unwrap());
    let client = Client::builder().bearer_auth(KEY).base_url(url).build().unwrap();
    let call = client.machines().list().timeout(Duration::from_millis(20));
    assert!(call.send().await.unwrap_err().is_timeout());
}

#[test]
fn a_request_can_be_looked_at_unsent() {
    let client = Client::new(KEY).unwrap();
    let call = client.machines().create("worker").default_token_ttl(60);
    let request: http::Request<_> = call.request().unwrap();
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://api.clerk.com/v1/machines");
    assert_eq!(request.headers()["authorization"], format!("Bearer {KEY}"));
    assert_eq!(request.headers()["clerk-api-version"], "2025-11-10");
    assert_eq!(
        &request.body().as_bytes().unwrap()[..],
        br#"{"name":"worker","default_token_ttl":60}"#
    );
}

#[test]
fn clients_and_calls_can_be_made_without_an_async_runtime_and_moved_to_others() {
    fn movable<T: Send + 'static>(_: &T) {}
    let client = Client::new(KEY).unwrap();
    movable(&client);
    movable(&client.machines().list().send());
    movable(&client.machines().create("n").send_with_response());
}

#[test]
fn settings_that_cannot_work_are_refused_by_name() {
    for (builder, word) in [
        (Client::builder().bearer_auth(KEY).base_url("ftp://example.com"), "base URL"),
        (Client::builder().bearer_auth(KEY).base_url("https://user@example.com"), "base URL"),
        (Client::builder().bearer_auth(KEY).base_url("http://example.com"), "http://"),
        (Client::builder().bearer_auth("line\nbreak"), "bearerAuth"),
        (Client::builder().bearer_auth(KEY).header("host", "example.com"), "host"),
    ] {
        let error = builder.build().unwrap_err().to_string();
        assert!(error.contains(word), "{error}");
        assert!(!error.contains("canary"), "{error}");
    }
    let allowed = Client::builder().bearer_auth(KEY).base_url("http://example.com").allow_http();
    assert!(allowed.build().is_ok());
}

#[tokio::test]
async fn a_call_without_credentials_is_refused_before_it_is_sent() {
    let server = Server::with([answer(200, "", "")]);
    let client = Client::builder().base_url(server.base_url()).build().unwrap();
    let error = client.machines().list().send().await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error:?}");
    assert!(error.to_string().contains("CLERK_SECRET_KEY"), "{error}");
    assert_eq!(server.count(), 0);
}
