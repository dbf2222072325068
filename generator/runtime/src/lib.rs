//! What clients written by `specsmith` call at run time.
//!
//! Emitted code only describes: tables of constants, plain types, and a struct around a call for
//! each operation. Everything that behaves is here, written once and not generic over operations.
//!
//! | module | owns the question |
//! |---|---|
//! | `api` | what does the description say? |
//! | `builder`, `client`, `config_error` | which settings do all calls share? |
//! | `call`, `unsent` | which inputs does one call have? |
//! | `input`, `param`, `style`, `pairs`, `path`, `header` | how do parameters become text? |
//! | `content`, `payload`, `form`, `multipart`, `part` | how do bodies become bytes? |
//! | `base_url`, `request` | how does all of it become a request? |
//! | `credentials` | who is asking? |
//! | `send`, `retry`, `timeout`, `clock`, `random` | what happens between request and response? |
//! | `hook`, `trace` | who watches? |
//! | `transport`, `body` | who moves the bytes? |
//! | `blocking` | who waits where nothing is async? |
//! | `response`, `envelope`, `decode`, `answer`, [`json`](mod@json) | how do bytes become types? |
//! | `streaming`, `events`, `lines`, `download` | what when a body is read piece by piece? |
//! | `pages`, `link`, `wait`, `find`, `many`, `verify` | which calls follow on a call? |
//! | `error`, `problem` | what went wrong? |
//! | `macros` | what does every emitted type and call have? |
//!
//! A call goes through them like this:
//!
//! ```text
//! Client ─call→ Call ─request→ http::Request ─Transport→ http::Response ─read, decode→ T or Error<E>
//! ```
//!
//! The core is free of any async runtime and HTTP library: both are behind [`Transport`] and its
//! [`Clock`], and come with the feature `reqwest`.
//!
//! For `wasm32-unknown-unknown` there are `fetch`, the browser's timers and Web Crypto in their place. That target
//! was not available to compile for where this was written; a test makes sure that nothing is in the tree of
//! dependencies that could not be built for it.

mod answer;
mod api;
mod base_url;
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
mod blocking;
mod body;
mod builder;
mod call;
mod client;
mod clock;
mod config_error;
mod content;
mod credentials;
mod decode;
mod deep;
mod download;
mod envelope;
mod error;
mod events;
mod find;
mod form;
#[cfg(any(fuzzing, test))]
#[doc(hidden)]
pub mod fuzz;
mod header;
mod held;
mod hook;
mod input;
pub mod json;
mod lines;
mod link;
mod macros;
mod many;
mod media_type;
mod multipart;
mod pages;
mod pairs;
mod param;
mod part;
mod path;
mod payload;
mod problem;
mod random;
mod raw;
mod ready;
mod request;
mod response;
mod retry;
mod secret;
mod send;
mod streaming;
mod style;
mod timeout;
mod trace;
mod transport;
mod unsent;
mod verify;
mod wait;

#[cfg(test)]
mod tests;

pub use bytes;
pub use http;

pub use answer::{Raw, Text};
#[cfg(all(feature = "blocking", not(target_family = "wasm")))]
pub use blocking::Blocking;
pub use body::Body;
pub use clock::Clock;
pub use config_error::ConfigError;
pub use credentials::{OAuthError, ProviderError, TokenProvider};
pub use download::{Collect, CollectError, Download};
pub use error::{
    ApiError, BodyError, BuildError, CredentialsError, Error, FindError, FindErrorKind,
    HeaderError, PaginationError, PaginationErrorKind, SendError, StatusError, TimeoutError,
    TimeoutKind,
};
pub use events::{Event, EventStream};
pub use find::{FindCall, SendFind};
pub use hook::{AttemptFailure, AttemptInfo, AttemptOutcome, Hook, HookError};
pub use json::{
    DateTime, DecodeError, EncodeError, ItemsOrNull, Maybe, OrNull, UnknownValue, Value,
};
pub use lines::LineStream;
pub use many::{ManyCall, Outcomes, SendMany};
pub use pages::{ItemStream, PageStream, Resume};
pub use part::Part;
pub use payload::Payload;
pub use random::Random;
pub use ready::ReadyCall;
pub use response::Response;
pub use retry::RetryPolicy;
pub use secret::Secret;
pub use send::{Send, SendWithResponse};
pub use serde_json::json;
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{
    Attempt, BoxFuture, MemoryTransport, RecordTransport, ReplayTransport, Transport,
    TransportError, TransportErrorKind,
};
pub use verify::{Verified, VerifyError};
pub use wait::WaitFor;

/// What emitted code may name, as `crate::rt`. Not for people: it changes with the generator.
#[doc(hidden)]
pub mod emit {
    // JSON and secrets.
    #[cfg(feature = "serde")]
    pub use crate::json::bridge;
    pub use crate::json::{
        Arm, DateTime, DecodeError, ItemsOrNull, Json, JsonResult, Maybe, OrNull, Reader, Shape,
        Stop, Tolerance, Union, UnknownValue, Value, Writer, copy, debug, empty, equal,
        from_slice as decode, list, map, read_text, unknown,
    };
    pub use crate::secret::Secret;
    pub use crate::{by_json, integer, object, setters, string_enum, union};

    // Operations.
    pub use crate::{answers, calls, inputs, marks, operation, options, pages};
    pub use core::result::Result;
    pub use http::{Request, Uri};

    pub use crate::answer::{Answer, Raw, Slot, Text};
    pub use crate::api::{
        Api, Case, Envelope, Find, Location, Method, Next, Operation, Pagination, Parameter,
        Scheme, SchemeKind, Style, Wait,
    };
    pub use crate::body::Body;
    pub use crate::builder::ClientBuilder;
    pub use crate::call::Call;
    pub use crate::client::Client;
    pub use crate::clock::Clock;
    pub use crate::config_error::ConfigError;
    pub use crate::credentials::{Credential, TokenProvider};
    pub use crate::download::Download;
    pub use crate::error::Error;
    pub use crate::events::EventStream;
    pub use crate::find::FindCall;
    pub use crate::header::RESERVED_HEADERS;
    pub use crate::held::Held;
    pub use crate::hook::Hook;
    pub use crate::lines::LineStream;
    pub use crate::many::ManyCall;
    pub use crate::pages::{ItemStream, PageStream};
    pub use crate::part::Part;
    pub use crate::payload::Payload;
    pub use crate::random::Random;
    pub use crate::ready::ReadyCall;
    pub use crate::retry::RetryPolicy;
    pub use crate::send::{Send, SendWithResponse};
    pub use crate::transport::Transport;
    pub use crate::verify::{Verified, verified};
    pub use crate::wait::WaitFor;
}
