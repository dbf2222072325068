//! Bodies on a loopback connection: how they are framed, and that all of them arrives.

use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread::JoinHandle;

use crate::api::{Case, Method, Operation, Parameter, Style};
use crate::builder::ClientBuilder;
use crate::call::Call;
use crate::{Body, Part, Payload};

static UPLOAD: Operation = Operation {
    id: "Upload",
    method: Method::Post,
    path: "/shops/{shop}/files",
    content_type: "multipart/form-data",
    success: &[Case::new(&[204], 0)],
    ..Operation::DEFAULT
};

/// Answers one request with 204 once `end` was heard, and gives what it heard.
fn server(end: &'static [u8]) -> (String, JoinHandle<Vec<u8>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let thread = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a connection");
        let (mut heard, mut chunk) = (Vec::new(), [0; 4096]);
        while !heard.ends_with(end) {
            let length = stream.read(&mut chunk).expect("more");
            assert!(length > 0, "the request ends early");
            heard.extend_from_slice(&chunk[..length]);
        }
        stream.write_all(b"HTTP/1.1 204 No Content\r\n\r\n").expect("an answer");
        heard
    });
    (url, thread)
}

/// Sends the call, and gives the head and the body that arrived.
async fn sent(end: &'static [u8], set: impl FnOnce(&mut Call)) -> (String, Vec<u8>) {
    let (url, thread) = server(end);
    let client = ClientBuilder::new(super::emitted_api()).base_url(url).build().expect("a client");
    let mut call = client.call(&UPLOAD);
    let shop = Parameter { name: "shop", style: Style::Matrix, ..Parameter::PATH };
    call.parameter(&shop, &"../a;b=c".to_owned());
    set(&mut call);
    call.send::<(), core::convert::Infallible>().await.expect("an answer");
    let heard = thread.join().expect("the server has not failed");
    let at = heard.windows(4).position(|window| window == b"\r\n\r\n").expect("a head") + 4;
    (String::from_utf8(heard[..at].to_vec()).expect("ASCII"), heard[at..].to_vec())
}

#[tokio::test]
async fn parts_in_memory_are_sent_with_their_length() {
    let (head, body) = sent(b"--\r\n", |call| {
        call.part("name", "", &"a".to_owned());
        call.file("file", "text/csv", Part::new("1,2\n").file_name("a.csv"));
    })
    .await;
    assert!(head.starts_with("POST /shops/;shop=..%2Fa%3Bb%3Dc/files HTTP/1.1\r\n"), "{head}");
    assert!(head.contains(&format!("content-length: {}\r\n", body.len())), "{head}");
    assert!(!head.contains("transfer-encoding"), "{head}");
    let boundary = head.split("boundary=").nth(1).and_then(|rest| rest.split("\r\n").next());
    let boundary = boundary.expect("a boundary");
    let expected = format!(
        "--{boundary}\r\n\
         content-disposition: form-data; name=\"name\"\r\n\
         content-type: text/plain\r\n\
         \r\n\
         a\r\n\
         --{boundary}\r\n\
         content-disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\
         content-type: text/csv\r\n\
         \r\n\
         1,2\n\r\n\
         --{boundary}--\r\n"
    );
    assert_eq!(String::from_utf8(body).expect("UTF-8"), expected);
}

#[tokio::test]
async fn a_part_that_is_a_stream_is_sent_in_chunks() {
    let payload = Payload::stream(Body::from(vec![b'x'; 100_000]));
    let (head, body) = sent(b"\r\n0\r\n\r\n", |call| call.file("file", "", payload.into())).await;
    assert!(head.contains("transfer-encoding: chunked\r\n"), "{head}");
    assert!(!head.contains("content-length"), "{head}");
    assert_eq!(body.iter().filter(|byte| **byte == b'x').count(), 100_000);
}
