//! A loopback HTTP/1.1 server that does exactly what it is told, down to the socket, and keeps exactly what
//! it heard.
//!
//! It has a thread and a runtime of its own, so a test may block, wait, or pause its clock; it ends, with
//! all connections, when it is dropped. Nothing here sleeps: what has to happen in an order is ordered by
//! [`Signal`]s.
//!
//! | want | have |
//! |---|---|
//! | one answer a request, each on a connection of its own | [`Server::with`], [`Server::json`] |
//! | a script for each connection, in the order in which they come | [`Server::script`] |
//! | the same for every connection, however many | [`Server::every`] |
//! | a port where connecting never ends | [`BlackHole`] |
//! | the bytes of an answer | [`answer`], [`json`], [`kept`] (connection stays open), [`CHUNKED`], [`chunk`] |
//!
//! A [`Connection`] is a list of steps: `hear()` a request, `say(bytes)`, `trickle(bytes)` byte by byte,
//! `repeat(bytes)` without end, `tell(&signal)`, `wait(&signal)`, `silence()`, `reset()`. After the last step
//! the server closes its side. So:
//!
//! ```text
//! never answers            Connection::new().hear().silence()
//! stalls within the head   Connection::new().hear().say("HTTP/1.1 200 OK\r\n").silence()
//! truncates                Connection::new().hear().say("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{")
//! bad chunking             Connection::new().hear().say(CHUNKED).say("zz\r\n")
//! endless                  Connection::new().hear().say(CHUNKED).repeat(chunk("x"))
//! two requests, one        Connection::new().hear().say(kept(200, "", "{}")).hear().say(json(200, "{}"))
//! connection
//! closes an idle           Connection::new().hear().say(kept(200, "", "{}")).hear_head().reset()
//! connection under a write
//! waits for the test       Connection::new().hear().tell(&here).wait(&go_on).say(json(200, "{}"))
//! sees the client leave    Connection::new().hear().silence().tell(&gone)
//! ```

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{oneshot, watch};

mod script;
mod tests;

pub(crate) use script::Connection;

/// The server. It stops when it is dropped.
pub(crate) struct Server {
    address: SocketAddr,
    log: Arc<Log>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// What was heard.
#[derive(Default)]
struct Log {
    requests: Mutex<Vec<Vec<u8>>>,
    connections: Mutex<usize>,
}

/// Gives the script of the next connection.
type Scripts = Box<dyn FnMut() -> Connection + Send>;

impl Server {
    /// Gives these answers, bytes as they are, to one request each, and closes the connection after
    /// each. A request more than that gets a connection that is closed without an answer.
    pub(crate) fn with(answers: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Self {
        Self::script(answers.into_iter().map(|answer| Connection::new().hear().say(answer)))
    }

    /// Gives this JSON with status 200 once.
    pub(crate) fn json(body: &str) -> Self {
        Self::with([json(200, body)])
    }

    /// Follows one script a connection. A connection more than that is closed after its first request.
    pub(crate) fn script(connections: impl IntoIterator<Item = Connection>) -> Self {
        let mut connections = connections.into_iter().collect::<VecDeque<_>>();
        Self::start(Box::new(move || {
            connections.pop_front().unwrap_or_else(|| Connection::new().hear())
        }))
    }

    /// Follows this script on every connection.
    pub(crate) fn every(connection: Connection) -> Self {
        Self::start(Box::new(move || connection.clone()))
    }

    fn start(scripts: Scripts) -> Self {
        // Bound here, so that the address is known and connecting works from now on.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::new(Log::default());
        let heard = Arc::clone(&log);
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::spawn(move || {
            runtime().block_on(async move {
                let listener = TcpListener::from_std(listener).unwrap();
                tokio::select! {
                    () = accept(listener, scripts, heard) => {}
                    _ = stopped => {}
                }
            });
        });
        Self { address, log, stop: Some(stop), thread: Some(thread) }
    }

    /// What the client is told, with the path that the real API has.
    pub(crate) fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Host and port.
    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The only request that came, with `HOST` for the address.
    #[track_caller]
    pub(crate) fn request(&self) -> String {
        let received = self.requests();
        let [request] = received.as_slice() else { panic!("{} requests came", received.len()) };
        request.clone()
    }

    /// All requests in the order in which they were complete, with `HOST` for the address.
    pub(crate) fn requests(&self) -> Vec<String> {
        let address = self.address.to_string();
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).replace(&address, "HOST");
        self.log.requests.lock().unwrap().iter().map(text).collect()
    }

    /// The bytes of all requests.
    pub(crate) fn raw(&self) -> Vec<Vec<u8>> {
        self.log.requests.lock().unwrap().clone()
    }

    /// How many requests came.
    pub(crate) fn count(&self) -> usize {
        self.log.requests.lock().unwrap().len()
    }

    /// How many connections came, with or without a request.
    pub(crate) fn connections(&self) -> usize {
        *self.log.connections.lock().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The end of the runtime closes all sockets, whatever their scripts are waiting for.
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap()
}

async fn accept(listener: TcpListener, mut scripts: Scripts, log: Arc<Log>) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        *log.connections.lock().unwrap() += 1;
        let script = scripts();
        let log = Arc::clone(&log);
        tokio::spawn(async move {
            let heard = |request| log.requests.lock().unwrap().push(request);
            script.follow(stream, &heard).await;
        });
    }
}

/// Something that happened: one side tells it, the other waits for it. Once told it stays so.
#[derive(Clone)]
pub(crate) struct Signal(Arc<watch::Sender<bool>>);

impl Signal {
    pub(crate) fn new() -> Self {
        Self(Arc::new(watch::channel(false).0))
    }

    /// Says that it happened.
    pub(crate) fn tell(&self) {
        self.0.send_replace(true);
    }

    /// Waits until it happened.
    pub(crate) async fn told(&self) {
        let mut changes = self.0.subscribe();
        changes.wait_for(|told| *told).await.unwrap();
    }
}

/// A port that takes no further connection: its queue is full, so the kernel leaves attempts unanswered.
pub(crate) struct BlackHole {
    address: SocketAddr,
    _listener: TcpListener,
    _queued: TcpStream,
}

impl BlackHole {
    pub(crate) async fn new() -> Self {
        let socket = TcpSocket::new_v4().unwrap();
        socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let listener = socket.listen(0).unwrap();
        let address = listener.local_addr().unwrap();
        let queued = TcpStream::connect(address).await.unwrap();
        Self { address, _listener: listener, _queued: queued }
    }

    pub(crate) fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }
}

/// An answer of `application/json`.
pub(crate) fn json(status: u16, body: &str) -> Vec<u8> {
    answer(status, "content-type: application/json\r\nx-request-id: req_1\r\n", body)
}

/// An answer with these header lines, each with its line break, after which the connection is to be closed.
pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Vec<u8> {
    kept(status, &format!("{headers}connection: close\r\n"), body)
}

/// An answer with these header lines, each with its line break, on a connection that stays open.
pub(crate) fn kept(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} Whatever\r\n{headers}content-length: {length}\r\n\r\n{body}").into()
}

/// The head of an answer of `application/json` in chunks; [`chunk`] gives these.
pub(crate) const CHUNKED: &str =
    "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n";

/// One chunk; an empty one is the last.
pub(crate) fn chunk(text: &str) -> Vec<u8> {
    format!("{:x}\r\n{text}\r\n", text.len()).into()
}
