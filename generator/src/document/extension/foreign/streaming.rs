//! Answers that come piece by piece, or of which a method gives a part, by Fern.

use super::super::super::read::Object;
use super::super::super::schema::Schema;
use super::{Said, Wrong, first, flag, members, text, text_at};
use crate::source::{At, Node, Value};

/// `x-fern-streaming`: the answer comes piece by piece, whatever its media type says.
#[derive(Clone, PartialEq, Debug)]
pub struct Streaming {
    /// Whether pieces are server-sent events; else they are lines of JSON.
    pub events: bool,
    /// Whether it is so only where the request asks for it.
    pub asked: bool,
    /// The schema of a piece, where it is another than that of the whole.
    pub piece: Option<Schema>,
    /// The extension's value.
    pub at: At,
}

impl Streaming {
    /// What an operation says.
    pub(in super::super::super) fn of(object: &mut Object<'_, '_, '_>) -> Option<Self> {
        let key = "x-fern-streaming";
        let streaming: Option<Self> = first(object, &[(key, &streaming)]);
        let piece = object.peek(key).and_then(|node| node.member("response-stream"));
        let piece = streaming.is_some().then_some(piece).flatten();
        let piece = piece.and_then(|node| object.read(key, node));
        streaming.map(|streaming| Self { piece, ..streaming })
    }
}

fn streaming(node: &Node) -> Said<Streaming> {
    let made = |events, asked| Streaming { events, asked, piece: None, at: node.at };
    if let Value::Bool(_) = node.value {
        return Ok(flag(node)?.then(|| made(false, false)));
    }
    let said = members(node)?;
    let format = text_at(said, "format")?.or(text_at(said, "type")?);
    let events = match format.as_deref() {
        Some("sse") => true,
        Some("json") | None => false,
        Some(_) => return Err(Wrong::new(node, "its format is neither `sse` nor `json`")),
    };
    Ok(Some(made(events, said.contains_key("stream-condition"))))
}

/// `x-fern-sdk-return-value`: the part of a success that a method gives.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReturnValue {
    /// RFC 6901 pointer to it.
    pub pointer: String,
    /// The extension's value.
    pub at: At,
}

impl ReturnValue {
    /// What an operation says.
    pub(in super::super::super) fn of(object: &mut Object<'_, '_, '_>) -> Option<Self> {
        first(
            object,
            &[("x-fern-sdk-return-value", &|node| {
                let path = text(node)?;
                let names = |path: String| path.split('.').map(str::to_owned).collect::<Vec<_>>();
                let pointer = path.map(|path| super::pages::pointer(names(path)));
                Ok(pointer.map(|pointer| Self { pointer, at: node.at }))
            })],
        )
    }
}
