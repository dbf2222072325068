//! Fastly's tokens of users: null where the documents promise strings, and what goes over the wire.

use tokensmith::fastly::Client;
use tokensmith::fastly::types::{CreateTokenErrorCode, TokenIdentifier, TokenScope};
use tokensmith::{Error, MemoryTransport, RetryPolicy};

use super::{answer, answers, html, json, sent};
use crate::server::{Server, answer as whole};

fn client(transport: &MemoryTransport) -> Client {
    let builder = Client::builder().token("fastly_key").transport(transport.clone());
    builder.retry(RetryPolicy::never()).build().unwrap()
}

fn loopback(server: &Server) -> Client {
    let builder = Client::builder().token("fastly_key").base_url(server.base_url());
    builder.retry(RetryPolicy::never()).build().unwrap()
}

/// A token that was never used, with the members that only the wire has, and one that nobody knows.
const UNUSED: &str = r#"{
    "id": "5Yo3XXnrQpjc20u0ybrf2g", "user_id": "4y5K5trZocEAQYkesWlk7M",
    "customer_id": "x4xCwxxJxGCx123Rx5xTx", "name": "my-test-token", "scope": "global",
    "scopes": ["global"], "services": [], "service_id": null,
    "created_at": "2021-06-01T12:00:00Z", "updated_at": "2021-06-01T12:00:00Z",
    "last_used_at": null, "expires_at": null, "ip": null, "user_agent": null,
    "sudo_expires_at": null, "tls_access": true
}"#;

#[tokio::test]
async fn a_token_that_was_never_used_has_nulls() {
    let list = format!("[{UNUSED}]");
    let transport =
        answers([json(200, &list), json(200, &list), json(200, UNUSED), json(200, UNUSED)]);
    let tokens = client(&transport).tokens();
    let mut all = tokens.list_user().send().await.unwrap();
    all.extend(tokens.list_customer("x4xCwxxJxGCx123Rx5xTx").send().await.unwrap());
    all.push(tokens.get("5Yo3XXnrQpjc20u0ybrf2g").send().await.unwrap());
    all.push(tokens.get_current().send().await.unwrap());
    assert_eq!(all.len(), 4);
    for token in all {
        assert_eq!(token.id.as_deref(), Some("5Yo3XXnrQpjc20u0ybrf2g"));
        assert_eq!(token.user_id.as_deref(), Some("4y5K5trZocEAQYkesWlk7M"));
        assert_eq!(token.customer_id.as_deref(), Some("x4xCwxxJxGCx123Rx5xTx"));
        assert_eq!(token.scope, Some(TokenScope::Global));
        assert_eq!(token.scopes.unwrap(), ["global"]);
        assert!(token.services.unwrap().is_empty());
        assert!(token.last_used_at.is_null() && token.expires_at.is_null());
        assert!(token.ip.is_null() && token.user_agent.is_null() && token.service_id.is_null());
        assert!(token.sudo_expires_at.is_null() && token.deleted_at.is_absent());
        assert_eq!(token.updated_at.into_option().unwrap().timestamp(), 1_622_548_800);
        assert_eq!(token.additional["tls_access"], true);
    }
    let paths = super::paths(&transport);
    assert_eq!(
        paths,
        [
            "/tokens",
            "/customer/x4xCwxxJxGCx123Rx5xTx/tokens",
            "/tokens/5Yo3XXnrQpjc20u0ybrf2g",
            "/tokens/self"
        ]
    );
}

#[tokio::test]
async fn several_scopes_at_once_are_kept_and_sent_as_they_are() {
    let both = UNUSED.replace(r#""scope": "global""#, r#""scope": "purge_all purge_select""#);
    let transport = answers([json(200, &both)]);
    let tokens = client(&transport).tokens();
    let created = tokens.create().scope("purge_all purge_select").send().await.unwrap();
    let scope = created.scope.unwrap();
    assert!(matches!(scope, TokenScope::Unknown(_)));
    assert_eq!(scope.as_str(), "purge_all purge_select");
    assert_eq!(sent(&transport), "POST /tokens scope=purge_all%20purge_select");
}

#[tokio::test]
async fn creation_sends_a_form_with_brackets_and_answers_200_with_the_secret() {
    let body = UNUSED.replacen('{', r#"{"access_token": "secret_of_the_token","#, 1);
    let headers = "content-type: application/json\r\nconnection: close\r\n\
        Fastly-Ratelimit-Remaining: 999\r\nFASTLY-RATELIMIT-RESET: 1622552400\r\n";
    let server = Server::with([whole(200, headers, &body)]);
    let at = "2030-01-01T00:00:00Z".parse().unwrap();
    let call = loopback(&server).tokens().create().name("a b&c").scope(TokenScope::PurgeSelect);
    let call = call.services(["s1", "s2"]).expires_at(at).username("a@example.com").password("pw");
    let response = call.otp("123456").send_with_response().await.unwrap();
    let limit = response.typed_headers().unwrap();
    assert_eq!(limit.fastly_rate_limit_remaining, Some(999));
    assert_eq!(limit.fastly_rate_limit_reset, Some(1_622_552_400));
    let created = response.into_body();
    assert_eq!(created.access_token.unwrap().expose_secret(), "secret_of_the_token");
    let request = server.request();
    assert!(request.starts_with("POST /v1/tokens HTTP/1.1\r\n"), "{request}");
    for line in [
        "fastly-key: fastly_key",
        "fastly-otp: 123456",
        "content-type: application/x-www-form-urlencoded",
        "accept: application/json",
    ] {
        assert!(request.contains(&format!("\r\n{line}\r\n")), "{line}: {request}");
    }
    let form = "name=a%20b%26c&scope=purge_select&services%5B%5D=s1&services%5B%5D=s2\
        &expires_at=2030-01-01T00%3A00%3A00Z&username=a%40example.com&password=pw";
    assert!(request.ends_with(&format!("\r\n\r\n{form}")), "{request}");
}

#[tokio::test]
async fn creation_fails_with_a_code_or_without_a_body() {
    for (code, expected) in [
        ("invalid_grant", CreateTokenErrorCode::InvalidGrant),
        ("account_locked", CreateTokenErrorCode::AccountLocked),
        ("2fa.verify", CreateTokenErrorCode::MfaVerify),
    ] {
        let body = format!(r#"{{"code": "{code}", "msg": "no"}}"#);
        let transport = answers([json(400, &body)]);
        let error = client(&transport).tokens().create().send().await.unwrap_err();
        let failure = error.into_api().unwrap();
        assert_eq!(failure.code, Some(expected));
        assert_eq!(failure.additional["msg"], "no");
    }
    for unprocessable in [answer(422, &[], ""), json(422, "{}"), html(422)] {
        let transport = answers([unprocessable]);
        let error = client(&transport).tokens().create().send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error}");
        assert_eq!(error.status().unwrap(), 422);
    }
}

#[tokio::test]
async fn a_user_without_a_token_can_create_one_and_do_nothing_else() {
    let transport = answers([json(200, UNUSED)]);
    let builder = Client::builder().username_and_password("a@example.com", "pw");
    let client = builder.transport(transport.clone()).build().unwrap();
    client.tokens().create().name("deploy").send().await.unwrap();
    let requests = transport.requests();
    assert_eq!(requests[0].headers()["authorization"], "Basic YUBleGFtcGxlLmNvbTpwdw==");
    assert!(!requests[0].headers().contains_key("fastly-key"));
    let error = client.tokens().get_current().send().await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
    assert!(error.to_string().contains("FASTLY_API_TOKEN"), "{error}");
    assert_eq!(transport.requests().len(), 1);
}

/// The media type has a parameter, which is a part of it.
#[tokio::test]
async fn revoking_several_sends_json_api_with_its_bulk_extension() {
    let server = Server::with([b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n".to_vec()]);
    let two = vec![TokenIdentifier::new("a"), TokenIdentifier::new("b")];
    let call = loopback(&server).tokens().bulk_revoke(two);
    let response = call.send_with_response().await.unwrap();
    assert_eq!(response.status(), 204);
    assert_eq!(response.typed_headers().unwrap().fastly_rate_limit_remaining, None);
    let request = server.request();
    assert!(request.starts_with("DELETE /v1/tokens HTTP/1.1\r\n"), "{request}");
    let media_type = "\r\ncontent-type: application/vnd.api+json; ext=bulk\r\n";
    assert!(request.contains(media_type), "{request}");
    let body = r#"{"data":[{"id":"a","type":"token"},{"id":"b","type":"token"}]}"#;
    assert!(request.ends_with(&format!("\r\n\r\n{body}")), "{request}");
}

#[tokio::test]
async fn revoking_one_answers_nothing() {
    let gone = || answer(204, &[("Fastly-RateLimit-Remaining", "12")], "");
    let transport = answers([gone(), gone()]);
    let tokens = client(&transport).tokens();
    let response = tokens.revoke("a").send_with_response().await.unwrap();
    assert_eq!(response.typed_headers().unwrap().fastly_rate_limit_remaining, Some(12));
    tokens.revoke_current().send().await.unwrap();
    assert_eq!(super::paths(&transport), ["/tokens/a", "/tokens/self"]);
}

#[tokio::test]
async fn errors_have_a_sentence_and_maybe_more() {
    let body = r#"{"msg": "Record not found", "detail": "Cannot find it", "title": "x"}"#;
    for status in [400, 401, 403, 404] {
        let transport = answers([json(status, body)]);
        let error = client(&transport).tokens().revoke("a").send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        let failure = error.api().unwrap();
        assert_eq!(failure.msg.as_deref(), Some("Record not found"));
        assert_eq!(failure.detail.as_deref(), Some("Cannot find it"));
        assert_eq!(failure.additional["title"], "x");
    }
    let transport = answers([json(401, "{}")]);
    let error = client(&transport).tokens().get_current().send().await.unwrap_err();
    assert_eq!(error.api().unwrap().msg, None);
}

/// "Missing or expired token", say the documents of 401, and "Invalid token" of 403.
#[tokio::test]
async fn a_bad_token_is_401_or_403() {
    for (status, is_refused) in [(401, true), (403, true), (404, false)] {
        let bodies = [json(status, r#"{"msg": "no"}"#), json(status, r#"{"title": "no"}"#)];
        let transport = answers(bodies);
        let client = client(&transport);
        let error = client.tokens().get_current().send().await.unwrap_err();
        assert_eq!(error.is_authentication(), is_refused, "{status}");
        let error = client.automation_tokens().get("3Ad4").send().await.unwrap_err();
        assert_eq!(error.is_authentication(), is_refused, "{status}");
    }
}

#[tokio::test]
async fn pages_of_html_and_undocumented_statuses_are_errors_with_their_status() {
    for failure in [html(503), html(404), json(429, r#"{"msg": "slow down"}"#), json(409, "{}")] {
        let status = failure.status();
        let transport = answers([failure]);
        let error = client(&transport).tokens().get("a").send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error}");
        assert_eq!(error.status(), Some(status));
        assert!(!error.body().unwrap().is_empty());
    }
    // Nothing is documented for these two, not even a 401.
    let transport = answers([json(401, r#"{"msg": "no"}"#), json(403, r#"{"msg": "no"}"#)]);
    let tokens = client(&transport).tokens();
    let error = tokens.list_customer("c").send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 401);
    let error = tokens.bulk_revoke(vec![TokenIdentifier::new("a")]).send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 403);
}
