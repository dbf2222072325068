//! Multipart bodies (RFC 7578): typed parts, files, and the text between them.
//!
//! The boundary is 128 random bits: who chooses a part's content cannot guess it and so cannot end the
//! part. On `wasm32-unknown-unknown` they come from Web Crypto, by the feature `wasm_js` of `getrandom`.

use core::fmt::Write as _;
use core::mem;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::collections::VecDeque;

use bytes::{Bytes, BytesMut};
use futures_core::Stream;

use crate::body::Body;
use crate::call::Call;
use crate::content::{Content, is_range};
use crate::decode::is_json;
use crate::header;
use crate::json::{self, WriteJson};
use crate::param;
use crate::part::Part;
use crate::payload::Payload;
use crate::problem::{Place, Problem};
use crate::raw;
use crate::transport::TransportError;

/// The parts of a body, in the order of first setting.
#[derive(Clone)]
pub(crate) struct Parts {
    boundary: String,
    /// Names of properties, each with the parts that it gives.
    entries: Vec<(&'static str, Vec<Piece>)>,
    /// Headers of all parts of an entry.
    headers: Vec<styled::PartHeader>,
}

/// A part: its head, up to the empty line, and its content.
#[derive(Clone)]
struct Piece {
    head: String,
    /// The names of its own headers, in lower case.
    own: Vec<String>,
    payload: Payload,
}

impl Call {
    /// Begins a multipart body, which is sent without parts unless some are set.
    pub fn multipart(&mut self) {
        self.change_parts(|_| {});
    }

    /// Sets a part from a typed value; absent takes it away, and so does null where it is not sent as JSON.
    ///
    /// With a JSON media type the value is written as JSON, with another one it must be a text, number or
    /// boolean, or a list of those. An empty `content_type` is chosen by the value (OpenAPI 3.1.1,
    /// "Encoding Object"): `text/plain` for a text, number or boolean, `application/json` for an object,
    /// and for an array a part for each item.
    pub fn part(&mut self, name: &'static str, content_type: &'static str, value: &dyn WriteJson) {
        let pieces =
            if value.is_absent() { Ok(Vec::new()) } else { typed(name, content_type, value) };
        self.set_parts(name, pieces);
    }

    /// Sets a part from a text, or one from each of a list, as it is, whatever its media type; absent and null
    /// take it away.
    pub fn text_part(
        &mut self,
        name: &'static str,
        content_type: &'static str,
        value: &dyn WriteJson,
    ) {
        let pieces =
            if value.is_absent() { Ok(Vec::new()) } else { texts(name, content_type, value) };
        self.set_parts(name, pieces);
    }

    /// Sets a part from a file. The file's own media type goes before `content_type`.
    pub fn file(&mut self, name: &'static str, content_type: &'static str, part: Part) {
        self.files(name, content_type, vec![part]);
    }

    /// Sets a part for each file, all of the same name; none take it away.
    pub fn files(&mut self, name: &'static str, content_type: &'static str, parts: Vec<Part>) {
        let pieces = parts.into_iter().map(|part| file(name, content_type, part)).collect();
        self.set_parts(name, pieces);
    }

    /// Sets a part for each member of an object, as [`part`](Self::part) does.
    pub fn parts(&mut self, value: &dyn WriteJson) {
        self.set_parts("", if value.is_absent() { Ok(Vec::new()) } else { members(value) });
    }

    /// Sets a part for each of these files, under any name.
    pub fn named_files(&mut self, parts: Vec<(String, Part)>) {
        let pieces = parts.into_iter().map(|(name, part)| file(&name, "", part)).collect();
        self.set_parts("", pieces);
    }

    /// Puts the pieces into the multipart body, which takes the place of another body.
    fn set_parts(&mut self, name: &'static str, pieces: Result<Vec<Piece>, Problem>) {
        if let Some(pieces) = self.kept(pieces) {
            self.change_parts(|parts| parts.set(name, pieces));
        }
    }

    /// Changes the multipart body, which takes the place of another body.
    fn change_parts(&mut self, change: impl FnOnce(&mut Parts)) {
        let parts = match mem::replace(&mut self.inner.body, Content::None) {
            Content::Parts(parts) => Ok(parts),
            Content::None | Content::Json(_) | Content::Payload(_) | Content::Form(_) => {
                Parts::new()
            }
        };
        if let Some(mut parts) = self.kept(parts) {
            change(&mut parts);
            self.inner.body = Content::Parts(parts);
        }
    }
}

impl Parts {
    fn new() -> Result<Self, Problem> {
        let mut random = [0u8; 16];
        getrandom::fill(&mut random)
            .map_err(|_| Problem::new(Place::Body, "", "needs randomness, and there is none"))?;
        Ok(Self::with_boundary(format!("{:032x}", u128::from_be_bytes(random))))
    }

    fn with_boundary(boundary: String) -> Self {
        Self { boundary, entries: Vec::new(), headers: Vec::new() }
    }

    /// What separates the parts. It stays the same for all attempts, so that they send the same bytes.
    pub(crate) fn boundary(&self) -> &str {
        &self.boundary
    }

    /// The names of what was set.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(name, _)| *name)
    }

    /// Sets an entry; setting it again replaces it where it stands.
    fn set(&mut self, name: &'static str, pieces: Vec<Piece>) {
        match self.entries.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = pieces,
            None => self.entries.push((name, pieces)),
        }
    }

    fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.entries.iter().flat_map(|(_, pieces)| pieces)
    }

    /// Whether every attempt can send them.
    pub(crate) fn is_replayable(&self) -> bool {
        self.pieces().all(|piece| piece.payload.is_replayable())
    }

    /// The body of the next attempt: bytes, or a stream if one of the parts is a stream. `None` when that
    /// was sent.
    pub(crate) fn open(&self) -> Option<Body> {
        let mut chunks = VecDeque::new();
        for (name, pieces) in &self.entries {
            for piece in pieces {
                let start = if chunks.is_empty() { "" } else { "\r\n" };
                let (boundary, head) = (&self.boundary, &piece.head);
                let more = self.headers_of(name, piece);
                chunks.push_back(Body::from(format!("{start}--{boundary}\r\n{head}{more}\r\n")));
                chunks.push_back(piece.payload.open()?);
            }
        }
        let start = if chunks.is_empty() { "" } else { "\r\n" };
        chunks.push_back(Body::from(format!("{start}--{}--\r\n", self.boundary)));
        let whole: Option<Vec<&Bytes>> = chunks.iter().map(Body::as_bytes).collect();
        let Some(whole) = whole else { return Some(Body::stream(Chunks(chunks))) };
        let mut bytes = BytesMut::with_capacity(whole.iter().map(|chunk| chunk.len()).sum());
        whole.into_iter().for_each(|chunk| bytes.extend_from_slice(chunk));
        Some(Body::from(bytes.freeze()))
    }
}

/// Bodies one after the other.
struct Chunks(VecDeque<Body>);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        while let Some(body) = self.0.front_mut() {
            match Pin::new(body).poll_next(context) {
                Poll::Ready(None) => drop(self.0.pop_front()),
                ready => return ready,
            }
        }
        Poll::Ready(None)
    }
}

/// The parts of a value.
fn typed(name: &str, content_type: &str, value: &dyn WriteJson) -> Result<Vec<Piece>, Problem> {
    let text = param::written(value).map_err(|what| Problem::new(Place::Field, name, what))?;
    of_text(name, content_type, text)
}

/// The parts of a text or of a list of texts.
fn texts(name: &str, content_type: &str, value: &dyn WriteJson) -> Result<Vec<Piece>, Problem> {
    let refused = |what| Problem::new(Place::Field, name, what);
    let json = param::written(value).map_err(refused)?;
    let items = match json.as_str() {
        "null" => Vec::new(),
        list if list.starts_with('[') => raw::items(list).map_err(|_| refused(UNREADABLE))?,
        _ => vec![json],
    };
    let piece = |json: String| {
        let text: String = json::from_slice(json.as_bytes()).map_err(|_| refused(UNREADABLE))?;
        let head = head(name, None, content_type)?;
        Ok(Piece { head, own: Vec::new(), payload: Payload::from(text) })
    };
    items.into_iter().map(piece).collect()
}

/// The parts of all members of an object.
fn members(value: &dyn WriteJson) -> Result<Vec<Piece>, Problem> {
    let refused = |what| Problem::new(Place::Field, "", what);
    let text = param::written(value).map_err(refused)?;
    let mut pieces = Vec::new();
    for (name, json) in raw::members(&text).map_err(|_| refused("is no object"))? {
        pieces.extend(of_text(&name, "", json)?);
    }
    Ok(pieces)
}

fn of_text(name: &str, content_type: &str, text: String) -> Result<Vec<Piece>, Problem> {
    let refused = |what| Problem::new(Place::Field, name, what);
    let as_json = says_json(content_type);
    if text == "null" && !as_json {
        return Ok(Vec::new());
    }
    if text.starts_with('[') && !as_json {
        let items = raw::items(&text).map_err(|_| refused(UNREADABLE))?;
        return items.into_iter().map(|item| single(name, content_type, item)).collect();
    }
    Ok(vec![single(name, content_type, text)?])
}

/// The one part of a value that is JSON text so far.
fn single(name: &str, content_type: &str, json: String) -> Result<Piece, Problem> {
    let refused = |what| Problem::new(Place::Field, name, what);
    let nested = json.starts_with(['[', '{']);
    let (content_type, text) = match content_type {
        "" if nested => ("application/json", json),
        declared if says_json(declared) => (declared, json),
        _ if nested => return Err(refused(NO_TEXT)),
        _ if json == "null" => {
            return Err(refused("has a null in its list, which only JSON can say"));
        }
        declared => {
            let text = match json.starts_with('"') {
                true => json::from_slice(json.as_bytes()).map_err(|_| refused(UNREADABLE))?,
                false => json,
            };
            (if declared.is_empty() || is_range(declared) { "text/plain" } else { declared }, text)
        }
    };
    Ok(Piece {
        head: head(name, None, content_type)?,
        own: Vec::new(),
        payload: Payload::from(text),
    })
}

const UNREADABLE: &str = "cannot be written as text";
const NO_TEXT: &str = "has an array or object, and its media type is not JSON";

/// The part of a file.
fn file(name: &str, content_type: &str, part: Part) -> Result<Piece, Problem> {
    let Part { payload, file_name, content_type: own, headers } = part;
    let content_type = match &own {
        Some(own) => own,
        None if content_type.is_empty() || is_range(content_type) => "application/octet-stream",
        None => content_type,
    };
    let file_name = file_name.as_deref().unwrap_or(name);
    let mut head = head(name, Some(file_name), content_type)?;
    let mut own = Vec::new();
    for (name, value) in &headers {
        let line = styled::line(name, value)?;
        head.push_str(&line);
        own.push(name.to_ascii_lowercase());
    }
    Ok(Piece { head, own, payload })
}

/// The head of a part, each line with its end.
fn head(name: &str, file_name: Option<&str>, content_type: &str) -> Result<String, Problem> {
    let is_type = content_type.contains('/') && header::sensitive(content_type).is_ok();
    if !is_type {
        return Err(Problem::new(Place::Field, name, "has a media type that is none"));
    }
    let mut head = String::from("content-disposition: form-data; name=");
    quote(name, &mut head);
    if let Some(file_name) = file_name {
        head.push_str("; filename=");
        quote(file_name, &mut head);
    }
    head.push_str("\r\ncontent-type: ");
    head.push_str(content_type);
    head.push_str("\r\n");
    Ok(head)
}

/// Quotes a name as browsers do (WHATWG HTML, "Multipart form data"): quotation marks and line breaks are
/// percent-encoded, other characters stand as they are in UTF-8. Controls and backslashes are encoded,
/// too, since some readers take these for escapes.
fn quote(text: &str, head: &mut String) {
    head.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' | '\0'..='\x1f' | '\x7f' => {
                let _ = write!(head, "%{:02X}", u32::from(character));
            }
            other => head.push(other),
        }
    }
    head.push('"');
}

fn says_json(media_type: &str) -> bool {
    is_json(&media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

mod styled;

#[cfg(test)]
mod tests;
