//! Inputs that try to leave their place in the request.

use tokensmith::Error;

use super::client;
use crate::server::Server;

async fn target_of(id: &str) -> String {
    let server = Server::json("{}");
    let _ = client(&server).machines().get_secret_key(id).send().await;
    server.request().lines().next().unwrap().to_owned()
}

#[tokio::test]
async fn an_id_stays_one_segment() {
    for (id, segment) in [
        ("../x", "..%2Fx"),
        ("a/b", "a%2Fb"),
        ("a\\b", "a%5Cb"),
        ("%2e", "%252e"),
        ("%2e%2e", "%252e%252e"),
        ("ü", "%C3%BC"),
        ("a?b#c", "a%3Fb%23c"),
        ("a b+c", "a%20b%2Bc"),
        ("a\r\nx: y", "a%0D%0Ax%3A%20y"),
        (";@:&=,$!", "%3B%40%3A%26%3D%2C%24%21"),
        ("...", "..."),
        ("{machine_id}", "%7Bmachine_id%7D"),
    ] {
        assert_eq!(
            target_of(id).await,
            format!("GET /v1/machines/{segment}/secret_key HTTP/1.1"),
            "{id:?}"
        );
    }
}

#[tokio::test]
async fn an_id_that_would_be_another_endpoint_is_refused() {
    let server = Server::json("{}");
    for id in ["", ".", ".."] {
        let error = client(&server).machines().get(id).send().await.unwrap_err();
        let Error::Build(detail) = &error else { panic!("{id:?}: {error:?}") };
        assert_eq!(detail.parameter(), Some("machine_id"), "{id:?}");
        assert!(error.to_string().contains("machine_id"), "{error}");
    }
    assert_eq!(server.count(), 0, "nothing was sent");
}

#[tokio::test]
async fn the_second_id_is_as_safe_as_the_first() {
    let server = Server::json("{}");
    let _ = client(&server).machines().delete_scope("a/b", "../../c").send().await;
    assert!(
        server.request().starts_with("DELETE /v1/machines/a%2Fb/scopes/..%2F..%2Fc HTTP/1.1\r\n"),
        "{}",
        server.request()
    );
}

#[tokio::test]
async fn an_unknown_order_is_sent_as_it_is() {
    let server = Server::json("{}");
    let _ = client(&server).machines().list().order_by("+last active&x=1").send().await;
    assert!(
        server
            .request()
            .starts_with("GET /v1/machines?order_by=%2Blast%20active%26x%3D1 HTTP/1.1\r\n"),
        "{}",
        server.request()
    );
}

#[tokio::test]
async fn a_header_cannot_begin_another_line() {
    let server = Server::json("{}");
    for (name, value) in [("x-a", "1\r\nx-b: 2"), ("x-a", "1\n"), ("x a", "1"), ("", "1")] {
        let error =
            client(&server).machines().list().with_header(name, value).send().await.unwrap_err();
        assert!(matches!(error, Error::Build(_)), "{name:?}: {value:?}: {error:?}");
    }
    assert_eq!(server.count(), 0, "nothing was sent");
}
