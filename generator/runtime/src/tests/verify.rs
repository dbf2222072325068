//! Whether credentials are good, and which statuses say that they are not.

use core::time::Duration;

use http::StatusCode;

use crate::api::{Api, Case, Operation, Scheme, SchemeKind};
use crate::builder::ClientBuilder;
use crate::client::Client;
use crate::credentials::Credential;
use crate::json::Value;
use crate::verify::{Verified, verified};
use crate::{Error, MemoryTransport, RetryPolicy, TransportErrorKind};

static API: Api = Api {
    name: "queues",
    servers: &["https://api.example.com"],
    schemes: &[Scheme { name: "token", kind: SchemeKind::Http("Token"), env: &["TOKEN"] }],
    refused: &[403],
    ..Api::DEFAULT
};

static USERS: Operation = Operation {
    id: "ListUsers",
    path: "/users/",
    security: Some(&[&[0]]),
    success: &[Case::new(&[200], 0)],
    errors: &[Case::new(&[403], 0)],
    ..Operation::DEFAULT
};

fn builder(transport: &MemoryTransport) -> ClientBuilder {
    ClientBuilder::new(&API).transport(transport.clone()).retry(RetryPolicy::never())
}

/// As emitted code writes it.
fn check(builder: ClientBuilder) -> Verified<Client, Value> {
    let client = builder.build().expect("a client");
    let call = client.call(&USERS).send::<Value, Value>();
    verified(client, call)
}

fn with_token(transport: &MemoryTransport) -> ClientBuilder {
    builder(transport).credential(0, Credential::token("canary"))
}

#[tokio::test]
async fn a_success_gives_the_client_whatever_it_carries() {
    let transport = MemoryTransport::new();
    transport.answer(http::Response::new("<html>"));
    assert!(check(with_token(&transport)).await.is_ok());
    assert_eq!(transport.requests()[0].headers()["authorization"], "Token canary");
}

#[tokio::test]
async fn the_statuses_of_the_api_and_401_are_a_refusal() {
    for status in [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN] {
        let transport = MemoryTransport::new();
        transport.answer_json(status, r#"{"detail":"canary"}"#);
        let error = check(with_token(&transport)).await.unwrap_err();
        assert!(error.is_refused() && error.error().is_authentication());
        assert_eq!(
            error.to_string(),
            format!(
                "the credentials were refused: `ListUsers` (GET /users/) answered {status}{}",
                if status == 401 { ", not as the API documents" } else { "" }
            )
        );
        assert!(!format!("{error:?}").contains("canary"));
        assert_eq!(Error::from(error).status(), Some(status));
    }
}

#[tokio::test]
async fn a_server_in_trouble_says_nothing_of_the_credentials() {
    let transport = MemoryTransport::new();
    let page = http::Response::builder().status(500).header("content-type", "text/html");
    transport.answer(page.body("<html>").expect("a response"));
    transport.answer_json(StatusCode::NOT_FOUND, "{}");
    transport.fail(TransportErrorKind::Connect);
    for _ in 0..3 {
        let error = check(with_token(&transport)).await.unwrap_err();
        assert!(!error.is_refused(), "{error}");
        assert!(error.to_string().starts_with("the credentials could not be checked: "), "{error}");
        assert!(!matches!(error.into_error(), Error::Decode(_)));
    }
}

#[tokio::test]
async fn without_credentials_nothing_is_sent_and_it_is_a_refusal_that_says_what_to_set() {
    let transport = MemoryTransport::new();
    let error = check(builder(&transport)).await.unwrap_err();
    assert!(error.is_refused() && error.to_string().contains("TOKEN"), "{error}");
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn the_check_obeys_the_time_limit_of_the_client() {
    let transport = MemoryTransport::new();
    transport.stall();
    let limit = Duration::from_secs(7);
    let error = check(with_token(&transport).timeout(limit)).await.unwrap_err();
    assert!(error.error().is_timeout() && !error.is_refused(), "{error}");
    assert!(error.to_string().contains("7s"), "{error}");
}

#[tokio::test]
async fn another_status_is_no_refusal_and_403_is_none_unless_the_api_says_so() {
    static OTHER: Api = Api { refused: &[], ..API };
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::FORBIDDEN, "{}");
    let client = ClientBuilder::new(&OTHER)
        .credential(0, Credential::token("t"))
        .transport(transport)
        .build()
        .expect("a client");
    let error = client.call(&USERS).send::<Value, Value>().await.unwrap_err();
    assert!(!error.is_authentication() && !error.is_not_found());
}

#[test]
fn the_address_of_a_call_needs_no_credentials_and_shows_none() {
    let client = builder(&MemoryTransport::new()).base_url("https://h/api///").build().unwrap();
    let mut call = client.call(&USERS);
    call.with_query("page", "2");
    assert_eq!(call.url::<Value>().unwrap(), "https://h/api/users/?page=2");
    assert!(matches!(call.clone().request::<Value>(), Err(Error::Credentials(_))));
    call.with_header("host", "x");
    assert!(matches!(call.url::<Value>(), Err(Error::Build(_))));
}

#[cfg(feature = "blocking")]
#[test]
fn it_works_without_a_runtime() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, "{}");
    transport.answer_json(StatusCode::FORBIDDEN, "{}");
    assert!(check(with_token(&transport)).blocking().is_ok());
    assert!(check(with_token(&transport)).blocking().unwrap_err().is_refused());
}
