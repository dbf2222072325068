//! What calls end in beside one answer: items and pages, waiting, streams, envelopes, typed headers; and
//! how often they are sent.

use core::time::Duration;

use kitchen_sink::http::Response;
use kitchen_sink::{Error, MemoryTransport, RetryPolicy, StatusCode, TimeoutKind};

pub(super) async fn all() {
    pages().await;
    items_of_all_kinds().await;
    items_behind_unions().await;
    envelopes().await;
    waiting().await;
    events().await;
    lines().await;
    downloads().await;
    headers().await;
    retries().await;
    verify().await;
}

/// A transport that answers with these bodies of JSON.
fn answers(bodies: &[&str]) -> MemoryTransport {
    let transport = MemoryTransport::new();
    for body in bodies {
        transport.answer_json(StatusCode::OK, *body);
    }
    transport
}

/// A transport that answers with one body of another media type.
fn answer(media_type: &str, body: &'static str) -> MemoryTransport {
    let transport = MemoryTransport::new();
    transport.answer(Response::builder().header("content-type", media_type).body(body).unwrap());
    transport
}

/// The targets of all requests so far.
fn targets(transport: &MemoryTransport) -> Vec<String> {
    let requests = transport.requests();
    requests.iter().map(|r| r.uri().path_and_query().unwrap().as_str().to_owned()).collect()
}

async fn pages() {
    use kitchen_sink::responses_pagination_styles::Client;
    let client = |transport: &MemoryTransport| {
        Client::builder().transport(transport.clone()).build().unwrap()
    };

    let transport = answers(&[
        r#"{"data": [{"id": 1}, {"id": 2}], "total_count": 3}"#,
        r#"{"data": [{"id": 3}], "total_count": 3}"#,
    ]);
    let mut items = client(&transport).things().by_offset().limit(2).items();
    assert!(transport.requests().is_empty(), "nothing is sent before an item is asked for");
    let mut ids = Vec::new();
    while let Some(item) = items.try_next().await.unwrap() {
        ids.push(item.id);
    }
    assert_eq!(ids, [1, 2, 3]);
    assert_eq!(targets(&transport), ["/v1/offset?limit=2", "/v1/offset?limit=2&offset=2"]);

    let transport = answers(&[r#"{"data": [{"id": 9}], "total_count": 9}"#]);
    let mut items = client(&transport).things().by_offset().offset(8).items();
    assert_eq!(items.try_next().await.unwrap().map(|item| item.id), Some(9));
    assert!(items.try_next().await.unwrap().is_none());
    assert_eq!(targets(&transport), ["/v1/offset?offset=8"]);

    let transport = answers(&[r#"{"data": [{"id": 1}]}"#, r#"{"data": []}"#]);
    let mut pages = client(&transport).things().by_page().pages();
    let page = pages.try_next().await.unwrap().unwrap();
    assert_eq!((page.status(), page.body().data.len()), (StatusCode::OK, 1));
    while pages.try_next().await.unwrap().is_some() {}
    assert_eq!(targets(&transport).last().unwrap(), "/v1/page?page=1", "the first one is page 0");

    let transport = answers(&[
        r#"{"data": [{"id": 1}], "meta": {"next": "a b"}}"#,
        r#"{"data": [{"id": 2}], "meta": {"next": null}}"#,
    ]);
    let mut items = client(&transport).things().by_cursor().state("open").items();
    while items.try_next().await.unwrap().is_some() {}
    assert_eq!(targets(&transport), ["/v1/cursor", "/v1/cursor?after=a%20b"]);
    let bodies: Vec<_> = transport.requests().into_iter().map(|r| r.into_body()).collect();
    assert_eq!(bodies, [r#"{"state":"open"}"#; 2], "every page is asked for in the same words");

    let transport = MemoryTransport::new();
    let link = r#"<https://api.example.com/v1/link-header?p=2>; rel="next""#;
    let page = Response::builder().header("content-type", "application/json").header("link", link);
    transport.answer(page.body(r#"[{"id": 1}]"#).unwrap());
    transport.answer_json(StatusCode::OK, r#"[{"id": 2}]"#);
    let mut items = client(&transport).things().by_link_header().items();
    while items.try_next().await.unwrap().is_some() {}
    assert_eq!(targets(&transport), ["/v1/link-header", "/v1/link-header?p=2"]);

    let elsewhere = r#"{"data": [], "meta": {"next": "https://evil.example.com/"}}"#;
    let mut pages = client(&answers(&[elsewhere])).things().by_next_url().pages();
    assert!(pages.try_next().await.unwrap().is_some());
    let error = pages.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Pagination(_)), "{error:?}");
}

async fn items_of_all_kinds() {
    use kitchen_sink::responses_pagination_items::Client;
    let client = |body: &str| Client::builder().transport(answers(&[body])).build().unwrap();

    let body = r#"{"result": {"pages": [{"a/b": [{"id": 7}]}]}}"#;
    let item = client(body).things().nested().items().try_next().await.unwrap();
    assert_eq!(item.map(|thing| thing.id), Some(7));

    let mut names = client(r#"{"names": ["a", null]}"#).things().scalars().items();
    assert_eq!(names.try_next().await.unwrap(), Some(Some("a".to_owned())));
    assert_eq!(names.try_next().await.unwrap(), Some(None));

    let item = client(r#"{"data": [1]}"#).things().untyped().items().try_next().await.unwrap();
    assert_eq!(item.unwrap(), 1);
}

async fn items_behind_unions() {
    use kitchen_sink::responses_pagination_union::Client;
    let client = |body: &str| Client::builder().transport(answers(&[body])).build().unwrap();

    let page = r#"{"data": [{"id": 7}]}"#;
    let item = client(page).things().list().items().try_next().await.unwrap();
    assert_eq!(item.map(|thing| thing.id), Some(7));
    let page = r#"{"result": [{"id": 8}]}"#;
    let item = client(page).things().list_within().items().try_next().await.unwrap();
    assert_eq!(item.map(|thing| thing.id), Some(8));
    let item = client(r#"[{"id": 9}]"#).things().list_bare().items().try_next().await.unwrap();
    assert_eq!(item.map(|thing| thing.id), Some(9));
    let item = client(r#"{"data": ["a"], "kind": "k"}"#).things().list_apart().items();
    assert_eq!({ item }.try_next().await.unwrap().unwrap(), "a");
    let refused = client(r#"{"reason": "r"}"#).things().list().items().try_next().await;
    assert!(refused.is_err(), "a page without a list: {refused:?}");
}

async fn envelopes() {
    use kitchen_sink::responses_unwrap::{Client, errors};
    let client = |body: &str| Client::builder().transport(answers(&[body])).build().unwrap();

    let good = r#"{"success": true, "result": {"value": "t_1"}}"#;
    let token = client(good).things().create_token().send().await.unwrap();
    assert_eq!(token.value.expose_secret(), "t_1");

    let bad = r#"{"success": false, "result": null, "errors": [{"message": "no"}]}"#;
    let error = client(bad).things().create_token().send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::OK));
    let Some(errors::CreateTokenError::Failure(failure)) = error.api() else {
        panic!("{error:?}")
    };
    assert_eq!(failure.errors.as_ref().unwrap()[0].message.as_deref(), Some("no"));

    let page = r#"{"success": true, "result": [{"id": 1}], "result_info": {"total_count": 1}}"#;
    let mut pages = client(page).things().list().pages();
    let whole = pages.try_next().await.unwrap().unwrap().into_body();
    assert_eq!(whole.result_info.unwrap().total_count, Some(1));
    assert_eq!(client(page).things().list().send().await.unwrap()[0].id, 1);
}

async fn waiting() {
    use kitchen_sink::responses_wait::Client;
    let (queued, done) = (r#"{"status": "queued"}"#, r#"{"status": "done", "result": "r"}"#);
    let transport = answers(&[queued, queued, done]);
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    let job = client.jobs().get("j").wait().await.unwrap();
    assert_eq!(job.result.as_deref(), Some("r"));
    assert_eq!(transport.requests().len(), 3);

    let transport = answers(&[queued; 400]);
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    let error = client.jobs().get("j").wait().limit(Duration::from_secs(5)).await.unwrap_err();
    let Error::Timeout(timeout) = &error else { panic!("{error:?}") };
    assert_eq!(timeout.kind(), TimeoutKind::Wait);

    let on = answers(&[r#"{"state": {"on": false}}"#, r#"{"state": {"on": true}}"#]);
    let client = Client::builder().transport(on).build().unwrap();
    assert_eq!(client.jobs().get_switch().wait().await.unwrap().state.unwrap().on, Some(true));
}

async fn events() {
    use kitchen_sink::responses_event_stream::Client;
    let body = "event: piece\nid: 1\ndata: {\"delta\": \"a\"}\n\ndata: {\"delta\": \"b\"}\n\ndata: [DONE]\n\n";
    let transport = answer("text/event-stream", body);
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    let mut events = client.things().create_answer("why?").stream(true).events();
    let mut deltas = String::new();
    while let Some(event) = events.try_next().await.unwrap() {
        assert_eq!(event.id(), Some("1"), "an id holds until there is another");
        deltas += event.into_data().delta.as_deref().unwrap();
    }
    assert_eq!(deltas, "ab");
    let request = &transport.requests()[0];
    assert_eq!(request.headers()["accept"], "text/event-stream");
    assert_eq!(request.body(), r#"{"question":"why?","stream":true}"#);

    let client = Client::builder().transport(answer("text/event-stream", "data: x\ndata: y\n\n"));
    let client = client.build().unwrap();
    let event = client.things().watch_log().events().try_next().await.unwrap().unwrap();
    assert_eq!((event.name(), event.data.0.as_str()), ("message", "x\ny"));
}

async fn lines() {
    use kitchen_sink::responses_json_lines::Client;
    let transport = answer("application/jsonl", "{\"id\": 1}\n\n{\"id\": 2}");
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    let mut lines = client.things().export().lines();
    let mut ids = Vec::new();
    while let Some(thing) = lines.try_next().await.unwrap() {
        ids.push(thing.id);
    }
    assert_eq!(ids, [1, 2]);
    assert_eq!(transport.requests()[0].headers()["accept"], "application/jsonl");

    let sequence = answer("application/json-seq", "\u{1e}{\"id\":\n3}\n");
    let client = Client::builder().transport(sequence).build().unwrap();
    let thing = client.things().sequence().lines().try_next().await.unwrap();
    assert_eq!(thing.map(|thing| thing.id), Some(3));
}

async fn downloads() {
    use kitchen_sink::responses_download::Client;
    let file = answer("application/octet-stream", "bytes");
    let client = Client::builder().transport(file).build().unwrap();
    let mut body = client.files().get("f").download().await.unwrap().into_body();
    let mut bytes = Vec::new();
    while let Some(chunk) = body.try_next().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    assert_eq!(bytes, b"bytes");

    let missing = MemoryTransport::new();
    missing.answer_json(StatusCode::NOT_FOUND, r#"{"message": "gone"}"#);
    let client = Client::builder().transport(missing).build().unwrap();
    let error = client.files().get("f").download().await.unwrap_err();
    assert_eq!(error.api().unwrap().message.as_deref(), Some("gone"));
}

async fn headers() {
    use kitchen_sink::responses_headers::Client;
    let transport = MemoryTransport::new();
    let response = Response::builder()
        .header("content-type", "application/json")
        .header("x-ratelimit-remaining", "5")
        .header("X-Tags", "a, b")
        .header("x-state", "closed");
    transport.answer(response.body("[]").unwrap());
    transport.answer_json(StatusCode::OK, "[]");
    let client = Client::builder().transport(transport).build().unwrap();

    let answer = client.things().list().send_with_response().await.unwrap();
    let headers = answer.typed_headers().unwrap();
    assert_eq!((headers.x_rate_limit_remaining, headers.x_total), (5, None));
    assert_eq!(headers.x_tags.unwrap(), ["a", "b"]);

    let answer = client.things().list().send_with_response().await.unwrap();
    let error = answer.typed_headers().unwrap_err();
    assert!(error.to_string().contains("x-ratelimit-remaining"), "{error}");
    assert!(answer.into_body().is_empty(), "the body is not lost by it");

    use kitchen_sink::responses_headers::types::ListThingsErrorHeaders;
    let response = Response::builder().status(409).header("retry-at", "2025-01-02T03:04:05Z");
    let transport = MemoryTransport::new();
    transport.answer(response.header("X-Total", "many").body("").unwrap());
    transport.answer(Response::builder().status(404).header("x-total", "7").body("").unwrap());
    let client = Client::builder().transport(transport).build().unwrap();
    let error = client.things().list().send().await.unwrap_err();
    let wrong = error.typed_headers::<ListThingsErrorHeaders>().unwrap_err();
    assert_eq!(wrong.name(), "x-total");
    let error = client.things().list().send().await.unwrap_err();
    let headers: ListThingsErrorHeaders = error.typed_headers().unwrap().unwrap();
    assert_eq!((headers.x_total, headers.retry_at), (Some(7), None));
}

async fn retries() {
    use kitchen_sink::client_retry::Client;
    let failing = |count: usize| {
        let transport = MemoryTransport::new();
        for _ in 0..count {
            transport.answer_json(StatusCode::SERVICE_UNAVAILABLE, "{}");
        }
        transport.answer(Response::builder().status(204).body("").unwrap());
        (Client::builder().transport(transport.clone()).build().unwrap(), transport)
    };

    let (client, transport) = failing(6);
    client.things().as_the_api().send().await.unwrap();
    assert_eq!(transport.requests().len(), 7, "only time ends the attempts");

    let (client, transport) = failing(5);
    assert!(client.things().over_it().send().await.is_err());
    assert_eq!(transport.requests().len(), 5);

    let (client, transport) = failing(1);
    assert!(client.things().never().send().await.is_err());
    let call = client.things().never().retry(RetryPolicy::new());
    call.attempt_timeout(Duration::from_secs(1)).send().await.unwrap();
    assert_eq!(transport.requests().len(), 2);

    let (client, transport) = failing(1);
    client.things().safe().send().await.unwrap();
    assert_eq!(transport.requests().len(), 2);

    let (client, transport) = failing(1);
    client.things().keyed().send().await.unwrap();
    let requests = transport.requests();
    let keys: Vec<_> = requests.iter().map(|r| &r.headers()["idempotency-key"]).collect();
    assert_eq!(keys.len(), 2);
    assert_eq!(keys[0], keys[1], "it is one request, whatever the attempt");

    let (client, transport) = failing(0);
    client.things().keyed().idempotency_key("mine").send().await.unwrap();
    assert_eq!(transport.requests()[0].headers()["idempotency-key"], "mine");
}

async fn verify() {
    use kitchen_sink::client_verify::Client;
    let transport = answers(&[r#"{"name": "me"}"#]);
    let client = Client::builder().token("t").transport(transport.clone()).build().unwrap();
    client.verify().send().await.unwrap();
    assert_eq!(targets(&transport), ["/v1/me"]);
}
