//! Streams and downloads over sockets that break, stall or lie.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;
use std::time::Duration;

use http::StatusCode;

use super::support::{Server, Then};
use crate::api::Operation;
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::streaming::testing::{GET, POST};
use crate::tests::emitted_api;
use crate::{CollectError, Error, EventStream, LineStream, Text, TimeoutKind};

/// A server that gives each answer on a connection of its own, which it then closes.
struct Closing {
    url: String,
    thread: JoinHandle<Vec<String>>,
}

impl Closing {
    fn new(answers: &[&str]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let answers: Vec<_> = answers.iter().map(|&answer| answer.to_owned()).collect();
        let serve = move || {
            let heard = |answer: String| {
                let (mut stream, _) = listener.accept().unwrap();
                let (mut head, mut byte) = (Vec::new(), [0]);
                while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).unwrap() > 0 {
                    head.push(byte[0]);
                }
                stream.write_all(answer.as_bytes()).unwrap();
                String::from_utf8(head).unwrap()
            };
            answers.into_iter().map(heard).collect()
        };
        Self { url, thread: std::thread::spawn(serve) }
    }

    /// The lines of each request that ask for a place in the stream.
    fn places(self) -> Vec<Option<String>> {
        let place = |head: &String| {
            head.lines().find(|l| l.starts_with("last-event-id")).map(str::to_owned)
        };
        self.thread.join().unwrap().iter().map(place).collect()
    }
}

fn call(url: &str, operation: &'static Operation) -> Call {
    let builder = ClientBuilder::new(emitted_api()).base_url(url);
    builder.read_timeout(Duration::from_millis(50)).build().unwrap().call(operation)
}

#[tokio::test]
async fn events_go_on_after_a_truncated_body_and_a_chunk_that_never_came() {
    const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n";
    let server = Closing::new(&[
        &format!("{HEAD}content-length: 99\r\n\r\nretry: 1\nid: a\ndata: [1]\n\nid: b\ndata: ["),
        &format!("{HEAD}transfer-encoding: chunked\r\n\r\n12\r\nid: b\ndata: [2]\n\ni\r\n9"),
        &format!("{HEAD}connection: close\r\n\r\ndata: [3]\n\n"),
    ]);
    let mut events: EventStream<Vec<i32>, Text> =
        call(&server.url, &GET).events("text/event-stream");
    let mut found = Vec::new();
    while let Some(event) = events.try_next().await.unwrap() {
        found.extend(event.data);
    }
    assert_eq!(found, [1, 2, 3]);
    let places = ["last-event-id: a", "last-event-id: b"].map(|place| Some(place.to_owned()));
    assert_eq!(server.places(), [None, places[0].clone(), places[1].clone()]);
}

#[tokio::test]
async fn a_silent_stream_ends_by_the_limit_on_silences_and_is_not_sent_twice() {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\nid: a\ndata: [1]\n\n";
    let server = Server::new(vec![Then::Stall(head.to_vec())]);
    let mut events: EventStream<Vec<i32>, Text> =
        call(server.url(), &POST).events("text/event-stream");
    assert_eq!(events.try_next().await.unwrap().unwrap().data, [1]);
    let Error::Timeout(error) = events.try_next().await.unwrap_err() else { panic!() };
    assert_eq!(error.kind(), TimeoutKind::Read);
    assert!(events.try_next().await.unwrap().is_none());
    assert_eq!(server.heard().await.len(), 1);
}

#[tokio::test]
async fn lines_before_a_truncated_body_are_given_and_the_cut_one_is_not() {
    let server = Closing::new(&["HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n[1]\n[2]\n[3"]);
    let mut lines: LineStream<Vec<i32>, Text> = call(&server.url, &GET).lines("application/jsonl");
    assert_eq!(lines.try_next().await.unwrap(), Some(vec![1]));
    assert_eq!(lines.try_next().await.unwrap(), Some(vec![2]));
    let error = lines.try_next().await.unwrap_err();
    assert!(matches!(error, Error::Transport(_)), "{error}");
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert!(lines.try_next().await.unwrap().is_none());
}

/// Threat F1: what is endless is read as far as the caller wants.
#[tokio::test]
async fn a_download_without_end_is_read_up_to_the_callers_limit() {
    let head = b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n".to_vec();
    let chunk = [b"1000\r\n".as_slice(), &[b'a'; 0x1000], b"\r\n"].concat();
    let server = Server::new(vec![Then::Repeat(head, chunk)]);
    let response = call(server.url(), &GET).download::<Text>().await.unwrap();
    let error = response.into_body().collect(100_000).await.unwrap_err();
    assert!(matches!(error, CollectError::TooLong(100_000)));
    assert_eq!(server.heard().await.len(), 1, "the connection was given up");
}
