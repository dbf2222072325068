//! Answers that are documented errors: typed, with every field.

use tokensmith::clerk::Client;
use tokensmith::clerk::types::ClerkErrors;
use tokensmith::{Error, StatusCode};

use super::client;
use crate::server::{Server, json};

const ERRORS: &str = r#"{
    "errors": [{
        "message": "is too long", "long_message": "name must not be longer.",
        "code": "form_param_max_length_exceeded",
        "meta": {"param_name": "name", "limits": [1, 255]}, "clerk_trace_id": "inner"
    }, {"message": "m", "long_message": "l", "code": "c"}],
    "meta": {"retry": false}, "clerk_trace_id": "trace_1", "new": {}
}"#;

#[track_caller]
fn assert_errors(status: u16, error: &Error<ClerkErrors>) {
    assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
    assert_eq!(error.request_id(), Some("req_1"));
    assert_eq!(error.headers().unwrap()["content-type"], "application/json");
    assert_eq!(error.body().map(|body| &body[..]), Some(ERRORS.as_bytes()));
    assert!(!error.is_timeout() && !error.is_connect());

    let answer = error.api().unwrap_or_else(|| panic!("{status} is not typed: {error}"));
    assert_eq!(answer.clerk_trace_id.as_deref(), Some("trace_1"));
    assert_eq!(answer.meta.as_ref().unwrap()["retry"], false);
    let [first, second] = answer.errors.as_slice() else { panic!("{answer:?}") };
    assert_eq!(first.message, "is too long");
    assert_eq!(first.long_message, "name must not be longer.");
    assert_eq!(first.code, "form_param_max_length_exceeded");
    assert_eq!(first.meta.as_ref().unwrap()["limits"][1], 255);
    assert_eq!(first.clerk_trace_id.as_deref(), Some("inner"));
    assert_eq!(second.code, "c");
    assert!(second.meta.is_none() && second.clerk_trace_id.is_none());
}

/// Asks once for each status and compares the error. The second list has the statuses that are not
/// documented for the operation.
macro_rules! documents {
    ($name:ident: $call:expr => $documented:expr, not $undocumented:expr) => {
        #[tokio::test]
        async fn $name() {
            let call: fn(&Client) -> _ = $call;
            for status in $documented {
                let server = Server::with([json(status, ERRORS)]);
                let Err(error) = call(&client(&server)).send().await else {
                    panic!("{status} is a success")
                };
                assert_errors(status, &error);
            }
            for status in $undocumented {
                let server = Server::with([json(status, ERRORS)]);
                let Err(error) = call(&client(&server)).send().await else {
                    panic!("{status} is a success")
                };
                assert!(matches!(error, Error::Status(_)), "{status}: {error:?}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
                assert!(error.api().is_none());
            }
        }
    };
}

documents!(list: |c| c.machines().list() => [400, 401, 403, 422], not [404, 409, 429, 500, 503]);
documents!(create: |c| c.machines().create("n") => [400, 401, 403, 422], not [404, 409, 500]);
documents!(get: |c| c.machines().get("m") => [400, 401, 403, 404, 422], not [409, 500]);
documents!(update: |c| c.machines().update("m") => [400, 401, 403, 404, 422], not [409, 500]);
documents!(delete: |c| c.machines().delete("m") => [400, 401, 403, 404, 422], not [409, 500]);
documents!(get_secret_key: |c| c.machines().get_secret_key("m")
    => [400, 401, 403, 404], not [422, 500]);
documents!(rotate_secret_key: |c| c.machines().rotate_secret_key("m", 1)
    => [400, 401, 403, 404, 422], not [409, 500]);
documents!(create_scope: |c| c.machines().create_scope("m", "o")
    => [400, 401, 403, 404, 409, 422], not [429, 502]);
documents!(delete_scope: |c| c.machines().delete_scope("m", "o")
    => [400, 401, 403, 404, 422], not [409, 500]);

#[tokio::test]
async fn the_body_of_a_documented_error_can_be_taken() {
    let server = Server::with([json(404, ERRORS)]);
    let error = client(&server).machines().get("m").send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let errors = error.into_api().unwrap();
    assert_eq!(errors.errors.len(), 2);
}

#[tokio::test]
async fn the_sentence_of_an_error_names_call_status_and_request() {
    let server = Server::with([json(404, ERRORS)]);
    let error = client(&server).machines().get("m").send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "`GetMachine` (GET /machines/{machine_id}) answered 404 Not Found (request id req_1)"
    );
}
