//! What a server does with one connection, step by step.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::Signal;

/// The steps of one connection. After the last one the server closes its side and waits for the client to
/// close the other.
#[derive(Clone, Default)]
pub(crate) struct Connection(Vec<Step>);

#[derive(Clone)]
enum Step {
    Hear,
    HearHead,
    Say(Vec<u8>),
    Trickle(Vec<u8>),
    Repeat(Vec<u8>),
    Tell(Signal),
    Wait(Signal),
    Silence,
    Reset,
}

impl Connection {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// Reads a whole request and keeps it. When the client hangs up before, the script ends here.
    pub(crate) fn hear(self) -> Self {
        self.step(Step::Hear)
    }

    /// Reads the head of a request and keeps it; what follows stays unread for the next step.
    pub(crate) fn hear_head(self) -> Self {
        self.step(Step::HearHead)
    }

    /// Sends these bytes.
    pub(crate) fn say(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.step(Step::Say(bytes.into()))
    }

    /// Sends these bytes, each by a write of its own.
    pub(crate) fn trickle(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.step(Step::Trickle(bytes.into()))
    }

    /// Sends these bytes again and again until the client hangs up.
    pub(crate) fn repeat(self, bytes: impl Into<Vec<u8>>) -> Self {
        self.step(Step::Repeat(bytes.into()))
    }

    /// Tells that the script has come this far.
    pub(crate) fn tell(self, signal: &Signal) -> Self {
        self.step(Step::Tell(signal.clone()))
    }

    /// Goes on when it is told to.
    pub(crate) fn wait(self, signal: &Signal) -> Self {
        self.step(Step::Wait(signal.clone()))
    }

    /// Says nothing until the client hangs up.
    pub(crate) fn silence(self) -> Self {
        self.step(Step::Silence)
    }

    /// Ends the connection by RST, as a crashed server or a balancer does.
    pub(crate) fn reset(self) -> Self {
        self.step(Step::Reset)
    }

    fn step(mut self, step: Step) -> Self {
        self.0.push(step);
        self
    }

    /// Goes through the steps. That the client has hung up shows when reading; writing to it is no
    /// failure of ours.
    pub(super) async fn follow(self, stream: TcpStream, heard: &(dyn Fn(Vec<u8>) + Sync)) {
        stream.set_nodelay(true).unwrap();
        let mut stream = Reader { stream, ahead: Vec::new() };
        for step in self.0 {
            match step {
                Step::Hear => match stream.request().await {
                    Some(request) => heard(request),
                    None => return,
                },
                Step::HearHead => match stream.head().await {
                    Some(head) => heard(head),
                    None => return,
                },
                Step::Say(bytes) => drop(stream.stream.write_all(&bytes).await),
                Step::Trickle(bytes) => {
                    for byte in bytes {
                        let _ = stream.stream.write_all(&[byte]).await;
                        tokio::task::yield_now().await;
                    }
                }
                Step::Repeat(bytes) => while stream.stream.write_all(&bytes).await.is_ok() {},
                Step::Tell(signal) => signal.tell(),
                Step::Wait(signal) => signal.told().await,
                Step::Silence => while stream.read().await.is_some() {},
                Step::Reset => {
                    stream.stream.set_zero_linger().unwrap();
                    return;
                }
            }
        }
        // Closing both sides at once would be a reset if the client had sent more than was read, and
        // could take the answer with it.
        let _ = stream.stream.shutdown().await;
        while stream.read().await.is_some() {}
    }
}

/// A connection with what was read of it too early.
struct Reader {
    stream: TcpStream,
    ahead: Vec<u8>,
}

impl Reader {
    /// Reads more; none when the client has hung up.
    async fn read(&mut self) -> Option<()> {
        let count = self.stream.read_buf(&mut self.ahead).await.ok()?;
        (count > 0).then_some(())
    }

    /// A head with its empty line.
    async fn head(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some(end) = find(&self.ahead, b"\r\n\r\n") {
                return Some(self.ahead.drain(..end + 4).collect());
            }
            self.read().await?;
        }
    }

    /// A head and its body: as many bytes as it announces, or chunks up to the last one, as they are.
    async fn request(&mut self) -> Option<Vec<u8>> {
        let mut request = self.head().await?;
        let head = String::from_utf8_lossy(&request).to_ascii_lowercase();
        let field = |name: &str| head.lines().find_map(|line| line.strip_prefix(name));
        if field("transfer-encoding: chunked").is_some() {
            loop {
                let line = self.line().await?;
                let digits = std::str::from_utf8(&line).unwrap().trim();
                let size = usize::from_str_radix(digits, 16).expect("a size of a chunk");
                request.extend(line);
                request.extend(self.exactly(size + 2).await?);
                if size == 0 {
                    return Some(request);
                }
            }
        }
        let length = field("content-length: ").map_or(0, |length| length.parse().unwrap());
        request.extend(self.exactly(length).await?);
        Some(request)
    }

    async fn line(&mut self) -> Option<Vec<u8>> {
        loop {
            if let Some(end) = find(&self.ahead, b"\r\n") {
                return Some(self.ahead.drain(..end + 2).collect());
            }
            self.read().await?;
        }
    }

    async fn exactly(&mut self, length: usize) -> Option<Vec<u8>> {
        while self.ahead.len() < length {
            self.read().await?;
        }
        Some(self.ahead.drain(..length).collect())
    }
}

fn find(bytes: &[u8], pattern: &[u8]) -> Option<usize> {
    bytes.windows(pattern.len()).position(|window| window == pattern)
}
