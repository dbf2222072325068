//! No text that is made for people or logs holds a credential.

use std::error::Error as _;

use tokensmith::clerk::Client;

use super::{KEY, client};
use crate::server::{Server, json};

const CREATED: &str = r#"{
    "object": "machine", "id": "mch_1", "name": "worker", "instance_id": "ins_1",
    "created_at": 1, "updated_at": 2, "scoped_machines": [], "secret_key": "ak_canary"
}"#;

#[track_caller]
fn hides(text: &str) {
    assert!(!text.contains("canary"), "{text}");
}

#[tokio::test]
async fn debug_of_an_answer_redacts_its_secret_and_shows_the_rest() {
    let server = Server::json(CREATED);
    let response = client(&server).machines().create("worker").send_with_response().await.unwrap();
    let text = format!("{response:?} {response:#?}");
    hides(&text);
    assert!(text.contains("[REDACTED]") && text.contains("mch_1"), "{text}");
}

#[test]
fn debug_of_clients_calls_and_requests_hides_the_key() {
    let builder = Client::builder().bearer_auth(KEY).header("x-key", "canary");
    hides(&format!("{builder:?}"));
    let client = builder.build().unwrap();
    hides(&format!("{client:?} {:?}", client.machines()));
    let call = client.machines().create("worker").with_header("x-other", "canary");
    hides(&format!("{call:?}"));
    hides(&format!("{:?}", call.request().unwrap().headers()));
}

#[tokio::test]
async fn errors_and_their_sources_hide_key_and_body() {
    let body = r#"{"errors": [{"message": "ak_canary", "long_message": "", "code": ""}]}"#;
    let secret_is_wrong = CREATED.replace(r#""ak_canary""#, r#"{"ak_canary": "ak_canary"}"#);
    for answer in [
        json(401, body),
        json(500, body),
        json(200, body),
        json(200, &secret_is_wrong),
        json(200, CREATED.split_at(CREATED.len() - 4).0),
        Vec::new(),
    ] {
        let server = Server::with([answer]);
        let error = client(&server).machines().create("worker").send().await.unwrap_err();
        hides(&format!("{error} {error:?} {error:#?}"));
        let mut source = error.source();
        while let Some(cause) = source {
            hides(&format!("{cause} {cause:?}"));
            source = cause.source();
        }
    }
}
