use core::future::poll_fn;
use core::task::Poll;
use std::sync::Mutex;

use http::StatusCode;

use super::*;
use crate::api::Api;
use crate::credentials::hand::Hand;
use crate::{MemoryTransport, TransportErrorKind};

/// An application of an authorization server that says what a test wants.
struct Issuer {
    transport: MemoryTransport,
    clock: Hand,
    credentials: ClientCredentials,
}

fn issuer() -> Issuer {
    with("id", "secret", &["read", "write"])
}

fn with(id: &str, secret: &str, scopes: &[&str]) -> Issuer {
    let (transport, clock) = (MemoryTransport::new(), Hand::default());
    let credentials = ClientCredentials::new(
        BaseUrl::parse("https://issuer.example.com/oauth/token").unwrap(),
        scopes,
        (id, &Secret::from(secret)),
        Attempt {
            operation: "oauth",
            connect_timeout: Duration::from_secs(10),
            api: &Api::DEFAULT,
        },
        Arc::new(transport.clone()),
        Arc::new(clock.clone()),
    );
    Issuer { transport, clock, credentials: credentials.unwrap() }
}

impl Issuer {
    /// Answers the next request with a token that lives as long as this piece of JSON says.
    fn grants(&self, token: &str, life: &str) {
        let body =
            format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":{life}}}"#);
        self.transport.answer_json(StatusCode::OK, body);
    }

    async fn token(&self) -> String {
        self.credentials.token().await.unwrap().expose_secret().to_owned()
    }

    async fn error(&self) -> OAuthError {
        self.credentials.token().await.err().unwrap()
    }

    fn asked(&self) -> usize {
        self.transport.requests().len()
    }
}

#[tokio::test]
async fn a_token_is_asked_for_as_rfc_6749_sections_2_3_1_and_4_4_2_say() {
    let issuer = with("my app", "p:a/s s+\u{e9}", &["read", "all:write"]);
    issuer.grants("t", "60");
    assert_eq!(issuer.token().await, "t");
    let requests = issuer.transport.requests();
    assert_eq!(requests[0].method(), "POST");
    assert_eq!(requests[0].uri(), "https://issuer.example.com/oauth/token");
    let headers = requests[0].headers();
    assert_eq!(headers["content-type"], "application/x-www-form-urlencoded");
    assert_eq!(headers["accept"], "application/json");
    // `my+app:p%3Aa%2Fs+s%2B%C3%A9`
    assert_eq!(headers["authorization"], "Basic bXkrYXBwOnAlM0FhJTJGcytzJTJCJUMzJUE5");
    assert!(headers["authorization"].is_sensitive());
    assert_eq!(
        requests[0].body(),
        "grant_type=client_credentials&scope=read+all%3Awrite".as_bytes()
    );

    let issuer = with("id", "secret", &[]);
    issuer.grants("t", "60");
    issuer.token().await;
    assert_eq!(issuer.transport.requests()[0].body(), "grant_type=client_credentials".as_bytes());
}

#[tokio::test]
async fn a_token_is_kept_until_shortly_before_it_expires() {
    for (life, replaced_after) in [("3600", 3570), ("100", 90), (r#""3600""#, 3570)] {
        let issuer = issuer();
        issuer.grants("first", life);
        issuer.grants("second", life);
        assert_eq!(issuer.token().await, "first");
        issuer.clock.advance(Duration::from_secs(replaced_after - 1));
        assert_eq!(issuer.token().await, "first", "{life}");
        issuer.clock.advance(Duration::from_secs(1));
        assert_eq!(issuer.token().await, "second", "{life}");
        assert_eq!(issuer.asked(), 2);
    }
}

#[tokio::test]
async fn odd_lifetimes_neither_panic_nor_loop() {
    for life in ["0", "-1", "-1e300", r#""0""#] {
        let issuer = issuer();
        issuer.grants("first", life);
        issuer.grants("second", life);
        assert_eq!(issuer.token().await, "first", "{life}: it counts once");
        assert_eq!(issuer.token().await, "second", "{life}");
    }
    let years = Duration::from_secs(10 * 366 * 24 * 60 * 60);
    for (life, forever) in [
        ("1e300", false),
        ("18446744073709551615", false),
        (r#""99999999999999999999""#, false),
        ("null", true),
        (r#""NaN""#, true),
        (r#""soon""#, true),
        ("[]", true),
    ] {
        let issuer = issuer();
        issuer.grants("first", life);
        issuer.grants("second", life);
        issuer.token().await;
        issuer.clock.advance(years);
        let expected = if forever { "first" } else { "second" };
        assert_eq!(issuer.token().await, expected, "{life}");
    }
}

#[tokio::test]
async fn a_token_that_is_not_over_outlives_a_failure_to_replace_it() {
    let issuer = issuer();
    issuer.grants("first", "3600");
    issuer.token().await;
    issuer.clock.advance(Duration::from_secs(3580));
    issuer.transport.fail(TransportErrorKind::Connect);
    assert_eq!(issuer.token().await, "first");
    issuer.clock.advance(Duration::from_secs(20));
    issuer.transport.fail(TransportErrorKind::Connect);
    assert_eq!(
        issuer.error().await.to_string(),
        "the authorization server could not be asked: could not connect to the server"
    );
}

#[tokio::test]
async fn a_refused_token_is_forgotten_and_its_successor_is_not() {
    let issuer = issuer();
    issuer.grants("first", "3600");
    issuer.grants("second", "3600");
    let first = issuer.credentials.token().await.unwrap();
    issuer.credentials.invalidate(&first);
    assert_eq!(issuer.token().await, "second");
    issuer.credentials.invalidate(&first);
    assert_eq!(issuer.token().await, "second");
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn answers_that_are_no_token_are_typed_errors_without_the_servers_words() {
    let answers = [
        (400, r#"{"error":"invalid_scope"}"#, "answered 400 Bad Request with `invalid_scope`"),
        (401, r#"{"error":"canary","error_description":"canary"}"#, "answered 401 Unauthorized"),
        (500, "canary", "answered 500 Internal Server Error"),
        (302, "", "answered 302 Found"),
        (200, "<html>canary", "answered 200 OK with no token in JSON"),
        (200, r#"{"error":"invalid_client"}"#, "answered 200 OK with no token in JSON"),
        (200, r#"{"access_token":""}"#, "answered 200 OK with an empty token"),
        (
            200,
            r#"{"access_token":"canary","token_type":"mac"}"#,
            "answered 200 OK with a token of another type than `Bearer`",
        ),
    ];
    for (status, body, message) in answers {
        let issuer = issuer();
        issuer.transport.answer_json(StatusCode::from_u16(status).unwrap(), body);
        let error = issuer.error().await;
        assert_eq!(error.to_string(), format!("the authorization server {message}"));
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert!(!format!("{error:?} {error:#?}").contains("canary"));
    }
    let issuer = issuer();
    let body = r#"{"error":"slow_down","error_description":"Later."}"#;
    issuer.transport.answer_json(StatusCode::BAD_REQUEST, body);
    let error = issuer.error().await;
    assert_eq!((error.code(), error.description()), (Some("slow_down"), Some("Later.")));
}

#[tokio::test]
async fn an_answer_without_end_is_cut() {
    let issuer = issuer();
    issuer.transport.answer_json(StatusCode::OK, " ".repeat((64 << 10) + 1));
    assert_eq!(
        issuer.error().await.to_string(),
        "the authorization server answered 200 OK with more than 65536 bytes"
    );
}

/// Polls all futures in turn until each has its output.
async fn all<F: Future>(futures: Vec<F>) -> Vec<F::Output> {
    let mut futures: Vec<_> = futures.into_iter().map(|future| (Box::pin(future), None)).collect();
    poll_fn(|context| {
        for (future, output) in &mut futures {
            if output.is_none()
                && let Poll::Ready(value) = future.as_mut().poll(context)
            {
                *output = Some(value);
            }
        }
        if futures.iter().all(|(_, output)| output.is_some()) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    futures.into_iter().filter_map(|(_, output)| output).collect()
}

#[tokio::test]
async fn calls_at_the_same_time_share_one_request_and_its_failure() {
    let issuer = issuer();
    let gate = Gate::default();
    let ask = || async {
        gate.pass().await;
        issuer.credentials.issue().await
    };
    issuer.grants("first", "0");
    let calls = (0..100).map(|_| issuer.credentials.share.get(&issuer.clock, ask)).collect();
    let tokens = all(calls).await;
    assert!(tokens.iter().all(|token| token.as_ref().unwrap().expose_secret() == "first"));
    assert_eq!(issuer.asked(), 1, "even a token that has no life left is shared");

    issuer.transport.fail(TransportErrorKind::Connect);
    let calls = (0..100).map(|_| issuer.credentials.share.get(&issuer.clock, ask)).collect();
    assert!(all(calls).await.iter().all(Result::is_err));
    assert_eq!(issuer.asked(), 2);
}

/// Lets nobody through before it was asked a second time, so that others get to wait.
#[derive(Default)]
struct Gate(Mutex<bool>);

impl Gate {
    async fn pass(&self) {
        poll_fn(|context| {
            let mut open = self.0.lock().unwrap();
            if core::mem::replace(&mut *open, true) {
                *open = false;
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
    }
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_asks_does_not_keep_the_others_waiting() {
    let issuer = issuer();
    issuer.transport.stall();
    issuer.grants("second", "60");
    let mut leader = Box::pin(issuer.credentials.token());
    let mut waiter = Box::pin(issuer.credentials.token());
    poll_fn(|context| {
        assert!(leader.as_mut().poll(context).is_pending());
        assert!(waiter.as_mut().poll(context).is_pending(), "one request at a time");
        Poll::Ready(())
    })
    .await;
    assert_eq!(issuer.asked(), 1);
    drop(leader);
    assert_eq!(waiter.await.unwrap().expose_secret(), "second");
    assert_eq!(issuer.asked(), 2);
}

#[tokio::test]
async fn an_authorization_server_that_never_answers_has_a_limit_of_its_own() {
    let issuer = issuer();
    issuer.transport.stall();
    let mut asking = Box::pin(issuer.credentials.token());
    poll_fn(|context| {
        assert!(asking.as_mut().poll(context).is_pending());
        Poll::Ready(())
    })
    .await;
    issuer.clock.advance(LIMIT);
    let error = asking.await.err().unwrap();
    assert_eq!(error.to_string(), "the authorization server gave no token within 30s");
}
