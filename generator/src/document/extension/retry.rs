//! `x-sdk-retry`.

use super::super::read::{Cx, Object, Read};
use super::super::responses::Status;
use super::{at_least, seconds};
use crate::diag::codes;
use crate::source::{Node, Value};

/// `x-sdk-retry`. Durations in seconds. `false` is one attempt.
#[derive(Clone, Default, PartialEq, Debug)]
pub struct Retry {
    /// Attempts in all.
    pub attempts: Option<u32>,
    /// The first pause.
    pub initial_interval: Option<f64>,
    /// The longest pause.
    pub max_interval: Option<f64>,
    /// Growth of the pause.
    pub exponent: Option<f64>,
    /// No attempt starts after this.
    pub max_elapsed: Option<f64>,
    /// Statuses that are tried again.
    pub statuses: Option<Vec<Status>>,
    /// Whether failed connections are tried again.
    pub connection_errors: Option<bool>,
    /// Whether the operation may be replayed.
    pub safe: Option<bool>,
}

impl Retry {
    /// One attempt.
    #[must_use]
    pub fn never() -> Self {
        Self { attempts: Some(1), ..Self::default() }
    }
}

impl Read for Retry {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        match node.value {
            Value::Bool(false) => return Some(Self::never()),
            Value::Object(_) => {}
            Value::Null
            | Value::Bool(true)
            | Value::Int(_)
            | Value::Float(_)
            | Value::String(_)
            | Value::Array(_) => {
                cx.wrong_type(node, "`false` or an object");
                return None;
            }
        }
        let mut object = Object::open(node, "x-sdk-retry", cx)?;
        let retry = Self {
            attempts: attempts(&mut object),
            initial_interval: seconds(&mut object, "initial_interval"),
            max_interval: seconds(&mut object, "max_interval"),
            exponent: at_least(&mut object, "exponent", 1.0, "at least 1"),
            max_elapsed: seconds(&mut object, "max_elapsed"),
            statuses: object
                .optional::<Vec<RetryStatus>>("statuses")
                .map(|statuses| statuses.into_iter().map(|status| status.0).collect()),
            connection_errors: object.optional("connection_errors"),
            safe: object.optional("safe"),
        };
        object.finish();
        Some(retry)
    }
}

fn attempts(object: &mut Object<'_, '_, '_>) -> Option<u32> {
    object.with("attempts", |node, cx| {
        let Value::Int(integer) = node.value else {
            cx.wrong_type(node, "an integer");
            return None;
        };
        match u32::try_from(integer) {
            Ok(attempts @ 1..) => Some(attempts),
            Ok(0) | Err(_) => {
                let message = format!("{} must be at least 1", cx.subject());
                cx.diags
                    .report(codes::INVALID_EXTENSION, node.at, message)
                    .help("the first attempt counts; write `x-sdk-retry: false` for no other one");
                None
            }
        }
    })
}

struct RetryStatus(Status);

impl Read for RetryStatus {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let status = match &node.value {
            Value::Int(code) => Status::parse(&code.to_string()),
            Value::String(text) => Status::parse(text),
            Value::Null | Value::Bool(_) | Value::Float(_) | Value::Array(_) | Value::Object(_) => {
                None
            }
        };
        match status {
            Some(status @ (Status::Code(400..=599) | Status::Range(4..=5))) => Some(Self(status)),
            Some(Status::Code(_) | Status::Range(_) | Status::Default) | None => {
                let message = format!("{} must be the status of an error", cx.subject());
                cx.diags
                    .report(codes::INVALID_EXTENSION, node.at, message)
                    .help("write a status such as `503`, or a range: `4XX` or `5XX`");
                None
            }
        }
    }
}
