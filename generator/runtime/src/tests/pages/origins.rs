//! Addresses of next pages: where credentials go, and where they do not.

use super::*;

#[tokio::test]
async fn an_address_is_asked_for_as_it_is_with_the_credentials_of_the_call() {
    for (next, path, query) in [
        ("https://api.example.com/v1/things/a%20b?page=2&x=1", "/v1/things/a%20b", "page=2&x=1"),
        ("https://API.example.com:443/elsewhere?page=2", "/elsewhere", "page=2"),
        ("/v2/things?page[n]=2#f", "/v2/things", "page[n]=2"),
        ("?page=2", "/v1/things/a%20b", "page=2"),
        ("/v2", "/v2", ""),
        ("/v2?api_key=k%20e%20y&page=2&api_key=other", "/v2", "page=2"),
    ] {
        let body = format!(r#"{{"data":[1],"meta":{{"next":"{next}"}}}}"#);
        let transport = script(&[&body, r#"{"data":[2]}"#]);
        let mut call = call(transport.clone());
        call.query("limit", &50i64);
        let (items, end) = all(call.items(&URL)).await;
        assert_eq!((items, end.is_ok()), (vec![1, 2], true), "{next}");
        assert_eq!(queries(&transport), ["limit=50", query], "{next}");
        let request = &transport.requests()[1];
        assert_eq!(request.uri().host(), Some("api.example.com"));
        assert_eq!(request.uri().path(), path);
        assert_eq!(request.headers()["authorization"], "Bearer secret");
    }
}

/// Threat E5: the page that was received is given out, and nothing is sent elsewhere.
#[tokio::test]
async fn an_address_of_another_origin_is_refused() {
    for next in [
        "https://evil.example/v1/things?page=2",
        "http://api.example.com/v1/things",
        "https://api.example.com:8443/",
        "https://api.example.com@evil.example/",
        "https://u:p@api.example.com/",
        "//evil.example/",
        "https:evil.example",
        r"\\\\evil.example",
        r"/\\evil.example",
        r"\t//evil.example",
        "/../../admin",
        "things?page=2",
    ] {
        let body = format!(r#"{{"data":[1],"meta":{{"next":"{next}"}}}}"#);
        let transport = script(&[&body]);
        let (items, end) = all(call(transport.clone()).items(&URL)).await;
        assert_eq!((items, kind(&end)), (vec![1], PaginationErrorKind::Address), "{next}");
        assert_eq!(transport.requests().len(), 1);
        let shown = format!("{0} {0:?}", end.unwrap_err());
        assert!(!shown.contains("evil"), "{shown}");
    }
}

#[tokio::test]
async fn a_link_header_leads_on_until_there_is_no_next_one() {
    let transport = MemoryTransport::new();
    transport.answer(linked("[1]", r#"</v1/things?n=2>; rel="next", </v1/things>; rel="first""#));
    transport.answer(linked("[]", r#"<https://api.example.com/v1/things?n=3>; rel=next"#));
    transport.answer(linked("[2]", r#"</v1/things>; rel="prev first""#));
    let (items, end) = all(call(transport.clone()).items(&LINK)).await;
    assert_eq!((items, end.is_ok()), (vec![1, 2], true));
    assert_eq!(queries(&transport), ["", "n=2", "n=3"]);

    let transport = MemoryTransport::new();
    transport.answer(linked("[1]", "<https://evil.example/>; rel=next"));
    let (items, end) = all(call(transport).items(&LINK)).await;
    assert_eq!((items, kind(&end)), (vec![1], PaginationErrorKind::Address));
}

/// Threat F7, for addresses.
#[tokio::test]
async fn addresses_that_lead_around_in_a_circle_are_an_error() {
    let transport = MemoryTransport::new();
    for next in ["/a", "/b", "/a#again"] {
        transport.answer(linked("[1]", &format!("<{next}>; rel=next")));
    }
    let (items, end) = all(call(transport).items(&LINK)).await;
    assert_eq!((items, kind(&end)), (vec![1, 1, 1], PaginationErrorKind::Repeated));
}

#[tokio::test]
async fn another_server_of_a_call_is_the_origin_of_its_pages() {
    let next = r#"{"data":[1],"meta":{"next":"https://eu.example.com/v1/x?n=2"}}"#;
    let transport = script(&[next, r#"{"data":[2]}"#]);
    let mut call = call(transport.clone());
    call.with_base_url("https://eu.example.com/v1");
    assert!(all(call.clone().items(&URL)).await.1.is_ok());
    assert_eq!(transport.requests()[1].uri().host(), Some("eu.example.com"));

    let transport = script(&[r#"{"data":[1],"meta":{"next":"https://api.example.com/v1/x"}}"#]);
    let mut call = super::call(transport);
    call.with_base_url("https://eu.example.com/v1");
    assert_eq!(kind(&all(call.items(&URL)).await.1), PaginationErrorKind::Address);
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn an_address_is_on_the_wire_what_it_was_in_the_answer() {
    use crate::tests::support::{Server, json};

    let next = "/v2/x%2Fy;z/?page[n]=2&at=2026-11-22T04:00:00%2B01:00&q=a+b%20|c,d&e";
    let body = format!(r#"{{"data":[1],"meta":{{"next":"{next}"}}}}"#);
    let server = Server::new(vec![json("200 OK", &body), json("200 OK", r#"{"data":[2]}"#)]);
    let builder = ClientBuilder::new(&API).base_url(format!("{}/v1", server.url()));
    let builder =
        builder.credential(0, Credential::token("t")).credential(1, Credential::token("k"));
    let mut call = builder.build().expect("a client").call(&LIST);
    call.path("kind", &"a".to_owned());
    assert_eq!(all(call.items(&URL)).await.0, [1, 2]);
    let heard = server.heard().await;
    assert!(heard[1].starts_with(&format!("GET {next}&api_key=k HTTP/1.1\r\n")), "{}", heard[1]);
    assert!(heard[1].contains("authorization: Bearer t\r\n"), "{}", heard[1]);
}
