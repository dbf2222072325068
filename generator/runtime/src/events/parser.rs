//! Server-sent events from bytes (WHATWG HTML, section 9.2.6, "Interpreting an event stream").
//!
//! Takes bytes in pieces of any size and gives events; knows neither connections nor types. What it
//! keeps between two pieces is bounded by its limits.

use core::fmt;
use core::time::Duration;

/// The longest pause that a server can ask for.
const LONGEST_PAUSE: Duration = Duration::from_secs(60);

/// Reads a stream of events, piece by piece.
#[derive(Debug)]
pub(crate) struct Parser {
    limits: Limits,
    /// The beginning of a line whose end has not come.
    line: Vec<u8>,
    /// Whether the last line ended in CR: an LF right after it is part of that end.
    after_cr: bool,
    /// Whether the first line, before which a byte order mark may stand, has not come.
    at_start: bool,
    /// Lines of the event so far that are fields.
    lines: usize,
    name: String,
    /// Each `data` field with a line feed after it.
    data: String,
    id: String,
    /// The id as of the last event that was complete, with data or without.
    last_id: String,
    pause: Option<Duration>,
}

/// What one event may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Bytes of a line.
    pub(crate) line: usize,
    /// Bytes of an event: its data, name and id.
    pub(crate) event: usize,
    /// Lines of an event, comments not counted.
    pub(crate) lines: usize,
}

/// A complete event as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Its type; empty where the server gave none.
    pub(crate) name: String,
    pub(crate) data: String,
    /// The last id that the server gave, with this event or before; empty before the first.
    pub(crate) id: String,
}

/// A limit that an event is beyond. The parser must not be used after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Excess {
    /// A line or an event has more than so many bytes.
    Bytes(usize),
    /// An event has more than so many lines.
    Lines(usize),
}

impl Limits {
    /// Lines and events of up to `bytes` each.
    pub(crate) fn new(bytes: usize) -> Self {
        Self { line: bytes, event: bytes, lines: 1 << 16 }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self::new(1 << 20)
    }
}

impl Parser {
    pub(crate) fn new(limits: Limits) -> Self {
        Self {
            limits,
            line: Vec::new(),
            after_cr: false,
            at_start: true,
            lines: 0,
            name: String::new(),
            data: String::new(),
            id: String::new(),
            last_id: String::new(),
            pause: None,
        }
    }

    /// Reads from the front of `input` up to the end of the next event; without one, all of it.
    pub(crate) fn next(&mut self, input: &mut &[u8]) -> Result<Option<Frame>, Excess> {
        while let Some(first) = input.first() {
            if core::mem::take(&mut self.after_cr) && *first == b'\n' {
                *input = &input[1..];
                continue;
            }
            let Some(end) = input.iter().position(|byte| matches!(byte, b'\r' | b'\n')) else {
                self.keep(core::mem::take(input))?;
                return Ok(None);
            };
            let (line, rest) = input.split_at(end);
            self.after_cr = rest[0] == b'\r';
            *input = &rest[1..];
            if let Some(frame) = self.end_line(line)? {
                return Ok(Some(frame));
            }
        }
        Ok(None)
    }

    /// Forgets the event that has not come to its end, as at the end of a connection. The next bytes
    /// are the beginning of a stream.
    pub(crate) fn restart(&mut self) {
        let fresh = Self::new(self.limits);
        let last_id = core::mem::take(&mut self.last_id);
        *self = Self { id: last_id.clone(), last_id, pause: self.pause, ..fresh };
    }

    /// The last id that the server gave before the end of an event; empty when there was none.
    pub(crate) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Sets the id that events have until the server gives another.
    pub(crate) fn set_last_id(&mut self, id: &str) {
        self.last_id = id.to_owned();
        self.id = id.to_owned();
    }

    /// How long the server wants a client to wait before it connects again.
    pub(crate) fn pause(&self) -> Option<Duration> {
        self.pause
    }

    pub(crate) fn set_limits(&mut self, limits: Limits) {
        self.limits = limits;
    }

    /// Keeps a part of a line until its end comes.
    fn keep(&mut self, part: &[u8]) -> Result<(), Excess> {
        self.check_line(part)?;
        self.line.extend_from_slice(part);
        Ok(())
    }

    fn check_line(&self, part: &[u8]) -> Result<(), Excess> {
        let limit = self.limits.line;
        if part.len() > limit.saturating_sub(self.line.len()) {
            return Err(Excess::Bytes(limit));
        }
        Ok(())
    }

    /// Takes the last part of a line; gives the event that the line ends.
    fn end_line(&mut self, part: &[u8]) -> Result<Option<Frame>, Excess> {
        if self.line.is_empty() {
            self.check_line(part)?;
            return self.whole_line(part);
        }
        self.keep(part)?;
        let mut line = core::mem::take(&mut self.line);
        let frame = self.whole_line(&line);
        // The next line can use the memory.
        line.clear();
        self.line = line;
        frame
    }

    fn whole_line(&mut self, mut line: &[u8]) -> Result<Option<Frame>, Excess> {
        if core::mem::take(&mut self.at_start) {
            line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
        }
        match line {
            [] => Ok(self.end_event()),
            [b':', ..] => Ok(None),
            _ => self.field(line).map(|()| None),
        }
    }

    fn field(&mut self, line: &[u8]) -> Result<(), Excess> {
        self.lines += 1;
        if self.lines > self.limits.lines {
            return Err(Excess::Lines(self.limits.lines));
        }
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let name = parts.next().unwrap_or_default();
        let value = parts.next().unwrap_or_default();
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"event" => self.name = text(value),
            b"data" => {
                self.data.push_str(&String::from_utf8_lossy(value));
                self.data.push('\n');
            }
            b"id" if !value.contains(&0) => self.id = text(value),
            b"retry" => self.pause = pause(value).or(self.pause),
            _ => {}
        }
        if self.data.len() + self.name.len() + self.id.len() > self.limits.event {
            return Err(Excess::Bytes(self.limits.event));
        }
        Ok(())
    }

    /// The event that an empty line ends. One without data is none, but its id counts.
    fn end_event(&mut self) -> Option<Frame> {
        self.lines = 0;
        if self.last_id != self.id {
            self.last_id.clone_from(&self.id);
        }
        let name = core::mem::take(&mut self.name);
        let mut data = core::mem::take(&mut self.data);
        data.pop()?;
        Some(Frame { name, data, id: self.last_id.clone() })
    }
}

/// What is not UTF-8 becomes U+FFFD, as in a browser.
fn text(value: &[u8]) -> String {
    String::from_utf8_lossy(value).into_owned()
}

/// Milliseconds in digits alone.
fn pause(value: &[u8]) -> Option<Duration> {
    if value.is_empty() || !value.iter().all(u8::is_ascii_digit) {
        return None;
    }
    // Digits that do not fit are a long pause too.
    let millis = core::str::from_utf8(value).ok()?.parse().unwrap_or(u64::MAX);
    Some(Duration::from_millis(millis).min(LONGEST_PAUSE))
}

impl fmt::Display for Excess {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(limit) => write!(f, "longer than the limit of {limit} bytes"),
            Self::Lines(limit) => write!(f, "longer than the limit of {limit} lines"),
        }
    }
}

#[cfg(test)]
mod tests;
