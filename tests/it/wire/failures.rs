//! Answers that are not what the description says, and no answer at all.

use tokensmith::{Error, RetryPolicy, TransportErrorKind};

use super::{KEY, client};
use crate::server::{Server, answer, json};
use tokensmith::clerk::Client;

#[tokio::test]
async fn an_html_page_with_an_error_status_is_that_status() {
    let page = "<html>Bad gateway of canary</html>";
    let server = Server::with([answer(400, "content-type: text/html\r\n", page)]);
    let error = client(&server).machines().get("m").send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 400);
    assert_eq!(error.body().unwrap(), page);
    assert!(!format!("{error} {error:?}").contains("canary"));
}

#[tokio::test]
async fn an_html_page_with_a_success_status_is_no_success() {
    let server = Server::with([answer(200, "content-type: text/html\r\n", "<html>Log in</html>")]);
    let error = client(&server).machines().get("m").send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error:?}");
    assert!(error.to_string().contains("text/html"), "{error}");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_named_by_its_path_and_never_shown() {
    let body = r#"{"total_count": 1, "data": [{"object": "machine", "id": "canary_id",
        "name": {"canary": 1}, "instance_id": "i", "created_at": 1, "updated_at": 2,
        "scoped_machines": []}]}"#;
    let server = Server::json(body);
    let error = client(&server).machines().list().send().await.unwrap_err();
    let Error::Decode(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.path(), Some("$.data[0].name"));
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(error.to_string().contains("$.data[0].name"), "{error}");
    assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    assert_eq!(error.body().unwrap(), body);
}

#[tokio::test]
async fn a_required_member_that_is_missing_is_named() {
    let server = Server::json(r#"{"object": "machine_secret_key"}"#);
    let error = client(&server).machines().get_secret_key("m").send().await.unwrap_err();
    let Error::Decode(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.path(), Some("$.secret"));
}

#[tokio::test]
async fn broken_json_is_an_error_of_decoding() {
    for body in ["", "{", r#"{"object""#, "[]", "null", "{} {}", "\u{feff}{}", "nonsense"] {
        let server = Server::json(body);
        let error = client(&server).machines().delete("m").send().await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{body:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_documented_error_with_a_broken_body_is_its_status() {
    for body in ["", "{", r#"{"errors": 1}"#] {
        let server = Server::with([json(404, body)]);
        let error = client(&server).machines().get("m").send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{body:?}: {error:?}");
        assert_eq!(error.status().unwrap(), 404);
    }
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let server = Server::with([answer(302, "location: http://127.0.0.1:1/elsewhere\r\n", "")]);
    let error = client(&server).machines().get("m").send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error:?}");
    assert_eq!(error.status().unwrap(), 302);
    assert_eq!(server.count(), 1);
}

#[tokio::test]
async fn a_connection_that_ends_before_the_answer_is_an_error_of_transport() {
    let server = Server::with([Vec::<u8>::new()]);
    let error = client(&server).machines().create("n").send().await.unwrap_err();
    let Error::Transport(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.transport().kind(), TransportErrorKind::Request);
    assert!(!error.is_connect());
    assert_eq!(error.status(), None);
}

#[tokio::test]
async fn a_body_that_ends_early_is_an_error_of_transport() {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{";
    let server = Server::with([head]);
    let error = client(&server).machines().delete("m").send().await.unwrap_err();
    let Error::Transport(detail) = &error else { panic!("{error:?}") };
    assert_eq!(detail.transport().kind(), TransportErrorKind::Body);
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_said_to_be_unreachable() {
    let address = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.local_addr().unwrap()
    };
    let client =
        Client::builder().bearer_auth(KEY).base_url(format!("http://{address}")).build().unwrap();
    let call = client.machines().list().retry(RetryPolicy::never());
    let error = call.send().await.unwrap_err();
    assert!(error.is_connect(), "{error:?}");
    assert!(!error.is_timeout());
}

#[tokio::test]
async fn a_body_longer_than_any_error_is_cut() {
    let body = "x".repeat(3 << 20);
    let server = Server::with([answer(500, "content-type: text/plain\r\n", &body)]);
    let error = client(&server).machines().list().send().await.unwrap_err();
    assert_eq!(error.status().unwrap(), 500);
    assert!(error.body().unwrap().len() <= 1 << 20);
}
