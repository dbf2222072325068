//! Clerk: where its documents and its own client disagree. What they agree on is in `wire`.

use tokensmith::clerk::Client;
use tokensmith::clerk::types::MachineOrder;
use tokensmith::{Error, MemoryTransport, RetryPolicy};

use super::{answers, html, json, sent};

fn client(transport: &MemoryTransport) -> Client {
    let builder = Client::builder().bearer_auth("sk_test_1").transport(transport.clone());
    builder.retry(RetryPolicy::never()).build().unwrap()
}

/// One document has the trace id beside the errors, another in each of them.
#[tokio::test]
async fn the_trace_id_is_read_where_it_stands() {
    let body = r#"{"errors": [{"message": "Invalid input", "long_message": "", "code": "c",
        "clerk_trace_id": "inner", "meta": {"param_name": "name"}}],
        "meta": {"a": [1]}, "clerk_trace_id": "outer", "status": 409}"#;
    let transport = answers([json(409, body)]);
    let error = client(&transport).machines().create_scope("a", "b").send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 409);
    let failure = error.into_api().unwrap();
    assert_eq!(failure.clerk_trace_id.as_deref(), Some("outer"));
    assert_eq!(failure.errors[0].clerk_trace_id.as_deref(), Some("inner"));
    assert_eq!(failure.errors[0].meta.as_ref().unwrap()["param_name"], "name");
    assert_eq!(failure.meta.unwrap()["a"][0], 1);
}

#[tokio::test]
async fn errors_without_optional_members_and_those_that_are_not_json_keep_their_status() {
    let body = r#"{"errors": [{"message": "m", "long_message": "l", "code": "c"}]}"#;
    for status in [400, 401, 403, 404, 422] {
        let transport = answers([json(status, body), html(status)]);
        let machines = client(&transport).machines();
        let error = machines.get("m").send().await.unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        let failure = error.into_api().unwrap();
        assert!(failure.meta.is_none() && failure.clerk_trace_id.is_none());
        let error = machines.get("m").send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error}");
        assert_eq!(error.status().unwrap(), status);
    }
}

/// The only operation without a documented 422 is the one for the secret key.
#[tokio::test]
async fn a_status_that_is_not_documented_is_not_decoded() {
    let body = r#"{"errors": [{"message": "m", "long_message": "l", "code": "c"}]}"#;
    let transport = answers([json(422, body), json(429, body)]);
    let machines = client(&transport).machines();
    for status in [422, 429] {
        let error = machines.get_secret_key("m").send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error}");
        assert_eq!(error.status().unwrap(), status);
    }
}

#[tokio::test]
async fn an_order_with_a_plus_is_encoded_and_an_empty_query_is_sent() {
    let transport = answers([json(200, r#"{"data": [], "total_count": 0}"#)]);
    let call = client(&transport).machines().list().order_by(MachineOrder::NameAscending);
    call.query("").send().await.unwrap();
    let sent = sent(&transport);
    assert!(sent.contains("order_by=%2Bname") && sent.contains("query="), "{sent}");
    // Defaults stay with the server; Clerk's own client sends them.
    assert!(!sent.contains("limit") && !sent.contains("offset"), "{sent}");
    let requests = transport.requests();
    assert_eq!(requests[0].headers()["clerk-api-version"], "2025-11-10");
    assert!(!requests[0].headers().contains_key("x-clerk-sdk"));
}

/// Clerk's own client tries again after 5XX and nothing else.
#[tokio::test]
async fn only_failures_of_the_server_are_tried_again() {
    let transport = answers([json(500, "{}"), html(503), html(429)]);
    let builder = Client::builder().bearer_auth("sk_test_1").transport(transport.clone());
    let error = builder.build().unwrap().machines().get("m").send().await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (429, 3));
}

#[tokio::test]
async fn deleting_answers_200_with_a_body_and_creating_200_as_well() {
    let deleted = r#"{"object": "machine", "id": "m", "deleted": true, "slug": null}"#;
    let created = r#"{"object": "machine", "id": "m", "name": "n", "instance_id": "i",
        "created_at": 1, "updated_at": 2, "default_token_ttl": 3600, "scoped_machines": [],
        "secret_key": "ak_1"}"#;
    let transport = answers([json(200, deleted), json(200, created)]);
    let machines = client(&transport).machines();
    assert!(machines.delete("m").send().await.unwrap().deleted);
    let created = machines.create("n").send().await.unwrap();
    assert_eq!(created.secret_key.expose_secret(), "ak_1");
}
