//! Recordings: readable, without secrets, and good for answering from.

use core::pin::Pin;
use core::task::{Context, Poll};
use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use futures_core::Stream;
use http::StatusCode;

use super::emitted::Client;
use crate::api::{Api, Operation, Scheme, SchemeKind};
use crate::body::Body;
use crate::client::Client as Core;
use crate::transport::{MemoryTransport, RecordTransport, ReplayTransport, Transport};
use crate::{Error, RetryPolicy, TransportError, TransportErrorKind};

const MACHINE: &str = r#"{"id":"mch_1","order":"+name","secret_key":"ak_canary"}"#;

/// A file in memory.
#[derive(Clone, Default)]
struct Memory(Arc<Mutex<Vec<u8>>>);

impl Write for Memory {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Memory {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }

    fn replay(&self) -> ReplayTransport {
        ReplayTransport::from_slice(self.text().as_bytes()).unwrap()
    }
}

fn client(transport: impl Transport + 'static, token: &str) -> Client {
    let builder = Client::builder().bearer_auth(token).base_url("https://h/v1");
    let builder = builder.header("x-mine", "header_canary");
    builder.transport(transport).build().unwrap()
}

#[tokio::test]
async fn a_recording_is_readable_and_holds_no_credential() {
    let (transport, file) = (MemoryTransport::new(), Memory::default());
    transport.answer_json(StatusCode::OK, MACHINE);
    let client = client(RecordTransport::new(transport, file.clone()), "token_canary");
    client.machines().create("worker").send().await.unwrap();
    let text = file.text();
    let expected = r#"{
  "operation": "CreateMachine",
  "request": {
    "body": {
      "json": {
        "name": "worker"
      }
    },
    "headers": {
      "accept": "application/json",
      "authorization": "REDACTED",
      "clerk-api-version": "2025-11-10",
      "content-type": "application/json",
      "user-agent": "tokensmith/0.1.0",
      "x-mine": "REDACTED"
    },
    "method": "POST",
    "target": "/v1/machines"
  },
  "response": {
    "body": {
      "json": {
        "id": "mch_1",
        "order": "+name",
        "secret_key": "ak_canary"
      }
    },
    "headers": {
      "content-type": "application/json"
    },
    "status": 200
  }
}
"#;
    // The description of this client names no secret member; `SECRETS` below does.
    assert_eq!(text, expected);
}

#[tokio::test]
async fn what_was_recorded_is_answered_in_order_whatever_the_credentials() {
    let (transport, file) = (MemoryTransport::new(), Memory::default());
    transport.answer_json(StatusCode::OK, MACHINE);
    transport.answer_json(StatusCode::NOT_FOUND, "gone");
    transport.answer_json(StatusCode::OK, MACHINE);
    transport.fail(TransportErrorKind::Request);
    let machines = client(RecordTransport::new(transport, file.clone()), "one").machines();
    machines.get("a/b").send().await.unwrap();
    machines.get("a/b").send().await.unwrap_err();
    machines.create("n").send().await.unwrap();
    machines.create("n").send().await.unwrap_err();

    let replay = file.replay();
    assert_eq!(replay.remaining(), 4);
    let machines = client(replay.clone(), "two").machines();
    // Another order between requests that differ; those that are equal keep theirs.
    assert_eq!(machines.create("n").send().await.unwrap().id, "mch_1");
    assert_eq!(machines.get("a/b").send().await.unwrap().id, "mch_1");
    let error = machines.get("a/b").send().await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    let error = machines.create("n").send().await.unwrap_err();
    assert!(error.to_string().ends_with("before a response came"), "{error}");
    assert_eq!(replay.remaining(), 0);
}

#[tokio::test]
async fn a_request_that_was_not_recorded_is_refused_by_name() {
    let (transport, file) = (MemoryTransport::new(), Memory::default());
    transport.answer_json(StatusCode::OK, MACHINE);
    let recording = client(RecordTransport::new(transport, file.clone()), "token");
    recording.machines().create("worker").send().await.unwrap();
    let machines = client(file.replay(), "token").machines();
    let error = machines.get("canary").send().await.unwrap_err();
    assert!(!format!("{error:?}").contains("canary"), "{error:?}");
    let error = machines.create("other").send().await.unwrap_err();
    let Error::Transport(detail) = &error else { panic!("{error}") };
    assert_eq!(detail.transport().kind(), TransportErrorKind::Refused);
    assert_eq!(
        std::error::Error::source(&error).unwrap().to_string(),
        "the recording has no exchange left for `CreateMachine` with its body \
         (1 have its method and target); 1 of this operation are left"
    );
}

/// An API with a secret in every place that a description can name.
static SECRETS: Api = Api {
    name: "secrets",
    servers: &["https://h"],
    schemes: &[
        Scheme { name: "h", kind: SchemeKind::ApiKeyHeader("X-Key"), env: &[] },
        Scheme { name: "q", kind: SchemeKind::ApiKeyQuery("key"), env: &[] },
        Scheme { name: "c", kind: SchemeKind::ApiKeyCookie("session"), env: &[] },
    ],
    secret_members: &["secret_key"],
    user_agent: "test",
    ..Api::DEFAULT
};

static OPERATION: Operation = Operation {
    id: "Everything",
    path: "/x",
    accept: "application/json",
    security: Some(&[&[0, 1, 2]]),
    ..Operation::DEFAULT
};

fn core(transport: impl Transport + 'static) -> Core {
    let token = crate::credentials::Credential::token;
    crate::builder::ClientBuilder::new(&SECRETS)
        .credential(0, token("header_canary"))
        .credential(1, token("query/canary"))
        .credential(2, token("cookie_canary"))
        .transport(transport)
        .build()
        .unwrap()
}

#[tokio::test]
async fn no_secret_is_written_wherever_it_is() {
    let (transport, file) = (MemoryTransport::new(), Memory::default());
    let bodies = [
        ("application/json", r#"{"a":[{"secret_key":"canary1","n":1}],"password":"canary2"}"#),
        ("application/json", r#"{"access_token":"canary3","token_type":"Bearer","expires_in":60}"#),
        ("application/json", r#"{"echo":"you sent header_canary and query/canary"}"#),
        ("text/plain", "you sent cookie_canary"),
    ];
    for (media_type, body) in bodies {
        let response = http::Response::builder()
            .header("content-type", media_type)
            .header("set-cookie", "a=canary")
            .header("set-cookie", "b=canary")
            .header("location", "/next?key=canary&page=2")
            .header("x-echo", "header_canary");
        transport.answer(response.body(body).unwrap());
    }
    let client = core(RecordTransport::new(transport, file.clone()));
    for _ in bodies {
        let mut call = client.call(&OPERATION);
        call.with_query("page", "3");
        call.retry(RetryPolicy::never());
        let _ = call.send::<crate::answer::Text, crate::answer::Text>().await;
    }
    let text = file.text();
    assert!(!text.to_lowercase().contains("canary"), "{text}");
    for kept in [
        r#""target": "/x?page=3&key=REDACTED""#,
        r#""location": "/next?key=REDACTED&page=2""#,
        r#""n": 1"#,
        r#""token_type": "Bearer""#,
        r#""expires_in": 60"#,
        r#""echo": "you sent REDACTED and REDACTED""#,
        r#""x-echo": "REDACTED""#,
    ] {
        assert!(text.contains(kept), "{kept} is not in {text}");
    }
}

/// Chunks, and then an error if the body breaks off.
struct Chunks(Vec<&'static [u8]>, bool);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if !self.0.is_empty() {
            return Poll::Ready(Some(Ok(Bytes::from_static(self.0.remove(0)))));
        }
        let broken = core::mem::take(&mut self.1);
        Poll::Ready(broken.then(|| Err(TransportErrorKind::Body.into())))
    }
}

#[tokio::test]
async fn bytes_and_bodies_that_break_off_come_back_as_they_were() {
    let (transport, file) = (MemoryTransport::new(), Memory::default());
    transport.answer(http::Response::new(Body::stream(Chunks(vec![b"\xff\0", b"\x80"], false))));
    transport.answer(http::Response::new(Body::stream(Chunks(vec![b"begun"], true))));
    let client = core(RecordTransport::new(transport, file.clone()));
    let run = async |client: &Core| {
        let mut call = client.call(&OPERATION);
        call.retry(RetryPolicy::never());
        call.send::<crate::answer::Text, crate::answer::Text>().await.unwrap_err()
    };
    let recorded = [run(&client).await, run(&client).await];
    assert!(file.text().contains(r#""base64": "/wCA""#), "{}", file.text());
    let client = core(file.replay());
    for error in recorded {
        let replayed = run(&client).await;
        assert_eq!(replayed.to_string(), error.to_string());
        assert_eq!(replayed.body(), error.body());
    }
}

/// A disk that is full.
struct Full;

impl Write for Full {
    fn write(&mut self, _bytes: &[u8]) -> io::Result<usize> {
        Err(io::Error::new(io::ErrorKind::StorageFull, "full"))
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_written_ends_the_recording_and_not_in_silence() {
    let transport = MemoryTransport::new();
    transport.answer_json(StatusCode::OK, MACHINE);
    transport.answer_json(StatusCode::OK, MACHINE);
    let machines = client(RecordTransport::new(transport.clone(), Full), "token").machines();
    machines.get("m").send().await.unwrap();
    let error = machines.get("m").send().await.unwrap_err();
    let source = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(source, "the exchange before this one could not be recorded: full");
    assert_eq!(transport.requests().len(), 1);
}

#[test]
fn what_is_no_recording_is_refused_with_the_place() {
    for (text, what) in [
        ("nonsense", "exchange 1 of the recording: it is not JSON"),
        ("{}", "exchange 1 of the recording: `response.status` is no status"),
        (r#"{"error":"new"}"#, "exchange 1 of the recording: `error` is none that there is"),
        (r#"{"error":"body"}"#, "exchange 1 of the recording: `operation` is no text"),
    ] {
        let error = ReplayTransport::from_slice(text.as_bytes()).unwrap_err();
        assert_eq!(error.to_string(), what);
    }
    assert_eq!(ReplayTransport::from_slice(b"").unwrap().remaining(), 0);
    assert!(ReplayTransport::from_file("/nowhere/recording.json").is_err());
}
