//! Spans say what happened, and no secret: threat E3 for logs.

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, LazyLock, Mutex};

use http::StatusCode;
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Dispatch, Event, Metadata, Subscriber};

use super::emitted::Client;
use crate::MemoryTransport;

const MACHINE: &str = r#"{"id":"mch_1","order":"+name","secret_key":"canarysecret"}"#;

/// Writes everything down that anybody says, at every level.
#[derive(Clone, Default)]
struct Capture(Arc<Mutex<String>>);

impl Capture {
    fn say(&self, what: &str, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        record(&mut fields);
        let _ = writeln!(self.0.lock().unwrap(), "{what}:{}", fields.0);
    }

    fn text(&self) -> String {
        self.0.lock().unwrap().clone()
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

/// Writes down what this thread says until the guard is dropped.
///
/// With one subscriber in the program, `tracing` asks that of the thread which comes first to a place whether
/// it wants to hear from there, and remembers "no" for all threads. Other tests run on other threads, so there
/// is a second one, which hears nothing.
fn capture() -> (Capture, tracing::subscriber::DefaultGuard) {
    static SECOND: LazyLock<Dispatch> = LazyLock::new(|| Dispatch::new(Capture::default()));
    LazyLock::force(&SECOND);
    let capture = Capture::default();
    let guard = tracing::subscriber::set_default(capture.clone());
    (capture, guard)
}

#[tokio::test]
async fn a_call_is_a_span_with_one_for_each_attempt() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::SERVICE_UNAVAILABLE, "{}");
    transport.answer_json(StatusCode::OK, MACHINE);
    let (capture, guard) = capture();
    let builder = Client::builder().bearer_auth("canarytoken").base_url("https://h:8443/v1");
    let client = builder.transport(transport).build().unwrap();
    client.machines().get("canarypath").send().await.unwrap();
    drop(guard);
    let text = capture.text();
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

    let (capture, guard) = capture();
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
    drop(guard);
    let text = capture.text();
    assert!(text.contains("error.type=\"401\""), "{text}");
    assert!(!text.contains("canary"), "{text}");
}
