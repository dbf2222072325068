//! The Responses Object: responses by status.

use super::read::{Cx, Object, Read};
use super::reference::RefOr;
use super::response::Response;
use crate::diag::{Place, codes};
use crate::source::{At, Node};

/// `responses`: status to response, in order.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Responses(pub Vec<(Status, RefOr<Response>)>);

/// A key of the Responses Object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `4XX`: the first digit.
    Range(u8),
    /// `default`.
    Default,
}

impl Status {
    /// The status that a key stands for; `4xx` in small letters is not one.
    #[must_use]
    pub fn parse(key: &str) -> Option<Self> {
        match key.as_bytes() {
            b"default" => Some(Self::Default),
            [digit @ b'1'..=b'5', b'X', b'X'] => Some(Self::Range(digit - b'0')),
            [b'1'..=b'5', b'0'..=b'9', b'0'..=b'9'] => key.parse().ok().map(Self::Code),
            _ => None,
        }
    }
}

impl Read for Responses {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let mut object = Object::open(node, "the responses object", cx)?;
        let mut responses = Vec::new();
        for (key, response) in object.unknown() {
            if key.starts_with("x-") {
                continue;
            }
            let status = status(&mut object, key, response.at);
            let response = object.read("responses", response);
            responses.extend(status.zip(response));
        }
        object.finish_extensions();
        Some(Self(responses))
    }
}

/// The status that a key means: small letters in a range leave no doubt.
fn status(object: &mut Object<'_, '_, '_>, key: &str, at: At) -> Option<Status> {
    if let Some(status) = Status::parse(key) {
        return Some(status);
    }
    let upper = key.to_uppercase();
    let status = Status::parse(&upper);
    let (code, help) = match status {
        Some(_) => (codes::TOLERATED, format!("write `{upper}`")),
        None => {
            let help = "write a status such as `200`, a range such as `4XX`, or `default`";
            (codes::INVALID_VALUE, help.to_owned())
        }
    };
    object.diags().report(code, Place::Key(at), format!("`{key}` is not a status")).help(help);
    status
}
