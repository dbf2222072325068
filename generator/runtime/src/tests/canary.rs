//! Threats E3 and E4: nothing that people print shows a secret, wherever it came from.

use std::error::Error as StdError;
use std::fmt::Debug;

use super::emitted::{self, ClerkErrors, GetError};
use crate::{
    AttemptInfo, AttemptOutcome, Body, Error, Hook, HookError, MemoryTransport, ProviderError,
    RetryPolicy, Secret, TransportErrorKind,
};

const TOKEN: &str = "canarytoken";
const PASSWORD: &str = "canarypassword";
const HEADER_KEY: &str = "canaryheaderkey";
const QUERY_KEY: &str = "canaryquerykey";
const COOKIE_KEY: &str = "canarycookiekey";

const ACCESS: &str = r#"{"access_token":"canaryaccess","token_type":"bearer","expires_in":3600}"#;

/// All forms in which a secret could show: as it is, percent-encoded, and in base64 wherever it begins
/// in a group of three bytes.
fn assert_silent(what: &str, text: &str) {
    for form in ["canary", "%63%61", "Y2FuYXJ5", "bmFy", "YW5h"] {
        assert!(!text.contains(form), "{what} shows a secret as {form}: {text}");
    }
    assert!(!text.contains("dXNlcj"), "{what} shows a user name in base64: {text}");
}

/// Prints what it is told about attempts.
struct Nosy;

impl Hook for Nosy {
    fn before(
        &self,
        request: &mut http::Request<Body>,
        attempt: &AttemptInfo,
    ) -> Result<(), HookError> {
        assert_silent_debug("the headers of a request", request.headers());
        assert_silent_debug("the body of a request", request.body());
        assert_silent_debug("an attempt", attempt);
        Ok(())
    }

    fn after(&self, outcome: AttemptOutcome<'_>, attempt: &AttemptInfo) {
        assert_silent_debug("an attempt", attempt);
        assert_silent_debug("the outcome of an attempt", &outcome);
    }
}

fn assert_silent_debug(what: &str, value: &dyn Debug) {
    assert_silent(what, &format!("{value:?}"));
    assert_silent(what, &format!("{value:#?}"));
}

fn assert_silent_error(what: &str, error: &(dyn StdError + 'static)) {
    let mut next = Some(error);
    while let Some(error) = next {
        assert_silent_debug(what, &error);
        assert_silent(what, &error.to_string());
        assert!(!error.to_string().contains('\n'), "{what} is one sentence");
        next = error.source();
    }
}

/// Where the client of an application is among them.
const OAUTH: usize = 5;

/// Which credentials a client has.
fn clients(transport: &MemoryTransport) -> Vec<emitted::Client> {
    let builder = || {
        emitted::Client::builder()
            .transport(transport.clone())
            .retry(RetryPolicy::never())
            .header("x-mine", "canarydefaultheader")
            .hook(Nosy)
            .base_url("https://h/v1")
    };
    let builders = [
        builder().bearer_auth(TOKEN),
        builder().basic_auth("user", PASSWORD),
        builder().key(2, HEADER_KEY),
        builder().key(3, QUERY_KEY).key(4, COOKIE_KEY),
        builder().bearer_auth_provider(|| async { Ok(Secret::from(TOKEN)) }),
        builder().oauth("canaryid", PASSWORD),
    ];
    builders
        .into_iter()
        .map(|builder| {
            assert_silent_debug("a builder", &builder);
            builder.build().expect("a client")
        })
        .collect()
}

#[tokio::test]
async fn no_error_shows_a_secret() {
    let transport = MemoryTransport::new();
    let body = r#"{"message":"canarybody","canarymember":"canaryvalue"}"#;
    let answer = |status: u16, body: &str| {
        let response = http::Response::builder()
            .status(status)
            .header("content-type", "application/json; canary=canary")
            .header("set-cookie", "canarysetcookie")
            .header("x-request-id", "req_1")
            .body(body.to_owned());
        transport.answer(response.expect("a response"));
    };
    for (at, client) in clients(&transport).into_iter().enumerate() {
        assert_silent_debug("a client", &client);
        if at == OAUTH {
            transport.answer_json(http::StatusCode::OK, ACCESS);
        }
        let call = || {
            let call = client.machines().create("worker").secret("canarysecret");
            call.with_header("x-other", "canaryheader")
        };
        assert_silent_debug("a call", &call());
        assert_silent_debug("a future", &call().send());

        let mut errors: Vec<Error<ClerkErrors>> = Vec::new();
        answer(400, body);
        answer(499, "canarytext");
        answer(500, body);
        answer(302, body);
        answer(200, body);
        answer(200, "canarytext");
        answer(200, "");
        answer(200, r#"{"id":"canaryid","order":["canaryorder"]}"#);
        transport.fail(TransportErrorKind::Connect);
        transport.fail(TransportErrorKind::ConnectTimeout);
        transport.fail(TransportErrorKind::Body);
        transport.stall();
        for _ in 0..13 {
            errors.push(call().send().await.unwrap_err());
        }
        errors.push(call().weight(f64::NAN).send().await.unwrap_err());
        let kinds: Vec<_> = errors.iter().map(std::mem::discriminant).collect();
        for error in &errors {
            assert_silent_error("an error", error);
        }
        let distinct = kinds.iter().enumerate().filter(|(at, kind)| !kinds[..*at].contains(kind));
        assert_eq!(distinct.count(), 6, "all kinds but missing credentials");
    }
    // `answer` writes into the script of all clients, each of which used its own part.
    assert_eq!(transport.requests().len(), 6 * 13 + 1);
}

#[tokio::test]
async fn no_error_of_building_shows_a_value() {
    let transport = MemoryTransport::new();
    for client in clients(&transport) {
        let machines = client.machines();
        let get = || machines.get("canarypath");
        let calls = [
            machines.get(".."),
            machines.get(""),
            get().trace("canary\r\n"),
            get().with_header("x-a", "canary\0"),
            get().with_base_url("https://user:canary@h"),
            get().with_base_url("https://h/?canary"),
            get().with_base_url("canary"),
            get().with_query("q", &"canary".repeat(20_000)),
        ];
        for call in calls {
            assert_silent_debug("a call", &call);
            let error: Error<GetError> = call.request().expect_err("no request");
            assert_silent_error("an error", &error);
        }
    }
}

#[test]
fn no_configuration_error_shows_a_value() {
    let builder = emitted::Client::builder;
    for bad in [
        builder().bearer_auth("canary\r\n"),
        builder().basic_auth("canary:", "x"),
        builder().basic_auth("canary", "canary\0"),
        builder().key(2, "canary\n"),
        builder().key(4, "canary; a=b"),
        builder().key(1, "canary"),
        builder().base_url("https://user:canary@h"),
        builder().base_url("canary"),
        builder().header("x-a", "canary\n"),
        builder().header("host", "canary"),
        builder().bearer_auth("canary").base_url("http://h"),
    ] {
        assert_silent_debug("a builder", &bad);
        assert_silent_error("a configuration error", &bad.build().expect_err("a bad setting"));
    }
}

#[tokio::test]
async fn requests_and_responses_hide_what_is_theirs_to_hide() {
    let transport = MemoryTransport::new();
    let clients = clients(&transport);
    let request = clients[0].machines().get("mch_1").with_header("x-a", "canary").request();
    assert_silent_debug("the headers of a request", request.unwrap().headers());
    for client in &clients[..4] {
        let request = client.machines().create("a").request().unwrap();
        assert_silent_debug("the headers of a request", request.headers());
    }
    let body = r#"{"id":"mch_1","order":"+name","secret_key":"canary"}"#;
    let response = http::Response::builder().header("set-cookie", "canary").body(body);
    transport.answer(response.unwrap());
    let answer = clients[0].machines().get("mch_1").send_with_response().await.unwrap();
    assert_silent_debug("a response", &answer);
    assert_eq!(answer.body().secret_key.expose_secret(), "canary");
    transport.fail(TransportErrorKind::Request);
    assert_silent_debug(
        "a transport's error",
        &clients[0].machines().get("a").send().await.unwrap_err(),
    );
}

/// The real transport: its library puts URLs into errors.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn errors_of_the_http_library_do_not_show_a_key_in_the_query() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let client = emitted::Client::builder()
        .key(3, QUERY_KEY)
        .key(4, COOKIE_KEY)
        .base_url(format!("http://{free}"))
        .build()
        .unwrap();
    let error = client.machines().create("canary").send().await.unwrap_err();
    assert!(error.is_connect());
    assert_silent_error("a connect error", &error);
}

#[tokio::test]
async fn missing_credentials_name_the_schemes_and_where_to_put_them() {
    let transport = MemoryTransport::new();
    let client = emitted::Client::builder().key(3, QUERY_KEY).transport(transport.clone());
    let error = client.build().unwrap().machines().create("a").send().await.unwrap_err();
    assert_silent_error("missing credentials", &error);
    assert_eq!(
        error.to_string(),
        "`CreateMachine` (POST /machines) needs credentials: \
         `bearerAuth` (environment: CLERK_SECRET_KEY), \
         or `basicAuth` (environment: CLERK_USER, CLERK_PASSWORD), \
         or `headerKey`, or `queryKey` and `cookieKey`, or `oauth`"
    );
    assert!(transport.requests().is_empty());
}

#[tokio::test]
async fn tokens_that_cannot_be_had_show_nothing_of_what_they_are_made_from() {
    let transport = MemoryTransport::new();
    let builder =
        || emitted::Client::builder().transport(transport.clone()).retry(RetryPolicy::never());
    let oauth = || builder().oauth("canaryid", "canarysecret").build().unwrap();
    for (status, body) in [
        (400, r#"{"error":"canary","error_description":"canary"}"#),
        (401, r#"{"error":"invalid_client","error_description":"canary"}"#),
        (500, "canary"),
        (200, "canary"),
        (200, r#"{"access_token":["canary"]}"#),
        (200, r#"{"access_token":"canary","token_type":"canary"}"#),
        (200, r#"{"access_token":"canary\n"}"#),
    ] {
        transport.answer_json(http::StatusCode::from_u16(status).unwrap(), body);
        let error = oauth().machines().create("a").send().await.unwrap_err();
        assert!(matches!(error, Error::Credentials(_)), "{error}");
        assert_silent_error("no access token", &error);
    }
    for failure in [TransportErrorKind::Connect, TransportErrorKind::Body] {
        transport.fail(failure);
        let error = oauth().machines().create("a").send().await.unwrap_err();
        assert_silent_error("no access token", &error);
    }
    let error = oauth().machines().create("a").request().unwrap_err();
    assert_silent_error("a request that is not sent", &error);

    for bad in ["", "canary\r\n", "canary\u{e9}"] {
        let client = builder().bearer_auth_provider(move || async move { Ok(Secret::from(bad)) });
        let error = client.build().unwrap().machines().create("a").send().await.unwrap_err();
        assert_silent_error("a token that cannot be sent", &error);
    }
    // What a provider says is the provider's: it is the source and no part of our sentence.
    let client = builder().bearer_auth_provider(|| async { Err(ProviderError::from("canary")) });
    let error = client.build().unwrap().machines().create("a").send().await.unwrap_err();
    assert_silent("a provider's failure", &format!("{error} {error:?} {error:#?}"));
    assert_eq!(error.source().unwrap().to_string(), "canary");
}

/// A panic in a hook or a provider is the consumer's; what we hold while it passes shows nothing.
#[tokio::test]
async fn a_panic_of_a_provider_does_not_break_the_client() {
    let client = emitted::Client::builder()
        .transport(MemoryTransport::new())
        .bearer_auth_provider(|| async { panic!("mine") })
        .build()
        .unwrap();
    let call = client.machines().create("a").secret("canary").send();
    let panic = tokio::spawn(call).await.unwrap_err().into_panic();
    assert_eq!(panic.downcast_ref::<&str>(), Some(&"mine"));
    assert_silent_debug("a client", &client);
}
