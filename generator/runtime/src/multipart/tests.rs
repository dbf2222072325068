use super::*;
use crate::MemoryTransport;
use crate::api::{Method, Operation};
use crate::builder::ClientBuilder;
use crate::error::Error;
use crate::tests::emitted_api as api;

mod styled;

static UPLOAD: Operation = Operation {
    id: "Upload",
    method: Method::Post,
    path: "/upload",
    content_type: "multipart/form-data",
    ..Operation::DEFAULT
};

fn call() -> Call {
    let builder = ClientBuilder::new(api()).transport(MemoryTransport::new());
    builder.build().expect("a client").call(&UPLOAD)
}

/// A part as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    disposition: String,
    content_type: String,
    headers: Vec<String>,
    content: Vec<u8>,
}

/// Reads a body by the grammar of RFC 2046, section 5.1.1, from the `content-type` that came with it.
fn read(content_type: &str, body: &[u8]) -> Vec<Read> {
    let boundary = content_type.strip_prefix("multipart/form-data; boundary=").expect("the type");
    assert!(boundary.len() <= 70 && boundary.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let delimiter = format!("\r\n--{boundary}");
    // The delimiter of the first part is at the start of the body, without a line before it.
    let mut rest = [b"\r\n", body].concat();
    let mut parts = Vec::new();
    loop {
        let at = find(&rest, delimiter.as_bytes()).expect("a delimiter");
        parts.push(rest[..at].to_vec());
        rest = rest[at + delimiter.len()..].to_vec();
        if rest == b"--\r\n" {
            break;
        }
        assert!(rest.starts_with(b"\r\n"), "a delimiter ends its line");
        rest = rest[2..].to_vec();
    }
    assert!(parts.remove(0).is_empty(), "nothing is before the first part");
    parts.iter().map(|part| read_part(part)).collect()
}

fn read_part(part: &[u8]) -> Read {
    let end = find(part, b"\r\n\r\n").expect("an empty line");
    let head = String::from_utf8(part[..end].to_vec()).expect("a head in UTF-8");
    let lines: Vec<&str> = head.split("\r\n").collect();
    let [disposition, content_type, ref headers @ ..] = lines[..] else { panic!("{head:?}") };
    let value = |line: &str, name: &str| line.strip_prefix(name).expect(name).to_owned();
    Read {
        disposition: value(disposition, "content-disposition: "),
        content_type: value(content_type, "content-type: "),
        headers: headers.iter().map(|line| (*line).to_owned()).collect(),
        content: part[end + 4..].to_vec(),
    }
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

async fn bytes(mut body: Body) -> Vec<u8> {
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await {
        bytes.extend_from_slice(&chunk.expect("a chunk"));
    }
    bytes
}

async fn sent(call: Call) -> Vec<Read> {
    let request = call.request::<core::convert::Infallible>().expect("a request");
    let content_type = request.headers()["content-type"].to_str().unwrap().to_owned();
    read(&content_type, &bytes(request.into_body()).await)
}

fn part(disposition: &str, content_type: &str, content: impl AsRef<[u8]>) -> Read {
    let content = content.as_ref().to_vec();
    Read {
        disposition: disposition.to_owned(),
        content_type: content_type.to_owned(),
        headers: Vec::new(),
        content,
    }
}

fn name(name: &str) -> String {
    format!("form-data; name=\"{name}\"")
}

fn value(text: &str) -> json::Value {
    json::from_slice(text.as_bytes()).expect("JSON")
}

#[tokio::test]
async fn a_value_becomes_parts_by_its_type_or_by_its_media_type() {
    let mut call = call();
    call.part("text", "", &"a\"b\n".to_owned());
    call.part("number", "", &1.5f64);
    call.part("flag", "", &true);
    call.part("object", "", &value(r#"{"a":[1]}"#));
    call.part("list", "", &value(r#"["a",2,{"b":3},[4]]"#));
    call.part("json", "application/json", &value(r#"["a",2]"#));
    call.part("patch", "application/merge-patch+json; v=1", &"a".to_owned());
    call.part("plain", "text/plain; charset=utf-8", &value(r#"["a",2]"#));
    call.part("range", "text/*", &"a".to_owned());
    assert_eq!(
        sent(call).await,
        [
            part(&name("text"), "text/plain", "a\"b\n"),
            part(&name("number"), "text/plain", "1.5"),
            part(&name("flag"), "text/plain", "true"),
            part(&name("object"), "application/json", r#"{"a":[1]}"#),
            part(&name("list"), "text/plain", "a"),
            part(&name("list"), "text/plain", "2"),
            part(&name("list"), "application/json", r#"{"b":3}"#),
            part(&name("list"), "application/json", "[4]"),
            part(&name("json"), "application/json", r#"["a",2]"#),
            part(&name("patch"), "application/merge-patch+json; v=1", "\"a\""),
            part(&name("plain"), "text/plain; charset=utf-8", "a"),
            part(&name("plain"), "text/plain; charset=utf-8", "2"),
            part(&name("range"), "text/plain", "a"),
        ]
    );
}

#[tokio::test]
async fn a_text_that_is_of_its_media_type_already_is_sent_as_it_is() {
    let mut call = call();
    call.text_part("one", "application/json", &"{\"a\":1}".to_owned());
    call.text_part("several", "application/json", &value(r#"["1", "\"b\""]"#));
    call.text_part("gone", "application/json", &"{}".to_owned());
    call.text_part("gone", "application/json", &None::<String>);
    call.text_part("null", "application/json", &value("null"));
    assert_eq!(
        sent(call).await,
        [
            part(&name("one"), "application/json", "{\"a\":1}"),
            part(&name("several"), "application/json", "1"),
            part(&name("several"), "application/json", "\"b\""),
        ]
    );
}

#[tokio::test]
async fn files_bring_their_name_and_media_type_or_take_those_of_the_description() {
    let mut call = call();
    call.file("a", "image/png", Part::new(vec![0, 255]).file_name("a.png"));
    call.file("b", "image/png", Part::new("x").content_type("image/gif"));
    call.file("c", "image/png, image/gif", "x".into());
    call.file("d", "image/*", Bytes::from_static(b"x").into());
    call.files("e", "", vec![String::from("1").into(), Payload::from("2").into()]);
    let name = |name: &str, file: &str| format!("form-data; name=\"{name}\"; filename=\"{file}\"");
    assert_eq!(
        sent(call).await,
        [
            part(&name("a", "a.png"), "image/png", [0, 255]),
            part(&name("b", "b"), "image/gif", "x"),
            part(&name("c", "c"), "application/octet-stream", "x"),
            part(&name("d", "d"), "application/octet-stream", "x"),
            part(&name("e", "e"), "application/octet-stream", "1"),
            part(&name("e", "e"), "application/octet-stream", "2"),
        ]
    );
}

/// Threat D7: no file name ends its header or its part, and no content ends its part.
#[tokio::test]
async fn hostile_names_and_contents_stay_in_their_place() {
    let names = [
        ("a\"; name=\"b", "a%22; name=%22b"),
        ("a\r\ncontent-type: text/html\r\n\r\nx", "a%0D%0Acontent-type: text/html%0D%0A%0D%0Ax"),
        ("a\n--", "a%0A--"),
        ("a\\", "a%5C"),
        ("..\\..\\a\0", "..%5C..%5Ca%00"),
        ("é €.txt", "é €.txt"),
        ("100%22", "100%22"),
        ("", ""),
    ];
    let contents = ["", "\r\n", "--", "\r\n--", "\r\n\r\n--x--\r\n", "\r", "a\r\n"];
    for (name, shown) in names {
        for content in contents {
            let mut call = call();
            call.file("f", "", Part::new(content).file_name(name));
            call.part("last", "", &content.to_owned());
            let file = format!("form-data; name=\"f\"; filename=\"{shown}\"");
            let expected = [
                part(&file, "application/octet-stream", content),
                part("form-data; name=\"last\"", "text/plain", content),
            ];
            assert_eq!(sent(call).await, expected);
        }
    }
}

/// Threat D7: the boundary.
#[test]
fn boundaries_have_128_bits_and_differ() {
    let boundary = || Parts::new().expect("randomness").boundary;
    let mut all: Vec<String> = (0..100).map(|_| boundary()).collect();
    assert!(all.iter().all(|boundary| boundary.len() == 32));
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 100);
}

/// Threat D5: media types of parts.
#[test]
fn what_no_part_can_say_is_an_error_that_names_it() {
    let refused = |set: &dyn Fn(&mut Call)| {
        let mut call = call();
        set(&mut call);
        match call.request::<core::convert::Infallible>() {
            Err(Error::Build(error)) => error.parameter().map(str::to_owned),
            other => panic!("{other:?}"),
        }
    };
    let p = Some("p".to_owned());
    for media_type in ["text/plain\r\nx: y", "text/plain\n", "text/\0", "text", "", "é/é"] {
        let file = || Part::new("x").content_type(media_type);
        assert_eq!(refused(&|call| call.file("p", "", file())), p, "{media_type:?}");
    }
    assert_eq!(refused(&|call| call.part("p", "", &f64::NAN)), p);
    assert_eq!(refused(&|call| call.part("p", "text/plain", &value(r#"{"a":1}"#))), p);
    assert_eq!(refused(&|call| call.part("p", "text/plain", &value("[[1]]"))), p);
    assert_eq!(refused(&|call| call.part("p", "", &value("[null]"))), p);
}

#[tokio::test]
async fn a_part_set_again_is_replaced_and_absent_takes_it_away() {
    let mut call = call();
    call.part("a", "", &1i64);
    call.part("b", "", &2i64);
    call.part("a", "", &3i64);
    call.part("b", "", &None::<i64>);
    call.files("c", "", Vec::new());
    call.part("d", "text/plain", &json::Value::Null);
    call.part("e", "Application/JSON", &json::Value::Null);
    let expected = [
        part("form-data; name=\"a\"", "text/plain", "3"),
        part("form-data; name=\"e\"", "Application/JSON", "null"),
    ];
    assert_eq!(sent(call).await, expected);
}

#[tokio::test]
async fn parts_in_memory_are_bytes_and_every_attempt_sends_the_same() {
    let mut call = call();
    call.part("a", "", &1i64);
    call.file("b", "", "x".into());
    assert!(call.inner.body.is_replayable());
    let body = |call: &Call| call.inner.body.open().expect("a body");
    let first = body(&call).as_bytes().expect("bytes").clone();
    assert_eq!(body(&call).as_bytes(), Some(&first));
}

#[tokio::test]
async fn a_part_that_is_a_stream_makes_the_body_one() {
    let mut twice = call();
    let make = || Body::stream(Body::from("chunk"));
    twice.file("a", "", Payload::replayable(make).into());
    twice.part("b", "", &1i64);
    assert!(twice.inner.body.is_replayable());
    let body = twice.inner.body.open().expect("a body");
    assert!(body.as_bytes().is_none());
    let first = bytes(body).await;
    let second = bytes(twice.inner.body.open().expect("a second body")).await;
    assert_eq!(first, second);
    assert_eq!(sent(twice).await[0].content, b"chunk");

    let mut once = call();
    once.file("a", "", Payload::stream(Body::from("chunk")).into());
    assert!(!once.inner.body.is_replayable());
    assert_eq!(sent(once.clone()).await[0].content, b"chunk");
    let again = once.request::<core::convert::Infallible>();
    assert!(matches!(again, Err(Error::Build(_))), "a stream was sent twice");
}

#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_file_is_read_for_each_attempt_and_a_missing_one_is_an_error() {
    let folder = std::env::temp_dir().join(format!("specsmith-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("table.csv");
    let content: Vec<u8> = (0..200_000u32).map(|at| (at % 251) as u8).collect();
    std::fs::write(&path, &content).expect("a file");
    let mut call = call();
    call.file("a", "text/csv", Part::file(&path));
    assert!(call.inner.body.is_replayable());
    let expected = part("form-data; name=\"a\"; filename=\"table.csv\"", "text/csv", &content);
    for _ in 0..2 {
        assert_eq!(sent(call.clone()).await, std::slice::from_ref(&expected));
    }
    std::fs::remove_dir_all(&folder).expect("the folder");
    let mut body = Payload::file(&path).open().expect("a body");
    let error = body.chunk().await.expect("an answer").expect_err("the file is gone");
    assert_eq!(error.kind(), crate::TransportErrorKind::Refused);
    assert!(body.chunk().await.is_none());
}
