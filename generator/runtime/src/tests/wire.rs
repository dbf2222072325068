//! Exact bytes on a loopback connection.

use super::emitted::{self, MachineOrder};
use super::support::{Server, Then, json};
use super::surface::MACHINE;
use crate::Error;

fn client(server: &Server) -> emitted::Client {
    emitted::Client::builder()
        .bearer_auth("token")
        .base_url(format!("{}/v1/", server.url()))
        .header("x-team", "a")
        .build()
        .expect("a client")
}

/// The request with the port of the server taken out.
fn normal(server_url: &str, request: &str) -> String {
    request.replace(server_url.trim_start_matches("http://"), "HOST")
}

#[tokio::test]
async fn equal_calls_give_equal_bytes_in_a_fixed_order() {
    let server = Server::new(vec![json("200 OK", MACHINE), json("200 OK", MACHINE)]);
    let url = server.url().to_owned();
    let client = client(&server);
    for _ in 0..2 {
        client.machines().create("worker").scoped_machines(["mch_2"]).send().await.unwrap();
    }
    let expected = "POST /v1/machines HTTP/1.1\r\n\
        accept: application/json\r\n\
        user-agent: tokensmith/0.1.0\r\n\
        content-type: application/json\r\n\
        clerk-api-version: 2025-11-10\r\n\
        authorization: Bearer token\r\n\
        x-team: a\r\n\
        host: HOST\r\n\
        content-length: 45\r\n\
        \r\n\
        {\"name\":\"worker\",\"scoped_machines\":[\"mch_2\"]}";
    for request in server.heard().await {
        assert_eq!(normal(&url, &request), expected);
    }
}

#[tokio::test]
async fn query_and_call_options_reach_the_wire_and_a_repeated_setting_replaces() {
    let server = Server::new(vec![json("200 OK", MACHINE)]);
    let url = server.url().to_owned();
    client(&server)
        .machines()
        .get("mch/1 é")
        .order_by(MachineOrder::from("-name"))
        .tags(vec!["a".into(), "b&c".into()])
        .order_by(MachineOrder::NameAscending)
        .trace("t1")
        .with_header("X-Team", "b")
        .with_query("debug", "1")
        .send()
        .await
        .unwrap();
    let expected = "GET /v1/machines/mch%2F1%20%C3%A9?order_by=%2Bname&tags=a&tags=b%26c&debug=1 HTTP/1.1\r\n\
        accept: application/json\r\n\
        user-agent: tokensmith/0.1.0\r\n\
        authorization: Bearer token\r\n\
        x-team: b\r\n\
        x-trace: t1\r\n\
        host: HOST\r\n\
        \r\n";
    assert_eq!(normal(&url, &server.heard().await[0]), expected);
}

/// Threat D1, on the sent request line.
#[tokio::test]
async fn hostile_path_values_arrive_as_one_segment_with_the_same_value() {
    let values: Vec<String> = crate::path::tests::hostile(2)
        .into_iter()
        .filter(|value| value != "." && value != "..")
        .collect();
    let server = Server::new(values.iter().map(|_| json("200 OK", MACHINE)).collect());
    let client = client(&server);
    for value in &values {
        client.machines().get(value.as_str()).send().await.unwrap();
    }
    for (value, request) in values.iter().zip(server.heard().await) {
        let target = request.split(' ').nth(1).expect("a request line").to_owned();
        let segments: Vec<_> = target.split('/').collect();
        assert_eq!(segments.len(), 4, "{value:?} gave {target}");
        assert_eq!(segments[..3], ["", "v1", "machines"], "{value:?} gave {target}");
        let decoded = percent_encoding::percent_decode_str(segments[3]).decode_utf8().unwrap();
        assert_eq!(decoded, value.as_str());
    }
}

/// Threat E1: a redirect is an answer, not an instruction.
#[tokio::test]
async fn redirects_are_not_followed() {
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Temporary", "308 Permanent"] {
        let elsewhere = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        elsewhere.set_nonblocking(true).unwrap();
        let target = elsewhere.local_addr().unwrap();
        let answer =
            format!("HTTP/1.1 {status}\r\nlocation: http://{target}/\r\ncontent-length: 0\r\n\r\n");
        let server = Server::new(vec![Then::Say(answer.into_bytes())]);
        let error = client(&server).machines().create("worker").send().await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{error}");
        assert_eq!(server.heard().await.len(), 1);
        assert!(elsewhere.accept().is_err(), "{status} was followed");
    }
}

/// Threat E1, for the transport that shows a certificate: it is the same otherwise.
#[tokio::test]
async fn a_certificate_changes_nothing_but_the_handshake() {
    let pem = crate::Secret::from(include_str!("../transport/reqwest/identity.pem"));
    let limit = std::time::Duration::from_secs(1);
    let transport = crate::ReqwestTransport::with_identity(&pem, limit).unwrap();
    let answer = b"HTTP/1.1 302 Found\r\nlocation: /v1/\r\ncontent-length: 0\r\n\r\n".to_vec();
    let server = Server::new(vec![Then::Say(answer)]);
    let client = emitted::Client::builder().bearer_auth("token").transport(transport);
    let client = client.base_url(server.url()).build().unwrap();
    let error = client.machines().get("mch_1").send().await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
    let heard = server.heard().await;
    assert_eq!(heard.len(), 1);
    assert!(!heard[0].contains("referer"), "{}", heard[0]);
}

/// Threat D5: nothing of a refused call reaches the wire.
#[tokio::test]
async fn header_injection_is_an_error_that_names_the_header_and_nothing_is_sent() {
    let elsewhere = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    elsewhere.set_nonblocking(true).unwrap();
    let client = emitted::Client::builder()
        .bearer_auth("token")
        .base_url(format!("http://{}", elsewhere.local_addr().unwrap()))
        .build()
        .unwrap();
    for value in ["a\r\nx: y", "a\nb", "a\0", "\u{100}"] {
        let error = client.machines().get("a").trace(value).send().await.unwrap_err();
        let Error::Build(detail) = &error else { panic!("{error}") };
        assert_eq!(detail.parameter(), Some("x-trace"));
        let error = client.machines().get("a").with_header("x-mine", value).send().await;
        assert!(matches!(error, Err(Error::Build(_))));
    }
    for name in ["host", "Content-Length", "transfer-encoding", ":authority", "a\r\nb"] {
        let error = client.machines().get("a").with_header(name, "v").send().await;
        assert!(matches!(error, Err(Error::Build(_))), "{name:?}");
    }
    assert!(elsewhere.accept().is_err(), "something was sent");
}
