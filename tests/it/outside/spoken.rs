//! The other side of `tour/wire.rs`: what a server hears of each call, in order, and what it answers.

use std::process::Command;

use super::BUILD;
use crate::server::{Server, answer, kept};

/// Method, target and body of a request, words that its head has, and the answer.
type Exchange = (&'static str, &'static str, &'static [&'static str], Vec<u8>);

const NO_BODY: &str = "";

fn of(media_type: &str, body: &str) -> Vec<u8> {
    answer(200, &format!("content-type: {media_type}\r\n"), body)
}

fn json(status: u16, body: &str) -> Vec<u8> {
    answer(status, "content-type: application/json\r\n", body)
}

fn empty(status: u16) -> Vec<u8> {
    format!("HTTP/1.1 {status} Whatever\r\nconnection: close\r\n\r\n").into()
}

/// Parts, with a word in the place of the boundary, which is random.
const PARTS: &str = "--BOUNDARY\r\n\
    content-disposition: form-data; name=\"picture\"; filename=\"picture\"\r\n\
    content-type: image/png\r\nx-kind: photo\r\nx-rotation: 90\r\nx-labels: a,b\r\n\r\npng\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"others\"; filename=\"others\"\r\n\
    content-type: application/octet-stream\r\ncontent-transfer-encoding: binary\r\n\r\n1\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"others\"; filename=\"others\"\r\n\
    content-type: application/octet-stream\r\ncontent-transfer-encoding: 7bit\r\n\r\n2\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"note\"\r\ncontent-type: text/plain\r\n\
    x-size: {\"width\":1,\"unit\":\"px\"}\r\n\r\nn\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"colours\"\r\ncontent-type: text/plain\r\n\r\nred|&\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"size[width]\"\r\ncontent-type: text/plain\r\n\r\n2\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"size[unit]\"\r\ncontent-type: text/plain\r\n\r\né\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"width\"\r\ncontent-type: text/plain\r\n\r\n3\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"unit\"\r\ncontent-type: text/plain\r\n\r\nm\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"plain\"\r\ncontent-type: application/json\r\n\r\n\
    {\"width\":4,\"unit\":\"l\"}\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"options\"\r\ncontent-type: application/json\r\n\r\n{}\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"settings\"\r\ncontent-type: application/json\r\n\r\n[1]\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"rows\"\r\ncontent-type: application/json\r\n\r\n{\"a\":1}\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"rows\"\r\ncontent-type: application/json\r\n\r\n2\r\n--BOUNDARY\r\n\
    content-disposition: form-data; name=\"kind\"\r\ncontent-type: application/json\r\n\r\n\"large\"\r\n--BOUNDARY--\r\n";

const MIXED: &str = "--BOUNDARY\r\n\
    content-disposition: form-data; name=\"size\"\r\ncontent-type: application/json\r\nx-part: p\r\n\r\n\
    {\"width\":1,\"unit\":\"px\"}\r\n--BOUNDARY--\r\n";

fn exchanges() -> Vec<Exchange> {
    const REPORT: &str = "accept: application/json, application/problem+json, text/csv;q=0.9, \
                          application/pdf;q=0.9, text/html;q=0.9\r\n";
    const STARRED: &str = "accept: application/json, application/vnd.things.star+json;q=0.9\r\n";
    const FORM: &str = "content-type: application/x-www-form-urlencoded\r\n";
    const JSON: &str = "content-type: application/json\r\n";
    const XML: &str = "content-type: application/xml\r\n";
    const LAST: &str = r#"{"data": [{"id": 3}]}"#;
    let upgrade = kept(101, "connection: upgrade\r\nupgrade: websocket\r\n", "");
    let upgrade = String::from_utf8(upgrade).unwrap().replace("content-length: 0\r\n", "");
    let report = "GET /v1/report";
    let limits = "content-type: application/json\r\nx-ratelimit-remaining: 5\r\nX-Total: 70\r\n\
                  x-tags: a\r\nx-tags: b\r\nx-either: 1, 2\r\nx-words: 7,a\r\n\
                  x-json: {\"left\": 3}\r\nx-json-text: \"quoted\"\r\n";
    vec![
        ("GET /v1/silent", NO_BODY, &["accept: */*\r\n"], of("text/plain", "whatever")),
        ("PUT /v1/silent", NO_BODY, &[], empty(204)),
        ("GET /v1/silent", NO_BODY, &[], empty(418)),
        (
            "POST /v1/silent",
            NO_BODY,
            &["accept: application/json\r\n"],
            json(203, r#"{"name": "any"}"#),
        ),
        ("POST /v1/silent", NO_BODY, &[], json(500, r#"{"name": "none"}"#)),
        ("PATCH /v1/silent", NO_BODY, &["accept: */*, application/json\r\n"], empty(204)),
        ("PATCH /v1/silent", NO_BODY, &[], json(404, r#"{"name": "none"}"#)),
        ("GET /v1/socket", NO_BODY, &[], upgrade.into()),
        ("POST /v1/socket", NO_BODY, &[], json(200, r#"{"name": "here"}"#)),
        ("DELETE /v1/bodiless", NO_BODY, &[], empty(204)),
        ("HEAD /v1/bodiless", NO_BODY, &[], json(200, "")),
        ("HEAD /v1/bodiless", NO_BODY, &[], json(404, "")),
        (
            "GET /v1/several",
            r#"{"name":"n"}"#,
            &["content-type: application/json\r\n", "content-length: 12\r\n"],
            json(200, r#"{"name": "n"}"#),
        ),
        ("GET /v1/several", NO_BODY, &[], answer(202, "content-type: text/plain\r\n", "later")),
        ("GET /v1/several", NO_BODY, &[], empty(204)),
        ("GET /v1/several", NO_BODY, &[], empty(304)),
        (
            "DELETE /v1/several",
            r#"["a","b"]"#,
            &["content-type: application/json\r\n"],
            json(207, r#"{"name": "gone"}"#),
        ),
        (report, NO_BODY, &[REPORT], json(200, r#"{"id": "r"}"#)),
        (report, NO_BODY, &["accept: text/csv\r\n"], of("text/csv; header=present", "id\nr\n")),
        (report, NO_BODY, &[], of("application/pdf", "%PDF")),
        (report, NO_BODY, &[], of("application/hal+json", r#"{"id": "odd"}"#)),
        (report, NO_BODY, &[], answer(404, "content-type: text/html\r\n", "<p>")),
        (report, NO_BODY, &[], json(400, r#"{"title": "t"}"#)),
        ("GET /v1/starred", NO_BODY, &[STARRED], json(200, r#"[{"id": "plain"}]"#)),
        (
            "GET /v1/starred",
            NO_BODY,
            &[],
            of("application/vnd.things.star+json", r#"[{"at": 1, "thing": {"id": "a"}}]"#),
        ),
        ("GET /v1/starred", NO_BODY, &[], json(200, r#"[{"at": 2, "thing": {"id": "a"}}]"#)),
        (
            "GET /v1/starred",
            NO_BODY,
            &[],
            of("application/vnd.things.star+json", r#"[{"id": "plain"}]"#),
        ),
        (
            "GET /v1/versions",
            NO_BODY,
            &[],
            of("application/json;charset=utf-8;Version=2", r#"{"at": 3, "thing": {"id": "a"}}"#),
        ),
        ("GET /v1/versions", NO_BODY, &[], of("application/json", r#"{"id": "v1"}"#)),
        ("GET /v1/versions", NO_BODY, &[], of("image/png", "png")),
        ("GET /v1/versions", NO_BODY, &[], json(202, r#"{"title": "later"}"#)),
        (
            "GET /v1/words",
            NO_BODY,
            &["accept: application/json, text/csv\r\n"],
            of("text/csv", r#"a,"b""#),
        ),
        ("GET /v1/words", NO_BODY, &[], json(200, r#""a,b""#)),
        (
            "GET /v1/pictures",
            NO_BODY,
            &["accept: image/png, image/jpeg\r\n"],
            of("image/jpeg", "jpeg"),
        ),
        ("GET /v1/ranges", NO_BODY, &["accept: */*\r\n"], of("text/plain", "plain")),
        ("GET /v1/ranges", NO_BODY, &[], json(200, r#""in quotes""#)),
        (
            "POST /v1/ranges",
            NO_BODY,
            &["accept: application/json\r\n"],
            json(200, r#"{"id": "o"}"#),
        ),
        ("PUT /v1/ranges", NO_BODY, &["accept: */*\r\n"], json(200, "[1]")),
        ("GET /v1/a%2Fb.json", NO_BODY, &[], empty(204)),
        ("DELETE /v1/key=%3D/(a12)", NO_BODY, &[], empty(204)),
        ("GET /v1/things/a?limit=1", NO_BODY, &["x-trace: t\r\n"], empty(204)),
        (
            "PUT /v1/things/7?limit=x&limit=y",
            NO_BODY,
            &["limit: true\r\n", "x-trace: t\r\n"],
            empty(204),
        ),
        ("POST /v1/things", r#"{"name":"n"}"#, &["content-type: application/json\r\n"], empty(204)),
        ("PUT /v1/things", "a,b", &["content-type: text/csv\r\n"], json(200, r#"{"name": "n"}"#)),
        (
            "PATCH /v1/things",
            r#"[{"op":"add"}]"#,
            &["content-type: application/json-patch+json\r\n"],
            empty(204),
        ),
        ("POST /v1/pictures", "bytes", &["content-type: image/jpeg\r\n"], empty(204)),
        ("GET /v1/things", NO_BODY, &[], answer(200, limits, "[]")),
        ("DELETE /v1/things", NO_BODY, &[], "HTTP/1.1 204 Fine\r\nx-both: true\r\n\r\n".into()),
        (
            "POST /v1/search",
            r#"{"query":"q","limit":2}"#,
            &[JSON],
            json(200, r#"{"data": [{"id": 1}, {"id": 2}], "next": "b"}"#),
        ),
        (
            "POST /v1/search",
            r#"{"query":"q","limit":2,"cursor":"b"}"#,
            &[JSON],
            json(200, r#"{"data": [{"id": 3}], "next": null}"#),
        ),
        ("POST /v1/search", r#"{"query":"q","cursor":"b"}"#, &[JSON], json(200, LAST)),
        ("POST /v1/deep", NO_BODY, &[], json(200, r#"{"data": [{"id": 1}], "total": 2}"#)),
        (
            "POST /v1/deep",
            r#"{"options":{"paging":{"number":1}}}"#,
            &[JSON],
            json(200, r#"{"data": [{"id": 2}], "total": 2}"#),
        ),
        (
            "POST /v1/deep",
            r#"{"query":"q","options":{"paging":{"size":5}}}"#,
            &[JSON],
            json(200, r#"{"data": [{"id": 1}], "total": 2}"#),
        ),
        (
            "POST /v1/deep",
            r#"{"query":"q","options":{"paging":{"size":5,"number":1}}}"#,
            &[JSON],
            json(200, r#"{"data": [{"id": 2}], "total": 2}"#),
        ),
        (
            "POST /v1/whole",
            r#"{"filter":"f"}"#,
            &[JSON],
            json(200, r#"{"data": [{"id": 1}, {"id": 2}]}"#),
        ),
        ("POST /v1/whole", r#"{"filter":"f","from":2}"#, &[JSON], json(200, r#"{"data": []}"#)),
        ("POST /v1/parts", PARTS, &["content-type: multipart/form-data; boundary="], empty(204)),
        ("POST /v1/mixed", MIXED, &["content-type: multipart/mixed; boundary="], empty(204)),
        (
            "POST /v1/form",
            "size=%7B%22width%22%3A1%2C%22unit%22%3A%22px%22%7D&width=2&unit=m\
             &deep%5Bwidth%5D=3&deep%5Bunit%5D=l&sizes=%7B%22width%22%3A4%2C%22unit%22%3A%22k%22%7D\
             &colours=r&colours=g&joined=a%2Cb,c&spaced=d%20e&path=/a?b&count=5&whole=%5B%22f%22%5D&options=%7B%7D\
             &more=%7B%22width%22%3A6%2C%22unit%22%3A%22j%22%7D",
            &[FORM],
            empty(204),
        ),
        (
            "POST /v1/mixed",
            "--BOUNDARY--\r\n",
            &["content-type: multipart/mixed; boundary="],
            empty(204),
        ),
        ("POST /v1/form", NO_BODY, &[FORM, "content-length: 0\r\n"], empty(204)),
        (
            "POST /v1/alone",
            "<t:thing/>",
            &[XML, "accept: text/xml, application/problem+xml\r\n"],
            of("text/xml", "<t:thing id=\"1\"/>"),
        ),
        (
            "POST /v1/alone",
            "<no/>",
            &[XML],
            answer(422, "content-type: application/problem+xml\r\n", "<wrong/>"),
        ),
        (
            "POST /v1/text",
            "<feed/>",
            &[
                "content-type: application/atom+xml; charset=utf-8\r\n",
                "accept: application/xml\r\n",
            ],
            of("application/xml; charset=utf-8", "<é/>"),
        ),
        ("GET /v1/drawing", NO_BODY, &["accept: image/svg+xml\r\n"], of("image/svg+xml", "<svg/>")),
        ("PUT /v1/same", r#"{"id":1}"#, &[JSON], json(200, r#"{"id": 2}"#)),
        ("PUT /v1/other", "<other/>", &[XML], json(200, r#"{"id": 3}"#)),
    ]
}

/// The other side of `tour/newest.rs`.
fn newest() -> Vec<Exchange> {
    const JSON: &str = "content-type: application/json\r\n";
    const COOKIES: &str = "cookie: session=a%20b=; seen=1; seen=2; places=x,y; theme=a%2520b\r\n";
    const EVENTS: &str = "event: added\ndata: {\"added\": \"a\"}\n\nevent: removed\ndata: {\"removed\": 1}\n\nevent: moved\ndata: away\n\n";
    const MIXED: &str =
        "event: number\ndata: 1\n\ndata: true\n\nevent: odd\ndata: {\"text\": \"a\"}\n\n";
    vec![
        ("QUERY /v1/things", r#"{"text":"q","limit":2}"#, &[JSON], json(200, r#"["a"]"#)),
        ("COPY /v1/things/1", NO_BODY, &["destination: /x\r\n"], empty(201)),
        ("LINK /v1/things/1", r#"{"to":"2"}"#, &[JSON], empty(204)),
        ("purge /v1/things/1", NO_BODY, &[], empty(204)),
        ("QUERY /v1/things/1", NO_BODY, &["content-length: 0\r\n"], empty(204)),
        (
            "GET /v1/things?kind=all&text=a%20b&ids=1&ids=2&labels=x,y&range%5Bfrom%5D=1\
             &place=%7B%22city%22%3A%22c%22%7D&sort=%5B%7B%22by%22%3A%22n%22%7D%5D\
             &rows=%7B%22at%22%3A1%7D&rows=%7B%22at%22%3A2%7D",
            NO_BODY,
            &[],
            empty(204),
        ),
        ("GET /v1/things/any?state=s&a=%26", NO_BODY, &[], empty(204)),
        ("GET /v1/things/any", NO_BODY, &[], empty(204)),
        ("GET /v1/things/named?a=1&a=2", NO_BODY, &[], empty(204)),
        ("GET /v1/things/json?%7B%22numbers%22%3A%5B1%2C2%5D%7D", NO_BODY, &[], empty(204)),
        ("GET /v1/things/path?%24.a.b%5B1%3A1%5D", NO_BODY, &[], empty(204)),
        ("GET /v1/things/path", NO_BODY, &[], empty(204)),
        ("GET /v1/things/a:b%2Fc@d,e/p%3Aq?text=x/y", NO_BODY, &[COOKIES], empty(204)),
        (
            "GET /v1/answers",
            NO_BODY,
            &["accept: text/event-stream\r\n"],
            of("text/event-stream", "event: answer\ndata: {\"text\": \"a\"}\n\n"),
        ),
        ("GET /v1/changes", NO_BODY, &[], of("text/event-stream", EVENTS)),
        ("GET /v1/mixed", NO_BODY, &[], of("text/event-stream", MIXED)),
        (
            "GET /v1/list",
            NO_BODY,
            &["accept: application/json-seq\r\n"],
            of("application/json-seq", "\u{1e}{\"text\": \"a\"}\n"),
        ),
    ]
}

#[test]
fn every_kind_of_operation_is_heard_and_answered() {
    let found = BUILD.messages("tour", |_| true);
    assert!(found.is_empty(), "{}", found.join("\n"));
    let exchanges: Vec<Exchange> = exchanges().into_iter().chain(newest()).collect();
    let server = Server::with(exchanges.iter().map(|(.., answer)| answer.clone()));
    let output =
        Command::new(&BUILD.built["tour"]).arg(server.base_url()).output().expect("it was built");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let heard = server.requests();
    assert_eq!(heard.len(), exchanges.len());
    for (request, (line, body, words, _)) in heard.iter().zip(&exchanges) {
        let (head, sent) = request.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with(&format!("{line} HTTP/1.1\r\n")), "{line}: {head}");
        let boundary = head.split("boundary=").nth(1).and_then(|rest| rest.lines().next());
        let sent = boundary.map_or(sent.to_owned(), |name| sent.replace(name, "BOUNDARY"));
        assert_eq!(sent, *body, "{line}");
        for word in *words {
            assert!(format!("{head}\r\n").contains(word), "{line}: {word}{head}");
        }
    }
}
