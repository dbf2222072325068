//! Threat F9: answers that are not what they should be end in the right variant, and the bytes stay in
//! reach.

use bytes::Bytes;

use crate::answer::{Answer, Raw, Slot, Text};
use crate::api::{Case, Method, Operation};
use crate::error::Error;
use crate::retry::RetryPolicy;
use crate::streaming::testing::Fixture;

const FIND: Operation = Operation {
    id: "Find",
    path: "/find",
    accept: "application/json",
    success: &[Case::new(&[2], 0)],
    errors: &[Case::new(&[404], 0)],
    ..Operation::DEFAULT
};
static GET: Operation = FIND;
static TELL: Operation =
    Operation { success: &[Case::new(&[200], 0), Case::new(&[204], 1)], ..FIND };
static HEAD: Operation = Operation { method: Method::Head, ..FIND };

const JSON: &str = "application/json";
type Texts = Vec<String>;

async fn answer<T: Answer>(
    operation: &'static Operation,
    status: u16,
    media_type: &str,
    body: &[u8],
) -> Result<T, Error<Texts>> {
    let fixture = Fixture::default();
    fixture.answer(status, media_type, Bytes::copy_from_slice(body));
    let mut call = fixture.call(operation);
    call.retry(RetryPolicy::never());
    call.send().await
}

#[tokio::test]
async fn json_is_read_whatever_its_label_and_mark() {
    for (media_type, body) in [
        (JSON, b"[\"a\"]".as_slice()),
        (JSON, b"\xef\xbb\xbf[\"a\"]"),
        (JSON, b"\r\n[\"a\"]\n"),
        ("", b"[\"a\"]"),
        ("text/html; charset=utf-8", b"[\"a\"]"),
        ("application/hal+json", b"[\"a\"]"),
        (";;;", b"[\"a\"]"),
    ] {
        let read = answer::<Texts>(&GET, 200, media_type, body).await;
        assert_eq!(read.unwrap(), ["a"], "{media_type}");
    }
}

#[tokio::test]
async fn what_is_no_json_is_a_decoding_error_with_status_path_and_request_id() {
    for (media_type, body, path, said) in [
        (JSON, b"[\"\xff\"]".as_slice(), Some("$"), "not valid UTF-8"),
        (JSON, br#"["a","\ud800"]"#, Some("$[1]"), "invalid escape in a string"),
        (JSON, br#"["\udc00\ud800"]"#, Some("$[0]"), "invalid escape in a string"),
        (JSON, b"[\"a\"] x", Some("$"), "something follows the value"),
        (JSON, b"[\"a\"][\"b\"]", Some("$"), "something follows the value"),
        (JSON, b"[\"a\"", Some("$"), "the text ends too early"),
        (JSON, b"[\"a\",7]", Some("$[1]"), "expected a string, found a number"),
        (JSON, b"null", Some("$"), "expected an array, found null"),
        (JSON, b"\xff\xfe[\0", Some("$"), "not valid UTF-8"),
        (JSON, b"<html>", Some("$"), "something that is not JSON"),
        ("", b"<html>", Some("$"), "something that is not JSON"),
        ("text/html", b"<html>canary", None, "a body that is not JSON but `text/html`"),
        (JSON, b"", None, "no body, where one is documented"),
        ("text/html", b" \r\n", None, "no body, where one is documented"),
    ] {
        let error = answer::<Texts>(&GET, 200, media_type, body).await.unwrap_err();
        let Error::Decode(decode) = &error else { panic!("{error}") };
        assert_eq!(decode.path(), path, "{error}");
        let shown = error.to_string();
        assert!(shown.contains(said) && shown.contains("(request id req_1)"), "{shown}");
        assert!(!shown.contains("canary"));
        assert_eq!(error.status(), Some(http::StatusCode::OK));
        assert_eq!(error.body().map(|body| &body[..]), Some(body));
    }
}

#[tokio::test]
async fn an_error_status_stays_one_whatever_its_body() {
    let error = answer::<Texts>(&GET, 404, JSON, b"[\"a\"]").await.unwrap_err();
    assert!(matches!(error.api(), Some(texts) if texts == &["a"]));
    for (status, media_type, body) in [
        (404, JSON, b"[\"\xff\"]".as_slice()),
        (404, "text/html", b"<html>"),
        (404, JSON, b""),
        (500, JSON, b"[\"a\"]"),
        (302, "", b""),
        (304, "", b""),
    ] {
        let error = answer::<Texts>(&GET, status, media_type, body).await.unwrap_err();
        assert!(matches!(error, Error::Status(_)), "{status}: {error}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.body().map(|body| &body[..]), Some(body));
    }
}

#[tokio::test]
async fn a_response_that_cannot_have_a_body_has_none() {
    for (operation, status) in [(&GET, 204), (&GET, 205), (&HEAD, 200)] {
        answer::<()>(operation, status, JSON, b"junk").await.unwrap();
        assert_eq!(answer::<Text>(operation, status, JSON, b"junk").await.unwrap().0, "");
        assert!(answer::<Raw>(operation, status, JSON, b"junk").await.unwrap().0.is_empty());
        let error = answer::<Texts>(operation, status, JSON, b"[\"a\"]").await.unwrap_err();
        assert!(error.to_string().contains("no body"), "{error}");
    }
    let error = answer::<()>(&GET, 304, JSON, b"junk").await.unwrap_err();
    assert!(error.body().is_some_and(Bytes::is_empty));
    let error = answer::<()>(&HEAD, 404, JSON, b"[\"a\"]").await.unwrap_err();
    assert!(matches!(error, Error::Status(_)), "{error}");
}

#[tokio::test]
async fn a_body_that_nobody_documents_is_no_error() {
    answer::<()>(&GET, 200, "text/html", b"\xff<html>").await.unwrap();
    assert_eq!(answer::<Raw>(&GET, 200, JSON, b"\xff").await.unwrap().0, b"\xff"[..]);
    let text = answer::<Text>(&GET, 200, JSON, b"\xef\xbb\xbfa").await.unwrap();
    assert_eq!(text.0, "a");
    let error = answer::<Text>(&GET, 200, "text/plain", b"\xff").await.unwrap_err();
    assert!(error.to_string().contains("text that is not UTF-8"), "{error}");
}

/// An answer of one of two kinds of JSON.
#[derive(Debug, PartialEq)]
enum Lists {
    Texts(Texts),
    Numbers(Vec<i64>),
}

crate::answers! { Lists { 0 Texts, _ Numbers } }

const KINDS: &[Case] =
    &[Case::new(&[200], 0).of("application/a+json"), Case::new(&[200], 1).of("application/b+json")];
static LIST: Operation = Operation { success: KINDS, ..FIND };

/// Servers call each kind `application/json`.
#[tokio::test]
async fn nothing_is_left_of_a_kind_that_the_body_is_not() {
    let body = b"[\"a\",\"b\"]";
    let texts = Lists::Texts(vec!["a".to_owned(), "b".to_owned()]);
    assert_eq!(answer::<Lists>(&LIST, 200, JSON, body).await.unwrap(), texts);
    let body = b"[1,2]";
    assert_eq!(answer::<Lists>(&LIST, 200, JSON, body).await.unwrap(), Lists::Numbers(vec![1, 2]));
    let error = answer::<Lists>(&LIST, 200, JSON, b"[\"a\",2]").await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)), "{error}");
}

/// An answer that may have no body.
#[derive(Debug, PartialEq)]
enum Maybe {
    Texts(Texts),
    Nothing,
}

impl Answer for Maybe {
    fn unread() -> Self {
        Self::Nothing
    }

    fn turn(&mut self, variant: usize) -> Slot<'_> {
        *self = match variant {
            0 => Self::Texts(Texts::new()),
            _ => Self::Nothing,
        };
        match self {
            Self::Texts(texts) => Slot::Json(texts),
            Self::Nothing => Slot::Empty,
        }
    }
}

#[tokio::test]
async fn no_body_is_the_answer_without_one_under_any_status() {
    let send = async |status, body| answer::<Maybe>(&TELL, status, JSON, body).await;
    assert_eq!(send(200, b"".as_slice()).await.unwrap(), Maybe::Nothing);
    assert_eq!(send(204, b"").await.unwrap(), Maybe::Nothing);
    assert_eq!(send(200, b"[]").await.unwrap(), Maybe::Texts(vec![]));
    assert!(matches!(send(200, b"{").await, Err(Error::Decode(_))));
    // Where every answer has a body, none is an error.
    assert!(matches!(answer::<Texts>(&GET, 200, JSON, b"").await, Err(Error::Decode(_))));
}
