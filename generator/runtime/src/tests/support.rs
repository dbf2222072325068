//! A server on loopback that says exactly what it is told, and remembers what it heard.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread::JoinHandle;

/// What the server does with the next request.
pub(super) enum Then {
    /// Sends these bytes; the connection stays open.
    Say(Vec<u8>),
    /// Sends these bytes over and over until the client hangs up.
    Repeat(Vec<u8>, Vec<u8>),
    /// Sends these bytes and nothing more until the client hangs up.
    Stall(Vec<u8>),
    /// Sends these bytes and hangs up.
    HangUp(Vec<u8>),
}

pub(super) struct Server {
    url: String,
    thread: JoinHandle<Vec<String>>,
}

impl Server {
    pub(super) fn new(script: Vec<Then>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        Self { url, thread: std::thread::spawn(move || serve(&listener, script)) }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// The requests as they came, once the script is at its end. Connections are closed by tasks of
    /// the client's runtime, so waiting must not block its thread.
    pub(super) async fn heard(self) -> Vec<String> {
        let joined = tokio::task::spawn_blocking(|| self.thread.join()).await;
        joined.expect("the wait is not cancelled").expect("the server has not failed")
    }
}

/// A whole response of `application/json`.
pub(super) fn json(status: &str, body: &str) -> Then {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n"
    );
    Then::Say((head + body).into_bytes())
}

fn serve(listener: &TcpListener, script: Vec<Then>) -> Vec<String> {
    let mut heard = Vec::new();
    let mut script = script.into_iter().peekable();
    while script.peek().is_some() {
        let Ok((mut stream, _)) = listener.accept() else { break };
        while script.peek().is_some() {
            let Some(request) = hear(&mut stream) else { break };
            heard.push(request);
            match script.next() {
                Some(Then::Say(bytes)) => {
                    let _ = stream.write_all(&bytes);
                }
                Some(Then::Repeat(head, bytes)) => {
                    let _ = stream.write_all(&head);
                    while stream.write_all(&bytes).is_ok() {}
                    break;
                }
                Some(Then::Stall(bytes)) => {
                    let _ = stream.write_all(&bytes);
                    while stream.read(&mut [0; 64]).is_ok_and(|read| read > 0) {}
                    break;
                }
                Some(Then::HangUp(bytes)) => {
                    let _ = stream.write_all(&bytes);
                    break;
                }
                None => break,
            }
        }
    }
    heard
}

/// One request; none when the client has hung up.
fn hear(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).ok()?;
        bytes.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&bytes).into_owned();
    let length = head
        .lines()
        .find_map(|line| line.to_ascii_lowercase().strip_prefix("content-length: ")?.parse().ok())
        .unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    // The feature `gzip` asks for it; what else a request holds does not depend on features.
    let head = head.replace("accept-encoding: gzip\r\n", "");
    Some(head + &String::from_utf8_lossy(&body))
}
