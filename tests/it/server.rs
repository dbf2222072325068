//! A loopback HTTP/1.1 server: raw sockets, one scripted answer per request, exact bytes kept.
//!
//! It knows as much of HTTP as finding the end of a request takes.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

/// The server. It stops when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    received: Arc<Mutex<Vec<String>>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Gives these answers, bytes as they are, to one request each, and closes the connection after
    /// each. A request more than that gets a connection that is closed without an answer.
    pub(crate) fn with(answers: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        let mut answers = answers.into_iter().map(Into::into).collect::<Vec<_>>().into_iter();
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let Some(request) = read_request(&mut stream) else { return };
                log.lock().unwrap().push(request.replace(&address.to_string(), "HOST"));
                // The client may have hung up already: that is for the test to see, not for us.
                let _ = stream.write_all(&answers.next().unwrap_or_default());
                let _ = stream.shutdown(Shutdown::Both);
            }
        });
        Self { address, received, thread: Some(thread) }
    }

    /// Gives this JSON with status 200 once.
    pub(crate) fn json(body: &str) -> Self {
        Self::with([json(200, body)])
    }

    /// What the client is told, with the path that the real API has.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// The only request that came, with `HOST` for the address.
    #[track_caller]
    pub(crate) fn request(&self) -> String {
        let received = self.received.lock().unwrap();
        let [request] = received.as_slice() else { panic!("{} requests came", received.len()) };
        request.clone()
    }

    /// How many requests came.
    pub(crate) fn count(&self) -> usize {
        self.received.lock().unwrap().len()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A connection without a request is the word to stop.
        drop(TcpStream::connect(self.address));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// One request: the head, and as many bytes as it announces. `None` when the connection ends before.
fn read_request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = std::str::from_utf8(&bytes[..end]).unwrap();
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "))
                .map_or(0, |length| length.parse::<usize>().unwrap());
            if bytes.len() >= end + 4 + length {
                return Some(String::from_utf8(bytes).unwrap());
            }
        }
        let count = stream.read(&mut chunk).ok().filter(|count| *count > 0)?;
        bytes.extend_from_slice(&chunk[..count]);
    }
}

/// An answer of `application/json`.
pub(crate) fn json(status: u16, body: &str) -> Vec<u8> {
    answer(status, "content-type: application/json\r\nx-request-id: req_1\r\n", body)
}

/// An answer with these header lines, each with its line break.
pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!(
        "HTTP/1.1 {status} Whatever\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
    .into_bytes()
}
