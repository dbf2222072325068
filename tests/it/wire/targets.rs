//! Threat D1 where it counts: on the request line that was sent.

use super::client;
use crate::server::{Connection, Server, kept};

/// Pieces of which values are made that would leave their segment if they were not encoded.
const TOKENS: [&str; 21] = [
    ".", "..", "/", "\\", "%", "%2e", "%2E", "%2f", "%5c", "%25", "?", "#", ";", ":", "@", "\t",
    "\n", "\0", " ", "é", "a",
];

/// The whole table is in the runtime's tests of paths; through a socket goes every pair.
#[tokio::test]
async fn d1_every_value_stays_one_segment_of_the_request_line() {
    let values: Vec<String> = TOKENS
        .iter()
        .flat_map(|first| TOKENS.iter().map(move |second| format!("{first}{second}")))
        .collect();
    let answers = values.iter().fold(Connection::new(), |script, _| {
        script.hear().say(kept(200, "content-type: application/json\r\n", "{}"))
    });
    let server = Server::every(answers);
    let client = client(&server);
    for value in &values {
        let sent = server.count();
        let _ = client.machines().get_secret_key(value).send().await;
        if value == ".." {
            assert_eq!(server.count(), sent, "{value:?} is another endpoint");
            continue;
        }
        let requests = server.requests();
        assert_eq!(requests.len(), sent + 1, "{value:?}");
        let line = requests[sent].lines().next().unwrap();
        let target = line.strip_prefix("GET ").unwrap().strip_suffix(" HTTP/1.1").unwrap();
        let segments: Vec<&str> = target.split('/').collect();
        let ["", "v1", "machines", segment, "secret_key"] = segments.as_slice() else {
            panic!("{value:?} became {target}")
        };
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte);
        assert!(segment.bytes().all(plain), "{value:?} became {segment}");
        assert_eq!(decoded(segment), value.as_bytes(), "{segment}");
    }
}

fn decoded(segment: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next().unwrap(), rest.next().unwrap()];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
    }
    bytes
}
