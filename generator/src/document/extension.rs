//! The extensions `x-sdk-…` (docs/spec-language.md), and what other tools call by other names.
//!
//! Ours are read strictly. Others' are read where their meaning is the same (`foreign`); where both stand,
//! ours wins.

mod find;
pub(super) mod foreign;
mod many;
mod pagination;
mod rename;
mod retry;
mod short;
mod tolerance;
mod unwrap;
mod value_note;
mod verify;
mod wait;

pub use find::Find;
pub use foreign::{MethodNames, PageRole, ReturnValue, Streaming};
pub use many::Many;
pub use pagination::{Pagination, PaginationStyle};
pub use rename::{Called, SchemaName};
pub use retry::Retry;
pub use tolerance::Tolerated;
pub use unwrap::Unwrap;
pub use value_note::ValueNote;
pub use verify::Verify;
pub use wait::Wait;

use super::Number;
use super::read::{Cx, Object, Read};
use crate::diag::codes;
use crate::source::Node;
use short::ShortForm;

/// `x-sdk-env`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Env {
    /// One variable.
    One(String),
    /// Two, for the scheme `basic`.
    Basic {
        /// Of the user name.
        username: String,
        /// Of the password.
        password: String,
    },
    /// Two, for the client credentials of `oauth2`.
    Client {
        /// Of the client id.
        client_id: String,
        /// Of the client secret.
        client_secret: String,
    },
    /// One of a server, in an object.
    Server {
        /// Of the base URL.
        variable: String,
        /// Whether there is no default: the URL of the server is an example.
        required: bool,
    },
}

impl Read for Env {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let form = ShortForm { name: "x-sdk-env", expected: "a string or an object" };
        form.read(node, cx, |name, _| Some(Self::One(name)), Self::in_full)
    }
}

impl Env {
    fn in_full(object: &mut Object<'_, '_, '_>) -> Option<Self> {
        if object.node("client_id").or(object.node("client_secret")).is_some() {
            let (id, secret) = (object.required("client_id"), object.required("client_secret"));
            return id
                .zip(secret)
                .map(|(client_id, client_secret)| Self::Client { client_id, client_secret });
        }
        if object.node("variable").or(object.node("required")).is_some() {
            let required = object.flag("required");
            let variable = object.required("variable");
            return variable.map(|variable| Self::Server { variable, required });
        }
        let (username, password) = (object.required("username"), object.required("password"));
        username.zip(password).map(|(username, password)| Self::Basic { username, password })
    }
}

/// A JSON Pointer (RFC 6901), checked for its syntax.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PointerText(pub String);

impl Read for PointerText {
    fn read(node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        let text = String::read(node, cx)?;
        Self::of(text, node, cx)
    }
}

impl PointerText {
    /// The pointer that a text is.
    fn of(text: String, node: &Node, cx: &mut Cx<'_>) -> Option<Self> {
        if text.is_empty() || text.starts_with('/') {
            return Some(Self(text));
        }
        let help = match text.strip_prefix('#') {
            Some(rest) if rest.starts_with('/') => format!("write `{rest}`"),
            _ => format!("write `/{}`", text.trim_start_matches("$.").replace('.', "/")),
        };
        let message = format!("{} is a JSON Pointer and begins with `/`", cx.subject());
        cx.diags.report(codes::INVALID_EXTENSION, node.at, message).help(help);
        None
    }
}

/// `x-sdk-group` of an operation.
pub(super) fn group(object: &mut Object<'_, '_, '_>) -> Option<String> {
    object.optional("x-sdk-group").or_else(|| foreign::group(object))
}

/// `x-sdk-name` of a parameter.
pub(super) fn parameter_name(object: &mut Object<'_, '_, '_>) -> Option<String> {
    object.optional("x-sdk-name").or_else(|| foreign::parameter_name(object))
}

/// `x-sdk-retry`.
pub(super) fn retry(object: &mut Object<'_, '_, '_>) -> Option<Retry> {
    object.optional("x-sdk-retry").or_else(|| foreign::retry(object))
}

/// `x-sdk-timeout`, in seconds.
pub(super) fn timeout(object: &mut Object<'_, '_, '_>) -> Option<f64> {
    seconds(object, "x-sdk-timeout").or_else(|| foreign::timeout(object))
}

/// `x-sdk-pagination`.
pub(super) fn pagination(object: &mut Object<'_, '_, '_>) -> Option<Pagination> {
    if object.peek("x-sdk-pagination").is_some() {
        return object.optional("x-sdk-pagination");
    }
    foreign::pagination(object)
}

/// `x-sdk-env` of a security scheme. `basic` takes two variables.
pub(super) fn env(object: &mut Object<'_, '_, '_>, basic: bool) -> Option<Env> {
    object.optional("x-sdk-env").or_else(|| foreign::env(object, basic))
}

/// A number of seconds that is more than none.
fn seconds(object: &mut Object<'_, '_, '_>, key: &'static str) -> Option<f64> {
    at_least(object, key, f64::MIN_POSITIVE, "more than 0")
}

/// A number that is not below a limit.
fn at_least(
    object: &mut Object<'_, '_, '_>,
    key: &'static str,
    least: f64,
    wording: &str,
) -> Option<f64> {
    object.with(key, |node, cx| {
        let number = Number::read(node, cx)?.as_f64();
        if number >= least {
            return Some(number);
        }
        let message = format!("{} must be {wording}", cx.subject());
        cx.diags.report(codes::INVALID_EXTENSION, node.at, message);
        None
    })
}
