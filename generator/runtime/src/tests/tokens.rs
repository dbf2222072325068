//! Tokens that are fetched for a call: when, how often, and what becomes of them after a 401.

use core::convert::Infallible;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::error::Error as _;
use std::sync::Arc;

use http::StatusCode;

use crate::api::{Api, Case, Method, Operation, Scheme, SchemeKind};
use crate::call::Call;
use crate::client::Client;
use crate::credentials::Credential;
use crate::credentials::hand::Hand;
use crate::transport::BoxFuture;
use crate::{Error, MemoryTransport, ProviderError, Secret, TokenProvider, TransportErrorKind};

static API: Api = Api {
    name: "things",
    servers: &["https://api.example.com"],
    schemes: &[
        Scheme { name: "token", kind: SchemeKind::Http("Token"), env: &[] },
        Scheme {
            name: "oauth",
            kind: SchemeKind::OAuth2 {
                token_url: "https://issuer.example.com/token",
                scopes: &["read"],
            },
            env: &["ID", "SECRET"],
        },
        Scheme {
            name: "clear",
            kind: SchemeKind::OAuth2 { token_url: "http://issuer.example.com/token", scopes: &[] },
            env: &[],
        },
    ],
    user_agent: "things/1",
    ..Api::DEFAULT
};

const GET: Operation = Operation {
    id: "getThing",
    path: "/thing",
    security: Some(&[&[0], &[1]]),
    success: &[Case::new(&[204], 0)],
    ..Operation::DEFAULT
};
static READ: Operation = GET;
static PUBLIC: Operation = Operation { id: "isPublic", security: Some(&[]), ..GET };
static OPTIONAL: Operation = Operation { id: "isOptional", security: Some(&[&[0], &[]]), ..GET };
static CREATE: Operation = Operation { id: "createThing", method: Method::Post, ..GET };
static KEYED: Operation =
    Operation { id: "keyed", method: Method::Post, idempotency_key: "idempotency-key", ..GET };

/// Gives `token-1`, `token-2`, … and moves on when one is refused, unless it is stubborn.
#[derive(Default)]
struct Counter {
    current: AtomicUsize,
    asked: AtomicUsize,
    is_stubborn: bool,
}

impl TokenProvider for Counter {
    fn token(&self) -> BoxFuture<'_, Result<Secret, ProviderError>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let current = self.current.load(Ordering::SeqCst);
        Box::pin(async move { Ok(Secret::from(format!("token-{}", current + 1))) })
    }

    fn invalidate(&self, refused: &Secret) {
        let current = self.current.load(Ordering::SeqCst);
        assert_eq!(refused.expose_secret(), format!("token-{}", current + 1));
        if !self.is_stubborn {
            self.current.fetch_add(1, Ordering::SeqCst);
        }
    }
}

fn client(transport: &MemoryTransport, scheme: usize, credential: Credential) -> Client {
    let builder = crate::emit::ClientBuilder::new(&API).credential(scheme, credential);
    builder.transport(transport.clone()).clock(Hand::default()).build().expect("a client")
}

async fn send(call: Call) -> Result<(), Error> {
    call.send::<(), Infallible>().await
}

fn answer(transport: &MemoryTransport, status: u16) {
    transport.answer_json(StatusCode::from_u16(status).expect("a status"), "");
}

fn grants(transport: &MemoryTransport, token: &str) {
    let body = format!(r#"{{"access_token":"{token}","token_type":"Bearer","expires_in":3600}}"#);
    transport.answer_json(StatusCode::OK, body);
}

/// The header `authorization` of each request, and the host that it went to.
fn sent(transport: &MemoryTransport) -> Vec<String> {
    let requests = transport.requests();
    let line = |request: &http::Request<_>| {
        let value = request.headers().get("authorization");
        let value = value.map_or("", |value| value.to_str().expect("ASCII"));
        format!("{} {value}", request.uri().host().expect("a host"))
    };
    requests.iter().map(line).collect()
}

#[tokio::test]
async fn a_provider_is_asked_by_each_attempt_and_not_before() {
    let transport = MemoryTransport::new();
    let provider = Arc::new(Counter::default());
    let client = client(&transport, 0, Credential::provider(Arc::clone(&provider)));
    let call = client.call(&READ);
    drop(call.clone().send::<(), Infallible>());
    assert_eq!(provider.asked.load(Ordering::SeqCst), 0);
    answer(&transport, 204);
    send(call).await.unwrap();
    assert_eq!(sent(&transport), ["api.example.com Token token-1"]);
    assert_eq!(provider.asked.load(Ordering::SeqCst), 1);
}

/// Threat E5.
#[tokio::test]
async fn e5_a_public_operation_sends_nothing_and_asks_nobody() {
    let transport = MemoryTransport::new();
    let provider = Arc::new(Counter::default());
    let with = client(&transport, 0, Credential::provider(Arc::clone(&provider)));
    answer(&transport, 204);
    send(with.call(&PUBLIC)).await.unwrap();
    assert_eq!(provider.asked.load(Ordering::SeqCst), 0);
    let without = client(&transport, 1, Credential::client("id", "secret"));
    for operation in [&PUBLIC, &OPTIONAL] {
        answer(&transport, 204);
        send(without.call(operation)).await.unwrap();
    }
    assert_eq!(sent(&transport), ["api.example.com "; 3]);
}

#[tokio::test]
async fn a_provider_that_has_no_token_is_the_source_of_the_error_and_nothing_is_sent() {
    let transport = MemoryTransport::new();
    let client = client(
        &transport,
        0,
        Credential::provider(|| async { Err(ProviderError::from("the vault is closed")) }),
    );
    let error = send(client.call(&READ)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`getThing` (GET /thing) cannot be sent: there is no token for `token`"
    );
    assert_eq!(error.source().unwrap().to_string(), "the vault is closed");
    let Error::Credentials(detail) = &error else { panic!("{error}") };
    assert_eq!(detail.scheme(), Some("token"));
    assert!(detail.oauth().is_none());
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn a_token_that_no_request_can_carry_is_an_error_without_it() {
    let transport = MemoryTransport::new();
    for bad in ["", "canary\r\nx: y"] {
        let provider = move || async move { Ok(Secret::from(bad)) };
        let client = client(&transport, 0, Credential::provider(provider));
        let error = send(client.call(&READ)).await.unwrap_err();
        assert!(matches!(error, Error::Credentials(_)), "{error}");
        assert!(!format!("{error} {error:?}").contains("canary"), "{error}");
    }
    assert!(transport.requests().is_empty());
}

/// Threat E6: 401 forever ends after two requests, and a POST without a key after one.
#[tokio::test]
async fn e6_a_refused_token_is_replaced_once_where_sending_twice_does_no_harm() {
    for (operation, requests) in [(&READ, 2), (&CREATE, 1), (&KEYED, 2)] {
        let transport = MemoryTransport::new();
        let client = client(&transport, 0, Credential::provider(Counter::default()));
        for _ in 0..5 {
            answer(&transport, 401);
        }
        let error = send(client.call(operation)).await.unwrap_err();
        assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
        assert_eq!(transport.requests().len(), requests, "{}", operation.id);
        send(client.call(operation)).await.unwrap_err();
        let next = format!("api.example.com Token token-{}", requests + 1);
        assert_eq!(sent(&transport)[requests], next, "the next call has a token of its own");
    }
}

#[tokio::test]
async fn e6_a_token_that_cannot_be_another_is_not_sent_again() {
    let stubborn = Counter { is_stubborn: true, ..Counter::default() };
    for credential in [Credential::token("fixed"), Credential::provider(stubborn)] {
        let transport = MemoryTransport::new();
        let client = client(&transport, 0, credential);
        answer(&transport, 401);
        answer(&transport, 204);
        assert!(send(client.call(&READ)).await.is_err());
        assert_eq!(transport.requests().len(), 1);
    }
}

#[tokio::test]
async fn the_call_goes_on_with_the_token_that_replaced_a_refused_one() {
    let transport = MemoryTransport::new();
    let client = client(&transport, 1, Credential::client("id", "secret"));
    grants(&transport, "first");
    answer(&transport, 401);
    grants(&transport, "second");
    answer(&transport, 204);
    answer(&transport, 204);
    send(client.call(&READ)).await.unwrap();
    send(client.call(&READ)).await.unwrap();
    assert_eq!(
        sent(&transport),
        [
            "issuer.example.com Basic aWQ6c2VjcmV0",
            "api.example.com Bearer first",
            "issuer.example.com Basic aWQ6c2VjcmV0",
            "api.example.com Bearer second",
            "api.example.com Bearer second",
        ]
    );
}

#[tokio::test]
async fn a_401_stays_the_answer_where_no_other_token_can_be_had() {
    let transport = MemoryTransport::new();
    let client = client(&transport, 1, Credential::client("id", "secret"));
    grants(&transport, "first");
    answer(&transport, 401);
    transport.answer_json(StatusCode::UNAUTHORIZED, r#"{"error":"invalid_client"}"#);
    let error = send(client.call(&READ)).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(transport.requests().len(), 3);
}

#[tokio::test]
async fn an_authorization_server_that_fails_for_now_is_asked_again_as_the_policy_says() {
    let transport = MemoryTransport::new();
    let client = client(&transport, 1, Credential::client("id", "secret"));
    answer(&transport, 503);
    transport.fail(TransportErrorKind::Connect);
    grants(&transport, "first");
    answer(&transport, 204);
    send(client.call(&CREATE)).await.unwrap();
    assert_eq!(transport.requests().len(), 4, "nothing of the call itself was sent before");

    transport.answer_json(StatusCode::BAD_REQUEST, r#"{"error":"invalid_scope"}"#);
    let client = self::client(&transport, 1, Credential::client("id", "secret"));
    let error = send(client.call(&READ)).await.unwrap_err();
    let Error::Credentials(detail) = &error else { panic!("{error}") };
    assert_eq!(detail.oauth().and_then(|oauth| oauth.code()), Some("invalid_scope"));
    assert_eq!(transport.requests().len(), 5, "what is refused stays so");
}

#[tokio::test]
async fn a_request_that_is_not_sent_has_the_token_that_is_held_and_fetches_none() {
    let transport = MemoryTransport::new();
    let provided = client(&transport, 0, Credential::provider(Counter::default()));
    let issued = client(&transport, 1, Credential::client("id", "secret"));
    for (client, scheme) in [(&provided, "token"), (&issued, "oauth")] {
        let error = client.call(&READ).request::<Infallible>().unwrap_err();
        assert_eq!(
            error.to_string(),
            format!(
                "`getThing` (GET /thing) is not sent, which is when the token for `{scheme}` is fetched"
            )
        );
    }
    assert!(transport.requests().is_empty());
    grants(&transport, "held");
    answer(&transport, 204);
    send(issued.call(&READ)).await.unwrap();
    let request = issued.call(&READ).request::<Infallible>().unwrap();
    assert_eq!(request.headers()["authorization"], "Bearer held");
    assert!(request.headers()["authorization"].is_sensitive());
}

/// Threat E2, for the secret of an application.
#[test]
fn e2_a_token_url_in_clear_is_refused_unless_told_so() {
    let builder = || {
        crate::emit::ClientBuilder::new(&API)
            .credential(2, Credential::client("id", "canary"))
            .transport(MemoryTransport::new())
    };
    let error = builder().build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "the credential `clear` has a token URL that begins with `http://`, so it could be read on the \
         way"
    );
    assert!(builder().allow_http().build().is_ok());
}
