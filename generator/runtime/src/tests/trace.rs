//! Spans say what happened, and no secret: threat E3 for logs.

use std::cell::RefCell;
use std::fmt::{Debug, Write as _};
use std::sync::Once;

use http::StatusCode;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use super::emitted::Client;
use crate::MemoryTransport;

const MACHINE: &str = r#"{"id":"mch_1","order":"+name","secret_key":"canarysecret"}"#;

thread_local! {
    /// What was said on this thread; tests are on threads of their own.
    static SAID: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Writes everything down that anybody says, at every level.
///
/// It is there for all threads: whether a span is of interest to anybody is remembered for all of them, so
/// one that comes and goes would be missed by spans that other tests met first.
struct Capture;

impl Capture {
    fn install() {
        static ONCE: Once = Once::new();
        ONCE.call_once(|| tracing::subscriber::set_global_default(Self).unwrap());
    }

    fn say(&self, what: &str, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        record(&mut fields);
        SAID.with_borrow_mut(|said| {
            let _ = writeln!(said, "{what}:{}", fields.0);
        });
    }

    fn text() -> String {
        SAID.with_borrow(String::clone)
    }
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }
}

impl Subscriber for Capture {
    fn enabled(&self, _metadata: &Metadata<'_>) -> bool {
        true
    }
    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.say(span.metadata().name(), |fields| span.record(fields));
        Id::from_u64(1)
    }
    fn record(&self, _span: &Id, values: &Record<'_>) {
        self.say("record", |fields| values.record(fields));
    }
    fn record_follows_from(&self, _span: &Id, _follows: &Id) {}
    fn event(&self, event: &Event<'_>) {
        self.say("event", |fields| event.record(fields));
    }
    fn enter(&self, _span: &Id) {}
    fn exit(&self, _span: &Id) {}
}

#[tokio::test]
async fn a_call_is_a_span_with_one_for_each_attempt() {
    Capture::install();
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::SERVICE_UNAVAILABLE, "{}");
    transport.answer_json(StatusCode::OK, MACHINE);
    let builder = Client::builder().bearer_auth("canarytoken").base_url("https://h:8443/v1");
    let client = builder.transport(transport).build().unwrap();
    client.machines().get("canarypath").send().await.unwrap();
    let text = Capture::text();
    let request = r#"request: otel.name=GET /machines/{machine_id} otel.kind="client" http.request.method="GET" url.template="/machines/{machine_id}" server.address="h" server.port=8443"#;
    let mut lines = text.lines();
    for expected in [
        r#"call: otel.name="GetMachine" otel.kind="internal" api.name="clerk" operation.name="GetMachine""#,
        request,
        "record: http.response.status_code=503",
        r#"record: error.type="503""#,
    ] {
        assert_eq!(lines.next(), Some(expected), "{text}");
    }
    let event = lines.next().unwrap();
    assert!(event.starts_with("event: message=the request will be sent again retry.delay_ms="));
    for expected in
        [request, "record: http.request.resend_count=1", "record: http.response.status_code=200"]
    {
        assert_eq!(lines.next(), Some(expected), "{text}");
    }
    assert_eq!(lines.next(), None);
    assert!(!text.contains("canary"), "{text}");
}

/// The real transport: its library and those below it have a lot to say.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn e3_no_level_of_any_crate_shows_a_secret() {
    use super::support::{Server, json};

    Capture::install();
    for status in ["200 OK", "401 Unauthorized"] {
        let server = Server::new(vec![json(status, MACHINE), json(status, MACHINE)]);
        let clients = [
            Client::builder().bearer_auth("canarytoken"),
            Client::builder().key(3, "canaryquerykey").key(4, "canarycookiekey"),
        ];
        for builder in clients {
            let builder = builder.header("x-mine", "canaryheader").base_url(server.url());
            let client = builder.build().unwrap();
            let _ = client.machines().create("worker").secret("canarybody").send().await;
        }
        server.heard().await;
    }
    let text = Capture::text();
    assert!(text.contains("error.type=\"401\""), "{text}");
    assert!(!text.contains("canary"), "{text}");
}
