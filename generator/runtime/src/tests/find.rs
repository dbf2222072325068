//! Looking for one item of a list.

use http::StatusCode;

use crate::api::{Api, Case, Find, Operation};
use crate::builder::ClientBuilder;
use crate::json::Value;
use crate::{Error, FindCall, FindErrorKind, MemoryTransport, RetryPolicy};

static API: Api = Api { name: "queues", servers: &["https://api.example.com"], ..Api::DEFAULT };

static LIST: Operation = Operation {
    id: "ListQueues",
    path: "/queues/",
    success: &[Case::new(&[200], 0)],
    errors: &[Case::new(&[400], 0)],
    ..Operation::DEFAULT
};

static FIND: Find = Find { parameter: "name", items: "/results", limit: Some(("page_size", 2)) };

fn find(transport: &MemoryTransport, name: &str) -> FindCall<String, Value> {
    let client = ClientBuilder::new(&API).transport(transport.clone()).build().expect("a client");
    let mut call = client.call(&LIST);
    call.query("name", &name.to_owned());
    call.find(&FIND)
}

fn answering(body: &str) -> MemoryTransport {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, body);
    transport
}

#[tokio::test]
async fn the_list_is_asked_for_two_items_that_pass_and_gives_the_one() {
    let transport = answering(r#"{"count":1,"results":["gpu"]}"#);
    assert_eq!(find(&transport, "g p&u").send().await.unwrap(), "gpu");
    let requests = transport.requests();
    assert_eq!(requests[0].uri().path_and_query().unwrap(), "/queues/?name=g%20p%26u&page_size=2");
}

#[tokio::test]
async fn no_item_and_several_are_errors_that_name_the_parameter_and_not_its_value() {
    let cases = [
        (r#"{"results":[]}"#, FindErrorKind::None, "found nothing with this `name`"),
        (r#"{"results":null}"#, FindErrorKind::None, "found nothing with this `name`"),
        (
            r#"{"results":["a","b"]}"#,
            FindErrorKind::Several,
            "found more than one thing with this `name`",
        ),
    ];
    for (body, kind, sentence) in cases {
        let error = find(&answering(body), "canary").send().await.unwrap_err();
        assert_eq!(error.is_not_found(), kind == FindErrorKind::None, "{body}");
        let text = format!("{error}");
        assert_eq!(text, format!("`ListQueues` (GET /queues/) {sentence}"));
        assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        assert_eq!((error.status(), error.attempts()), (Some(StatusCode::OK), 1));
        let Error::Find(error) = error else { panic!("{error}") };
        assert_eq!((error.kind(), error.parameter()), (kind, "name"));
    }
}

#[tokio::test]
async fn an_empty_filter_is_refused_before_anything_is_sent() {
    let transport = MemoryTransport::new();
    let error = find(&transport, "").send().await.unwrap_err();
    assert!(matches!(&error, Error::Build(error) if error.parameter() == Some("name")), "{error}");
    assert!(transport.requests().is_empty());
    assert!(find(&transport, "").url().is_err());
}

#[tokio::test]
async fn an_error_of_the_list_is_the_error_and_a_body_without_items_does_not_decode() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::BAD_REQUEST, r#"{"name":["no"]}"#);
    assert!(find(&transport, "a").send().await.unwrap_err().api().is_some());
    let transport = answering(r#"{"count":1}"#);
    let error = find(&transport, "a").send().await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

#[tokio::test]
async fn what_any_call_may_say_it_may_say_too() {
    let transport = answering(r#"{"results":["gpu"]}"#);
    let call = find(&transport, "gpu").with_query("private", "true").with_header("x-a", "b");
    let call = call.with_base_url("https://other.example/v2").retry(RetryPolicy::never());
    let url = "https://other.example/v2/queues/?name=gpu&page_size=2&private=true";
    assert_eq!(call.url().unwrap(), url);
    assert!(call.send().await.is_ok());
    let requests = transport.requests();
    assert_eq!(
        (requests[0].uri().to_string().as_str(), &requests[0].headers()["x-a"]),
        (url, &"b".parse().unwrap())
    );
}
