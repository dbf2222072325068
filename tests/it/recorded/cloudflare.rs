//! Cloudflare: envelopes, two statuses of creation, and what an answer may leave out.

use tokensmith::cloudflare::Client;
use tokensmith::{Error, Maybe, MemoryTransport, RetryPolicy};

use super::{answer, answers, html, json, paths, sent};
use crate::server::{Server, json as whole};

const ACCOUNT: &str = "023e105f4ecef8ad9ca31a8372d0c353";
const TOKEN: &str = "f174e90a-fafe-4643-bbbc-4a0ed4fc8415";

fn client(transport: &MemoryTransport) -> Client {
    let builder = Client::builder().api_token("cf_token").transport(transport.clone());
    builder.retry(RetryPolicy::never()).build().unwrap()
}

/// A success around this payload.
fn success(result: &str) -> String {
    format!(r#"{{"success": true, "errors": [], "messages": [], "result": {result}}}"#)
}

const WITH_SECRET: &str = r#"{
    "client_id": "88bf3b6d86161464f6509f7219099e57.access.example.com",
    "client_secret": "bdd31cbc4dec990953e39163fbbb194c93313ca9f0a6e420346af9d326b1d2a5",
    "created_at": "2014-01-01T05:20:00.12345Z", "duration": "8760h", "enabled": true,
    "id": "f174e90a-fafe-4643-bbbc-4a0ed4fc8415", "name": "CI/CD token",
    "updated_at": "2014-01-01T05:20:00.12345Z", "a member of tomorrow": [null]
}"#;

#[tokio::test]
async fn creation_succeeds_with_the_status_of_the_document_and_with_that_of_older_servers() {
    for status in [201, 200] {
        let transport = answers([json(status, &success(WITH_SECRET))]);
        let tokens = client(&transport).access_service_tokens();
        let response =
            tokens.create(ACCOUNT, "CI/CD token").duration("60m").send_with_response().await;
        let response = response.unwrap();
        assert_eq!(response.status(), status);
        let created = response.into_body();
        assert_eq!(created.id.as_deref(), Some(TOKEN));
        assert_eq!(created.client_secret.unwrap().expose_secret().len(), 64);
        assert_eq!(created.duration.as_deref(), Some("8760h"));
        assert_eq!(created.enabled, Some(true));
        assert_eq!(
            sent(&transport),
            format!(
                "POST /client/v4/accounts/{ACCOUNT}/access/service_tokens \
                 {{\"name\":\"CI/CD token\",\"duration\":\"60m\"}}"
            )
        );
    }
}

#[tokio::test]
async fn times_have_any_number_of_digits_after_the_second() {
    let transport = answers([json(200, &success(WITH_SECRET))]);
    let rotated = client(&transport).access_service_tokens().rotate(ACCOUNT, TOKEN).send().await;
    let created_at = rotated.unwrap().created_at.into_option().unwrap();
    assert_eq!(created_at.timestamp(), 1_388_553_600);
    assert_eq!(created_at.timestamp_subsec_nanos(), 123_450_000);
}

#[tokio::test]
async fn listed_tokens_may_have_null_for_a_time_or_nothing_at_all() {
    let body = success(
        r#"[{"id": "a", "created_at": null, "updated_at": null, "last_seen_at": null}, {}]"#,
    );
    let transport = answers([json(200, &body)]);
    let listed = client(&transport).access_service_tokens().list(ACCOUNT).send().await.unwrap();
    let [first, second] = listed.as_slice() else { panic!("{}", listed.len()) };
    assert_eq!(first.id.as_deref(), Some("a"));
    assert!(first.created_at.is_null() && first.updated_at.is_null());
    assert!(first.last_seen_at.is_null() && first.expires_at.is_absent());
    assert_eq!(second.id, None);
    assert!(second.created_at.is_absent());
}

/// Totals are not promised here, so only an empty page is the last one.
#[tokio::test]
async fn pages_go_on_until_one_is_empty_whatever_the_totals_say() {
    let info = r#""result_info": {"count": 1, "page": 1, "per_page": 1, "total_count": 1}, "#;
    let first = success(r#"[{"id": "a"}]"#).replacen('{', &format!("{{{info}"), 1);
    let transport = answers([
        json(200, &first),
        json(200, &success(r#"[{"id": "b"}]"#)),
        json(200, &success("[]")),
    ]);
    let call = client(&transport).access_service_tokens().list(ACCOUNT).per_page(1);
    let mut items = call.search("CI").items();
    let mut ids = Vec::new();
    while let Some(token) = items.try_next().await.unwrap() {
        ids.push(token.id.unwrap());
    }
    assert_eq!(ids, ["a", "b"]);
    let base = format!("/client/v4/accounts/{ACCOUNT}/access/service_tokens?per_page=1&search=CI");
    let queries = paths(&transport);
    assert_eq!(queries.len(), 3, "{queries:?}");
    assert!(queries.iter().all(|path| path.starts_with(&base)), "{queries:?}");
    assert!(queries[1].contains("page=2") && queries[2].contains("page=3"), "{queries:?}");
}

#[tokio::test]
async fn a_failure_has_null_an_empty_object_or_nothing_for_a_result() {
    for result in [r#", "result": null"#, r#", "result": {}"#, ""] {
        let body = format!(
            r#"{{"errors": [{{"code": 7003, "message": "No route for the URI",
                "documentation_url": "https://developers.cloudflare.com/",
                "source": {{"pointer": "/name"}}, "error_chain": []}}],
                "messages": [], "success": false{result}}}"#
        );
        for status in [400, 403, 404, 418, 429] {
            let transport = answers([json(status, &body)]);
            let call = client(&transport).access_service_tokens().get(ACCOUNT, TOKEN);
            let error = call.send().await.unwrap_err();
            assert_eq!(error.status().unwrap(), status);
            let failure = error.into_api().unwrap();
            assert_eq!(failure.success, Some(false));
            let [message] = failure.errors.as_deref().unwrap() else { panic!("one error") };
            assert_eq!((message.code, message.message.as_str()), (7003, "No route for the URI"));
            let source = message.source.as_ref().unwrap();
            assert_eq!(source.pointer.as_deref(), Some("/name"));
        }
    }
}

#[tokio::test]
async fn no_success_is_an_error_whatever_the_status() {
    let body = r#"{"success": false, "errors": [{"code": 12130, "message": "access.api.error"}],
        "messages": [], "result": null}"#;
    for status in [200, 201] {
        let transport = answers([json(status, body)]);
        let call = client(&transport).access_service_tokens().create(ACCOUNT, "a");
        let error = call.send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.api().unwrap().errors.as_ref().unwrap()[0].code, 12130);
    }
    let transport = answers([json(200, body)]);
    let mut items = client(&transport).access_service_tokens().list(ACCOUNT).items();
    assert!(matches!(items.try_next().await.unwrap_err(), Error::Api(_)));
}

#[tokio::test]
async fn deleting_may_answer_with_the_id_alone() {
    let transport = answers([json(200, &success(&format!(r#"{{"id": "{TOKEN}"}}"#)))]);
    let call = client(&transport).access_service_tokens().delete(ACCOUNT, TOKEN);
    let deleted = call.send().await.unwrap();
    assert_eq!(deleted.id.as_deref(), Some(TOKEN));
    assert_eq!((deleted.name, deleted.expires_at), (None, Maybe::Absent));
    let path = format!("/client/v4/accounts/{ACCOUNT}/access/service_tokens/{TOKEN}");
    assert_eq!(sent(&transport), format!("DELETE {path}"));
}

#[tokio::test]
async fn an_update_sends_what_was_set_and_nothing_else() {
    let transport = answers([json(200, &success("{}"))]);
    let call = client(&transport).access_service_tokens().update(ACCOUNT, TOKEN);
    call.client_secret_version(2).send().await.unwrap();
    let path = format!("/client/v4/accounts/{ACCOUNT}/access/service_tokens/{TOKEN}");
    assert_eq!(sent(&transport), format!("PUT {path} {{\"client_secret_version\":2}}"));
}

#[tokio::test]
async fn refreshing_and_rotating_need_no_body() {
    let server = Server::with([whole(200, &success("{}")), whole(200, &success(WITH_SECRET))]);
    let builder = Client::builder().api_token("cf_token").base_url(server.base_url());
    let tokens = builder.build().unwrap().access_service_tokens();
    tokens.refresh("acc", "tok").send().await.unwrap();
    tokens.rotate("acc", "tok").send().await.unwrap();
    for (request, action) in server.requests().iter().zip(["refresh", "rotate"]) {
        let line = format!("POST /v1/accounts/acc/access/service_tokens/tok/{action} HTTP/1.1\r\n");
        assert!(request.starts_with(&line), "{request}");
        assert!(request.contains("\r\nauthorization: Bearer cf_token\r\n"), "{request}");
        assert!(!request.contains("content-type"), "{request}");
        assert!(request.ends_with("\r\n\r\n"), "{request}");
    }
}

#[tokio::test]
async fn a_rotation_can_say_when_the_old_secret_ends() {
    let transport = answers([json(200, &success(WITH_SECRET))]);
    let call = client(&transport).access_service_tokens().rotate(ACCOUNT, TOKEN);
    let at = "2025-01-02T05:20:00Z".parse().unwrap();
    call.previous_client_secret_expires_at(at).send().await.unwrap();
    let body = r#"{"previous_client_secret_expires_at":"2025-01-02T05:20:00Z"}"#;
    assert!(sent(&transport).ends_with(&format!("/rotate {body}")), "{}", sent(&transport));
}

#[tokio::test]
async fn a_token_wins_over_mail_and_key_and_one_of_these_is_not_enough() {
    let mail = || Client::builder().api_email("a@example.com");
    for (builder, token, key) in [
        (mail().api_key("k"), None, Some("k")),
        (mail().api_key("k").api_token("t"), Some("Bearer t"), None),
        (mail().api_token("t"), Some("Bearer t"), None),
    ] {
        let transport = answers([json(200, &success("[]"))]);
        let client = builder.transport(transport.clone()).build().unwrap();
        client.access_service_tokens().list(ACCOUNT).send().await.unwrap();
        let requests = transport.requests();
        let header = |name| requests[0].headers().get(name).map(|value| value.to_str().unwrap());
        assert_eq!((header("authorization"), header("x-auth-key")), (token, key));
        assert_eq!(header("x-auth-email"), key.map(|_| "a@example.com"));
    }
    let client = mail().transport(MemoryTransport::new()).build().unwrap();
    let error = client.access_service_tokens().list(ACCOUNT).send().await.unwrap_err();
    assert!(matches!(error, Error::Credentials(_)), "{error}");
    assert!(error.to_string().contains("CLOUDFLARE_API_TOKEN"), "{error}");
}

#[tokio::test]
async fn too_many_requests_say_how_long_to_wait_in_either_set_of_headers() {
    let body = r#"{"success": false, "errors": [{"code": 10000, "message": "slow down"}]}"#;
    let old = ("x-ratelimit-reset", "Thu, 01 Jan 2026 00:00:00 GMT");
    for limit in [("ratelimit", "\"default\";r=0;t=30"), old] {
        let headers = [("content-type", "application/json"), ("retry-after", "30"), limit];
        let transport = answers([answer(429, &headers, body)]);
        let call = client(&transport).access_service_tokens().list(ACCOUNT);
        let error = call.send().await.unwrap_err();
        assert_eq!(error.retry_after().unwrap().as_secs(), 30);
        assert_eq!(error.headers().unwrap()[limit.0], limit.1);
    }
}

/// The statuses and the number of attempts are those of Cloudflare's own SDKs.
#[tokio::test]
async fn what_may_be_sent_twice_is_sent_three_times_after_conflicts_and_limits() {
    let again = || [json(409, "{}"), json(408, "{}")];
    let [first, second] = again();
    let transport = answers([first, second, json(200, &success("[]"))]);
    let builder = Client::builder().api_token("t").transport(transport.clone());
    let tokens = builder.build().unwrap().access_service_tokens();
    tokens.list(ACCOUNT).send().await.unwrap();
    assert_eq!(transport.requests().len(), 3);
    again().into_iter().for_each(|failure| transport.answer(failure));
    let error = tokens.create(ACCOUNT, "a").send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (409, 1));
}

#[tokio::test]
async fn what_a_proxy_says_is_no_error_of_the_api() {
    for status in [403, 502] {
        let transport = answers([html(status)]);
        let call = client(&transport).access_service_tokens().list(ACCOUNT);
        let error = call.send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error}");
        assert_eq!(error.status().unwrap(), status);
    }
}
